"""Conversion of formats that have no reader (old Word files, RTF) by LibreOffice, which is optional.

Results are cached by the content of the file, since a conversion takes seconds.
"""

import hashlib
import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from build_tools.base.files import write_whole
from build_tools.source.archive import DAMAGED, refuse_macros
from build_tools.source.reading import RefusedError
from build_tools.source.recognition import Recogniser, can_recognise

_SECONDS = 600
_NO_OFFICE = "Tệp này ({}) cần LibreOffice mới đọc được. Hãy cài LibreOffice, hoặc lưu lại thành {}."


class Converter:
    """Converts files to formats that have a reader; `cache` is the folder of earlier results, if any."""

    def __init__(self, cache: Path | None = None) -> None:
        self._cache = cache
        self.recogniser = Recogniser(cache)

    def modern(self, data: bytes, suffix: str, target: str = "docx") -> bytes:
        """Return an office file with this ending as `target`, by LibreOffice.

        Raises RefusedError (VB010, VB011; VB014 without LibreOffice).
        """
        if suffix in (".doc", ".xls"):
            refuse_macros(data)
        program = _office()
        cached = self._cached(data, target)
        if cached is not None:
            return cached
        if program is None:
            raise RefusedError("VB014", _NO_OFFICE.format(suffix, f".{target}"))
        with tempfile.TemporaryDirectory() as folder:
            original, result = Path(folder) / f"tep{suffix}", Path(folder) / "ra" / f"tep.{target}"
            original.write_bytes(data)
            profile = f"-env:UserInstallation={(Path(folder) / 'ho-so').as_uri()}"
            command = [
                program,
                profile,
                "--headless",
                "--norestore",
                "--convert-to",
                target,
                "--outdir",
                str(result.parent),
            ]
            return self._converted([*command, str(original)], result, data, target)

    def _converted(self, command: list[str], result: Path, data: bytes, suffix: str) -> bytes:
        """Run the command, and cache and return the bytes of its result."""
        try:
            _run(command)
            converted = result.read_bytes()
        except (OSError, subprocess.TimeoutExpired):
            raise RefusedError("VB011", DAMAGED) from None
        if self._cache is not None:
            self._cache.mkdir(parents=True, exist_ok=True)
            write_whole(self._cache / _name(data, suffix), converted)
        return converted

    def _cached(self, data: bytes, suffix: str) -> bytes | None:
        try:
            return (self._cache / _name(data, suffix)).read_bytes() if self._cache is not None else None
        except OSError:
            return None


def _run(command: list[str]) -> None:
    """Run a program; after `_SECONDS`, kill it with its children and raise TimeoutExpired."""
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True) as process:
        try:
            process.wait(_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            raise


def _name(data: bytes, suffix: str) -> str:
    """Return the name of a result in the cache, by the content of the file."""
    return f"{hashlib.sha256(data).hexdigest()}.{suffix}"


def programs() -> tuple[bool, bool]:
    """Return whether this machine can convert old Word files, and scans: what is read of a folder depends on it."""
    return _office() is not None, can_recognise()


def _office() -> str | None:
    """Return the program of LibreOffice, if it is installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")
