"""Names that a register has confirmed once for all its documents: source_docs/so-dang-ky/*.yml."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date as Date  # noqa: N812 – as elsewhere, a day
from typing import Annotated

from build_tools.base.record_fields import Key
from build_tools.base.text import fold, squeeze
from build_tools.base.yaml_records import decode
from build_tools.vocabulary import ShortForm, Vocabulary

NAME_KINDS = {"đơn vị": "unit", "chữ viết tắt": "short_form"}


@dataclass(frozen=True, slots=True)
class OwnName:
    """How documents of this register write something, and what it is, with the keeper's reason and day."""

    kind: Annotated[str, Key("dieu", "Tên gọi khác của một đơn vị, hay chữ viết tắt", NAME_KINDS)]
    written: Annotated[str, Key("viet", "Cách văn bản viết")]
    means: Annotated[str, Key("la", "Tên đầy đủ")]
    reason: Annotated[str, Key("ly_do", "Vì sao biết như thế")]
    day: Annotated[Date, Key("ngay_soat", "Ngày xác nhận, dạng năm-tháng-ngày")]
    by: Annotated[str | None, Key("boi", "Người xác nhận")] = None


@dataclass(frozen=True, slots=True)
class OwnNames:
    """The content of one file."""

    names: Annotated[tuple[OwnName, ...], Key("ten_goi", "Những tên gọi sổ này đã xác nhận")] = ()


def read_names(text: str, path: str) -> tuple[OwnName, ...]:
    """Return the names of a file. Raises InputError (VB003) with file and line for every error."""
    return decode(text, path, OwnNames, code="VB003").names


def with_names(vocabulary: Vocabulary, names: Sequence[OwnName]) -> Vocabulary:
    """Return the vocabulary with the register's own names, which outrank the general ones."""
    if not names:
        return vocabulary
    shorts = (
        ShortForm(name.written, name.means, f"{name.reason} ({name.day})")
        for name in names
        if name.kind == NAME_KINDS["chữ viết tắt"]
    )
    units = {fold(squeeze(name.written)): name.means for name in names if name.kind == NAME_KINDS["đơn vị"]}
    return replace(vocabulary, abbreviations=(*vocabulary.abbreviations, *shorts), own_units=units)
