"""All documents together as immutable values: works, references between them, units and their duties."""

from collections.abc import Iterable
from enum import StrEnum

from build_tools.base.diagnostics import Diagnostic
from build_tools.base.values import Value
from build_tools.model.citation import Citation, Relation
from build_tools.model.codes import Code
from build_tools.model.document import Abbreviation, Document
from build_tools.model.effect import StatusFact
from build_tools.model.obligation import Obligation
from build_tools.model.span import Span

# See `running_since`.
_MONTHS, _NEWEST = 3, 10


class WorkId(Value, frozen=True, order=True):
    """The identity of a work: two works are the same if all parts are equal.

    `code` is the folded number and symbol, or the folded name of an instrument cited by name alone. `place` is the
    province of a local issuer, folded; "" for a national one. `year` is "" where no mention states it. `scope` is the
    path of the citing document where the province is not known: such a work is never merged with one cited elsewhere.
    """

    code: str
    place: str = ""
    year: str = ""
    scope: str = ""


class Variant(Value, frozen=True):
    """One way in which a work is named, and the number of its uses."""

    wording: str
    date: str | None
    organ: str | None
    count: int


class Work(Value, frozen=True):
    """An instrument as such (văn bản), held or only cited; `document` is its text, if it is held.

    `facts` are what the vocabulary of known instruments says of its effect; `known` is true if that vocabulary fills in
    fields that no citation states. `aliases` are the folded names and truncated numbers by which it is also cited.
    """

    id: WorkId
    type_name: str
    code: Code | None
    title: str | None
    organ: str | None
    place: str | None
    date: str | None
    subject: str | None
    document: Document | None = None
    variants: tuple[Variant, ...] = ()
    aliases: tuple[str, ...] = ()
    facts: tuple[StatusFact, ...] = ()
    known: bool = False

    @property
    def year(self) -> str | None:
        """The year of issue, for lists; `None` where nothing states it."""
        return self.date[:4] if self.date else self.id.year or None

    @property
    def held(self) -> bool:
        """Whether its text is in the collection."""
        return self.document is not None


class Reference(Value, frozen=True):
    """A citation with the works it may point to: one is resolved, several ambiguous, none unknown."""

    source: WorkId
    citation: Citation
    targets: tuple[WorkId, ...]

    @property
    def target(self) -> WorkId | None:
        """The work, if there is exactly one."""
        return self.targets[0] if len(self.targets) == 1 else None


class Edge(Value, frozen=True):
    """A relation from `subject` to `target`, stated by the document `witness` in clause `eid`, in `sentence`.

    The witness is the subject itself, or a document that states it of two others; `place` spans the citation.
    `keeper` is the keeper's reason for stating what the citation points to; `provisions`, `in_part`, `replaced` and
    `doubt` are as in the citation.
    """

    subject: WorkId
    relation: Relation
    target: WorkId
    witness: WorkId
    eid: str
    sentence: Span
    place: Span
    keeper: str | None = None
    provisions: tuple[str, ...] = ()
    in_part: bool = False
    replaced: bool = False
    doubt: str | None = None


class UnitId(Value, frozen=True, order=True):
    """A unit by folded name, folded province and folded organ it belongs to; `scope` as in WorkId.

    `since` is the ISO day of the borders of a commune where another had its name before; "" for the older one.
    """

    name: str
    organ: str = ""
    place: str = ""
    scope: str = ""
    since: str = ""


NO_UNIT = UnitId("")


class Successor(Value, frozen=True):
    """What a unit has become part of, since which ISO day, by which source; `unit` if the collection has it too.

    `name` is "" for a unit of a district, a level that ended without a single successor. `renamed` means that the unit
    itself, with all that it had, has this name since.
    """

    name: str
    since: str
    source: str
    unit: UnitId | None = None
    renamed: bool = False


class Unit(Value, frozen=True):
    """An organisation or an addressee group (đơn vị); only a group whose members are known has `members`.

    `parent` is the organ it belongs to, if that is a unit of the collection too.
    """

    id: UnitId
    name: str
    full_name: str
    place: str | None
    is_group: bool
    aliases: tuple[str, ...] = ()
    members: tuple[UnitId, ...] = ()
    parent: UnitId | None = None
    successor: Successor | None = None


