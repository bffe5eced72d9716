"""The commands about records: `extract` prints them, `evaluate` scores them, `compare` lists facts gained and lost."""

import hashlib
import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import click

from build_tools import build as stages
from build_tools.base.diagnostics import InputError, Severity
from build_tools.base.text import without_layout
from build_tools.cli.failures import guarded
from build_tools.cli.options import PROJECT
from build_tools.config.settings import masks_all
from build_tools.evaluation import Scores, score
from build_tools.evaluation.changes import Fact, as_lines, as_markdown, changes, facts_of
from build_tools.evaluation.confirmed import confirmed_tallies
from build_tools.evaluation.document_json import to_json, to_record
from build_tools.model.source import Source
from build_tools.model.statement import FACT_KINDS
from build_tools.parse import parse
from build_tools.parse.reviews import reviews_of
from build_tools.source import read_file
from build_tools.vocabulary import Vocabulary, load


@click.command()
@click.argument("files", metavar="[TỆP…]", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--output",
    metavar="THƯ_MỤC",
    type=click.Path(file_okay=False, path_type=Path),
    help="Thư mục nhận mỗi tệp một tệp JSON.",
)
@click.option("--jsonl", is_flag=True, help='Đọc từng dòng {"id", "text"} ở đầu vào chuẩn, in mỗi dòng một bản ghi.')
def extract(files: Sequence[Path], output: Path | None, jsonl: bool) -> None:
    """In ra JSON những gì đọc được từ các tệp: thuộc tính, viện dẫn, nhiệm vụ, thời hạn."""
    if bool(files) == jsonl:
        raise click.UsageError("hãy nêu các tệp cần đọc, hoặc dùng --jsonl để đọc từ đầu vào chuẩn.")
    stems = [file.stem for file in files]
    if output is not None and len(set(stems)) < len(stems):
        raise click.UsageError("có hai tệp cùng tên; hãy chạy riêng từng thư mục, mỗi lần một --output.")
    vocabulary = load()
    if jsonl:
        for number, line in enumerate(sys.stdin, 1):
            if line.strip():
                click.echo(_record_of_line(line, number, vocabulary))
    failed = False
    for file in files:
        try:
            record = to_json(parse(read_file(file)[0], vocabulary), file.read_bytes())
        except InputError as error:
            failed = True
            click.echo(str(error), err=True)
            continue
        if output is None:
            click.echo(record, nl=False)
        else:
            guarded(partial(_save, output / f"{file.stem}.json", record))
    sys.exit(1 if failed else 0)


