"""One file of the collection: its bytes, and its canonical text whatever its format."""

import hashlib
import zlib
from functools import lru_cache

from build_tools.base.values import Value, field
from build_tools.model.span import Span
from build_tools.model.statement import Statement


class Cell(Value, frozen=True):
    """One cell of a table, `columns` wide; its paragraphs are lines of the text.

    `covered` means that a cell of a row above reaches into it (merged downwards): what that one says holds here too.
    """

    span: Span
    columns: int = 1
    covered: bool = False


class Row(Value, frozen=True):
    """One row of the table with this number, counted from 1; a tab stands between its cells."""

    table: int
    cells: tuple[Cell, ...]

    @property
    def span(self) -> Span:
        """From the first cell to the last."""
        return Span(self.cells[0].span.start, self.cells[-1].span.end)


class Struck(Value, frozen=True):
    """Words struck through, which stand in the file at this offset of the text and are no part of it."""

    offset: int
    words: str


class Bundle(Value, frozen=True):
    """The bytes of one document, its transcript, its sidecar and its other files; `path` as in `Source`.

    `transcript`, `sidecar` and `parts` are name and bytes, the names of all but the transcript with their folder.
    `masked` hides personal numbers, whatever the sidecar says.
    """

    path: str
    data: bytes
    transcript: tuple[str, bytes] | None = None
    sidecar: tuple[str, bytes] | None = None
    masked: bool = False
    parts: tuple[tuple[str, bytes], ...] = ()

    @property
    def key(self) -> bytes:
        """A checksum of all fields, under which results are cached."""
        digest = hashlib.sha256(self.path.encode("utf-8", "surrogateescape"))
        files = (("", self.data), self.transcript or ("", b""), self.sidecar or ("", b""), *self.parts)
        for name, data in files:
            digest.update(f"\0{name}\0{len(data)}\0".encode("utf-8", "surrogateescape"))
            digest.update(data)
        digest.update(b"\0masked" * self.masked)
        return digest.digest()


@lru_cache(maxsize=1 << 14)  # 150 MB of text at most
def _unpacked(packed: bytes) -> str:
    return zlib.decompress(packed).decode("utf-8", "surrogatepass")


class Part(Value, frozen=True):
    """Another file of a document, an annex or another form: its path, as in `Source`, and its checksum."""

    path: str
    sha256: str


class Source(Value, frozen=True):
    """One file of source_docs: `path` is relative to it with "/" between folders; `sha256` is of the file's bytes.

    `packed` is its canonical text, compressed: only texts in use are decompressed, which saves memory. `aside` is what
    the file shows beside the text: running heads, page numbers, digital stamps. `recognised` means that the text comes
    from OCR, `masked` that personal numbers are hidden in it and the file itself is not published. `struck` is what the
    file shows crossed out, `unsure` are the words of which recognition is not sure.
    """

    path: str
    packed: bytes
    sha256: str
    statement: Statement = field(default_factory=Statement)
    rows: tuple[Row, ...] = ()
    aside: tuple[str, ...] = ()
    recognised: bool = False
    masked: bool = False
    struck: tuple[Struck, ...] = ()
    unsure: tuple[Span, ...] = ()
    parts: tuple[Part, ...] = ()

    @classmethod
    def of(cls, path: str, text: str, sha256: str, statement: Statement | None = None) -> "Source":
        """Return a source with this text and no tables."""
        return cls(path, packed(text), sha256, statement or Statement())

    @property
    def text(self) -> str:
        """The canonical text; "" for a scan that nobody has transcribed."""
        return _unpacked(self.packed)

    @property
    def has_text(self) -> bool:
        """Whether there is any text, without decompressing it."""
        return self.packed != _NOTHING


def packed(text: str) -> bytes:
    """Return a text compressed, as a source holds it."""
    return zlib.compress(text.encode("utf-8", "surrogatepass"), 1)


_NOTHING = packed("")


def identity_of(path: str) -> str:
    """Return the identifier of the document at a path below source_docs: no path comes from a browser or a report."""
    return hashlib.sha256(path.encode("utf-8", "surrogateescape")).hexdigest()[:16]
