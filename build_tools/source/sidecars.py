"""What a keeper states beside a file (NAME.yml): typed, every key known, errors with their line."""

from build_tools.codes import parse_code
from build_tools.diagnostics import Diagnostic, InputError, Location, Severity
from build_tools.model import Statement
from build_tools.yaml_records import decode

# The keys a keeper writes, and the fields they fill.
# What a keeper writes: the field of a Statement that it fills, and what it means.
_TABLE = {
    "loai": ("type_name", "Tên loại văn bản"),
    "so_ky_hieu": ("code", "Số và ký hiệu, ví dụ 15/KH-SKHCN"),
    "ngay_ban_hanh": ("issued_date", "Ngày ban hành, dạng năm-tháng-ngày"),
    "co_quan": ("organ", "Cơ quan ban hành"),
    "dia_phuong": ("place", "Tỉnh, thành phố"),
    "trich_yeu": ("subject", "Trích yếu nội dung"),
    "nguoi_ky": ("signer", "Họ tên người ký"),
    "nguon": ("origin", "Nơi lấy văn bản"),
    "ly_do": ("reason", "Vì sao khai báo"),
}
KEYS = {key: field for key, (field, _) in _TABLE.items()}


def schema() -> dict[str, object]:
    """Return the JSON Schema of a sidecar, for editors; docs/assets/khai-bao.schema.json holds it."""
    properties = {
        key: {"type": "string", "description": words, **({"format": "date"} if key == "ngay_ban_hanh" else {})}
        for key, (_, words) in _TABLE.items()
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Khai báo bên cạnh một văn bản",
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
    }


def read_statement(text: str, path: str) -> Statement:
    """Return what the sidecar states. Raises InputError (VB003) with file and line for anything that is not so."""
    statement = decode(text, path, Statement, code="VB003", names=KEYS)
    for key, field in KEYS.items():
        value = getattr(statement, field)
        if isinstance(value, str) and not value.strip():
            raise _refuse(text, path, key, "để trống; hãy ghi giá trị hoặc bỏ dòng này")
    if statement.code and parse_code(statement.code) is None:
        raise _refuse(text, path, "so_ky_hieu", f"“{statement.code}” không phải số, ký hiệu (ví dụ: 15/KH-SKHCN)")
    return statement


def _refuse(text: str, path: str, key: str, message: str) -> InputError:
    line = next((number for number, row in enumerate(text.split("\n"), 1) if row.startswith(f"{key}:")), 1)
    return InputError(Diagnostic(Location(path, line), Severity.ERROR, "VB003", f"Trường “{key}”: {message}."))
