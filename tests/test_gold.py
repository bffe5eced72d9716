"""The five documents against their annotated truth (tests/gold): every field, every citation, every task."""

import json
from pathlib import Path
from typing import Any

import pytest

from build_tools.evaluation.document_json import to_record
from build_tools.model.corpus import Corpus
from tests.conftest import COLLECTION, ROOT

GOLD = sorted((ROOT / "tests" / "gold").glob("*.json"))


def _read(path: Path, corpus: Corpus) -> tuple[dict[str, Any], dict[str, Any]]:
    documents = {Path(work.document.source.path).stem: work.document for work in corpus.works if work.document}
    return json.loads(path.read_text(encoding="utf-8")), to_record(documents[path.stem])


def test_every_document_has_a_gold_record() -> None:
    assert [path.stem for path in GOLD] == sorted(path.stem for path in (COLLECTION).rglob("*.txt"))


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_record(path: Path, corpus: Corpus) -> None:
    gold, found = _read(path, corpus)
    assert found["metadata"] == gold["metadata"]


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_citations(path: Path, corpus: Corpus) -> None:
    """The gold records know five relations; the finer ones count as `cites` there (gold guide, rule of scoring)."""
    gold, found = _read(path, corpus)
    for citation in found["citations"]:
        del citation["doubt"]  # what is stated is right, said with or without doubt
        if citation["relation"] in ("guides", "issues", "reports_on"):
            citation["relation"] = "cites"
    assert found["citations"] == gold["citations"]


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_obligations(path: Path, corpus: Corpus) -> None:
    """The gold quotes only the beginning of an item, so an item is told by where it starts."""
    gold, found = _read(path, corpus)
    assert [_told(task) for task in found["obligations"]] == [_told(task) for task in gold["obligations"]]


def _told(task: dict[str, Any]) -> dict[str, Any]:
    deadlines = [{key: d[key] for key in ("quote", "date", "recurrence", "relation")} for d in task["deadlines"]]
    kept = {key: task[key] for key in ("start", "bearers", "lead", "coordinate", "report_to")}
    return {**kept, "deadlines": deadlines, "reported": task.get("reported", False)}
