"""Everything that Click can say of our commands is said in Vietnamese."""

import ast
import string
import subprocess
import sys
from pathlib import Path

import click
import pytest

from build_tools.cli.vietnamese import MESSAGES
from tests.conftest import ROOT

# What Click says only to programmers, or of what no command of ours uses (editors, colours, completion, deprecation).
UNUSED = {
    "Do you want to continue?",
    "Confirm the action without prompting.",
    "{editor}: Editing failed",
    "{editor}: Editing failed: {e}",
    "d",
    "Press any key to continue...",
    "Repeat for confirmation",
    "Error: The two entered values do not match.",
    "Value must be an iterable.",
    "{value!r} is not a valid UUID.",
    "Windows error: {error}",
    "Unknown standard stream '{name}'",
    "Unknown color {colour!r}",
}
FOR_PROGRAMMERS = (
    *("Deprecat", "Could not determine name", "No options defined", "Arguments take exactly", "Boolean option"),
    *("Name '{name}' defined", "Invalid start character", "Couldn't detect Bash", "Shell completion"),
)


def said_by_click() -> set[str]:
    """The messages that Click hands to gettext, read from its source."""
    found: set[str] = set()
    for file in Path(click.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("_", "ngettext"):
                texts = node.args[: 2 if node.func.id == "ngettext" else 1]
                found |= {
                    text.value for text in texts if isinstance(text, ast.Constant) and isinstance(text.value, str)
                }
    return found


def test_every_message_of_click_has_its_translation() -> None:
    said = {message for message in said_by_click() - UNUSED if not message.startswith(FOR_PROGRAMMERS)}
    assert len(said) > 40
    assert said - MESSAGES.keys() == set()


@pytest.mark.parametrize("message", MESSAGES)
def test_a_translation_has_the_fields_of_its_message(message: str) -> None:
    fields = [
        {name for _, name, _, _ in string.Formatter().parse(text) if name} for text in (message, MESSAGES[message])
    ]
    assert fields[1] == fields[0] - ({"name"} if "filename" in fields[0] else set())


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--help"], ["Cách dùng:", "Các lệnh:", "In hướng dẫn này"]),
        (["build", "--help"], ["Cách dùng:", "Tùy chọn:", "[TÙY CHỌN]"]),
        (["bild"], ["Lỗi: không có lệnh", "Có phải là", "Xem hướng dẫn: so-van-ban --help"]),
        (["build", "--khong-co"], ["Lỗi: không có tùy chọn"]),
        (["add"], ["Lỗi: Thiếu đối số"]),
        (["serve", "--port", "x"], ["Lỗi: giá trị không hợp lệ"]),
        (["build", "--project", "khong-co-dau"], ["không có khong-co-dau"]),
    ],
)
def test_nothing_english_is_said(arguments: list[str], words: list[str]) -> None:
    command = [sys.executable, "-c", "from build_tools.cli.main import main; main(prog_name='so-van-ban')", *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    said = " ".join((done.stdout + done.stderr).split())
    assert [word for word in words if word not in said] == []
    for english in ("Usage", "Options", "Commands", "Error", "Try", "Show", "Missing", "Invalid", "default:"):
        assert english not in said
