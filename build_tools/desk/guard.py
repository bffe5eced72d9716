"""Who may ask the desk: whoever has the token of its address, and who may write: a page of the desk itself."""

import hmac
import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from build_tools.publish.requests import Request

# A header that no form and no page of another origin can send without being asked first.
_HEADER = "x-so-van-ban"
Given = Mapping[str, Any]


class RefusedError(Exception):
    """The request is not carried out: the status, and in words for the keeper why."""

    def __init__(self, status: HTTPStatus, message: str) -> None:
        super().__init__(message)
        self.status = status


def path_behind(prefix: str, token: str, request: Request) -> list[str]:
    """Return the parts of the address behind the token. Raises RefusedError where it is another one."""
    given, *path = request.path.removeprefix(prefix).split("/")
    if not hmac.compare_digest(given.encode(), token.encode()):
        raise RefusedError(HTTPStatus.FORBIDDEN, "Hãy mở bàn soát bằng địa chỉ in ở cửa sổ lệnh.")
    return path


def sent(request: Request, token: str, *, read_only: bool) -> Given:
    """Return what a page of the desk sends. Raises RefusedError for anything else."""
    headers = request.headers
    same = headers.get("origin") == f"http://{headers.get('host')}"
    ours = hmac.compare_digest(headers.get(_HEADER, "").encode(), token.encode())
    if not same or not ours or headers.get("sec-fetch-site", "same-origin") != "same-origin":
        raise RefusedError(HTTPStatus.FORBIDDEN, "Chỉ trang của bàn soát được ghi.")
    if read_only:
        raise RefusedError(HTTPStatus.FORBIDDEN, "Bàn soát đang mở chỉ để xem (--chi-xem); không ghi gì.")
    try:
        given = json.loads(request.body)
    except (ValueError, RecursionError):
        given = None
    if not isinstance(given, dict) or headers.get("content-type", "").partition(";")[0] != "application/json":
        raise RefusedError(HTTPStatus.BAD_REQUEST, "Yêu cầu không đọc được.")
    return given
