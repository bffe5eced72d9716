"""Documents into source_docs and out of it: the only module that writes there, and only for `add` and `remove`."""

import contextlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from build_tools.base.diagnostics import Diagnostic, InputError, Location, Severity
from build_tools.base.files import write_whole
from build_tools.base.text import slug
from build_tools.base.yaml_records import encode, fields_of
from build_tools.model.corpus import Corpus
from build_tools.model.document import Document
from build_tools.model.statement import Statement
from build_tools.parse import parse
from build_tools.source import companions, read_file
from build_tools.source.sidecars import read_statement
from build_tools.vocabulary import Vocabulary

_LONGEST_NAME = 100


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file that may be added: what it says, what was noted while it was read, and where it would stand.

    `beside` are its sidecar and its transcript, which come with it. `same` is the path of a document of the collection
    with the very same bytes.
    """

    file: Path
    document: Document
    notes: tuple[Diagnostic, ...]
    beside: tuple[Path, ...]
    target: Path
    same: str | None


def look_at(file: Path, root: Path, corpus: Corpus, vocabulary: Vocabulary, cache: Path) -> Incoming:
    """Return what a file that stands anywhere would be in the collection. Raises InputError or OSError."""
    source, notes = read_file(file, cache)
    document = parse(source, vocabulary)
    held = (work.document.source for work in corpus.works if work.document)
    same = next((other.path for other in held if other.sha256 == source.sha256), None)
    target = _free_place(root / "source_docs", document, file)
    return Incoming(file, document, notes, tuple(companions(file)), target, same)


def _free_place(folder: Path, document: Document, file: Path) -> Path:
    """<year>/<date>-<type>-<number>, with a serial number behind it where the name is taken."""
    record = document.record
    issued = record.issued_date.isoformat() if record.issued_date else ""
    code = ""
    if record.code:
        code = slug(record.code.text) if record.code.number else f"khong-so-{slug(record.code.notation)}"
    words = [issued, slug(record.type_name), code] if issued or code else [slug(file.stem)]
    name = "-".join(word for word in words if word)[:_LONGEST_NAME].strip("-") or "van-ban"
    year = folder / (issued[:4] or "chua-ro-nam")
    stem, serial = name, 1
    while any(year.glob(f"{stem}.*")):
        serial += 1
        stem = f"{name}-{serial}"
    return year / f"{stem}{file.suffix.lower()}"


def questions(document: Document) -> Mapping[str, str]:
    """Return what a document is looked up by and its text leaves open: the key of the sidecar, and what it means."""
    record = document.record
    known = {
        "type_name": record.type_name,
        "code": record.code and record.code.number,
        "issued_date": record.issued_date,
        "organ": record.organ,
        "place": record.place,
        "subject": record.subject,
    }
    fields = {field.name: field.key for field in fields_of(Statement).values()}
    return {key.name: key.words for name, value in known.items() if not value and (key := fields[name])}


def stated(key: str, answer: str, text: str) -> object:
    """Return the value for a sidecar. Raises InputError where it is none for this key, with the reason."""
    value = (_date(answer) if key == "ngay_ban_hanh" else None) or answer
    read_statement(encode({key: value}), "", text)
    return value


def _date(answer: str) -> date | None:
    """A day as a file has it (2026-04-03) or as an office writes it (03/04/2026)."""
    for shape in ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y"):
        with contextlib.suppress(ValueError):
            return datetime.strptime(answer, shape).date()
    return None


def store(incoming: Incoming, values: Mapping[str, object]) -> list[Path]:
    """Put the document, what stands beside it and what a keeper states of it into the collection, each file whole."""
    incoming.target.parent.mkdir(parents=True, exist_ok=True)
    files = {incoming.target.with_suffix(file.suffix.lower()): file.read_bytes() for file in incoming.beside}
    if values:
        files[incoming.target.with_suffix(".yml")] = encode(values).encode()
    files[incoming.target] = incoming.file.read_bytes()
    for file, data in files.items():
        write_whole(file, data)
    return list(files)


def delete(files: Sequence[Path]) -> None:
    """Remove these files of the collection."""
    for file in files:
        file.unlink(missing_ok=True)


def held_file(root: Path, name: str, corpus: Corpus) -> Path:
    """Return the file of a document by its path or its number. Raises InputError where it is none or several."""
    folder = root / "source_docs"
    paths = [work.document.source.path for work in corpus.works if work.document]
    wanted = Path(name).resolve()
    for path in paths:
        if (folder / path).resolve() == wanted or path == name:
            return folder / path
    numbered = [
        work.document.source.path
        for work in corpus.works
        if work.document and work.code and slug(work.code.text) == slug(name)
    ]
    if len(numbered) == 1:
        return folder / numbered[0]
    several = f" Có {len(numbered)} văn bản mang số này: {', '.join(numbered)}." if numbered else ""
    message = f"Sổ không có văn bản này.{several} Hãy nêu đường dẫn của tệp trong source_docs/ hoặc số, ký hiệu."
    raise InputError(Diagnostic(Location(name), Severity.ERROR, "VB016", message))


def files_of(document: Path) -> list[Path]:
    """Return the file and what stands beside it and belongs to it: its sidecar, its transcript."""
    return [document, *companions(document)]
