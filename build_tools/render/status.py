"""What is known of an instrument's effect (hiệu lực), in a reader's words.

It is known from the documents of the register, which repeal, replace or amend it, and from facts with their sources.
"""

from collections.abc import Iterator, Sequence

from build_tools.model.citation import Relation
from build_tools.model.corpus import Work, WorkId
from build_tools.model.effect import Effect
from build_tools.render.lookups import Site
from build_tools.render.markdown import Md, escape, join, link, shown
from build_tools.render.wording import clause, short_name, vietnamese_date
from build_tools.resolve.changes import Change

STATUS_UNKNOWN = "Chưa xác minh"
EFFECTS = {
    Effect.IN_FORCE: "Còn hiệu lực",
    Effect.ENDED: "Hết hiệu lực",
    Effect.ENDED_IN_PART: "Hết hiệu lực một phần",
    Effect.UNSETTLED: "Chưa xác định",
}
_GENTLER = {Relation.AMENDS: "Được sửa đổi, bổ sung", Relation.CORRECTS: "Được đính chính"}
# What is done to one clause, by a verb that "bởi" can follow.
CLAUSE_ACTS = {
    Relation.AMENDS: "được sửa đổi, bổ sung",
    Relation.REPEALS: "bị bãi bỏ",
    Relation.CORRECTS: "được đính chính",
    Relation.SUSPENDS: "bị ngưng hiệu lực",
}
# So many changes are told one by one.
_MOST = 10


def status_words(work: Work, changes: Sequence[Change]) -> str:
    """Return what is known of the work's effect in a few words; what sources say differently is not decided."""
    stated = sorted({EFFECTS[fact.status] for fact in work.facts if fact.status in EFFECTS})
    whole = [change for change in changes if change.is_whole]
    told = dict.fromkeys(change_words(change) for change in whole[:1] or changes)
    return " / ".join([*told, *stated]) or STATUS_UNKNOWN


def change_words(change: Change) -> str:
    """Return what is done to the instrument, by a verb that "bởi" can follow."""
    if change.relation in _GENTLER:
        return _GENTLER[change.relation]
    verb = "ngưng hiệu lực" if change.relation is Relation.SUSPENDS else "thay thế" if change.replaced else "bãi bỏ"
    return f"Bị {verb} {'một phần' if change.in_part else 'toàn bộ'}"


def status_lines(site: Site, work: Work, path: str) -> Iterator[Md]:
    """Yield what is known of the work's effect on its page: by which document of the register, by which source."""
    changes = site.changes.get(work.id, ())
    if not changes and not any(fact.status is not Effect.RELATED for fact in work.facts):
        yield Md(STATUS_UNKNOWN)
    for change in changes[:_MOST]:
        yield Md(f"{told(site, change, path)}, {by_whom(site, change, path)}")
    if len(changes) > _MOST:
        yield Md(f"và {len(changes) - _MOST} văn bản khác, xem [Được viện dẫn tại](#duoc-vien-dan)")
    for fact in work.facts:
        label = f"{EFFECTS[fact.status]}: " if fact.status in EFFECTS else ""
        yield shown(f"{label}{fact.words} (nguồn: {fact.source}; tính đến {fact.as_of:%d/%m/%Y})")


def status_note(site: Site, work: WorkId, path: str, reader: WorkId) -> Md:
    """Return what is known of a work's effect beside its name on the page of `reader`, but for what `reader` does.

    The gravest change stands for all.
    """
    facts = sorted({EFFECTS[fact.status] for fact in site.works[work].facts if fact.status in EFFECTS})
    changes = [change for change in site.changes.get(work, ()) if change.by != reader]
    notes = [Md(told(site, change, path)) for change in changes[:1]]
    if len(changes) > 1:
        notes[0] = Md(f"{notes[0]} và {len(changes) - 1} văn bản khác")
    return join((*notes, *(escape(words) for words in facts)), "; ")


def told(site: Site, change: Change, path: str, clauses: Md | None = None) -> Md:
    """Return "Bị bãi bỏ một phần (khoản 2 Điều 5) bởi Quyết định … (Điều 1)" with its links.

    `clauses` are the clauses concerned, where they are better known than by the words that the change has.
    """
    by = site.works[change.by]
    date = vietnamese_date(by.date)
    name = link(f"{short_name(by)}{f' ngày {date}' if date.count('/') > 1 else ''}", site.url(path, change.by))
    stated = clauses or escape(", ".join(change.provisions))
    parts = f" ({stated})" if stated else ""
    where = f" ({_clause(site, change, path)})" if change.witness == change.by else ""
    return Md(f"{change_words(change)}{parts} bởi {name}{where}")


def by_whom(site: Site, change: Change, path: str) -> Md:
    """Return whether the instrument says it itself, as the register holds it, or which document says it of the two."""
    if change.witness == change.by:
        return Md("theo văn bản trong sổ")
    witness = link(short_name(site.works[change.witness]), site.url(path, change.witness))
    return Md(f"theo {witness} ({_clause(site, change, path)})")


def _clause(site: Site, change: Change, path: str) -> Md:
    label = clause(site.document(change.witness).label(change.eid))
    return link(label, site.url(path, change.witness, change.eid))
