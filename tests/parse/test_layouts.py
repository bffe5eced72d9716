"""The same document laid out otherwise says the same: indented, justified, with other blanks, marks, tones, dates."""

from pathlib import Path
from typing import Any

import pytest

from build_tools.base.text import spelling, squeeze
from build_tools.evaluation.document_json import to_record
from tests.layouts import DAY, LAYOUTS, changed, moved
from tests.texts import document_of

ROOT = Path(__file__).parents[1]
TEXTS = sorted([*(ROOT / "collection").rglob("*.txt"), *(ROOT / "so-mau").rglob("*.txt")])


def _facts(text: str) -> str:
    """What is read of a text, on one line, whatever the places of tones and how a day is written in a subject."""
    record = to_record(document_of(text))
    metadata = {key: value for key, value in record["metadata"].items() if key not in ("addressees", "copies_to")}
    cited = [[c["type_name"], c["code"], c["date"], c["organ"], c["relation"]] for c in record["citations"]]
    tasks = [[t["bearers"], [d["date"] or d["recurrence"] for d in t["deadlines"]]] for t in record["obligations"]]
    facts: Any = {"metadata": metadata, "citations": cited, "tasks": tasks}
    return DAY.sub(r"\1/\2/\3", spelling(squeeze(repr(facts))))


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("file", TEXTS, ids=lambda file: file.stem)
def test_the_layout_says_nothing(file: Path, layout: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert _facts(changed(text, LAYOUTS[layout](text))) == _facts(text)


def test_places_move_with_the_changes() -> None:
    text, changes = "abcdef", [(1, 2, "xyz"), (3, 3, "-"), (4, 6, "")]
    assert changed(text, changes) == "axyzc-d"
    assert [moved(changes)(at) for at in range(7)] == [0, 1, 4, 6, 7, 7, 7]
