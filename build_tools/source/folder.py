"""The files of source_docs and their roles: documents, sidecars, transcripts, names; diagnostics about misplaced files.

A document NAME.pdf may have NAME.yml, a sidecar with what the keeper states, and NAME.txt, a transcript of its text.
Other files of that name and its annexes (belonging.py) are parts of it.
"""

import errno
import os
from collections.abc import Iterable, Iterator
from enum import Enum, auto
from functools import lru_cache
from pathlib import Path, PurePosixPath

from build_tools.base.diagnostics import Diagnostic, Location, Severity
from build_tools.source.belonging import by_preference, main_stem, same_name, stem
from build_tools.source.formats import READERS

# The folder of what the register has confirmed for all documents.
OWN_NAMES = "so-dang-ky"
_SIDECARS = (".yml", ".yaml")
_TRANSCRIPT = ".txt"
_REASONS = {
    errno.EACCES: "không có quyền đọc",
    errno.EPERM: "không có quyền đọc",
    errno.ENOENT: "tệp không còn ở đó",
    errno.EIO: "ổ đĩa báo lỗi",
}


class Role(Enum):
    """The role of a file in the collection."""

    DOCUMENT = auto()
    SIDECAR = auto()
    TRANSCRIPT = auto()
    PART = auto()
    NAMES = auto()


class Folder:
    """Files of the collection with their roles; `problems` are diagnostics about those that can't be listed."""

    def __init__(self, root: Path, files: Iterable[Path], problems: Iterable[Diagnostic] = ()) -> None:
        self.root = root
        self.files = tuple(files)
        self.problems = tuple(problems)
        self._namesakes: dict[tuple[Path, str], list[Path]] = {}
        self._beside = {file: self._namesakes.setdefault(_name(file), []) for file in self.files}
        for file, namesakes in self._beside.items():
            namesakes.append(file)
        self._stems: dict[Path, set[str]] = {}
        for file in filter(_is_read, self.files):
            self._stems.setdefault(file.parent, set()).add(stem(file.name))
        self._parts: dict[Path, list[Path]] = {}
        for file in self.files:
            if main := self._main(file):
                self._parts.setdefault(main, []).append(file)

    @classmethod
    def below(cls, root: Path) -> "Folder":
        """Return all files below `root`, in a stable order; hidden ones are left out."""
        problems: list[Diagnostic] = []
        return cls(root, tuple(_files(root, problems)), problems)

    @classmethod
    def around(cls, file: Path) -> "Folder":
        """Return one file, in any folder, with the files beside it that have the same name."""
        others = (
            other
            for other in file.parent.iterdir()
            if (stem(other.name) == stem(file.name) or main_stem(other.name, {stem(file.name)}))
            and not _is_hidden(other.name)
        )
        return cls(file.parent, sorted(other for other in others if other.is_file()))

    def namesakes(self, file: Path) -> list[Path]:
        """Return the files of this name with any suffix; none for a hidden file."""
        found = self._beside.get(file)
        return self._namesakes.get(_name(file), []) if found is None else found

    def role(self, file: Path) -> Role:
        """Return the role of the file; a text file beside a document of another format is its transcript."""
        if is_sidecar(file):
            return Role.NAMES if file.relative_to(self.root).parts[0] == OWN_NAMES else Role.SIDECAR
        if _is_text(file) and any(map(_takes_transcript, self.namesakes(file))):
            return Role.TRANSCRIPT
        return Role.PART if self._main(file) else Role.DOCUMENT

    def parts(self, document: Path) -> list[Path]:
        """Return the annexes of a document and its other forms, in the order of their names."""
        return self._parts.get(document, [])

    def _main(self, file: Path) -> Path | None:
        """Return the document to which a file belongs as an annex or another form; `None` for a document itself."""
        if not _takes_transcript(file):
            return None
        of = main_stem(file.name, self._stems.get(file.parent, ()))
        namesakes = self._namesakes.get((file.parent, of or stem(file.name)), [])
        forms = [other for other in namesakes if _takes_transcript(other)] or [o for o in namesakes if _is_read(o)]
        main = min(forms, key=lambda other: by_preference(other.name), default=None)
        if main is None or main == file or same_name(main.name, file.name):
            return None  # two of one format ("a.docx", "a.DOCX") are no two forms of one document
        return main

    def sidecar(self, file: Path) -> Path | None:
        """Return the sidecar of this document, if any."""
        return next(filter(is_sidecar, self.namesakes(file)), None)

    def transcript(self, file: Path) -> Path | None:
        """Return the transcript of this document, if any."""
        return next(filter(_is_text, self.namesakes(file)), None) if _takes_transcript(file) else None

    def companions(self, file: Path) -> list[Path]:
        """Return the sidecars and the transcript that belong to this document alone."""
        others = [other for other in self.namesakes(file) if other != file and other not in self.parts(file)]
        if any(self.role(other) is Role.DOCUMENT for other in others):
            return []  # they belong to the other document too
        return [*others, *self.parts(file)]

    def unused(self, transcript: Path) -> Iterator[Diagnostic]:
        """Yield a diagnostic about a transcript that is not read, as its document has two (.txt and .TXT)."""
        first = next(filter(_is_text, self.namesakes(transcript)))
        if first != transcript:
            message = f"Văn bản có hai bản chép cùng tên; chỉ đọc {first.name}. Hãy gộp lại làm một."
            where = Location(transcript.relative_to(self.root).as_posix())
            yield Diagnostic(where, Severity.WARNING, "VB017", message)

    def misplaced(self, sidecar: Path) -> Iterator[Diagnostic]:
        """Yield diagnostics about a sidecar without a document, or a second one for the same document."""
        others = self.namesakes(sidecar)
        where = Location(sidecar.relative_to(self.root).as_posix())
        if not any(_is_read(other) for other in others):
            message = "Tệp khai báo không có văn bản cùng tên. Hãy đổi tên cho khớp hoặc xóa tệp."
            yield Diagnostic(where, Severity.WARNING, "VB004", message)
        if sum(map(is_sidecar, others)) > 1:
            message = "Một văn bản có hai tệp khai báo. Hãy gộp lại làm một."
            yield Diagnostic(where, Severity.ERROR, "VB004", message)


