"""The scripts' pure parts, tested under node by its own test runner: tests/scripts/*.test.mjs."""

import subprocess

from tests.conftest import ROOT

FILES = sorted((ROOT / "tests" / "scripts").glob("*.test.mjs"))


def test_scripts_under_node() -> None:
    command = ["node", "--test", "--test-reporter=spec", *map(str, FILES)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"tests {done.stdout.count('✔')}" in done.stdout.replace("ℹ ", "")
