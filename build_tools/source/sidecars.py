"""Reading of sidecars (NAME.yml): typed, no unknown keys, every error with its line."""

import contextlib
import re
import typing
from datetime import date

from build_tools.base.record_fields import Key, fields_of, without_none
from build_tools.base.text import place_of
from build_tools.base.yaml_records import Check, decode
from build_tools.model.codes import parse_code
from build_tools.model.statement import Confirmation, StatedCitation, StatedObligation, Statement

# Matches the address of a work's page (render/addresses.py) and of no other page.
_ADDRESS = re.compile(r"van-ban/(?!(?:index|tep-goc)(?:/|$))[a-z0-9-]+(?:/[a-z0-9-]+-(?:\d{4}|khong-ro-nam)(?:-\d+)?)?")
_ISO = re.compile(r"\d{4}(?:-Q[1-4]|-\d\d(?:-\d\d)?)?")
_JSON_TYPES: dict[object, dict[str, object]] = {
    str: {"type": "string"},
    int: {"type": "integer", "minimum": 1},
    bool: {"type": "boolean"},
    date: {"type": "string"},
}


def schema() -> dict[str, object]:
    """Return the JSON Schema of a sidecar, for editors; docs/assets/khai-bao.schema.json holds it."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Khai báo bên cạnh một văn bản",
        **_schema_of(Statement),
    }


def _schema_of(type_: object) -> dict[str, object]:
    type_ = without_none(type_)
    if typing.get_origin(type_) is tuple:
        return {"type": "array", "items": _schema_of(typing.get_args(type_)[0])}
    if type_ in _JSON_TYPES:
        return _JSON_TYPES[type_].copy()
    fields = fields_of(type_)
    properties = {}
    for name, field in fields.items():
        key = field.key or Key(name, "")
        shape = {"enum": list(key.values)} if key.values else _schema_of(field.hint)
        properties[name] = {**shape, "description": key.words}
    required = [name for name, field in fields.items() if field.required]
    shape = {"type": "object", "properties": properties, "additionalProperties": False}
    return {**shape, "required": required} if required else shape


def read_statement(sidecar: str, path: str, document: str) -> Statement:
    """Return what the sidecar states about a document with this text.

    Raises InputError (VB003) with file and line for every error, such as a quotation that the document does not have.
    """

    def misquotes(stated: StatedCitation | StatedObligation) -> str | None:
        if place_of(document, stated.quote, stated.nth):
            return None
        return f"Không thấy “{stated.quote}” trong văn bản. Hãy chép đúng chữ của văn bản, hoặc sửa “lan”."

    checks: dict[str, Check] = {
        "so_ky_hieu": _not_a_code,
        "ngay": _not_a_date,
        "dia_chi_cu": _not_an_address,
        "vien_dan": misquotes,
        "nhiem_vu": misquotes,
        "da_soat": _says_nothing,
    }
    return decode(sidecar, path, Statement, code="VB003", checks=checks)


def _says_nothing(stated: Confirmation) -> str | None:
    if (stated.value is None) == stated.dropped:
        return None
    return "Hãy ghi một trong hai: “doc” (điều đã xác nhận) hoặc “bo: true” (không có điều ấy)."


def _not_a_code(value: str) -> str | None:
    return None if parse_code(value) else f"“{value}” không phải số, ký hiệu (ví dụ: 15/KH-SKHCN)"


def _not_an_address(value: str) -> str | None:
    return None if _ADDRESS.fullmatch(value) else f"“{value}” phải viết như van-ban/120-kl-tw, không có .html"


def _not_a_date(value: str) -> str | None:
    whole = value if "Q" not in value else value[:4]
    if _ISO.fullmatch(value):
        with contextlib.suppress(ValueError):
            date.fromisoformat(whole + "-01-01"[: 10 - len(whole)])
            return None
    return "phải viết như 30/11/2022, 2025-12, 2025-Q4 hoặc 2025"
