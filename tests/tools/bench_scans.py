"""Whether the records of real office files come out right: `python -m tests.tools.bench_scans FOLDER [--misses]`.

FOLDER holds the files and `list.jsonl`: of each file the kind, the issuer and the day or month as a reader sees them
({"file", "kind", "issuer", "date"}). A field counts as right, as left open (the type "Văn bản" too), as wrong beside a
doubt that the page shows, or as wrong: that is what a reader is misled by. What is recognised is kept in .build.
"""

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from build_tools.base.diagnostics import InputError
from build_tools.base.text import fold, squeeze
from build_tools.model.document import Document, Genre, Record
from build_tools.parse import parse
from build_tools.source import read_file
from build_tools.vocabulary import load
from tests.conftest import ROOT

_BRACKETS = re.compile(r"\([^)]*\)|,.*")
_LEVELS = {"tinh", "thanh", "pho"}


def bare(words: str) -> str:
    """Words without tones, without what stands in brackets or behind a comma."""
    return squeeze(_BRACKETS.sub("", fold(words)))


def issuer(words: str) -> Counter[str]:
    """The words of a name, whatever level of government they give."""
    full = bare(words).replace("ubnd", "uy ban nhan dan").replace("dh ", "dai hoc ")
    return Counter(word for word in full.split() if word not in _LEVELS)


def judged(record: Record, expected: dict[str, str]) -> Iterator[tuple[str, str, str]]:
    """Yield name, outcome and value of each field of a record."""
    if record.genre is Genre.NEWS:
        right = "tin" in expected["kind"]
        yield "kind", "right" if right else "wrong", "news"
        return
    kind = record.type_name
    yield "kind", outcome(kind, bare(kind) == bare(expected["kind"]), record, "kind"), kind
    organ = record.organ.value if record.organ else ""
    yield "issuer", outcome(organ, issuer(organ) == issuer(expected["issuer"]), record, "organ"), organ
    month = month_of(record)
    yield "month", outcome(month, month == expected["date"][:7], record, "date"), month


def month_of(record: Record) -> str:
    return record.issued_date.isoformat()[:7] if record.issued_date else record.issued_month or ""


def outcome(value: str, right: bool, record: Record, field: str) -> str:
    if right or value in ("", "Văn bản"):
        return "right" if right else "open"
    return "doubted" if field in record.doubts else "wrong"


def main(folder: Path, *, misses: bool) -> None:
    vocabulary, counts = load(), Counter[tuple[str, str]]()
    listed = [json.loads(line) for line in (folder / "list.jsonl").read_text(encoding="utf-8").splitlines()]
    for expected in listed:
        try:
            source, _ = read_file(folder / expected["file"], ROOT / ".build" / "scans")
        except InputError as error:
            print(expected["file"], *error.diagnostics)
            counts.update((field, "open") for field in ("kind", "issuer", "month"))
            continue
        document: Document = parse(source, vocabulary)
        for field, result, value in judged(document.record, expected):
            counts[field, result] += 1
            if misses and result != "right":
                print(f"{expected['file']}: {field} {result}: {value!r}, not {expected}")
    for field in ("kind", "issuer", "month"):
        total = sum(count for (name, _), count in counts.items() if name == field)
        parts = (f"{result} {counts[field, result]}" for result in ("right", "open", "doubted", "wrong"))
        print(f"{field:7} of {total}: {', '.join(parts)} ({counts[field, 'right'] / max(total, 1):.0%} right)")


if __name__ == "__main__":
    main(Path(sys.argv[1]), misses="--misses" in sys.argv)
