"""Formats that other programs turn into ours: .doc by LibreOffice, scans by tesseract through OCRmyPDF.

Both are used where they are installed. What they give is kept below `.build/` by the content of the file, since they
take seconds where our readers take milliseconds.
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
    """Turns files into formats that are read here; `cache` is the folder of what was turned before, if any."""

    def __init__(self, cache: Path | None = None) -> None:
        self._cache = cache

    def modern_word(self, data: bytes) -> bytes:
        """Return an old Word file as .docx. Raises RefusedError (VB010, VB011; VB014 without LibreOffice)."""
        refuse_macros(data)
        program = shutil.which("soffice") or shutil.which("libreoffice")
        kept = self._kept(data, "docx")
        if kept is not None:
            return kept
        if program is None:
            raise RefusedError("VB014", _NO_OFFICE)
        with tempfile.TemporaryDirectory() as folder:
            given, made = Path(folder) / "tep.doc", Path(folder) / "ra" / "tep.docx"
            given.write_bytes(data)
            profile = f"-env:UserInstallation={(Path(folder) / 'ho-so').as_uri()}"
            command = [
                program,
                profile,
                "--headless",
                "--norestore",
                "--convert-to",
                "docx",
                "--outdir",
                str(made.parent),
            ]
            return self._made([*command, str(given)], made, data, "docx")

    def searchable(self, data: bytes) -> bytes | None:
        """Return a PDF of pictures with the recognised text laid over it; `None` where nothing here recognises it."""
        kept = self._kept(data, "pdf")
        if kept is not None:
            return kept
        if not can_recognise():
            return None
        with tempfile.TemporaryDirectory() as folder:
            given, made = Path(folder) / "tep.pdf", Path(folder) / "ra.pdf"
            given.write_bytes(data)
            try:
                return self._made([sys.executable, "-m", "ocrmypdf", *_OCR, str(given), str(made)], made, data, "pdf")
            except RefusedError:
                return None

    def _made(self, command: list[str], made: Path, data: bytes, suffix: str) -> bytes:
        try:
            _run(command)
            result = made.read_bytes()
        except (OSError, subprocess.TimeoutExpired):
            raise RefusedError("VB011", DAMAGED) from None
        if self._cache is not None:
            self._cache.mkdir(parents=True, exist_ok=True)
            write_whole(self._cache / _name(data, suffix), result)
        return result

    def _kept(self, data: bytes, suffix: str) -> bytes | None:
        try:
            return (self._cache / _name(data, suffix)).read_bytes() if self._cache is not None else None
        except OSError:
            return None


def _run(command: list[str]) -> None:
    """Run a program and what it starts, all ended when it takes too long."""
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True) as process:
        try:
            process.wait(_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            raise


def _name(data: bytes, suffix: str) -> str:
    """The name of what is kept: by the content, and by how it was made."""
    return f"{hashlib.sha256(data + ' '.join(_OCR).encode()).hexdigest()}.{suffix}"


def can_recognise() -> bool:
    """Return whether OCRmyPDF and tesseract with its Vietnamese model are installed."""
    program = shutil.which("tesseract")
    if program is None or find_spec("ocrmypdf") is None:
        return False
    languages = subprocess.run([program, "--list-langs"], capture_output=True, text=True, check=False).stdout
    return "vie" in languages.split()


def programs() -> tuple[bool, bool]:
    """Return whether old Word files can be read here, and scans: the same folder gives more where they can."""
    return bool(shutil.which("soffice") or shutil.which("libreoffice")), can_recognise()
