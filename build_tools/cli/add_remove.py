"""The commands that change the collection, `add` and `remove`; each reports its effects on the other documents."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from build_tools import build as stages
from build_tools.base.diagnostics import Diagnostic, InputError, Severity
from build_tools.base.text import squeeze
from build_tools.cli.failures import guarded
from build_tools.cli.options import PROJECT
from build_tools.cli.vietnamese import agreed
from build_tools.collection import (
    Incoming,
    apart,
    delete,
    doubts,
    files_of,
    held_file,
    look_at,
    proposals,
    questions,
    stated,
    store,
    with_stated,
)
from build_tools.evaluation.effects import Effects, effects, relying
from build_tools.model.corpus import Corpus
from build_tools.model.document import Document
from build_tools.render.wording import deadline_words, full_name
from build_tools.source import is_sidecar
from build_tools.vocabulary import load

_MOST_SHOWN = 20
# Reading these may take a while: many pages, or pictures of them.
_LARGE, _RECOGNISED = 3_000_000, (".pdf", ".png", ".jpg", ".jpeg", ".tif", ".tiff", ".zip")
_REASON = "văn bản không ghi"


@click.command()
@click.argument(
    "files", metavar="TỆP…", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@PROJECT
@click.option("--yes", is_flag=True, help="Không hỏi gì; điều văn bản không ghi thì để trống.")
def add(files: Sequence[Path], root: Path, yes: bool) -> None:
    """Thêm văn bản vào sổ: chép tệp vào source_docs/, in những gì đọc được và những gì thay đổi.

    Điều văn bản không ghi (số, ngày, cơ quan …) được hỏi và ghi vào tệp khai báo bên cạnh.
    """
    console = Console(highlight=False)
    vocabulary = load()
    before = _collection(root)
    stored: list[Path] = []
    seen: dict[str, str] = {}
    failed = False
    for file in apart(files):
        if file.stat().st_size > _LARGE or file.suffix.lower() in _RECOGNISED:
            click.echo(f"Đang đọc {file.name} …", err=True)
        try:
            incoming = look_at(file, root, before, vocabulary, root / stages.CONVERSIONS)
        except (InputError, OSError) as error:
            failed = True
            click.echo(f"{file}: {error}" if isinstance(error, OSError) else str(error), err=True)
            continue
        console.print(_understood(file, incoming))
        same = incoming.same or seen.get(incoming.document.source.sha256)
        if same:
            click.echo(f"Sổ đã có đúng tệp này: source_docs/{same}. Không thêm nữa.")
            continue
        seen[incoming.document.source.sha256] = incoming.target.relative_to(root / "source_docs").as_posix()
        told = any(map(is_sidecar, incoming.beside))
        values = {} if yes or told or not sys.stdin.isatty() else _asked(incoming)
        incoming = with_stated(incoming, root, values)
        written = guarded(partial(store, incoming, values))
        stored += written
        for path in written:
            click.echo(f"Đã ghi {path.relative_to(root)}")
        if left := [key for key in questions(incoming.document) if key not in values]:
            click.echo(f"Chưa rõ: {', '.join(left)}. Có thể khai báo trong {incoming.target.with_suffix('.yml').name}.")
    if stored:
        _tell(effects(before, _collection(root)))
        click.echo("Dựng lại trang web: so-van-ban build")
    sys.exit(1 if failed else 0)


@click.command()
@click.argument("names", metavar="VĂN_BẢN…", nargs=-1, required=True)
@PROJECT
@click.option("--yes", is_flag=True, help="Xóa mà không hỏi lại.")
def remove(names: Sequence[str], root: Path, yes: bool) -> None:
    """Xóa văn bản khỏi sổ, nêu bằng đường dẫn hoặc số, ký hiệu; cho biết văn bản nào còn viện dẫn nó."""
    before = _collection(root)
    documents = [guarded(partial(held_file, root, name, before)) for name in names]
    files = [file for document in documents for file in files_of(document)]
    for file in files:
        click.echo(f"Sẽ xóa {file.relative_to(root)}")
    paths = [document.relative_to(root / "source_docs").as_posix() for document in documents]
    for found in relying(before, paths):
        click.echo(f"Sẽ chỉ còn là văn bản được viện dẫn: {full_name(found.cited)} – tại {full_name(found.citing)}")
    if not yes and not agreed("Xóa các tệp trên?"):
        click.echo("Không xóa gì.")
        sys.exit(1)
    guarded(partial(delete, files))
    _tell(effects(before, _collection(root)))
    click.echo("Dựng lại trang web: so-van-ban build")


def _collection(root: Path) -> Corpus:
    """Return the corpus of the collection; an empty one if it has no document yet."""
    reading = guarded(lambda: stages.read(root, lambda *_: None))
    errors = [found for found in reading.diagnostics if found.severity is Severity.ERROR]
    if reading.corpus is None and {found.code for found in errors} != {"VB009"}:
        click.echo("\n".join(map(str, errors)), err=True)
        click.echo("Hãy sửa các tệp trên rồi chạy lại.", err=True)
        sys.exit(1)
    return reading.corpus or Corpus(works=(), references=(), edges=(), units=(), duties=(), terms=())


def _understood(file: Path, incoming: Incoming) -> Table:
    """Return a table of what was read from the file."""
    table = Table(title=str(file), title_justify="left", show_header=False, expand=False)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for label, value in _facts(incoming.document):
        table.add_row(label, value)
    for file in incoming.beside:
        table.add_row("Kèm theo", file.name)
    for note in incoming.notes:
        table.add_row("Lưu ý", f"{note.message} ({note.code})")
    for line in doubts(incoming.document):
        table.add_row("Chưa chắc", line)
    return table


def _facts(document: Document) -> Iterator[tuple[str, str]]:
    record, text = document.record, document.source.text
    unknown = "chưa rõ"
    yield "Loại", record.type_name or unknown
    yield "Số, ký hiệu", record.code.text if record.code else unknown
    yield "Ngày ban hành", f"{record.issued_date:%d/%m/%Y}" if record.issued_date else unknown
    yield "Cơ quan", record.organ.value if record.organ else unknown
    yield "Trích yếu", record.subject.value if record.subject else unknown
    yield "Người ký", record.signer.value if record.signer else unknown
    cited = list(dict.fromkeys(squeeze(citation.span.of(text)) for citation in document.citations))
    yield f"Viện dẫn ({len(cited)})", _some(cited)
    tasks = [
        f"{'; '.join(task.bearers) or 'chưa rõ đơn vị'}: {squeeze(task.span.of(text))[:90]}"
        for task in document.obligations
    ]
    yield f"Nhiệm vụ ({len(tasks)})", _some(tasks)
    limits = [deadline_words(deadline, text) for task in document.obligations for deadline in task.deadlines]
    yield f"Thời hạn ({len(limits)})", _some(list(dict.fromkeys(limits)))


def _some(lines: Sequence[str]) -> str:
    more = [f"… và {len(lines) - _MOST_SHOWN} mục nữa"] if len(lines) > _MOST_SHOWN else []
    return "\n".join([*lines[:_MOST_SHOWN], *more]) or "không có"


def _asked(incoming: Incoming) -> Mapping[str, object]:
    """Ask the keeper for what the text does not state; "=" takes the proposal, an empty answer states nothing."""
    document, values = incoming.document, dict[str, object]()
    proposed = proposals(document, incoming.file)
    for key, meaning in questions(document).items():
        value, why = proposed.get(key, ("", ""))
        offered = f"; =: lấy {value}, {why}" if value else ""
        while answer := click.prompt(f"{meaning} (Enter: bỏ qua{offered})", default="", show_default=False).strip():
            answer = value if answer == "=" and value else answer
            try:
                values[key] = stated(key, answer, document.source.text)
                break
            except InputError as error:
                click.echo(error.diagnostics[0].message, err=True)
    if values:
        values["ly_do"] = click.prompt("Vì sao khai báo", default=_REASON).strip() or _REASON
    return values


def _tell(found: Effects) -> None:
    """Print the effects of a change on the other documents."""
    for reliance in found.healed:
        click.echo(f"Nay đã có toàn văn: {full_name(reliance.cited)} – viện dẫn tại {full_name(reliance.citing)}")
    for reliance in found.dangling:
        click.echo(f"Không còn toàn văn: {full_name(reliance.cited)} – viện dẫn tại {full_name(reliance.citing)}")
    _list("Điều mới cần kiểm tra", found.appeared)
    _list("Không còn phải kiểm tra", found.gone)


def _list(title: str, findings: Sequence[Diagnostic]) -> None:
    if findings:
        click.echo(f"{title} ({len(findings)}):")
        for finding in sorted(findings, key=lambda finding: -finding.severity)[:_MOST_SHOWN]:
            click.echo(f"  {finding}")
        if len(findings) > _MOST_SHOWN:
            click.echo(f"  … và {len(findings) - _MOST_SHOWN} điều nữa: so-van-ban check")