class Role(StrEnum):
    """A unit's part in a task: it does it, leads it, helps with it, or receives the report."""

    BEARER = "bearer"
    LEAD = "lead"
    COORDINATE = "coordinate"
    RECEIVER = "receiver"


class Duty(Value, frozen=True):
    """A task as it concerns one unit, named `name` in the text; `via` is the group through which it does, if any.

    Lists of all tasks have NO_UNIT for one laid on nobody who has a page ("các cơ quan liên quan").
    """

    unit: UnitId
    role: Role
    work: WorkId
    obligation: Obligation
    name: str
    via: UnitId | None = None

    @property
    def is_own(self) -> bool:
        """Whether the unit itself must do or lead it, not only as a member of a group."""
        return self.via is None and self.role in (Role.BEARER, Role.LEAD)


class Implementer(Value, frozen=True):
    """Whom a directive concerns, or who took it up unasked; `via` is the group through which it concerns the unit.

    `documents` are the unit's own that rest on the directive or implement it, but for reports. The corpus may have no
    such unit. `excused` is a keeper's reason why it need not have a document, "" where none states one.
    """

    unit: UnitId
    name: str
    via: UnitId | None = None
    documents: tuple[WorkId, ...] = ()
    excused: str = ""


class Implementation(Value, frozen=True):
    """Who has a document that implements a directive; `asked` is the first task that asks for one."""

    work: WorkId
    asked: Obligation | None
    implementers: tuple[Implementer, ...]

    @property
    def missing(self) -> int:
        """How many of those concerned have no such document in the register, but for those that need none."""
        return sum(not row.documents and not row.excused for row in self.implementers)

    @property
    def having(self) -> int:
        """How many have one."""
        return sum(bool(row.documents) for row in self.implementers)


class Reply(Value, frozen=True):
    """A held report that cites a directive: evidence on `tasks` (their starts in its text), never of completion.

    Its issuer bears or helps with these tasks, or it is sent to who gets the reports of a group.
    """

    work: WorkId
    report: WorkId
    issuer: UnitId
    name: str
    tasks: tuple[int, ...]


class Series(Value, frozen=True):
    """Held documents that return (kế hoạch hằng năm): one issuer, type and subject but for the year or number.

    `name` identifies it, for its address; `works` stand by date, the oldest first.
    """

    name: str
    works: tuple[WorkId, ...]


class Term(Value, frozen=True):
    """A short form as a document defines it."""

    work: WorkId
    abbreviation: Abbreviation


class Corpus(Value, frozen=True):
    """Everything the pages show. All tuples are in a stable order that does not depend on the order of files."""

    works: tuple[Work, ...]
    references: tuple[Reference, ...]
    edges: tuple[Edge, ...]
    units: tuple[Unit, ...]
    duties: tuple[Duty, ...]
    terms: tuple[Term, ...]
    implementations: tuple[Implementation, ...] = ()
    series: tuple[Series, ...] = ()
    replies: tuple[Reply, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


def running_since(works: Iterable[Work]) -> str:
    """Return the month ("2025-09") from which on deadlines count as running: three before the newest documents.

    A build has no clock, but it runs later than its documents were issued. The tenth newest held document counts, lest
    one mistyped date make everything past. "" if no document is dated to the month: nothing is past then.
    """
    dates = (work.date[:7] for work in works if work.held and work.date)
    months = sorted((date for date in dates if len(date) == len("2025-01")), reverse=True)[:_NEWEST]
    if not months:
        return ""
    year, month = divmod(int(months[-1][:4]) * 12 + int(months[-1][5:]) - 1 - _MONTHS, 12)
    return f"{year:04}-{month + 1:02}"


def is_running(date: str | None, since: str) -> bool:
    """Return whether a deadline is in this month or later, or has no date; "2025" lasts until the end of the year."""
    return not date or f"{date}~" >= since
