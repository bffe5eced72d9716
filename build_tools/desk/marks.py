"""The text of a document as HTML pieces, each with the facts that stand there."""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from build_tools.model.span import Span

# Kinds whose marks are drawn over those of a whole task.
_WHOLE = "nhiem_vu"


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters of the text, the numbers of the facts there, and the kind of the innermost, "" for none."""

    words: str
    facts: tuple[int, ...]
    kind: str


def pieces(text: str, marked: Sequence[tuple[int, str, Span]]) -> Iterator[Piece]:
    """Yield the text in pieces; `marked` are the facts: number, kind, span."""
    starts: dict[int, list[tuple[int, str]]] = {}
    ends: dict[int, list[tuple[int, str]]] = {}
    for number, kind, span in marked:
        starts.setdefault(span.start, []).append((number, kind))
        ends.setdefault(span.end, []).append((number, kind))
    edges = sorted({0, len(text), *starts, *ends})
    here: list[tuple[int, str]] = []
    for start, end in itertools.pairwise(edges):
        here = [fact for fact in here if fact not in ends.get(start, ())] + starts.get(start, [])
        kinds = [kind for _, kind in here]
        inner = next((kind for kind in reversed(kinds) if kind != _WHOLE), _WHOLE if kinds else "")
        yield Piece(text[start:end], tuple(number for number, _ in here), inner)
