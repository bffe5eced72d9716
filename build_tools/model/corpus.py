"""All documents together as immutable values: works, references between them, units and what they owe."""

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

# How many months before the newest documents all is past, and which of them counts as the newest.
_MONTHS, _NEWEST = 3, 10


class WorkId(Value, frozen=True, order=True):
    """What makes a work itself and no other: where one part differs, it is another work.

    `code` is the folded number and symbol, or the folded name of an instrument cited by name alone. `place` is the
    province of a local issuer, folded; "" for a national one. `year` is "" where no mention states it. `scope` is the
    path of the citing document where the province is not known: such a work is never joined with another's.
    """

    code: str
    place: str = ""
    year: str = ""
    scope: str = ""


class Variant(Value, frozen=True):
    """One way in which a work is named, with the places that name it so."""

    wording: str
    date: str | None
    organ: str | None
    count: int


class Work(Value, frozen=True):
    """An instrument as such (văn bản), held or only cited; `document` is what we hold of it.

    `facts` is what the vocabulary of known instruments says of its effect; `known` whether it fills in what no
    citation states. `aliases` are the folded names and truncated numbers by which it is also cited.
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
        """The work, where exactly one is left."""
        return self.targets[0] if len(self.targets) == 1 else None


class Edge(Value, frozen=True):
    """`subject` stands in `relation` to `target`, as `witness` says in the clause `eid`, in the sentence `sentence`.

    The witness is the subject itself, or a document that states it of two others. `keeper` is the reason for which a
    keeper states what the citation points to.
    """

    subject: WorkId
    relation: Relation
    target: WorkId
    witness: WorkId
    eid: str
    sentence: Span
    place: Span
    keeper: str | None = None


class UnitId(Value, frozen=True, order=True):
    """A unit by folded name, folded province and folded organ it belongs to; `scope` as in WorkId."""

    name: str
    organ: str = ""
    place: str = ""
    scope: str = ""


class Successor(Value, frozen=True):
    """What a unit has become part of, since an ISO day, by a source; `unit` where the collection knows it too."""

    name: str
    since: str
    source: str
    unit: UnitId | None = None


class Unit(Value, frozen=True):
    """An organisation or an addressee group (đơn vị); `members` only where it is a group whose members are known.

    `parent` is the organ it belongs to, where that is a unit of the collection too.
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
    """What a unit has to do with a task: do it, lead it, help with it, or receive what it yields."""

    BEARER = "bearer"
    LEAD = "lead"
    COORDINATE = "coordinate"
    RECEIVER = "receiver"


class Duty(Value, frozen=True):
    """A task as it concerns one unit, under the name the text gives it; `via` is the group through which it does."""

    unit: UnitId
    role: Role
    work: WorkId
    obligation: Obligation
    name: str
    via: UnitId | None = None

    @property
    def is_own(self) -> bool:
        """Whether the unit itself must do it or lead it, not only as one of a group."""
        return self.via is None and self.role in (Role.BEARER, Role.LEAD)


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
    diagnostics: tuple[Diagnostic, ...] = ()


def running_since(works: Iterable[Work]) -> str:
    """Return the month ("2025-09") before which all is past: the third before that of the newest documents held.

    A build knows no today, but that it is later than they are. One mistyped date must not make all past: the tenth
    newest document counts. "" where no document has a date of day or month: nothing is past then.
    """
    dates = (work.date[:7] for work in works if work.held and work.date)
    months = sorted((date for date in dates if len(date) == len("2025-01")), reverse=True)[:_NEWEST]
    if not months:
        return ""
    year, month = divmod(int(months[-1][:4]) * 12 + int(months[-1][5:]) - 1 - _MONTHS, 12)
    return f"{year:04}-{month + 1:02}"


def is_running(date: str | None, since: str) -> bool:
    """Return whether a deadline's date is in this month or later, or not known; "2025" is not past before 2025 is."""
    return not date or f"{date}~" >= since
