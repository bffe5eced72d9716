"""The words of the product as immutable values; docs/phat-trien/kien-truc.md has them in a table.

Every extracted fact carries a `Span` of the canonical text. An absent collection is `()`; `None` means that the text
does not say.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from build_tools.sources import Source as Source
from build_tools.sources import Span as Span
from build_tools.text import slug
from build_tools.values import Value, decoder


class Stated(Value, frozen=True):
    """A value with the place that states it; no span means that a keeper's sidecar states it."""

    value: str
    span: Span | None


class Code(Value, frozen=True):
    """A number and symbol (số, ký hiệu) as stated, blanks removed: "04/2015/NĐ-CP", "120-KL/TW".

    `number` is `None` where it is left blank ("/KH-KHCN"); `notation` is "" where a citation gives the number alone
    ("Nghị định 54"): neither is enough to tell an instrument from others.
    """

    text: str
    number: str | None
    year: int | None
    notation: str

    @property
    def key(self) -> tuple[str, int | None, str]:
        """What two spellings of one code share: "4/2015/ND-CP" and "04/2015/NĐ-CP", "31/QĐ-TW" and "31-QĐ/TW"."""
        return (self.number or "").lstrip("0"), self.year, slug(self.notation)

    @property
    def is_complete(self) -> bool:
        """Whether both number and symbol are stated."""
        return bool(self.number and self.notation)

    @property
    def parts(self) -> tuple[str, ...]:
        """The folded parts of the symbol: ("kl", "tw")."""
        return tuple(part for part in slug(self.notation).split("-") if part)


class Effect(StrEnum):
    """What a source shows of an instrument's effect (hiệu lực)."""

    IN_FORCE = "in_force"
    ENDED = "ended"
    ENDED_IN_PART = "ended_in_part"
    UNSETTLED = "unsettled"
    RELATED = "related"


@dataclass(frozen=True, slots=True)
class StatusFact:
    """One fact on an instrument's effect, in words, with its source and the day that source was looked at.

    `by` is the code of the instrument that brings it about, `since` the day from which it holds.
    """

    status: Effect
    words: str
    source: str
    as_of: date
    by: str | None = None
    since: date | None = None


class Genre(StrEnum):
    """A directive speaks for itself; a news page reports of others and orders nothing."""

    DIRECTIVE = "directive"
    NEWS = "news"


class Record(Value, frozen=True):
    """Who issued what to whom (Nghị định 30/2020/NĐ-CP, Phụ lục I): each field as the text states it, else `None`."""

    genre: Genre
    type_name: str
    code: Code | None
    code_span: Span | None
    issued_date: date | None
    date_span: Span | None
    place: Stated | None
    organ: Stated | None
    subject: Stated | None
    signer: Stated | None
    signer_position: Stated | None
    signing_authority: Stated | None
    addressees: tuple[Stated, ...]
    copies_to: tuple[Stated, ...]


class ProvisionKind(StrEnum):
    """The parts of a document, by their names in Akoma Ntoso."""

    PREFACE = "preface"
    CITATION = "citation"
    PART = "part"
    CHAPTER = "chapter"
    SECTION = "section"
    ARTICLE = "article"
    PARAGRAPH = "paragraph"
    POINT = "point"
    INDENT = "indent"
    SUBINDENT = "subindent"
    ALINEA = "alinea"
    ROW = "row"
    CONCLUSIONS = "conclusions"


class Provision(Value, frozen=True):
    """One paragraph of the text that stands by itself (điều, khoản, điểm, gạch đầu dòng, đoạn).

    The provisions of a document cover all its characters but white space, in order, without overlap. `eid` is the
    anchor; `label` is its place in a reader's words ("mục II.2, gạch đầu dòng thứ nhất"); `marker` spans the number.
    """

    eid: str
    label: str
    kind: ProvisionKind
    span: Span
    depth: int
    marker: Span | None = None
    parent: str | None = None


class Relation(StrEnum):
    """How one work stands to another; wording and direction are in vocabulary/relations.yml."""

    BASED_ON = "based_on"
    IMPLEMENTS = "implements"
    GUIDES = "guides"
    AMENDS = "amends"
    REPEALS = "repeals"
    ISSUES = "issues"
    REPORTS_ON = "reports_on"
    CITES = "cites"


