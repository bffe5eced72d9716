"""Requests and responses of the server on this machine, as values."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus


@dataclass(frozen=True, slots=True)
class Request:
    """A request: `path` is without query, `headers` have names in small letters, `body` is "" but for POST."""

    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes = b""


@dataclass(frozen=True, slots=True)
class Response:
    """An answer with its type of content; `wrote` means that documents or sidecars have changed."""

    status: HTTPStatus
    kind: str
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)
    wrote: bool = False


# Answers a request, or returns `None` for an address that is none of its own.
Answer = Callable[[Request], Response | None]
