"""Comparison of one record with its annotation, measure by measure.

Two citations match if their spans overlap by half of the longer one and they name the same instrument; two tasks match
if their spans overlap. White space does not count.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from build_tools.evaluation.tally import Tally, plain, plain_authority, plain_organ, squash

Record = dict[str, Any]
Place = tuple[int, int]
_FIELDS = (
    "type_name", "code", "code_notation", "issued_date", "place", "organ", "subject", "signer", "signer_position",
    "signing_authority",
)  # fmt: skip
_LISTS = ("addressees", "copies_to")
_OF_CITATION: tuple[tuple[str, Callable[[object], str]], ...] = (
    ("type_name", plain),
    ("date", plain),
    ("organ", plain_organ),
    ("relation", lambda value: _relation(value)),
)
MEASURES = (
    "citations", "citations.strict_span", *(f"citations.{name}" for name, _ in _OF_CITATION), "citations.provisions",
    "obligations", "obligations.bearers", "deadlines", "metadata", *(f"metadata.{name}" for name in _FIELDS),
    *(f"metadata.{name}" for name in _LISTS),
)  # fmt: skip


@dataclass(slots=True)
class Scores:
    """The counts of all measures over the records so far, and all errors in words."""

    tallies: dict[str, Tally] = field(default_factory=lambda: {name: Tally() for name in MEASURES})
    misses: list[str] = field(default_factory=list)


def score(scores: Scores, name: str, text: str, gold: Record, found: Record) -> None:
    """Add the counts of the document `name` with this text, annotation (`gold`) and extracted record (`found`)."""

    def say(words: str) -> None:
        scores.misses.append(f"{name}: {words}")

    _metadata(scores, gold["metadata"], found.get("metadata") or {}, say)
    _citations(scores, text, gold["citations"], found.get("citations") or [], say)
    _obligations(scores, text, gold["obligations"], found.get("obligations") or [], say)
    _deadlines(scores, gold["obligations"], found.get("obligations") or [], say)


Say = Callable[[str], None]


def _metadata(scores: Scores, gold: Record, found: Record, say: Say) -> None:
    same = {"organ": plain_organ, "signing_authority": plain_authority}
    for name in _FIELDS:
        want, got = same.get(name, plain)(gold.get(name)), same.get(name, plain)(found.get(name))
        if want or got:
            scores.tallies[f"metadata.{name}"].add(int(want == got), 1, 1)
            scores.tallies["metadata"].add(int(want == got), 1, 1)
            if want != got:
                say(f"{name}: đúng là {want!r}, đọc được {got!r}")
    for name in _LISTS:
        wanted, gotten = ({plain(item) for item in record.get(name) or []} for record in (gold, found))
        scores.tallies[f"metadata.{name}"].add(len(wanted & gotten), len(wanted), len(gotten))


def _places(text: str, records: Sequence[Record]) -> list[Place]:
    """Return the spans of the records, white space not counted: by offsets, else by the nth occurrence of the quote."""
    bare = squash(text)
    return [_place(text, bare, record) for record in records]


def _place(text: str, bare: str, record: Record) -> Place:
    if isinstance(record.get("start"), int) and isinstance(record.get("end"), int):
        return len(squash(text[: record["start"]])), len(squash(text[: record["end"]]))
    needle, at = squash(record.get("quote")), -1
    for _ in range(record.get("nth") or 1):
        at = bare.find(needle, at + 1) if needle else -1
        if at < 0:
            return -1, -1
    return at, at + len(needle)


def _overlap(left: Place, right: Place) -> int:
    return max(0, min(left[1], right[1]) - max(left[0], right[0]))


def _pairs(size: tuple[int, int], fits: Callable[[int, int], float]) -> list[tuple[int, int]]:
    """Return a one-to-one matching of annotated and found records, the best fit first."""
    ranked = [(fit, g, f) for g in range(size[0]) for f in range(size[1]) if (fit := fits(g, f)) > 0]
    used: tuple[set[int], set[int]] = set(), set()
    pairs = []
    for _, g, f in sorted(ranked, key=lambda row: (-row[0], row[1], row[2])):
        if g not in used[0] and f not in used[1]:
            used[0].add(g)
            used[1].add(f)
            pairs.append((g, f))
    return pairs


def _relation(value: object) -> str:
    """Return the relation among the five of the annotation; all others count as `cites`."""
    return str(value) if value in ("based_on", "implements", "amends", "repeals") else "cites"


def _named(citation: Record) -> str:
    return plain(citation.get("code")) or plain(citation.get("title"))


def _citations(scores: Scores, text: str, gold: Sequence[Record], found: Sequence[Record], say: Say) -> None:
    at, found_at = _places(text, gold), _places(text, found)

    def fits(g: int, f: int) -> float:
        longer = max(at[g][1] - at[g][0], found_at[f][1] - found_at[f][0]) or 1
        share = _overlap(at[g], found_at[f]) / longer
        return share if share >= 0.5 and _named(gold[g]) == _named(found[f]) else 0.0

    pairs = _pairs((len(gold), len(found)), fits)
    scores.tallies["citations"].add(len(pairs), len(gold), len(found))
    exact = sum(at[g] == found_at[f] for g, f in pairs)
    scores.tallies["citations.strict_span"].add(exact, len(gold), len(found))
    for g, f in pairs:
        for name, same in _OF_CITATION:
            want, got = same(gold[g].get(name)), same(found[f].get(name))
            scores.tallies[f"citations.{name}"].add(int(want == got and bool(want)), int(bool(want)), int(bool(got)))
            if want != got:
                say(f"viện dẫn {gold[g]['quote']!r}, {name}: đúng là {want!r}, đọc được {got!r}")
        wanted, gotten = ({plain(item) for item in r.get("provisions") or []} for r in (gold[g], found[f]))
        scores.tallies["citations.provisions"].add(len(wanted & gotten), len(wanted), len(gotten))
    _unpaired(_quotes(gold), _quotes(found), pairs, "viện dẫn", say)


def _quotes(records: Sequence[Record]) -> list[str]:
    return [str(record.get("quote"))[:80] for record in records]


def _unpaired(
    gold: Sequence[object], found: Sequence[object], pairs: Sequence[tuple[int, int]], what: str, say: Say
) -> None:
    for g in sorted(set(range(len(gold))) - {g for g, _ in pairs}):
        say(f"{what} bị sót: {gold[g]!r}")
    for f in sorted(set(range(len(found))) - {f for _, f in pairs}):
        say(f"{what} thừa: {found[f]!r}")


def _obligations(scores: Scores, text: str, gold: Sequence[Record], found: Sequence[Record], say: Say) -> None:
    at, found_at = _places(text, gold), _places(text, found)
    pairs = _pairs((len(gold), len(found)), lambda g, f: _overlap(at[g], found_at[f]))
    scores.tallies["obligations"].add(len(pairs), len(gold), len(found))
    for g, f in pairs:
        want, got = ({plain_organ(item) for item in r.get("bearers") or []} for r in (gold[g], found[f]))
        scores.tallies["obligations.bearers"].add(len(want & got), len(want), len(got))
        if want != got:
            say(f"đơn vị của {gold[g]['quote'][:60]!r}: đúng là {sorted(want)}, đọc được {sorted(got)}")
    _unpaired(_quotes(gold), _quotes(found), pairs, "nhiệm vụ", say)


def _deadlines(scores: Scores, gold: Sequence[Record], found: Sequence[Record], say: Say) -> None:
    want, got = (sorted(_due(records)) for records in (gold, found))

    def fits(g: int, f: int) -> float:
        (value, words), (other, others) = want[g], got[f]
        return float(value == other and (words in others or others in words))

    pairs = _pairs((len(want), len(got)), fits)
    scores.tallies["deadlines"].add(len(pairs), len(want), len(got))
    _unpaired(want, got, pairs, "thời hạn", say)


def _due(records: Sequence[Record]) -> set[tuple[str, str]]:
    return {
        (deadline.get("date") or deadline.get("recurrence") or "", squash(deadline.get("quote")))
        for record in records
        for deadline in record.get("deadlines") or []
    }
