"""What mkdocs.yml says to our own part of the build."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from build_tools.base.record_fields import Key
from build_tools.base.yaml_records import setting, top_setting

_FILE = "mkdocs.yml"
# A place on the same server, or a folder beside the site: the pages may run no script from anywhere else.
_BESIDE = re.compile(r"(?:(?:\.\./)+|/)(?:[\w~-][\w.~-]*/)*", re.ASCII)


@dataclass(frozen=True, slots=True)
class OtherRegister:
    """A register that is searched together with this one."""

    name: Annotated[str, Key("ten", "Tên của sổ, như người đọc sẽ thấy")]
    address: Annotated[str, Key("dia_chi", "Đường từ trang của sổ này đến sổ ấy: ../2021-2025/")]


def has_own_theme(root: Path) -> bool:
    """Return whether mkdocs.yml names the folder of a theme (`theme.custom_dir`), as that of a checkout does.

    Where it does not, theme, scripts and guides are those of the package.
    """
    return bool(setting(_text(root), _FILE, "theme", "custom_dir", str, code="VB003"))


def site_url(root: Path) -> str:
    """Return where the site is served, with "/" at its end; "" where mkdocs.yml does not say."""
    found = top_setting(_text(root), _FILE, "site_url", str, code="VB003") or ""
    return found if found.endswith("/") or not found else f"{found}/"


def site_name(root: Path) -> str:
    """Return what the register is called."""
    return top_setting(_text(root), _FILE, "site_name", str, code="VB003") or "Sổ Văn Bản"


def masks_all(root: Path) -> bool:
    """Return whether numbers of persons are hidden in all documents (`extra.che_so`).

    Raises InputError (VB003) where that can't be told: nothing is published that might have to be hidden.
    """
    return bool(setting(_text(root), _FILE, "extra", "che_so", bool, code="VB003"))


def other_registers(root: Path) -> tuple[OtherRegister, ...]:
    """Return the registers that are searched together with this one (`extra.so_khac`).

    Raises InputError (VB003) for one without a name of its own or at an address that no page may load from.
    """
    names: set[str] = set()

    def wrong_name(name: str) -> str | None:
        known = name in names
        names.add(name)
        return "hai sổ mang tên này; người đọc không phân biệt được" if known else None

    checks = {"dia_chi": _wrong_address, "ten": wrong_name}
    found = setting(_text(root), _FILE, "extra", "so_khac", tuple[OtherRegister, ...], code="VB003", checks=checks)
    return found or ()


def _text(root: Path) -> str:
    file = root / _FILE
    return file.read_text(encoding="utf-8") if file.is_file() else ""


def _wrong_address(address: str) -> str | None:
    if _BESIDE.fullmatch(address):
        return None
    return "phải trên cùng máy chủ hoặc ở thư mục bên cạnh, kết thúc bằng “/”: ../2021-2025/ hoặc /2021-2025/"