class Citation(Value, frozen=True):
    """A mention of an instrument (viện dẫn), not resolved.

    `span` runs from the type name to the last of code and date. `date` is ISO, or a year alone. `organ` is the issuer
    as written, `subject` the words that say what the instrument is about. `keeper` is the reason for which a keeper
    states or corrects what it points to.
    """

    span: Span
    type_name: str
    code: Code | None
    title: str | None
    date: str | None
    organ: str | None
    subject: str | None
    relation: Relation
    eid: str
    sentence: Span
    provisions: tuple[str, ...] = ()
    keeper: str | None = None

    @property
    def year(self) -> int | None:
        """The year of issue: from the number, else from the stated date."""
        if self.code and self.code.year:
            return self.code.year
        return int(self.date[:4]) if self.date else None


class Claim(Value, frozen=True):
    """What a document states of two others: `subject` (a citation's span) stands in `relation` to `target`."""

    subject: Span
    relation: Relation
    target: Span


class Recurrence(StrEnum):
    """How often a duty returns (định kỳ)."""

    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half-yearly"
    YEARLY = "yearly"
    OTHER = "other"


class Deadline(Value, frozen=True):
    """A time limit (thời hạn): `date` is ISO, "2025-12", "2025-Q4" or "2025"; `None` where the text gives no date.

    `relation` is one of before, by, on, from, within. `inferred` says that the year is the plan's own, not stated;
    `by_keeper` that the text does not say it: a keeper does. `rule` is the RFC 5545 rule of a duty that returns on a
    day that the text gives, `until` (ISO) the last day on which it does, where the document is a plan for one year.
    """

    span: Span
    relation: str
    date: str | None = None
    recurrence: Recurrence | None = None
    inferred: bool = False
    by_keeper: bool = False
    rule: str | None = None
    until: str | None = None


class Obligation(Value, frozen=True):
    """A task laid on someone (nhiệm vụ). `bearers` as named; `reported` when a news page reports it of a directive.

    `keeper` is the reason for which a keeper states or corrects it.
    """

    span: Span
    eid: str
    bearers: tuple[str, ...]
    lead: tuple[str, ...] = ()
    coordinate: tuple[str, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    report_to: str | None = None
    reported: bool = False
    keeper: str | None = None


class Abbreviation(Value, frozen=True):
    """A short form that a document defines: "Quy chế dân chủ (QCDC)"."""

    short: str
    long: str
    span: Span
    eid: str


class _Named(Value, frozen=True):
    """A provision as far as most who look at one want to know it: the rest of it is not decoded."""

    eid: str
    label: str


_outline = lru_cache(maxsize=256)(decoder(tuple[Provision, ...]))
_names = decoder(tuple[_Named, ...])


@lru_cache(maxsize=1 << 14)
def _labels(outline: bytes) -> dict[str, str]:
    return {provision.eid: provision.label for provision in _names(outline)}


class Document(Value, frozen=True):
    """What one source says.

    `outline` are its provisions, encoded: of ten thousand documents, those that are looked at are decoded.
    """

    source: Source
    record: Record
    outline: bytes
    citations: tuple[Citation, ...] = ()
    claims: tuple[Claim, ...] = ()
    obligations: tuple[Obligation, ...] = ()
    abbreviations: tuple[Abbreviation, ...] = ()

    @property
    def provisions(self) -> tuple[Provision, ...]:
        """The provisions in the order of the text."""
        return _outline(self.outline)

    def provision(self, eid: str) -> Provision:
        """Return the provision that has this anchor."""
        return next(provision for provision in self.provisions if provision.eid == eid)

    def label(self, eid: str) -> str:
        """Return the label of the provision that has this anchor."""
        return _labels(self.outline)[eid]


class Original(Value, frozen=True):
    """The bytes of the file of source_docs at this path, whose checksum is known."""

    path: str
    sha256: str


class Page(Value, frozen=True):
    """A file of the site's sources: `path` is relative to docs/."""

    path: str
    content: str | bytes | Original