def _save(file: Path, record: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(record, encoding="utf-8")


def _record_of_line(line: str, number: int, vocabulary: Vocabulary) -> str:
    try:
        given = json.loads(line)
        name, text = given["id"], given["text"]
        data = text.encode()
    except (ValueError, KeyError, TypeError, AttributeError):
        raise click.ClickException(f'dòng {number} của đầu vào không phải {{"id": …, "text": …}}.') from None
    source = Source.of(str(name), without_layout(text), hashlib.sha256(data).hexdigest())
    record = to_record(parse(source, vocabulary), data)
    kept = {key: record[key] for key in ("metadata", "citations", "obligations")}
    return json.dumps({"id": name, **kept}, ensure_ascii=False)


@click.command()
@click.argument("gold", required=False, type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--misses", is_flag=True, help="In từng chỗ sót, thừa hoặc khác.")
@click.option("--soat", is_flag=True, help="Lấy điều người giữ sổ đã soát trong sổ này làm chuẩn, thay cho GOLD.")
@PROJECT
def evaluate(gold: Path | None, misses: bool, soat: bool, root: Path) -> None:
    """Đo độ chính xác trên bộ văn bản đã chú giải GOLD (gồm txt/ và json/): độ đúng, độ đủ, F1."""
    if soat == (gold is not None):
        raise click.UsageError("hãy nêu bộ văn bản đã chú giải, hoặc dùng --soat.")
    if gold is None:
        _print_confirmed(root)
        return
    vocabulary = load()
    scores = Scores()
    records = sorted((gold / "json").glob("*.json"))
    if not records:
        raise click.ClickException(f"không có bản ghi nào trong {gold}/json.")
    for path in records:
        given = gold / "txt" / f"{path.stem}.txt"
        document = parse(guarded(partial(read_file, given))[0], vocabulary)
        data = given.read_bytes()
        expected = json.loads(path.read_text(encoding="utf-8"))
        score(scores, path.stem, data.decode("utf-8"), expected, to_record(document, data))
    for name, tally in scores.tallies.items():
        figures = f"P {tally.precision:.3f}  R {tally.recall:.3f}  F1 {tally.f1:.3f}"
        click.echo(f"{name:28} {figures}  gold {tally.gold}  predicted {tally.found}")
    if misses:
        click.echo("\n".join(scores.misses))


def _print_confirmed(root: Path) -> None:
    """Print how the machine alone reads what keepers have confirmed."""
    reading = guarded(lambda: stages.read(root, lambda *_: None))
    works = reading.corpus.works if reading.corpus else ()
    tallies = confirmed_tallies(work.document for work in works if work.document)
    if not tallies:
        raise click.ClickException("sổ chưa có điều nào được soát; mở bàn soát bằng “so-van-ban serve --soat”.")
    for name, tally in tallies.items():
        click.echo(f"{name:32} P {tally.precision:.3f}  R {tally.recall:.3f}  soát {tally.gold}  máy đọc {tally.found}")


@click.command()
@click.argument("revision", metavar="[BẢN]", default="HEAD")
@PROJECT
@click.option("--markdown", is_flag=True, help="In thành lời bình cho yêu cầu hợp nhất (merge request).")
def compare(revision: str, root: Path, markdown: bool) -> None:
    """So với BẢN trong git (mặc định HEAD): văn bản, viện dẫn, nhiệm vụ, thời hạn thêm được và mất đi."""
    root = root.resolve()
    with tempfile.TemporaryDirectory() as folder:
        command = ["git", "archive", "--format=tar", revision]
        archive = subprocess.run(command, cwd=root, capture_output=True, check=False)
        if archive.returncode != 0:
            raise click.ClickException(archive.stderr.decode(errors="replace").strip())
        subprocess.run(["tar", "-x", "-C", folder], input=archive.stdout, check=True)  # noqa: S607
        before, after = _facts(Path(folder), root), _facts(root, root)
    found = changes(before, after)
    if markdown:
        click.echo(as_markdown(found, revision), nl=False)
    else:
        click.echo("\n".join(as_lines(found)) or "Không thêm, không mất gì.")


def _facts(tree: Path, root: Path) -> list[Fact]:
    """Return the facts of the documents below `tree`, read by the program in `tree`."""
    command = [
        sys.executable,
        "-m",
        "build_tools",
        "facts",
        "--project",
        str(tree),
        "--cache",
        str(root / stages.CONVERSIONS),
    ]
    done = subprocess.run(command, cwd=tree, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise click.ClickException(f"không đọc được văn bản trong {tree}:\n{done.stderr.strip()}")
    return [Fact(*fact) for fact in json.loads(done.stdout)]


@click.command(hidden=True)
@PROJECT
@click.option("--cache", type=click.Path(file_okay=False, path_type=Path))
def facts(root: Path, cache: Path | None) -> None:
    """Print all facts of the collection as JSON, for `compare`."""
    click.echo(guarded(lambda: _facts_as_json(root, cache)))


def _facts_as_json(root: Path, cache: Path | None) -> str:
    reading = stages.read_documents(root / "source_docs", lambda *_: None, cache, masked=masks_all(root))
    if reading.corpus is None:
        raise InputError(*(found for found in reading.diagnostics if found.severity is Severity.ERROR))
    documents = [work.document for work in reading.corpus.works if work.document]
    found = [fact for document in documents for fact in facts_of(document.source.path, to_record(document))]
    found += [
        Fact("đã soát", document.source.path, f"{FACT_KINDS[review.fact.kind]} “{review.fact.value}”")
        for document in documents
        if document.source.statement.confirmations
        for review in reviews_of(document)
        if review.fact and review.confirmation and review.settled
    ]
    found += [Fact("điều cần kiểm tra", d.location.path, f"{d.code} {d.message}") for d in reading.diagnostics]
    return json.dumps([[fact.kind, fact.document, fact.words] for fact in found], ensure_ascii=False)
