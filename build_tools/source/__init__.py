"""source_docs → Sources: the files of the collection as canonical text, one reader per format.

Writes nothing but the cache of converted files. A file that can't be read is left out with a warning that says what to
do; a wrong sidecar is an error, since what the keeper states would be lost silently.
"""

import contextlib
import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

from build_tools.base.diagnostics import Diagnostic, InputError, Location, Severity, line_of
from build_tools.base.yaml_records import decode
from build_tools.model.source import Bundle, Part, Source, packed
from build_tools.model.statement import Statement
from build_tools.source.assembly import read_together
from build_tools.source.conversion import Converter
from build_tools.source.conversion import programs as programs
from build_tools.source.folder import Folder, Role, unnamed, unreadable
from build_tools.source.folder import is_sidecar as is_sidecar
from build_tools.source.formats import read
from build_tools.source.plain_text import decode_utf_8, read_plain_text
from build_tools.source.private_data import without_numbers
from build_tools.source.reading import RefusedError
from build_tools.source.sidecars import read_statement
from build_tools.vocabulary.own_names import OwnName, read_names


def require(root: Path) -> None:
    """Raise InputError (VB008) if the folder of documents does not exist."""
    if not root.is_dir():
        message = f"Không có thư mục {root}. Hãy chạy lệnh trong thư mục của sổ, hoặc chỉ nó bằng --project."
        raise InputError(Diagnostic(Location(f"{root.name}/"), Severity.ERROR, "VB008", message))


def collection(root: Path) -> Folder:
    """Return the files below `root`. Raises InputError (VB008) if it does not exist."""
    require(root)
    return Folder.below(root)


# Path, size and time of change of each file of a document; first, whether personal numbers are hidden in it.
Stamp = tuple[tuple[str, int, int], ...]


def bundles(
    folder: Folder,
    found: list[Diagnostic],
    *,
    masked: bool = False,
    is_known: Callable[[str, Stamp], bool] = lambda *_: False,
) -> Iterator[Bundle | str]:
    """Yield the bytes of every document of the folder in the order of paths; append problems with files to `found`.

    Those of severity ERROR (VB004, VB006) stop the build. `masked` hides personal numbers in all documents. Of a
    document that `is_known`, by path and stamp, only the path is yielded.
    """
    found += folder.problems
    for file in folder.files:
        path = file.relative_to(folder.root).as_posix()
        try:
            if not path.isprintable():
                raise InputError(unnamed(path))
            role = folder.role(file)
            if role is Role.SIDECAR:
                found += folder.misplaced(file)
            elif role is Role.TRANSCRIPT:
                found += folder.unused(file)
            elif role is Role.DOCUMENT:  # its stamp before its bytes: what changes in between is seen the next time
                yield path if is_known(path, _stamp(file, folder, masked)) else bundle_of(file, folder, masked=masked)
        except InputError as error:
            found += error.diagnostics
        except OSError as error:
            found.append(unreadable(path, error))


def own_names(folder: Folder, found: list[Diagnostic]) -> tuple[OwnName, ...]:
    """Return the names that the register has confirmed for all documents; append what is wrong to `found`."""
    names: list[OwnName] = []
    for file in filter(is_sidecar, folder.files):
        if folder.role(file) is Role.NAMES:
            path = file.relative_to(folder.root).as_posix()
            try:
                names += read_names(decode_utf_8(file.read_bytes()), path)
            except InputError as error:
                found += error.diagnostics
            except RefusedError as error:
                found.append(Diagnostic(Location(path, error.line), Severity.ERROR, error.code, str(error)))
            except OSError as error:
                found.append(unreadable(path, error))
    return tuple(names)


def none_found(root: Path) -> Diagnostic:
    """Return the diagnostic about a collection without documents (VB009)."""
    message = "Không có văn bản nào. Hãy kiểm tra thư mục có được nối đúng không; trang web cũ còn nguyên."
    return Diagnostic(Location(f"{root.name}/"), Severity.ERROR, "VB009", message)


def read_sources(root: Path, cache: Path | None = None) -> tuple[tuple[Source, ...], tuple[Diagnostic, ...]]:
    """Return every document below `root` in the order of paths, and the diagnostics about the files.

    `cache` is the folder of converted files. Raises InputError (VB008).
    """
    found: list[Diagnostic] = []
    sources: list[Source] = []
    for bundle in bundles(collection(root), found):
        if isinstance(bundle, str):
            continue  # none is known beforehand
        try:
            source, notes = source_of(bundle, cache)
            sources.append(source)
            found += notes
        except InputError as error:
            found += error.diagnostics
    if not sources and not any(problem.severity is Severity.ERROR for problem in found):
        found.append(none_found(root))
    return tuple(sources), tuple(found)


