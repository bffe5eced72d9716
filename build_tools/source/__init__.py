"""source_docs → Sources: the files of the collection as canonical text, one reader per format.

Nothing is ever written here but the cache of converted files. A file that can't be read is left out with a warning
that says what to do; a keeper's sidecar that is wrong is an error, since what it states would be lost unseen.
"""

import contextlib
import hashlib
from pathlib import Path

from build_tools.diagnostics import Diagnostic, InputError, Location, Severity
from build_tools.source.conversion import Converter
from build_tools.source.conversion import programs as programs
from build_tools.source.folder import Folder, Role, unnamed, unreadable
from build_tools.source.folder import is_sidecar as is_sidecar
from build_tools.source.formats import read
from build_tools.source.plain_text import decode_utf_8, read_plain_text
from build_tools.source.reading import Reading, RefusedError
from build_tools.source.sidecars import read_statement
from build_tools.sources import Source
from build_tools.statements import Statement


def read_sources(root: Path, cache: Path | None = None) -> tuple[tuple[Source, ...], tuple[Diagnostic, ...]]:
    """Return every document below `root` in the order of paths, and what is wrong with the files.

    `cache` is the folder that keeps what other programs make of documents.

    An error (VB003, VB004, VB006, VB009) means that something must be put right before anything is built.
    Raises InputError (VB008) where there is no such folder.
    """
    if not root.is_dir():
        message = f"Không có thư mục {root}. Hãy chạy lệnh trong thư mục của sổ, hoặc chỉ nó bằng --project."
        raise InputError(Diagnostic(Location(f"{root.name}/"), Severity.ERROR, "VB008", message))
    folder, converter = Folder.below(root), Converter(cache)
    sources: list[Source] = []
    found = list(folder.problems)
    for file in folder.files:
        path = file.relative_to(root).as_posix()
        try:
            if not path.isprintable():
                raise InputError(unnamed(path))
            role = folder.role(file)
            if role is Role.SIDECAR:
                found += folder.misplaced(file)
            elif role is Role.DOCUMENT:
                source, notes = _source(file, folder, converter)
                sources.append(source)
                found += notes
        except InputError as error:
            found += error.diagnostics
        except OSError as error:
            found.append(unreadable(path, error))
    if not sources and not any(problem.severity is Severity.ERROR for problem in found):
        message = "Không có văn bản nào. Hãy kiểm tra thư mục có được nối đúng không; trang web cũ còn nguyên."
        found.append(Diagnostic(Location(f"{root.name}/"), Severity.ERROR, "VB009", message))
    return tuple(sources), tuple(found)


def read_file(file: Path, cache: Path | None = None) -> tuple[Source, tuple[Diagnostic, ...]]:
    """Return one file as a source, whatever folder it stands in, and what is noted of it.

    Raises InputError or OSError.
    """
    return _source(file, Folder.around(file), Converter(cache))


def companions(file: Path) -> list[Path]:
    """Return what stands beside a document and belongs to it: its sidecars and its transcript."""
    return Folder.around(file).companions(file)


def stamp(root: Path) -> tuple[tuple[str, int, int], ...]:
    """Return path, size and time of every file below `root`: equal stamps mean that nothing was touched."""
    found = []
    for file in Folder.below(root).files:
        with contextlib.suppress(OSError):  # it went away while we looked
            status = file.stat()
            found.append((file.as_posix(), status.st_size, status.st_mtime_ns))
    return tuple(found)


def _source(file: Path, folder: Folder, converter: Converter) -> tuple[Source, tuple[Diagnostic, ...]]:
    """The file as a source, its text from the transcript beside it where a keeper has put one there."""
    path = file.relative_to(folder.root).as_posix()
    data = file.read_bytes()
    transcript = folder.transcript(file)
    try:
        reading = read_plain_text(transcript.read_bytes()) if transcript else read(data, file.suffix, converter)
    except RefusedError as error:
        where = Location(path, error.line)
        raise InputError(Diagnostic(where, Severity.WARNING, error.code, f"{error} Tệp bị bỏ qua.")) from None
    notes = [Diagnostic(Location(path), note.severity, note.code, note.message) for note in reading.notes]
    if transcript:
        message = f"Lời văn lấy từ bản chép {transcript.name} đặt cạnh tệp, không phải từ chính tệp."
        notes.append(Diagnostic(Location(path), Severity.NOTE, "VB017", message))
    return _made(path, data, reading, _statement(folder.sidecar(file), folder.root, reading.text)), tuple(notes)


def _statement(sidecar: Path | None, root: Path, text: str) -> Statement:
    if sidecar is None:
        return Statement()
    path = sidecar.relative_to(root).as_posix()
    try:
        return read_statement(decode_utf_8(sidecar.read_bytes()), path, text)
    except RefusedError as error:
        raise InputError(Diagnostic(Location(path, error.line), Severity.ERROR, error.code, str(error))) from None
    except OSError as error:
        raise InputError(unreadable(path, error)) from None


def _made(path: str, data: bytes, reading: Reading, statement: Statement) -> Source:
    return Source(
        path=path,
        text=reading.text,
        sha256=hashlib.sha256(data).hexdigest(),
        data=data,
        statement=statement,
        rows=reading.rows,
        aside=reading.aside,
        recognised=reading.recognised,
    )
