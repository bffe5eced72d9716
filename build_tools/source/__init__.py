"""source_docs → Sources: the files of the collection as canonical text, one reader per format.

Nothing is ever written here. A file that can't be used gives an error with its place; all errors are gathered, so
that a keeper sees them at once.
"""

import contextlib
import hashlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from build_tools.diagnostics import Diagnostic, InputError, Location, Severity
from build_tools.model import Source, Statement
from build_tools.source.plain_text import read_plain_text
from build_tools.source.sidecars import read_statement

# The formats that can be read: bytes and path → canonical text.
READERS: Mapping[str, Callable[[bytes, str], str]] = {".txt": read_plain_text}
_SIDECARS = (".yml", ".yaml")


def read_sources(root: Path) -> tuple[tuple[Source, ...], tuple[Diagnostic, ...]]:
    """Return every document below `root` in the order of paths, and what is wrong with the files.

    An error (VB001 … VB006) means that a file must be put right before anything is built.
    Raises InputError (VB008) where there is no such folder.
    """
    if not root.is_dir():
        message = "không có thư mục này. Hãy chạy lệnh trong thư mục của sổ, hoặc chỉ nó bằng --project."
        raise InputError(Diagnostic(Location(f"{root.name}/"), Severity.ERROR, "VB008", message))
    sources: list[Source] = []
    found: list[Diagnostic] = []
    for file in _files(root):
        path = file.relative_to(root).as_posix()
        try:
            if file.suffix.lower() in _SIDECARS:
                found += _orphan(file, path)
            elif file.suffix.lower() in READERS:
                sources.append(_source(file, path, root))
            else:
                message = f"chưa đọc được định dạng “{file.suffix or 'không đuôi'}”; tệp bị bỏ qua."
                found.append(Diagnostic(Location(path), Severity.WARNING, "VB005", message))
        except InputError as error:
            found.append(error.diagnostic)
        except OSError as error:
            message = f"không mở được tệp ({error.strerror}). Hãy kiểm tra quyền đọc."
            found.append(Diagnostic(Location(path), Severity.ERROR, "VB006", message))
    return tuple(sources), tuple(found)


def read_file(file: Path) -> Source:
    """Return one file as a source, whatever folder it stands in. Raises InputError or OSError."""
    if file.suffix.lower() not in READERS:
        message = f"chưa đọc được định dạng “{file.suffix or 'không đuôi'}”."
        raise InputError(Diagnostic(Location(file.name), Severity.ERROR, "VB005", message))
    return _source(file, file.name, file.parent)


def stamp(root: Path) -> tuple[tuple[str, int, int], ...]:
    """Return path, size and time of every file below `root`: equal stamps mean that nothing was touched."""
    found = []
    for file in _files(root):
        with contextlib.suppress(OSError):  # it went away while we looked
            status = file.stat()
            found.append((file.as_posix(), status.st_size, status.st_mtime_ns))
    return tuple(found)


def _files(root: Path) -> Iterator[Path]:
    """The files in a stable order, hidden ones and folders left out."""
    for file in sorted(root.rglob("*"), key=lambda file: file.relative_to(root).as_posix()):
        hidden = any(part.startswith(".") for part in file.relative_to(root).parts)
        if file.is_file() and not hidden:
            yield file


def _source(file: Path, path: str, root: Path) -> Source:
    data = file.read_bytes()
    text = READERS[file.suffix.lower()](data, path)
    return Source(path, text, hashlib.sha256(data).hexdigest(), data, _statement(file, root))


def _statement(file: Path, root: Path) -> Statement:
    sidecar = next((other for suffix in _SIDECARS if (other := file.with_suffix(suffix)).is_file()), None)
    if sidecar is None:
        return Statement()
    path = sidecar.relative_to(root).as_posix()
    return read_statement(read_plain_text(sidecar.read_bytes(), path), path)


def _orphan(file: Path, path: str) -> Iterator[Diagnostic]:
    if not any(file.with_suffix(suffix).is_file() for suffix in READERS):
        message = "tệp khai báo không có văn bản cùng tên. Hãy đổi tên cho khớp hoặc xóa tệp."
        yield Diagnostic(Location(path), Severity.WARNING, "VB004", message)
