"""What a keeper states beside a file (NAME.yml): typed, every key known, errors with their line."""

from build_tools.codes import parse_code
from build_tools.diagnostics import Diagnostic, InputError, Location, Severity
from build_tools.model import Statement
from build_tools.yaml_records import decode

# The keys a keeper writes, and the fields they fill.
KEYS = {
    "loai": "type_name",
    "so_ky_hieu": "code",
    "ngay_ban_hanh": "issued_date",
    "co_quan": "organ",
    "dia_phuong": "place",
    "trich_yeu": "subject",
    "nguoi_ky": "signer",
    "nguon": "origin",
    "ly_do": "reason",
}


_MEANINGS = {
    "loai": "Tên loại văn bản",
    "so_ky_hieu": "Số và ký hiệu, ví dụ 15/KH-SKHCN",
    "ngay_ban_hanh": "Ngày ban hành, dạng năm-tháng-ngày",
    "co_quan": "Cơ quan ban hành",
    "dia_phuong": "Tỉnh, thành phố",
    "trich_yeu": "Trích yếu nội dung",
    "nguoi_ky": "Họ tên người ký",
    "nguon": "Nơi lấy văn bản",
    "ly_do": "Vì sao khai báo",
}


def schema() -> dict[str, object]:
    """Return the JSON Schema of a sidecar, for editors; docs/assets/khai-bao.schema.json holds it."""
    properties = {
        key: {"type": "string", "description": words, **({"format": "date"} if key == "ngay_ban_hanh" else {})}
        for key, words in _MEANINGS.items()
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
