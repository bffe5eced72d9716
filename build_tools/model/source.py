"""One file of the collection as text, whatever its format: what a reader gives and everything behind it uses."""

import hashlib
import zlib
from functools import lru_cache

from build_tools.base.values import Value, field
from build_tools.model.span import Span
from build_tools.model.statement import Statement


class Cell(Value, frozen=True):
    """One cell of a table, `columns` wide; its paragraphs are lines of the text."""

    span: Span
    columns: int = 1


class Row(Value, frozen=True):
    """One row of the table with this number, counted from 1; a tab stands between its cells."""

    table: int
    cells: tuple[Cell, ...]

    @property
    def span(self) -> Span:
        """From the first cell to the last."""
        return Span(self.cells[0].span.start, self.cells[-1].span.end)


class Bundle(Value, frozen=True):
    """The bytes of one document and of what stands beside it; `path` as in `Source`.

    `transcript` and `sidecar` are name and bytes, the sidecar's name with its folder. `masked` asks to hide numbers of
    persons, whatever the sidecar says.
    """

    path: str
    data: bytes
    transcript: tuple[str, bytes] | None = None
    sidecar: tuple[str, bytes] | None = None
    masked: bool = False

    @property
    def key(self) -> bytes:
        """A checksum of all of it."""
        digest = hashlib.sha256(self.path.encode("utf-8", "surrogateescape"))
        for name, data in (("", self.data), self.transcript or ("", b""), self.sidecar or ("", b"")):
            digest.update(f"\0{name}\0{len(data)}\0".encode("utf-8", "surrogateescape"))
            digest.update(data)
        digest.update(b"\0masked" * self.masked)
        return digest.digest()


@lru_cache(maxsize=1 << 14)  # what is looked at together: 150 MB of text at most
def _unpacked(packed: bytes) -> str:
    return zlib.decompress(packed).decode("utf-8", "surrogatepass")


class Source(Value, frozen=True):
    """One file of source_docs: `path` is relative to it with "/" between folders; `sha256` is of the file's bytes.

    `packed` is its canonical text, compressed: of ten thousand texts, those that are looked at are unpacked. `aside` is
    what the file shows beside the text: running heads, page numbers, digital stamps. `recognised` says that a machine
    read the letters from a picture, `masked` that numbers of persons are hidden in the text: the file is not published.
    """

    path: str
    packed: bytes
    sha256: str
    statement: Statement = field(default_factory=Statement)
    rows: tuple[Row, ...] = ()
    aside: tuple[str, ...] = ()
    recognised: bool = False
    masked: bool = False

    @classmethod
    def of(cls, path: str, text: str, sha256: str, statement: Statement | None = None) -> "Source":
        """Return the source with this text; nothing else is known of it."""
        return cls(path, packed(text), sha256, statement or Statement())

    @property
    def text(self) -> str:
        """The canonical text; "" for a scan that nobody has transcribed."""
        return _unpacked(self.packed)

    @property
    def has_text(self) -> bool:
        """Whether there is any text, told without unpacking it."""
        return self.packed != _NOTHING


def packed(text: str) -> bytes:
    """Return a text as a source holds it."""
    return zlib.compress(text.encode("utf-8", "surrogatepass"), 1)


_NOTHING = packed("")
