"""The command line: arguments, progress, printing and exit status.

Exit status: 0 done; 1 a file must be put right first, or MkDocs refused the pages; 2 the command was misused;
130 Ctrl+C ended it.
"""

import sys
from collections import Counter
from collections.abc import Sequence
from contextlib import closing, nullcontext
from functools import partial
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn

from build_tools import build as stages
from build_tools.base.diagnostics import Diagnostic, Severity
from build_tools.base.executors import cluster, processes
from build_tools.cli.add_remove import add, remove
from build_tools.cli.failures import INTERRUPTED, guarded
from build_tools.cli.options import PROJECT, SCHEDULER
from build_tools.cli.records import compare, evaluate, extract, facts
from build_tools.cli.register import init, upgrade
from build_tools.cli.vietnamese import name_placeholders
from build_tools.config.settings import has_own_theme
from build_tools.desk.opening import DeskOpenError, address, new_token, only_desk, open_desk
from build_tools.incremental.input_digest import unfinished
from build_tools.incremental.resident import Resident
from build_tools.publish.dev_server import PortTakenError
from build_tools.publish.dev_server import serve as serve_site
from build_tools.publish.release import CURRENT, NoSiteError, release


class _Bar:
    """A progress bar for each stage on a terminal; nothing elsewhere."""

    def __init__(self, console: Console) -> None:
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
        self._progress = Progress(*columns, console=console, disable=not console.is_terminal)
        self._tasks: dict[str, TaskID] = {}

    def __enter__(self) -> "_Bar":
        self._progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._progress.stop()

    def __call__(self, stage: str, done: int, total: int) -> None:
        if stage not in self._tasks:
            self._tasks[stage] = self._progress.add_task(stage, total=total)
        self._progress.update(self._tasks[stage], completed=done, total=total)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="so-van-ban", prog_name="so-van-ban")
def main() -> None:
    """Sổ Văn Bản: biến thư mục công văn, kế hoạch, chỉ thị thành trang web tra cứu nội bộ.

    Đặt văn bản vào source_docs/, chạy “so-van-ban build”, rồi mở site/index.html.
    """


@main.command()
@PROJECT
@SCHEDULER
@click.option("--strict", is_flag=True, help="Kết thúc với mã 1 khi có cảnh báo.")
def build(root: Path, scheduler: str | None, strict: bool) -> None:
    """Dựng toàn bộ trang web từ source_docs/ vào site/.

    Chỉ viết những trang đã đổi. Nếu có tệp không dùng được thì không viết gì, trang web cũ còn nguyên.
    """
    console = Console(stderr=True, highlight=False)
    with _Bar(console) as bar:
        built = guarded(lambda: stages.build(root, bar, cluster(scheduler) if scheduler else processes))
    _print_findings(console, built.diagnostics, of_files=True)
    written, published = built.written, built.published
    if published is None:
        click.echo("Chưa dựng: hãy sửa các tệp trên rồi chạy lại.", err=True)
        sys.exit(1)
    done = "đã dựng lại" if published.rebuilt else "không có gì thay đổi"
    if written:
        click.echo(
            f"Tệp của trang web: {written.changed} đã viết, {written.same} giữ nguyên, {written.removed} đã xóa."
        )
    click.echo(f"Trang web: {published.pages} trang, {done}, ở {published.site.resolve()}")
    command = "make" if has_own_theme(root) else "so-van-ban"  # a checkout has a Makefile, an office's register not
    click.echo(f"Cách mở: “{command} serve” rồi vào địa chỉ được in ra, hoặc mở tệp site/index.html.")
    _summary(built.diagnostics, f" Chi tiết: “{command} check” hoặc trang Chất lượng.")
    sys.exit(1 if strict and _has(built.diagnostics, Severity.WARNING) else 0)


@main.command()
@PROJECT
@click.option("--strict", is_flag=True, help="Kết thúc với mã 1 khi có cảnh báo.")
def check(root: Path, strict: bool) -> None:
    """Đọc và kiểm tra mọi văn bản, in điều cần xem lại; không viết tệp nào."""
    console = Console(highlight=False)
    with _Bar(Console(stderr=True)) as bar:
        reading = guarded(lambda: stages.read(root, bar))
    _print_findings(console, reading.diagnostics)
    _summary(reading.diagnostics)
    failed = reading.corpus is None or (strict and _has(reading.diagnostics, Severity.WARNING))
    sys.exit(1 if failed else 0)


