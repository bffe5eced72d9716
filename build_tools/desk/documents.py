"""The documents as the desk has them: each parsed once, and again when it or its sidecar has changed on disk."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from build_tools.base.diagnostics import Diagnostic, InputError
from build_tools.desk.issuers import Issuers
from build_tools.incremental.document_cache import DocumentCache, ParsedEntry
from build_tools.incremental.input_digest import former_findings
from build_tools.incremental.parse_documents import parse_bundle
from build_tools.model.citation import NO_ISSUER, Citation
from build_tools.model.document import Document
from build_tools.model.source import Bundle, identity_of
from build_tools.parse.facts import own_doubt
from build_tools.parse.reviews import Review, reviews_of
from build_tools.source import bundle_of, collection
from build_tools.source.folder import Folder, Role
from build_tools.vocabulary import Vocabulary

_Stamp = tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True)
class Held:
    """A document of the collection: its identifier in addresses, its file, its sidecar if any, what was read of it.

    `version` is a checksum of the document, its transcript and its sidecar. `shares` means that another document has
    the same name, so that a sidecar would speak of both.
    """

    id: str
    file: Path
    sidecar: Path | None
    version: str
    document: Document
    findings: tuple[Diagnostic, ...]
    shares: bool = False

    @property
    def reviews(self) -> tuple[Review, ...]:
        """Each fact with the confirmation about it."""
        return reviews_of(self.document)


@dataclass(frozen=True, slots=True)
class Summary:
    """A document in the queue: what it is called by, and its facts: all, settled, doubtful, confirmed otherwise.

    `blurred` are the citations and tasks about which nothing is uncertain but that a machine recognised the text.
    `open` is how many wait for a keeper, confirmations of what is not read any more included. `no_issuer` are the
    citations whose only doubt is the issuer, counted as doubtful once all documents are known.
    """

    id: str
    path: str
    type_name: str
    code: str
    subject: str
    organ: str
    date: str
    facts: int
    settled: int
    doubtful: int
    blurred: int
    changed: int
    open: int
    warnings: int
    no_issuer: tuple[Citation, ...] = ()

    @property
    def year(self) -> str:
        """The year of issue, "" where it is not known."""
        return self.date[-4:]


class Documents:
    """The collection of a project. `refresh` looks at the disk; what it found is used until the next time.

    `loaded` tells whether it has done so at all.
    """

    def __init__(self, root: Path, vocabulary: Vocabulary, conversions: Path, parsed: Path, *, masked: bool) -> None:
        self.root, self.vocabulary, self._conversions, self._masked = root, vocabulary, conversions, masked
        self._parsed = parsed
        self._cache: DocumentCache | None = None
        self.loaded = False
        self._last: tuple[bytes, ParsedEntry] | None = None
        self._stamps: dict[str, _Stamp] = {}
        self._held: dict[str, Held] = {}
        self._summaries: dict[str, Summary] = {}
        self.issuers = Issuers(vocabulary)

    def refresh(self) -> None:
        """Read what is new or has changed; a document that can't be used is left out: the build says why."""
        folder = collection(self.root / "source_docs")
        if not self.loaded:  # by then the build has parsed them all
            self._cache = DocumentCache(self._parsed)
        seen = set()
        for file in folder.files:
            path = file.relative_to(folder.root).as_posix()
            if not path.isprintable() or folder.role(file) is not Role.DOCUMENT:
                continue
            identity = identity_of(path)
            seen.add(identity)
            stamp = _stamp(file, folder)
            if self._stamps.get(identity) != stamp:
                self._stamps[identity] = stamp
                found = self._read(identity, file, folder)
                self._put(identity, found[0] if found else None)
        for gone in self._stamps.keys() - seen:
            del self._stamps[gone]
            self._put(gone, None)
        self._cache, self.loaded = None, True

    def _put(self, identity: str, held: Held | None) -> None:
        before = self._held.pop(identity, None)
        self.issuers.replace(before.document if before else None, held.document if held else None)
        self._summaries.pop(identity, None)
        if held:
            self._held[identity] = held
            self._summaries[identity] = summary_of(held)

    def _read(self, identity: str, file: Path, folder: Folder) -> tuple[Held, Bundle] | None:
        try:
            bundle = bundle_of(file, folder, masked=self._masked)
        except (InputError, OSError):
            return None
        known, version = self._held.get(identity), bundle.key.hex()
        if known and known.version == version:
            return known, bundle
        entry = (self._cache.find(bundle, bundle.key) if self._cache else None) or self.parse(bundle)
        if entry.document is None:
            return None
        shares = any(folder.role(other) is Role.DOCUMENT for other in folder.namesakes(file) if other != file)
        sidecar = folder.sidecar(file)
        held = Held(identity, file, sidecar, version, entry.document, entry.findings, shares)
        return held, bundle

    def parse(self, bundle: Bundle) -> ParsedEntry:
        """Read and check a bundle as the build does; the last one is remembered: it is what was just written."""
        if self._last is None or self._last[0] != bundle.key:
            self._last = bundle.key, parse_bundle(bundle, self.vocabulary, self._conversions)
        return self._last[1]

    def latest(self, identity: str) -> tuple[Held, Bundle] | None:
        """Return a document as it stands on disk now, with its bytes; `None` if there is none of this identifier."""
        known = self._held.get(identity)
        if known is None:
            return None
        around = Folder.around(known.file).files if known.file.is_file() else ()
        found = self._read(identity, known.file, Folder(self.root / "source_docs", around)) if around else None
        if found is None or found[0] is not known:
            self._put(identity, found[0] if found else None)
        return found

    def warnings(self, path: str) -> Iterator[Diagnostic]:
        """Yield what the last build found of a document, the findings of all documents together included."""
        return (finding for finding in former_findings(self.root) if finding.location.path == path)

    def summaries(self) -> list[Summary]:
        """Return the queue: what reads otherwise than confirmed, what is in doubt, what is new, what is settled."""
        return sorted(
            map(self._told, self._summaries.values()),
            key=lambda row: (-row.changed, -row.doubtful, row.blurred == 0, row.open == 0, -row.warnings, row.path),
        )

    def _told(self, row: Summary) -> Summary:
        """Count as doubtful what has no issuer for the site either."""
        unknown = sum(self.issuers.of(citation) is None for citation in row.no_issuer)
        return replace(row, doubtful=row.doubtful + unknown) if unknown else row

    def knows(self, identity: str) -> bool:
        """Whether there is a document of this identifier that can be used."""
        if not self.loaded:
            self.refresh()
        return identity in self._held

    def all(self) -> tuple[Held, ...]:
        """Return all documents as the desk has them."""
        return tuple(self._held.values())

    def held(self) -> Iterator[Document]:
        """Yield all documents."""
        return (held.document for held in self._held.values())


