"""The commands about records: `extract` prints them, `evaluate` measures them, `compare` shows what a change moves."""

import hashlib
import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

import click

from build_tools.cli_failures import guarded
from build_tools.export import to_json, to_record
from build_tools.measure import Scores, score
from build_tools.measure.changes import changes
from build_tools.model import Source
from build_tools.parse import parse
from build_tools.source import read_file
from build_tools.text import canonical
from build_tools.vocabulary import Vocabulary, load


@click.command()
@click.argument("files", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--output", type=click.Path(file_okay=False, path_type=Path), help="Thư mục nhận mỗi tệp một tệp JSON.")
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
    for file in files:
        record = to_json(parse(guarded(partial(read_file, file))[0], vocabulary))
        if output is None:
            click.echo(record, nl=False)
        else:
            guarded(partial(_save, output / f"{file.stem}.json", record))


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
    source = Source(str(name), canonical(text), hashlib.sha256(data).hexdigest(), data)
    record = to_record(parse(source, vocabulary))
    kept = {key: record[key] for key in ("metadata", "citations", "obligations")}
    return json.dumps({"id": name, **kept}, ensure_ascii=False)


@click.command()
@click.argument("gold", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--misses", is_flag=True, help="In từng chỗ sót, thừa hoặc khác.")
def evaluate(gold: Path, misses: bool) -> None:
    """Đo độ chính xác trên bộ văn bản đã chú giải GOLD (gồm txt/ và json/): độ đúng, độ đủ, F1."""
    vocabulary = load()
    scores = Scores()
    records = sorted((gold / "json").glob("*.json"))
    if not records:
        raise click.ClickException(f"không có bản ghi nào trong {gold}/json.")
    for path in records:
        document = parse(guarded(partial(read_file, gold / "txt" / f"{path.stem}.txt"))[0], vocabulary)
        text = document.source.data.decode("utf-8")
        score(scores, path.stem, text, json.loads(path.read_text(encoding="utf-8")), to_record(document))
    for name, tally in scores.tallies.items():
        figures = f"P {tally.precision:.3f}  R {tally.recall:.3f}  F1 {tally.f1:.3f}"
        click.echo(f"{name:28} {figures}  gold {tally.gold}  predicted {tally.found}")
    if misses:
        click.echo("\n".join(scores.misses))


@click.command()
@click.argument("revision", default="HEAD")
def compare(revision: str) -> None:
    """So với bản REVISION trong git (mặc định HEAD): viện dẫn, nhiệm vụ, thời hạn thêm được và mất đi."""
    root = Path.cwd()
    with tempfile.TemporaryDirectory() as folder:
        archive = subprocess.run(
            ["git", "archive", "--format=tar", revision],  # noqa: S607
            capture_output=True,
            check=False,
        )
        if archive.returncode != 0:
            raise click.ClickException(archive.stderr.decode(errors="replace").strip())
        subprocess.run(["tar", "-x", "-C", folder], input=archive.stdout, check=True)  # noqa: S607
        before = _records(Path(folder), Path(folder) / "truoc")
        after = _records(root, Path(folder) / "sau")
    lines = list(changes(before, after))
    click.echo("\n".join(lines) if lines else "Không thêm, không mất gì.")


def _records(root: Path, output: Path) -> dict[str, dict[str, Any]]:
    """Return the records of the documents below `root`, read with the parser that stands there."""
    files = [str(file) for file in sorted((root / "source_docs").rglob("*.txt"))]
    command = [sys.executable, "-m", "build_tools", "extract", "--output", str(output.resolve()), *files]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise click.ClickException(done.stderr.strip())
    return {file.stem: json.loads(file.read_text(encoding="utf-8")) for file in sorted(output.glob("*.json"))}
