"""Effects of added or removed documents on the others: references that are resolved or lost, findings."""

from collections.abc import Collection
from dataclasses import dataclass

from build_tools.base.diagnostics import Diagnostic
from build_tools.model.corpus import Corpus, Work


@dataclass(frozen=True, slots=True)
class Reliance:
    """A document that cites another one."""

    citing: Work
    cited: Work


@dataclass(frozen=True, slots=True)
class Effects:
    """The differences between two states of the collection.

    `healed` are references of the other documents that now lead to a text, `dangling` those that no longer do.
    """

    healed: tuple[Reliance, ...]
    dangling: tuple[Reliance, ...]
    appeared: tuple[Diagnostic, ...]
    gone: tuple[Diagnostic, ...]


def effects(before: Corpus, after: Corpus) -> Effects:
    """Return the effects; findings are equal if path, code and message are."""
    old, new = {_key(found) for found in before.diagnostics}, {_key(found) for found in after.diagnostics}
    return Effects(
        healed=relying(after, _paths(after) - _paths(before)),
        dangling=relying(before, _paths(before) - _paths(after)),
        appeared=tuple(found for found in after.diagnostics if _key(found) not in old),
        gone=tuple(found for found in before.diagnostics if _key(found) not in new),
    )


def relying(corpus: Corpus, paths: Collection[str]) -> tuple[Reliance, ...]:
    """Return the other documents that cite those at these paths, in the order of the works."""
    works = {work.id: work for work in corpus.works}
    inside = {work.id for work in corpus.works if work.document and work.document.source.path in paths}
    pairs = dict.fromkeys((reference.source, reference.target) for reference in corpus.references)
    return tuple(
        Reliance(works[citing], works[cited]) for citing, cited in pairs if cited in inside and citing not in inside
    )


def _key(found: Diagnostic) -> tuple[str, str, str]:
    return found.location.path, found.code, found.message


def _paths(corpus: Corpus) -> set[str]:
    return {work.document.source.path for work in corpus.works if work.document}
