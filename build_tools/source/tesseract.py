"""Recognition of a picture by tesseract: words with places and how sure the program is of each (hOCR 1.2)."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

_SECONDS = 120
_BOX = re.compile(r"bbox (-?\d+) (-?\d+) (-?\d+) (-?\d+)")
_BASE = re.compile(r"baseline (-?[\d.]+) (-?[\d.]+)")
_SIZE = re.compile(r"x_size (-?[\d.]+)")
_SURE = re.compile(r"x_wconf (\d+)")
_LINES = ("ocr_line", "ocr_header", "ocr_caption", "ocr_textfloat")


@dataclass(frozen=True, slots=True)
class Found:
    """A word in a picture, in pixels from the upper left corner: its edges, base line and the size of its letters.

    `sure` is from 0 to 100, as tesseract judges it.
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    sure: int


@cache
def version() -> str:
    """Return the first line of tesseract's version, "" where it or its Vietnamese model is not installed."""
    program = shutil.which("tesseract")
    if program is None:
        return ""
    asked = subprocess.run([program, "--list-langs"], capture_output=True, text=True, check=False)
    if "vie" not in asked.stdout.split():
        return ""
    said = subprocess.run([program, "--version"], capture_output=True, text=True, check=False)
    return (said.stdout or said.stderr).partition("\n")[0]


def words_in(picture: Path, *, layout: int) -> list[Found]:
    """Return the words of a picture file; `layout` is a page segmentation mode. Raises OSError, TimeoutExpired."""
    settings = ["--psm", str(layout), "-c", "tessedit_do_invert=0"]  # no directive is white on black
    command = ["tesseract", str(picture), "-", "-l", "vie", *settings, "hocr"]
    # One thread each: pages are recognised side by side.
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    run = subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False, env=environment)
    if run.returncode:
        raise OSError(run.stderr.decode("utf-8", "replace")[:200])
    return list(_words(run.stdout))


def _words(page: bytes) -> Iterator[Found]:
    root = ElementTree.fromstring(page)  # noqa: S314  what tesseract writes about a picture
    for line in root.iter():
        if line.get("class") not in _LINES:
            continue
        title = line.get("title", "")
        edges, size = _BOX.search(title), _SIZE.search(title)
        slope, offset = map(float, found.groups()) if (found := _BASE.search(title)) else (0.0, 0.0)
        for word in line.iter():
            box, sure = _BOX.search(word.get("title", "")), _SURE.search(word.get("title", ""))
            text = "".join(word.itertext()).strip()
            if word.get("class") == "ocrx_word" and edges and box and sure and text:
                left, _, right, _ = map(float, box.groups())
                base = float(edges[4]) + offset + slope * (left - float(edges[1]))
                yield Found(text, left, right, base, float(size[1]) if size else right - left, int(sure[1]))
