"""Opening the desk: what the server's process is given, and the lock that keeps a second desk out."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from filelock import FileLock, Timeout

from build_tools import build as stages
from build_tools.config.settings import masks_all, site_name
from build_tools.desk.answers import PREFIX, Desk
from build_tools.desk.documents import Documents
from build_tools.vocabulary import load


class DeskOpenError(Exception):
    """Another desk of this project is open."""


def new_token() -> str:
    """Return a token for the address of a desk."""
    return secrets.token_urlsafe(24)


def address(port: int, token: str) -> str:
    """Return where the desk is opened in a browser."""
    return f"http://127.0.0.1:{port}{PREFIX}{token}/"


def open_desk(root: Path, token: str, *, read_only: bool) -> Desk:
    """Return what answers the desk's addresses."""
    documents = Documents(root, load(), root / stages.CONVERSIONS, root / stages.DOCUMENTS, masked=masks_all(root))
    return Desk(documents, token, read_only, date.today, site_name(root))


@contextmanager
def only_desk(root: Path) -> Iterator[None]:
    """Hold the lock of the desk. Raises DeskOpenError where another holds it; it is free when its process ends."""
    folder = root / ".build"
    folder.mkdir(exist_ok=True)
    lock = FileLock(folder / "desk.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise DeskOpenError from None
    try:
        yield
    finally:
        lock.release()
