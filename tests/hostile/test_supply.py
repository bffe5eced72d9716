"""What we build on: every version locked by its checksum, every licence one that an office may use."""

import re
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

import pytest

from build_tools.render.fidelity import full_text_of
from tests.conftest import ROOT

LOCKS = sorted(ROOT.glob("requirements*.txt"))
NAME = re.compile(r"^([A-Za-z0-9._-]+)==(\S+)", re.MULTILINE)
# MIT, BSD, Apache, MPL, LGPL, and those of Python and of public data: what the project allows itself.
ALLOWED = re.compile(
    r"MIT|BSD|Apache|MPL|Mozilla Public License|LGPL|Lesser General|PSF|Python Software", re.IGNORECASE
)


@pytest.mark.parametrize("file", LOCKS, ids=lambda file: file.stem)
def test_every_version_is_locked_by_its_checksum(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    packages = re.split(r"\n(?=\S)", re.sub(r"(?m)^#.*\n?", "", text).strip())
    assert len(packages) > 20
    for package in packages:
        assert NAME.match(package), package
        assert "--hash=sha256:" in package, package
    assert "://" not in text


def test_the_licences_of_what_runs() -> None:
    odd = {}
    for name, _ in NAME.findall((ROOT / "requirements.txt").read_text(encoding="utf-8")):
        told: Any = distribution(name).metadata
        classifiers = [row for row in told.get_all("Classifier", []) if row.startswith("License")]
        licence = told.get("License-Expression") or "; ".join(classifiers) or told.get("License") or ""
        if not ALLOWED.search(licence):
            odd[name] = licence
    assert odd == {}


def test_every_address_ever_published_still_answers(project: Path) -> None:
    """tests/addresses.txt has the pages and clauses of all releases; `make addresses` adds those of this one."""
    kept = (ROOT / "tests" / "addresses.txt").read_text(encoding="utf-8").splitlines()
    assert "van-ban/96-skhcn-vp.html#para_1" in kept
    assert set(kept) <= set(addresses(project / "site"))


def addresses(site: Path) -> list[str]:
    """Every page of a site and every clause of a document on it."""
    found = []
    for file in sorted(site.rglob("*.html")):
        page = file.relative_to(site).as_posix()
        text = full_text_of(file.read_text(encoding="utf-8"))
        found += [page, *(f"{page}#{anchor}" for anchor in re.findall(r' id="([^"]+)"', text))]
    return found


if __name__ == "__main__":
    file = ROOT / "tests" / "addresses.txt"
    before = file.read_text(encoding="utf-8").splitlines() if file.is_file() else []
    file.write_text("\n".join(sorted({*before, *addresses(ROOT / "site")})) + "\n", encoding="utf-8")
