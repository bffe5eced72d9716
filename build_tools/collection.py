"""Documents into source_docs and out of it: the only module that writes there, and only for `add` and `remove`."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from build_tools.base.diagnostics import Diagnostic, InputError, Location, Severity
from build_tools.base.files import write_whole
from build_tools.base.record_fields import fields_of
from build_tools.base.text import slug
from build_tools.base.yaml_edits import encode
from build_tools.model.corpus import Corpus
from build_tools.model.document import Document, Record
from build_tools.model.statement import Statement
from build_tools.parse import parse
from build_tools.parse.metadata.record import apply_statement
from build_tools.source import companions, read_file
from build_tools.source.belonging import stem
from build_tools.source.sidecars import read_statement
from build_tools.vocabulary import Vocabulary

_LONGEST_NAME = 100
_NUMBER = re.compile(r"(?<!\d)\d{1,5}[a-zđ]?(?![^\W_])")
_YEAR = re.compile(r"(?:19|20)\d\d")
# The time that a signing program stamps: "Thời gian ký: 07/01/2025 10:09:57", "07.01.2025 10:44:25".
_SIGNED = re.compile(r"(?<!\d)(\d\d)[/.](\d\d)[/.]((?:19|20)\d\d)\s+\d\d:\d\d")


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file that may be added: what it says, what was noted while it was read, and where it would stand.

    `beside` are its sidecar, its transcript, its annexes and other forms, which come with it. `same` is the path of a
    document of the collection with the very same bytes.
    """

    file: Path
    document: Document
    notes: tuple[Diagnostic, ...]
    beside: tuple[Path, ...]
    target: Path
    same: str | None


def apart(files: Sequence[Path]) -> list[Path]:
    """Return the files without those that come with another of them: its annexes, other forms, transcript, sidecar."""
    beside = {other.resolve() for file in files for other in companions(file)}
    return [file for file in files if file.resolve() not in beside]


def look_at(file: Path, root: Path, corpus: Corpus, vocabulary: Vocabulary, cache: Path) -> Incoming:
    """Return what a file that stands anywhere would be in the collection. Raises InputError or OSError."""
    source, notes = read_file(file, cache)
    document = parse(source, vocabulary)
    held = (work.document.source for work in corpus.works if work.document)
    same = next((other.path for other in held if other.sha256 == source.sha256), None)
    target = _free_place(root / "source_docs", document.record, file)
    return Incoming(file, document, notes, tuple(companions(file)), target, same)


def with_stated(incoming: Incoming, root: Path, values: Mapping[str, object]) -> Incoming:
    """Return the file at the place that it has by what a keeper states of it too."""
    if not values:
        return incoming
    statement = read_statement(encode(values), "", incoming.document.source.text)
    record = apply_statement(incoming.document.record, statement)
    return replace(incoming, target=_free_place(root / "source_docs", record, incoming.file))


def _free_place(folder: Path, record: Record, file: Path) -> Path:
    """<year>/<date>-<type>-<number>, with a serial number behind it where the name is taken."""
    issued = record.issued_date.isoformat() if record.issued_date else record.issued_month or ""
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


def proposals(document: Document, file: Path) -> Mapping[str, tuple[str, str]]:
    """Return for keys of a sidecar a value that something other than the text tells, and what tells it.

    The number in the name of the file, where the symbol is known; the day of the digital signature, where it agrees
    with the month that the text states. They are for a keeper to judge: nothing is taken by itself.
    """
    record = document.record
    found: dict[str, tuple[str, str]] = {}
    numbers = [number for number in _NUMBER.findall(file.stem) if not _YEAR.fullmatch(number)]
    if record.code and not record.code.number and len(numbers) == 1:
        found["so_ky_hieu"] = (f"{numbers[0].lstrip('0') or numbers[0]}{record.code.text}", "số trong tên tệp")
    signed = [match for line in document.source.aside for match in _SIGNED.finditer(line)]
    days = {f"{year}-{month}-{day}" for day, month, year in (match.groups() for match in signed)}
    agreeing = sorted(day for day in days if record.issued_month in (None, day[:7]))
    if not record.issued_date and agreeing:
        year, month, day = agreeing[0].split("-")
        found["ngay_ban_hanh"] = (f"{day}/{month}/{year}", "ngày ký số")
    return found


def doubts(document: Document) -> list[str]:
    """Return in words what of a document is read but not sure, for a keeper who has just added it."""
    fields = {field.name: field.key for field in fields_of(Statement).values()}
    lines = [f"{key.words}: chữ nhận dạng chưa chắc" for name in document.record.doubts if (key := fields[name])]
    uncertain = [task.doubt for task in document.obligations if task.doubt]
    reasons = ", ".join(f"{reason} ({count})" for reason, count in Counter(uncertain).most_common(3))
    return [*lines, *([f"{len(uncertain)} nhiệm vụ chưa chắc: {reasons}"] if uncertain else [])]


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
    statement = read_statement(encode({key: answer}), "", text)
    return statement.issued_date if key == "ngay_ban_hanh" else answer


def store(incoming: Incoming, values: Mapping[str, object]) -> list[Path]:
    """Put the document, what stands beside it and what a keeper states of it into the collection, each file whole."""
    incoming.target.parent.mkdir(parents=True, exist_ok=True)
    files = {_beside(incoming, file): file.read_bytes() for file in incoming.beside}
    if values:
        files[incoming.target.with_suffix(".yml")] = encode(values).encode()
    files[incoming.target] = incoming.file.read_bytes()
    for file, data in files.items():
        write_whole(file, data)
    return list(files)


def _beside(incoming: Incoming, file: Path) -> Path:
    """Where a file that belongs to the document goes: the name of the document, then what its own name adds."""
    added = slug(stem(file.name)[len(stem(incoming.file.name)) :])
    name = f"{incoming.target.stem}{f'.{added}' if added else ''}{file.suffix.lower()}"
    return incoming.target.with_name(name)


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