def read_file(file: Path, cache: Path | None = None) -> tuple[Source, tuple[Diagnostic, ...]]:
    """Return one file, in any folder, as a source, with the diagnostics about it. Raises InputError or OSError."""
    return source_of(bundle_of(file, Folder.around(file)), cache)


def companions(file: Path) -> list[Path]:
    """Return the files beside a document that belong to it: its sidecars and its transcript."""
    return Folder.around(file).companions(file)


def stamp(root: Path) -> tuple[tuple[str, int, int], ...]:
    """Return path, size and modification time of every file below `root`: equal stamps mean that nothing changed."""
    found = []
    for file in Folder.below(root).files:
        with contextlib.suppress(OSError):  # it has just been deleted
            status = file.stat()
            found.append((file.as_posix(), status.st_size, status.st_mtime_ns))
    return tuple(found)


def _stamp(file: Path, folder: Folder, masked: bool) -> Stamp:
    """Return the stamp of a document of the folder with what stands beside it. Raises OSError."""
    beside = filter(None, (folder.transcript(file), folder.sidecar(file)))
    found = ((str(each), each.stat()) for each in (file, *beside, *folder.parts(file)))
    return ("", masked, 0), *((path, status.st_size, status.st_mtime_ns) for path, status in found)


def bundle_of(file: Path, folder: Folder, *, masked: bool = False) -> Bundle:
    """Return the bytes of a document of the folder, and of what stands beside it. Raises InputError or OSError."""
    transcript, sidecar = folder.transcript(file), folder.sidecar(file)
    return Bundle(
        path=file.relative_to(folder.root).as_posix(),
        data=file.read_bytes(),
        transcript=(transcript.name, transcript.read_bytes()) if transcript else None,
        sidecar=_sidecar(sidecar, folder.root) if sidecar else None,
        masked=masked,
        parts=tuple((part.relative_to(folder.root).as_posix(), part.read_bytes()) for part in folder.parts(file)),
    )


def _sidecar(file: Path, root: Path) -> tuple[str, bytes]:
    path = file.relative_to(root).as_posix()
    try:
        return path, file.read_bytes()
    except OSError as error:
        raise InputError(unreadable(path, error)) from None


def source_of(bundle: Bundle, cache: Path | None = None) -> tuple[Source, tuple[Diagnostic, ...]]:
    """Return the document as a source, with the diagnostics about it; a transcript replaces the file's own text.

    Raises InputError if the file or its sidecar can't be used.
    """
    path, data = bundle.path, bundle.data
    try:
        if bundle.transcript:
            reading = read_plain_text(bundle.transcript[1])
        else:
            converter = Converter(cache)
            reading = read_together((path, data), bundle.parts, lambda part, suffix: read(part, suffix, converter))
    except RefusedError as error:
        where = Location(path, error.line)
        raise InputError(Diagnostic(where, Severity.WARNING, error.code, f"{error} Tệp bị bỏ qua.")) from None
    notes = [Diagnostic(Location(path), note.severity, note.code, note.message) for note in reading.notes]
    if bundle.transcript:
        message = f"Lời văn lấy từ bản chép {bundle.transcript[0]} đặt cạnh tệp, không phải từ chính tệp."
        notes.append(Diagnostic(Location(path), Severity.NOTE, "VB017", message))
    statement = _statement(*bundle.sidecar, reading.text) if bundle.sidecar else Statement()
    hidden = bundle.masked or statement.masked
    if hidden:
        reading, numbers = without_numbers(reading)
        if bundle.sidecar:  # its quotations must be found in the masked text too
            statement = _statement(*bundle.sidecar, reading.text)
        for number in numbers:
            place = Location(path, line_of(reading.text, number.start))
            message = f"Đã che một {number.kind}; trang web không có số này và không đăng tệp gốc."
            notes.append(Diagnostic(place, Severity.NOTE, "VB018", message))
    source = Source(
        path=path,
        packed=packed(reading.text),
        sha256=hashlib.sha256(data).hexdigest(),
        statement=statement,
        rows=reading.rows,
        aside=reading.aside,
        recognised=reading.recognised,
        masked=hidden,
        struck=reading.struck,
        unsure=reading.unsure,
        parts=tuple(Part(name, hashlib.sha256(content).hexdigest()) for name, content in bundle.parts),
    )
    return source, tuple(notes)


def is_unpublished(bundle: Bundle) -> bool:
    """Return whether the sidecar keeps the document out of the site; `source_of` reports a wrong sidecar."""
    if bundle.sidecar is None:
        return False
    path, data = bundle.sidecar
    try:
        return decode(decode_utf_8(data), path, Statement, code="VB003").unpublished
    except (RefusedError, InputError):
        return False


def _statement(path: str, data: bytes, text: str) -> Statement:
    try:
        return read_statement(decode_utf_8(data), path, text)
    except RefusedError as error:
        raise InputError(Diagnostic(Location(path, error.line), Severity.ERROR, error.code, str(error))) from None
