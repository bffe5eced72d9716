"""What is wrong with a document or a file, as values.

One list feeds the terminal, the quality page and the exit status.
"""

from enum import IntEnum

from build_tools.base.values import Value


class Severity(IntEnum):
    """`ERROR` stops the build before anything is written; the others are reported and the site is built."""

    NOTE = 1
    WARNING = 2
    ERROR = 3

    @property
    def word(self) -> str:
        """The Vietnamese word for it, as messages and pages show it."""
        return {Severity.NOTE: "ghi chú", Severity.WARNING: "cảnh báo", Severity.ERROR: "lỗi"}[self]


class Location(Value, frozen=True, order=True):
    """A file below source_docs (or the vocabulary) and its line, counted from 1."""

    path: str
    line: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}"


class Diagnostic(Value, frozen=True, order=True):
    """One finding: location, severity, code (docs/phat-trien/chan-doan.md), and what to do about it.

    `quote` is the text it is about, on one line; `eid` identifies the clause that holds it.
    """

    location: Location
    severity: Severity
    code: str
    message: str
    quote: str = ""
    eid: str | None = None

    def __str__(self) -> str:
        return f"{self.location}: {self.severity.word} {self.code}: {self.message}"


class InputError(Exception):
    """A file can't be used at all; carries the diagnostics that say why."""

    def __init__(self, *diagnostics: Diagnostic) -> None:
        super().__init__("\n".join(map(str, diagnostics)))
        self.diagnostics = diagnostics


def line_of(text: str, offset: int) -> int:
    """Return the number of the line, counted from 1, that holds the character at `offset`."""
    return text.count("\n", 0, offset) + 1
