"""How far a directive has come down: the documents that carry it out, those that carry these out, and so on."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from build_tools.model.citation import Relation
from build_tools.model.corpus import WorkId
from build_tools.render.addresses import relative_html
from build_tools.render.lookups import Site
from build_tools.render.markdown import Md
from build_tools.render.pictures.chain import MOST, ChainNode, Column, chain
from build_tools.render.wording import box_name

# So many steps are followed down.
_STEPS = 3
_UP = (Relation.IMPLEMENTS, Relation.BASED_ON, Relation.GUIDES)


@dataclass(frozen=True, slots=True)
class Step:
    """One step down: how many of the units that its directives concern have a document, and how many directives."""

    number: int
    having: int
    count: int
    directives: int


@dataclass(frozen=True, slots=True)
class Chain:
    """The figure and the steps in numbers."""

    picture: Md
    steps: Sequence[Step]


def chain_of(site: Site, work: WorkId, path: str) -> Chain | None:
    """Return the chain for the page at `path`; `None` where nothing stands below the directive, or nothing but it."""
    levels = list(_levels(site, work))
    above = [other for other in _above(site, work) if site.works[other].held]
    if not levels or (len(levels) == 1 and not above):
        return None
    captions = ["Cấp trên"] * bool(above) + ["Văn bản này"] + [f"Bước {step + 1}" for step in range(len(levels))]
    rows: list[dict[WorkId, tuple[WorkId, ...]]] = [dict.fromkeys(above, ())] if above else []
    rows += [{work: tuple(above)}, *levels]
    columns = [
        _column(site, path, caption, row, list(rows[place - 1])[:MOST] if place else [], own=work in row)
        for place, (caption, row) in enumerate(zip(captions, rows, strict=True))
    ]
    return Chain(chain(box_name(site.works[work]), columns), list(_steps(site, work, levels)))


def _above(site: Site, work: WorkId) -> list[WorkId]:
    return list(dict.fromkeys(edge.target for edge in site.out_of.get(work, ()) if edge.relation in _UP))


def _below(site: Site, work: WorkId) -> list[WorkId]:
    found = site.implementations.get(work)
    return [each for row in found.implementers for each in row.documents] if found else []


def _levels(site: Site, work: WorkId) -> Iterator[dict[WorkId, tuple[WorkId, ...]]]:
    """Yield the documents of each step, each with those of the step before that it carries out; none stands twice."""
    seen, level = {work}, [work]
    for _ in range(_STEPS):
        found: dict[WorkId, list[WorkId]] = {}
        for superior in level:
            for other in _below(site, superior):
                if other not in seen:
                    found.setdefault(other, []).append(superior)
        if not found:
            return
        seen |= found.keys()
        level = list(found)
        yield {other: tuple(superiors) for other, superiors in found.items()}


def _steps(site: Site, work: WorkId, levels: Sequence[dict[WorkId, tuple[WorkId, ...]]]) -> Iterator[Step]:
    for number, directives in enumerate([[work], *levels], 1):
        found = [each for other in directives if (each := site.implementations.get(other)) and each.implementers]
        if found:
            having, count = sum(each.having for each in found), sum(len(each.implementers) for each in found)
            yield Step(number, having, count, len(found))


def _column(
    site: Site, path: str, caption: str, row: dict[WorkId, tuple[WorkId, ...]], before: Sequence[WorkId], *, own: bool
) -> Column:
    shown = [
        ChainNode(
            box_name(site.works[other]),
            site.works[other].organ or "",
            "" if own else relative_html(path, site.work_pages[other]),
            tuple(before.index(superior) for superior in superiors if superior in before),
        )
        for other, superiors in list(row.items())[:MOST]
    ]
    return Column(caption, shown, max(len(row) - MOST, 0), own=own)
