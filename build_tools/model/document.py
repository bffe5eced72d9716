"""What is extracted from one source.

Every extracted fact has a `Span` of the canonical text. An absent collection is `()`; `None` means that the text does
not say.
"""

from datetime import date
from enum import StrEnum
from functools import lru_cache

from build_tools.base.values import Value, decoder
from build_tools.model.citation import Citation, Claim
from build_tools.model.codes import Code
from build_tools.model.obligation import Obligation
from build_tools.model.source import Source
from build_tools.model.span import Span


class Stated(Value, frozen=True):
    """A value with the span of the text that states it; `None` if a keeper's sidecar states it."""

    value: str
    span: Span | None


class Genre(StrEnum):
    """A directive lays duties; a news page reports on directives and orders nothing."""

    DIRECTIVE = "directive"
    NEWS = "news"


class Record(Value, frozen=True):
    """Who issued what to whom (Nghị định 30/2020/NĐ-CP, Phụ lục I): each field as the text states it, else `None`.

    `issued_month` ("2017-11") is known where the day of issue alone is left blank or can't be read. `doubts` names the
    fields of which recognition is not sure.
    """

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
    issued_month: str | None = None
    doubts: tuple[str, ...] = ()


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
    anchor; `label` names it for a reader ("mục II.2, gạch đầu dòng thứ nhất"); `marker` spans its number.
    """

    eid: str
    label: str
    kind: ProvisionKind
    span: Span
    depth: int
    marker: Span | None = None
    parent: str | None = None


class Abbreviation(Value, frozen=True):
    """A short form that a document defines: "Quy chế dân chủ (QCDC)"."""

    short: str
    long: str
    span: Span
    eid: str


class _Labelled(Value, frozen=True):
    """The first fields of a `Provision`: decoding only these is faster."""

    eid: str
    label: str


class Settled(Value, frozen=True):
    """A fact that a keeper has confirmed as it is read: its kind (FACT_KINDS), its span if it has one, when, by whom.

    No day means that a keeper states it in the sidecar, without having confirmed it at the desk.
    """

    kind: str
    span: Span | None
    day: date | None = None
    by: str | None = None


class Judged(Value, frozen=True):
    """What became of one confirmation when the document was read without its sidecar: the machine's own reading.

    `there` is the keeper's word that there is such a fact, `found` that something was read at the quote, `right` that
    it was what the keeper confirmed; `doubtful` is the reading's own doubt.
    """

    kind: str
    there: bool
    found: bool
    right: bool
    doubtful: bool = False


_provisions = lru_cache(maxsize=256)(decoder(tuple[Provision, ...]))
_labelled = decoder(tuple[_Labelled, ...])


@lru_cache(maxsize=1 << 14)
def _labels(outline: bytes) -> dict[str, str]:
    return {provision.eid: provision.label for provision in _labelled(outline)}


class Document(Value, frozen=True):
    """What is extracted from one source.

    `outline` are its provisions, encoded: only those in use are decoded, which saves memory. `norms` are
    the duties that a law, decree or circular sets for whom it concerns; they are no tasks. `facts` is how many facts a
    keeper may confirm, `settled` are those that one has, `judged` says how the machine alone reads what was confirmed.
    """

    source: Source
    record: Record
    outline: bytes
    citations: tuple[Citation, ...] = ()
    claims: tuple[Claim, ...] = ()
    obligations: tuple[Obligation, ...] = ()
    abbreviations: tuple[Abbreviation, ...] = ()
    norms: tuple[Obligation, ...] = ()
    facts: int = 0
    settled: tuple[Settled, ...] = ()
    judged: tuple[Judged, ...] = ()

    @property
    def provisions(self) -> tuple[Provision, ...]:
        """The provisions in the order of the text."""
        return _provisions(self.outline)

    def provision(self, eid: str) -> Provision:
        """Return the provision with this anchor."""
        return next(provision for provision in self.provisions if provision.eid == eid)

    def label(self, eid: str) -> str:
        """Return the label of the provision with this anchor."""
        return _labels(self.outline)[eid]
