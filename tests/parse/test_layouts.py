"""The same document laid out otherwise says the same: indented, justified, with other blanks, marks, tones, dates."""

import itertools
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from build_tools.base.text import squeeze
from build_tools.evaluation.document_json import to_record
from tests.texts import document_of

ROOT = Path(__file__).parents[1]
TEXTS = sorted([*(ROOT / "gold" / "txt").glob("*.txt"), *(ROOT / "so-mau").rglob("*.txt")])
_TONES = [("òa", "oà"), ("óa", "oá"), ("ỏa", "oả"), ("ủy", "uỷ"), ("úy", "uý"), ("ùy", "uỳ"), ("ụy", "uỵ")]
_BLANK = re.compile(r"(?<=[^\W\d_]) (?=[a-zà-ỹđ])")
_DAY = re.compile(r"(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})")


def _some_blanks(text: str, blank: str) -> str:
    """Every seventh blank between words is another."""
    count = itertools.count()
    return _BLANK.sub(lambda match: match[0] if next(count) % 7 else blank, text)


def _other_tones(text: str) -> str:
    for old, new in _TONES:
        text = re.sub(rf"(?<!q){old}(?!\w)", new, text)
    return text


LAYOUTS: dict[str, Callable[[str], str]] = {
    "indented": lambda text: re.sub(r"(?m)^(?=\S)", "      ", text),
    "blanks at the ends": lambda text: text.replace("\n", " \t\n"),
    "justified": lambda text: _some_blanks(text, "  "),
    "no-break spaces": lambda text: _some_blanks(text, "\u00a0"),
    "line breaks of Windows": lambda text: text.replace("\n", "\r\n"),
    "tones": _other_tones,
    "dates in figures": lambda text: _DAY.sub(r"\1/\2/\3", text),
    "brackets behind numbers": lambda text: re.sub(r"(?m)^(\d{1,2})\.(?= )", r"\1)", text),
}


def _facts(text: str) -> dict[str, Any]:
    record = to_record(document_of(text))
    metadata = {key: value for key, value in record["metadata"].items() if key not in ("addressees", "copies_to")}
    cited = [[c["type_name"], c["code"], c["date"], c["organ"], c["relation"]] for c in record["citations"]]
    tasks = [[t["bearers"], [d["date"] or d["recurrence"] for d in t["deadlines"]]] for t in record["obligations"]]
    return {"metadata": metadata, "citations": cited, "tasks": tasks}


def _spelt(facts: Any) -> str:
    """The facts as one line, whatever the places of tones and how a day is written in a subject."""
    return _DAY.sub(r"\1/\2/\3", _other_tones(squeeze(repr(facts))))


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("file", TEXTS, ids=lambda file: file.stem)
def test_the_layout_says_nothing(file: Path, layout: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert _spelt(_facts(LAYOUTS[layout](text))) == _spelt(_facts(text))
