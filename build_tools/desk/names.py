"""Names confirmed once for all documents: written to source_docs/so-dang-ky/ten-goi.yml."""

from datetime import date
from pathlib import Path

from build_tools.base.diagnostics import InputError
from build_tools.base.yaml_edits import EditError, with_item
from build_tools.desk import sidecar_files
from build_tools.desk.forms import Field
from build_tools.desk.statements import row_of
from build_tools.source.folder import OWN_NAMES
from build_tools.vocabulary.own_names import NAME_KINDS, OwnName, read_names

_FILE = "ten-goi.yml"


def name_form(written: str) -> tuple[Field, ...]:
    """Return the form for a name as documents write it."""
    return (
        Field("dieu_ten", "Là tên gọi khác của đơn vị, hay chữ viết tắt", next(iter(NAME_KINDS)), tuple(NAME_KINDS)),
        Field("viet", "Cách văn bản viết", written),
        Field("la", "Tên đầy đủ", ""),
    )


def confirmed_name(fields: dict[str, str], reason: str, by: str, day: date) -> OwnName:
    """Return what a keeper has typed. Raises EditError where something is missing."""
    written, means = fields.get("viet", "").strip(), fields.get("la", "").strip()
    kind = NAME_KINDS.get(fields.get("dieu_ten", ""))
    if not written or not means or kind is None or written == means:
        raise EditError("Hãy ghi cả cách văn bản viết và tên đầy đủ, khác nhau.")
    return OwnName(kind, written, means, reason.strip() or f"đã soát ngày {day:%d/%m/%Y}", day, by.strip() or None)


def with_name(root: Path, name: OwnName) -> tuple[Path, bytes | None, str, str]:
    """Return the file of names, its bytes before, its text before and with the name.

    Raises EditError where the name is confirmed already or the file can't be changed.
    """
    file = root / "source_docs" / OWN_NAMES / _FILE
    before = sidecar_files.read(file)
    try:
        text = (before or b"").decode("utf-8")
        known = read_names(text, file.name)
    except (UnicodeDecodeError, InputError):
        raise EditError(f"{OWN_NAMES}/{_FILE} có chỗ sai; hãy sửa tệp rồi soát tiếp.") from None
    if any((other.kind, other.written) == (name.kind, name.written) for other in known):
        raise EditError(f"“{name.written}” đã có trong {OWN_NAMES}/{_FILE}; hãy sửa ở đó nếu sai.")
    after = with_item(text, "ten_goi", row_of(name))
    if read_names(after, file.name)[-1] != name:
        raise EditError(f"Không ghi được vào {OWN_NAMES}/{_FILE}; hãy sửa tay.")
    return file, before, text, after