def _stamp(file: Path, folder: Folder) -> _Stamp:
    found = []
    for part in (file, folder.sidecar(file), folder.transcript(file)):
        try:
            status = part.stat() if part else None
        except OSError:
            status = None
        found.append((part.name if part else "", *((status.st_size, status.st_mtime_ns) if status else (0, 0))))
    return tuple(found)


def summary_of(held: Held) -> Summary:
    """Return what the queue shows of a document."""
    document, record = held.document, held.document.record
    no_issuer = {cited.span: cited for cited in document.citations if cited.doubt == NO_ISSUER}
    doubts = {(cited.span, cited.doubt) for cited in document.citations if cited.doubt and cited.doubt != NO_ISSUER}
    doubts |= {(task.span, task.doubt) for task in document.obligations if task.doubt}
    changed = orphans = 0
    if document.source.statement.confirmations:
        changed = sum(review.changed for review in held.reviews)
        orphans = sum(review.changed and review.fact is None for review in held.reviews)
    return Summary(
        id=held.id,
        path=document.source.path,
        type_name=record.type_name,
        code=record.code.text if record.code else "",
        subject=record.subject.value if record.subject else "",
        organ=record.organ.value if record.organ else "",
        date=f"{record.issued_date:%d/%m/%Y}" if record.issued_date else "",
        facts=document.facts,
        settled=len(document.settled),
        doubtful=sum(own_doubt(doubt) is not None for _, doubt in doubts),
        blurred=sum(own_doubt(doubt) is None for _, doubt in doubts),
        changed=changed,
        open=document.facts - len(document.settled) + orphans,
        warnings=len(held.findings),
        no_issuer=tuple(no_issuer.values()),
    )
