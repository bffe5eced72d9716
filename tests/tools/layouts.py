"""How annotated documents are read when they are laid out otherwise: `make layouts GOLD=FOLDER`.

FOLDER holds txt/ and json/ as for `so-van-ban evaluate`. Prints, for each layout of tests/layouts.py, F1 of citations,
their issuers, tasks, bearers, deadlines and records, with the documents as they are first. A layout that loses much
shows a rule that knows documents by their looks.
"""

import json
import sys
from pathlib import Path
from typing import Any

from build_tools.base.text import place_of, without_layout
from build_tools.evaluation import Scores, score
from build_tools.evaluation.document_json import to_record
from build_tools.model.source import Source
from build_tools.parse import parse
from build_tools.vocabulary import load
from tests.layouts import HARDER, LAYOUTS, Change, changed, moved

_SHOWN = ("citations", "citations.organ", "obligations", "obligations.bearers", "deadlines", "metadata")


def main(folder: Path) -> None:
    """Print a line for each layout."""
    vocabulary = load()
    print(f"{'':34}", *(f"{name.rsplit('.', 1)[-1]:>11}" for name in _SHOWN))
    for name, layout in {"as they are": lambda _: [], **LAYOUTS, **HARDER}.items():
        scores = Scores()
        for file in sorted((folder / "txt").glob("*.txt")):
            text = file.read_text(encoding="utf-8")
            gold = json.loads((folder / "json" / f"{file.stem}.json").read_text(encoding="utf-8"))
            changes = layout(text)
            words = changed(text, changes)
            document = parse(Source.of(file.name, without_layout(words), ""), vocabulary)
            score(scores, file.stem, words, _moved(gold, text, words, changes), to_record(document, words.encode()))
        print(f"{name:34}", *(f"{scores.tallies[shown].f1:11.3f}" for shown in _SHOWN))


def _moved(gold: dict[str, Any], text: str, words: str, changes: list[Change]) -> dict[str, Any]:
    """Return the annotation with its places and quotes in the changed text."""
    place = moved(changes)
    for record in (*gold["citations"], *gold["obligations"]):
        start, end = place(record["start"]), place(record["end"])
        record.update(start=start, end=end, quote=words[start:end])
        for deadline in record.get("deadlines", ()):
            found = place_of(text, deadline["quote"]) if deadline["quote"] else None
            deadline["quote"] = words[place(found[0]) : place(found[1])] if found else deadline["quote"]
    return gold


if __name__ == "__main__":
    main(Path(sys.argv[1]))
