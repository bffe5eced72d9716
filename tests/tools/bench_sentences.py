"""Citation spans in labelled sentences: `python -m tests.tools.bench_sentences FILE` (`make bench-sentences`).

FILE holds lines {"id", "text", "spans": [[start, end, label]]}. Prints exact-span F1 as the labels stand, then with
what is wrong in the labels put right by rules that look at text and labels alone, never at what we found: each row has
the rules of those above it and one more.
"""

import json
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from build_tools.model.source import Source
from build_tools.parse import parse
from build_tools.vocabulary import load

Places = set[tuple[int, int]]
# A rule: the labels it puts in place of those of the sentence, and where nothing counts, neither labels nor ours.
Rule = Callable[[str, Places], tuple[Places, Places]]
# The types that have labels; Chỉ thị, Công văn and others have none.
TYPES = ("Nghị định", "Luật", "Bộ luật", "Thông tư", "Quyết định", "Pháp lệnh", "Nghị quyết", "Hiến pháp")
_MARKUP = re.compile(r"<[A-ZĐ]+ rel=[^<>]*>[^<>]*(?:</[A-ZĐ]+>)?")
_OWN_TITLE = re.compile(r"(?:Thông tư|Nghị định|Quyết định|Nghị quyết|Luật|Pháp lệnh)(?: liên tịch)?\s+(?!số|\d)")


def misplaced(text: str, labels: Places) -> tuple[Places, Places]:
    """A label inside another one belongs to where the same words stand next, without a label.

    "Nghị định số 5/2011/NĐ-CP ngày … (sau đây gọi là Nghị định số 5/2011/NĐ-CP)": both labels lie at the first place.
    """
    kept = set(labels)
    for start, end in sorted(labels):
        if any(left <= start and end <= right for left, right in labels - {(start, end)}):
            later = (match.span() for match in re.finditer(re.escape(text[start:end]), text))
            free = next((place for place in later if place[0] > end and not _touches(place, kept)), None)
            kept = kept - {(start, end)} | ({free} if free else set())
    return kept, set()


def marked_up(text: str, labels: Places) -> tuple[Places, Places]:
    """Mark-up left in a text cuts names and dates: what touches it does not count."""
    marks = {match.span() for match in _MARKUP.finditer(text)}
    return labels, marks | {label for label in labels if _touches(label, marks)}


def own_title(text: str, labels: Places) -> tuple[Places, Places]:
    """The title of the document at the head of the sentence has no labels, though it names instruments."""
    return labels, {(0, (text.find(" Căn cứ ") + len(text)) % len(text))} if _OWN_TITLE.match(text) else set()


RULES: tuple[tuple[str, tuple[Rule, ...]], ...] = (
    ("as the labels stand", ()),
    ("labels laid twice on one place, moved", (misplaced,)),
    ("places with mark-up left out", (misplaced, marked_up)),
    ("the document's own title left out", (misplaced, marked_up, own_title)),
)


def _touches(place: tuple[int, int], others: Places) -> bool:
    return any(place[0] < end and start < place[1] for start, end in others)


def score(rows: Sequence[tuple[str, Places, Places]], rules: Sequence[Rule]) -> str:
    """Return precision, recall and F1 of the rows (text, labels, ours) under the rules."""
    right = ours = theirs = 0
    for text, given, found in rows:
        labels, out = given, set[tuple[int, int]]()
        for rule in rules:
            labels, uncounted = rule(text, labels)
            out |= uncounted
        labels, mine = ({place for place in places if not _touches(place, out)} for places in (labels, found))
        right, ours, theirs = right + len(labels & mine), ours + len(mine), theirs + len(labels)
    return f"P {right / ours:.3f}  R {right / theirs:.3f}  F1 {2 * right / (ours + theirs):.3f}  of {theirs}"


def main(path: Path) -> None:
    """Measure and print a line for each set of rules."""
    vocabulary = load()
    rows = []
    for row in map(json.loads, path.read_text("utf-8").splitlines()):
        document = parse(Source.of("x.txt", row["text"], ""), vocabulary)
        found = {(c.span.start, c.span.end) for c in document.citations if c.type_name.startswith(TYPES)}
        rows.append((row["text"], {(start, end) for start, end, _ in row["spans"]}, found))
    for name, rules in RULES:
        print(f"{name:42} {score(rows, rules)}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