@main.command()
@PROJECT
@click.option(
    "--port", metavar="SỐ", type=click.IntRange(1, 65535), default=8000, show_default=True, help="Cổng trên máy này."
)
@click.option("--soat", is_flag=True, help="Mở thêm bàn soát: người giữ sổ xác nhận, sửa, bỏ điều máy đọc.")
@click.option("--chi-xem", is_flag=True, help="Với --soat: chỉ xem, không ghi gì.")
def serve(root: Path, port: int, soat: bool, chi_xem: bool) -> None:
    """Mở trang web trên máy này và tự dựng lại khi văn bản được sửa."""
    if chi_xem and not soat:
        raise click.UsageError("--chi-xem chỉ dùng với --soat.")
    token = new_token() if soat else ""
    desk = partial(open_desk, root, token, read_only=chi_xem) if soat else None
    console = Console(stderr=True, highlight=False)

    resident = Resident(root, root / stages.DOCUMENTS)

    def refresh(hurried: bool) -> bool:
        with _Bar(console) as bar:
            built = stages.build(root, bar, resident=resident, hurried=hurried)
        _print_findings(console, built.diagnostics, of_files=True)
        if built.written:
            later = " Phần tìm kiếm và dữ liệu mở theo sau." if built.written.left else ""
            click.echo(f"Đã cập nhật: {built.written.changed} tệp viết lại, {built.written.removed} tệp xóa.{later}")
        return built.published is not None

    def follow(hurried: bool) -> bool:
        try:
            return guarded(lambda: refresh(hurried))
        except SystemExit as ended:  # the message is printed; the next change may fix it
            if ended.code == INTERRUPTED:
                raise KeyboardInterrupt from None
            return False

    def started() -> None:
        click.echo(f"Trang web ở http://127.0.0.1:{port}/ – dừng bằng Ctrl+C.")
        if soat:
            click.echo(f"Bàn soát ở {address(port, token)} – địa chỉ này chỉ dùng trên máy này, trong lần chạy này.")

    try:
        with closing(resident), only_desk(root) if soat else nullcontext():
            sys.exit(guarded(lambda: serve_site(root, port, follow, started, desk)))
    except DeskOpenError:
        click.echo("Bàn soát của sổ này đang mở ở cửa sổ lệnh khác. Hãy dùng bàn ấy, hoặc đóng nó trước.", err=True)
        sys.exit(1)
    except PortTakenError:
        click.echo(f"Cổng {port} đang được chương trình khác dùng. Hãy chọn cổng khác: --port {port + 1}.", err=True)
        sys.exit(1)


@main.command()
@PROJECT
@click.argument("target", metavar="THƯ_MỤC", type=click.Path(file_okay=False, path_type=Path))
def publish(root: Path, target: Path) -> None:
    """Công bố trang web: chép site/ vào THƯ_MỤC của máy chủ, đối chiếu, rồi chuyển “hien-hanh” sang trong một bước.

    Chạy lại bao nhiêu lần cũng được; giữ năm bản gần nhất.
    """
    console = Console(stderr=True, highlight=False)
    if unfinished(root):
        raise click.ClickException("Phần tìm kiếm và dữ liệu mở chưa dựng xong. Hãy chạy “build” rồi công bố lại.")
    try:
        with _Bar(console) as bar:
            done = guarded(lambda: release(root / "site", target, partial(bar, "Chép trang web")))
    except NoSiteError as error:
        raise click.ClickException(str(error)) from None
    click.echo(f"{'Đã công bố' if done.copied else 'Không có gì thay đổi'}: {target / CURRENT} → {done.folder.name}")
    if done.removed:
        click.echo(f"Đã xóa {done.removed} bản cũ.")


for command in (init, upgrade, add, remove, extract, evaluate, compare, facts):
    main.add_command(command)
name_placeholders(main)


def _has(diagnostics: Sequence[Diagnostic], severity: Severity) -> bool:
    return any(diagnostic.severity >= severity for diagnostic in diagnostics)


def _print_findings(console: Console, diagnostics: Sequence[Diagnostic], *, of_files: bool = False) -> None:
    """Print all findings; with `of_files` only errors, and warnings about files that were not used."""
    for diagnostic in diagnostics:
        about_file = diagnostic.severity is Severity.WARNING and diagnostic.code < "VB1"
        if not of_files or about_file or diagnostic.severity is Severity.ERROR:
            console.print(str(diagnostic), markup=False, soft_wrap=True)


def _summary(diagnostics: Sequence[Diagnostic], hint: str = "") -> None:
    counts = Counter(diagnostic.severity for diagnostic in diagnostics)
    words = ", ".join(f"{counts[severity]} {severity.word}" for severity in sorted(Severity, reverse=True))
    click.echo(f"Kiểm tra: {words}.{hint}")