def _files(root: Path, found: list[Diagnostic]) -> Iterator[Path]:
    """Yield the files in order; append to `found` what can't be entered or followed."""

    def on_error(error: OSError) -> None:
        found.append(unreadable(Path(str(error.filename)).relative_to(root).as_posix(), error))

    for folder, folders, names in os.walk(root, onerror=on_error):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            file = Path(folder) / name
            if _is_hidden(name):
                continue
            if file.is_file():
                yield file
            else:
                path = file.relative_to(root).as_posix()
                message = "Không phải tệp thường, hoặc liên kết không dẫn đến đâu; bị bỏ qua."
                found.append(Diagnostic(Location(path), Severity.WARNING, "VB006", message))


def _is_hidden(name: str) -> bool:
    """Return whether to ignore a file; Word puts a "~$" file beside an open one."""
    return name.startswith((".", "~$"))


def is_sidecar(file: Path) -> bool:
    """Return whether the file is a sidecar."""
    return _suffix(file.name) in _SIDECARS


def unreadable(path: str, error: OSError) -> Diagnostic:
    """Return the diagnostic about a file that the system does not open."""
    reason = _REASONS.get(error.errno or 0, "lỗi của hệ thống")
    return Diagnostic(Location(path), Severity.ERROR, "VB006", f"Không mở được: {reason}. Hãy kiểm tra rồi chạy lại.")


def unnamed(path: str) -> Diagnostic:
    """Return the diagnostic about a file that is left out, as its name has invisible or invalid characters.

    For a sidecar it is an error: what the keeper states would be lost silently.
    """
    shown = path.encode("utf-8", "backslashreplace").decode()
    odd = ", ".join(f"U+{ord(c):04X}" for c in dict.fromkeys(path) if not c.isprintable())
    proper = " ".join("".join(c if c.isprintable() else " " for c in PurePosixPath(path).name).split())
    message = f"Tên có ký tự lạ hoặc không nhìn thấy ({odd}); tệp bị bỏ qua. Hãy đổi tên, ví dụ: “{proper}”."
    return Diagnostic(Location(shown), Severity.ERROR if is_sidecar(Path(path)) else Severity.WARNING, "VB006", message)


@lru_cache(maxsize=1 << 16)  # asked for several times in each round
def _suffix(name: str) -> str:
    return PurePosixPath(name).suffix.lower()


def _is_text(file: Path) -> bool:
    return _suffix(file.name) == _TRANSCRIPT


def _takes_transcript(file: Path) -> bool:
    """Return whether a text file beside this one is its transcript: a text file itself has none."""
    return _is_read(file) and not _is_text(file)


def _is_read(file: Path) -> bool:
    return _suffix(file.name) in READERS


def _name(file: Path) -> tuple[Path, str]:
    """Return folder and name without suffix, in NFC: macOS, for one, copies names decomposed."""
    return file.parent, stem(file.name)
