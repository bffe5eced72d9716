"""A desk on a folder of its own, asked without a browser."""

import json
from datetime import date
from http import HTTPStatus
from pathlib import Path
from typing import Any

from build_tools.desk.answers import PREFIX, Desk
from build_tools.desk.documents import Documents
from build_tools.model.source import identity_of
from build_tools.publish.requests import Request, Response
from tests.texts import VOCABULARY

TOKEN = "ma-rieng"  # noqa: S105
HOST = "127.0.0.1:8000"
OURS = {
    "host": HOST,
    "origin": f"http://{HOST}",
    "content-type": "application/json",
    "x-so-van-ban": TOKEN,
    "sec-fetch-site": "same-origin",
}


def open_desk(root: Path, *, read_only: bool = False) -> Desk:
    (root / "source_docs").mkdir(exist_ok=True)
    documents = Documents(root, VOCABULARY, root / ".build", root / ".build" / "documents", masked=False)
    return Desk(documents, TOKEN, read_only, lambda: date(2026, 11, 26))


def get(desk: Desk, path: str, **query: str) -> Response:
    found = desk(Request("GET", f"{PREFIX}{TOKEN}/{path}", query, {"host": HOST}))
    assert found is not None
    return found


def post(desk: Desk, path: str, given: object, headers: dict[str, str] = OURS) -> tuple[HTTPStatus, dict[str, Any]]:
    body = given if isinstance(given, bytes) else json.dumps(given).encode()
    found = desk(Request("POST", f"{PREFIX}{TOKEN}/{path}", {}, headers, body))
    assert found is not None
    return found.status, json.loads(found.body)


def decision(desk: Desk, path: str, number: str, action: str = "dung", **more: object) -> dict[str, object]:
    """What the page sends, from what it shows now."""
    identity = identity_of(path)
    desk.documents.refresh()
    found = desk.documents.latest(identity)
    assert found is not None
    return {"id": identity, "version": found[0].version, "number": number, "action": action, "by": "Văn", **more}
