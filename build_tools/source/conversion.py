"""Conversion of formats that have no reader: .doc by LibreOffice, scans by tesseract through OCRmyPDF.

Both programs are optional. Results are cached by the content of the file, since a conversion takes seconds.
"""

import hashlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

from build_tools.base.files import write_whole
from build_tools.source.archive import DAMAGED, refuse_macros
from build_tools.source.reading import RefusedError

_SECONDS = 600
# Chosen by word accuracy on scans of 87 and 150 dots an inch (docs/phat-trien/do-chinh-xac.md).
_OCR = ("--language", "vie", "--rasterizer", "pypdfium", "--oversample", "175", "--deskew", "--skip-text",
        "--output-type", "pdf", "--invalidate-digital-signatures", "--quiet")  # fmt: skip
_NO_OFFICE = "Tệp Word đời cũ (.doc) cần LibreOffice mới đọc được. Hãy cài LibreOffice, hoặc lưu lại thành .docx."


class Converter:
    """Converts files to formats that have a reader; `cache` is the folder of earlier results, if any."""

    def __init__(self, cache: Path | None = None) -> None:
        self._cache = cache

    def modern_word(self, data: bytes) -> bytes:
        """Return an old Word file as .docx. Raises RefusedError (VB010, VB011; VB014 without LibreOffice)."""
        refuse_macros(data)
        program = shutil.which("soffice") or shutil.which("libreoffice")
        cached = self._cached(data, "docx")
        if cached is not None:
            return cached
        if program is None:
            raise RefusedError("VB014", _NO_OFFICE)
        with tempfile.TemporaryDirectory() as folder:
            original, result = Path(folder) / "tep.doc", Path(folder) / "ra" / "tep.docx"
            original.write_bytes(data)
            profile = f"-env:UserInstallation={(Path(folder) / 'ho-so').as_uri()}"
            command = [
                program,
                profile,
                "--headless",
                "--norestore",
                "--convert-to",
                "docx",
                "--outdir",
                str(result.parent),
            ]
            return self._converted([*command, str(original)], result, data, "docx")

    def searchable(self, data: bytes) -> bytes | None:
        """Return a scanned PDF with a text layer from OCR; `None` if OCR is not installed or fails."""
        cached = self._cached(data, "pdf")
        if cached is not None:
            return cached
        if not can_recognise():
            return None
        with tempfile.TemporaryDirectory() as folder:
            original, result = Path(folder) / "tep.pdf", Path(folder) / "ra.pdf"
            original.write_bytes(data)
            command = [sys.executable, "-m", "ocrmypdf", *_OCR, str(original), str(result)]
            try:
                return self._converted(command, result, data, "pdf")
            except RefusedError:
                return None

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
    """Return the name of a result in the cache, by the content of the file and the options of OCR."""
    return f"{hashlib.sha256(data + ' '.join(_OCR).encode()).hexdigest()}.{suffix}"


def can_recognise() -> bool:
    """Return whether OCRmyPDF and tesseract with its Vietnamese model are installed."""
    program = shutil.which("tesseract")
    if program is None or find_spec("ocrmypdf") is None:
        return False
    languages = subprocess.run([program, "--list-langs"], capture_output=True, text=True, check=False).stdout
    return "vie" in languages.split()


def programs() -> tuple[bool, bool]:
    """Return whether this machine can convert old Word files, and scans: what is read of a folder depends on it."""
    return bool(shutil.which("soffice") or shutil.which("libreoffice")), can_recognise()
