"""source_docs → Sources: the files of the collection as canonical text, one reader per format.

Nothing is ever written here. A file that can't be used gives an error with its place; all errors are gathered, so
that a keeper sees them at once.
"""

import contextlib
import errno
import hashlib
import os
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from build_tools.diagnostics import Diagnostic, InputError, Location, Severity
from build_tools.model import Source
from build_tools.source.plain_text import read_plain_text
from build_tools.source.sidecars import read_statement
from build_tools.statements import Statement

# The formats that can be read: bytes and path → canonical text.
READERS: Mapping[str, Callable[[bytes, str], str]] = {".txt": read_plain_text}
_SIDECARS = (".yml", ".yaml")
_REASONS = {
    errno.EACCES: "không có quyền đọc",
    errno.EPERM: "không có quyền đọc",
    errno.ENOENT: "tệp không còn ở đó",
    errno.EIO: "ổ đĩa báo lỗi",
}


def read_sources(root: Path) -> tuple[tuple[Source, ...], tuple[Diagnostic, ...]]:
    """Return every document below `root` in the order of paths, and what is wrong with the files.

    An error (VB001 … VB006) means that a file must be put right before anything is built.
    Raises InputError (VB008) where there is no such folder.
    """
    if not root.is_dir():
        message = f"Không có thư mục {root}. Hãy chạy lệnh trong thư mục của sổ, hoặc chỉ nó bằng --project."
        raise InputError(Diagnostic(Location(f"{root.name}/"), Severity.ERROR, "VB008", message))
    sources: list[Source] = []
    found: list[Diagnostic] = []
    for file in _files(root, found):
        path = file.relative_to(root).as_posix()
        try:
            if not path.isprintable():
                raise InputError(_unnamed(path))
            if file.suffix.lower() in _SIDECARS:
                found += _misplaced(file, path)
            elif file.suffix.lower() in READERS:
                sources.append(_source(file, path, root))
            else:
                message = f"Chưa đọc được định dạng “{file.suffix or 'không đuôi'}”; tệp bị bỏ qua."
                found.append(Diagnostic(Location(path), Severity.WARNING, "VB005", message))
        except InputError as error:
            found += error.diagnostics
        except OSError as error:
            found.append(_unreadable(path, error))
    if not sources and not any(problem.severity is Severity.ERROR for problem in found):
        message = "Không có văn bản nào. Hãy kiểm tra thư mục có được nối đúng không; trang web cũ còn nguyên."
        found.append(Diagnostic(Location(f"{root.name}/"), Severity.ERROR, "VB009", message))
    return tuple(sources), tuple(found)


def _unreadable(path: str, error: OSError) -> Diagnostic:
    reason = _REASONS.get(error.errno or 0, "lỗi của hệ thống")
    return Diagnostic(Location(path), Severity.ERROR, "VB006", f"Không mở được: {reason}. Hãy kiểm tra rồi chạy lại.")


def _unnamed(path: str) -> Diagnostic:
    shown = path.encode("utf-8", "backslashreplace").decode()
    message = "Tên tệp có ký tự không đọc được. Hãy đổi tên tệp bằng chữ thường không dấu."
    return Diagnostic(Location(shown), Severity.ERROR, "VB006", message)


def read_file(file: Path) -> Source:
    """Return one file as a source, whatever folder it stands in. Raises InputError or OSError."""
    if file.suffix.lower() not in READERS:
        message = f"Chưa đọc được định dạng “{file.suffix or 'không đuôi'}”."
        raise InputError(Diagnostic(Location(file.name), Severity.ERROR, "VB005", message))
    return _source(file, file.name, file.parent)


def stamp(root: Path) -> tuple[tuple[str, int, int], ...]:
    """Return path, size and time of every file below `root`: equal stamps mean that nothing was touched."""
    found = []
    for file in _files(root, []):
        with contextlib.suppress(OSError):  # it went away while we looked
            status = file.stat()
            found.append((file.as_posix(), status.st_size, status.st_mtime_ns))
    return tuple(found)


def _files(root: Path, found: list[Diagnostic]) -> Iterator[Path]:
    """The files in a stable order, hidden ones left out; what can't be entered or followed goes into `found`."""

    def closed(error: OSError) -> None:
        found.append(_unreadable(Path(str(error.filename)).relative_to(root).as_posix(), error))

    for folder, folders, names in os.walk(root, onerror=closed):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            file = Path(folder) / name
            if name.startswith("."):
                continue
            if file.is_file():
                yield file
            else:
                path = file.relative_to(root).as_posix()
                message = "Không phải tệp thường, hoặc liên kết không dẫn đến đâu; bị bỏ qua."
                found.append(Diagnostic(Location(path), Severity.WARNING, "VB006", message))


def _source(file: Path, path: str, root: Path) -> Source:
    data = file.read_bytes()
    text = READERS[file.suffix.lower()](data, path)
    return Source(path, text, hashlib.sha256(data).hexdigest(), data, _statement(file, root, text))


def _statement(file: Path, root: Path, text: str) -> Statement:
    sidecar = next((other for other in file.parent.iterdir() if _beside(other, file)), None)
    if sidecar is None:
        return Statement()
    path = sidecar.relative_to(root).as_posix()
    try:
        return read_statement(read_plain_text(sidecar.read_bytes(), path), path, text)
    except OSError as error:
        raise InputError(_unreadable(path, error)) from None


def _beside(sidecar: Path, file: Path) -> bool:
    return sidecar.suffix.lower() in _SIDECARS and _name(sidecar) == _name(file)


def _name(file: Path) -> str:
    """The name without its ending, composed: a name copied from another system may be decomposed."""
    return unicodedata.normalize("NFC", file.stem)


def _misplaced(file: Path, path: str) -> Iterator[Diagnostic]:
    """Yield what is wrong with where a sidecar stands: beside nothing, or beside another one."""
    others = [other for other in file.parent.iterdir() if _name(other) == _name(file)]
    if not any(other.suffix.lower() in READERS for other in others):
        message = "Tệp khai báo không có văn bản cùng tên. Hãy đổi tên cho khớp hoặc xóa tệp."
        yield Diagnostic(Location(path), Severity.WARNING, "VB004", message)
    if sum(other.suffix.lower() in _SIDECARS for other in others) > 1:
        message = "Một văn bản có hai tệp khai báo. Hãy gộp lại làm một."
        yield Diagnostic(Location(path), Severity.ERROR, "VB004", message)
