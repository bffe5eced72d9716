"""The commands about a whole register: `init` creates one, `upgrade` updates its files to this version."""

import sys
from functools import partial
from pathlib import Path

import click

from build_tools.cli.failures import guarded
from build_tools.cli.options import PROJECT
from build_tools.register.delivery import RECORD, Answers, deliver
from build_tools.register.delivery import upgrade as upgrade_files


@click.command()
@click.argument("folder", metavar="THƯ_MỤC", type=click.Path(file_okay=False, path_type=Path))
@click.option("--ten", "name", metavar="TÊN", help="Tên của sổ, như người đọc thấy.")
@click.option("--tinh", "province", metavar="TỈNH", help="Tỉnh, thành phố.")
@click.option("--don-vi", "unit", metavar="ĐƠN_VỊ", help="Đơn vị giữ sổ.")
@click.option("--dia-chi", "address", metavar="ĐỊA_CHỈ", help="Nơi trang web được mở: http://so.example.vn/")
def init(folder: Path, name: str | None, province: str | None, unit: str | None, address: str | None) -> None:
    """Lập sổ mới trong THƯ_MỤC: cài đặt, thư mục văn bản, tệp cho CI. Điều chưa nêu thì được hỏi."""
    if (folder / "mkdocs.yml").exists():
        raise click.ClickException(
            f"trong {folder} đã có mkdocs.yml. Hãy chọn thư mục khác, hoặc dùng “so-van-ban upgrade”."
        )
    default = Answers()
    answers = Answers(
        _answer(name, "Tên của sổ", default.name),
        _answer(province, "Tỉnh, thành phố (Enter: bỏ qua)", default.province),
        _answer(unit, "Đơn vị giữ sổ (Enter: bỏ qua)", default.unit),
        _answer(address, "Địa chỉ của trang web, kết thúc bằng “/” (Enter: chưa có)", default.address),
    )
    for path in guarded(partial(deliver, folder, answers)):
        click.echo(f"Đã ghi {folder / path}")
    click.echo(f"Tiếp theo: cd {folder}, so-van-ban add TỆP…, so-van-ban build")


def _answer(given: str | None, question: str, default: str) -> str:
    """Return the value of an option, else the answer on a terminal, else the default."""
    if given is not None or not sys.stdin.isatty():
        return given if given is not None else default
    answer: str = click.prompt(question, default=default, show_default=bool(default))
    return answer.strip()


@click.command()
@PROJECT
def upgrade(root: Path) -> None:
    """Cập nhật cài đặt và các tệp kèm theo của sổ theo phiên bản này; điều cơ quan đã sửa thì giữ nguyên."""
    if not (root / RECORD).is_file():
        raise click.ClickException(f"không có {root / RECORD}: sổ này không do “so-van-ban init” lập.")
    changes = guarded(lambda: list(upgrade_files(root)))
    for change in changes:
        if change.kept:
            click.echo(f"Giữ nguyên {change.path} vì đã được sửa. Phiên bản này thay đổi:\n{change.diff}\n")
        else:
            click.echo(f"Đã cập nhật {change.path}")
    click.echo("Mọi tệp đã đúng với phiên bản này." if not changes else "Dựng lại trang web: so-van-ban build")
