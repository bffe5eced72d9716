"""Recognition of scanned pages: each page a picture made ready, words by tesseract, pages side by side, results kept.

What tesseract says is kept by the content of the file, the page and the program, since it takes seconds.
"""

import hashlib
import json
import os
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2

from build_tools.base.files import write_whole
from build_tools.source import tesseract
from build_tools.source.pdf_page import Word
from build_tools.source.tone_marks import righted

if TYPE_CHECKING:
    from PIL.Image import Image

# A picture is laid out as if it filled a sheet of paper (A4), so wide in points.
SHEET_WIDTH = 595.0
# Raised when recognition changes, so that kept results are made again.
_MANNER = "4"
# How sure a word can be whose tone mark was put right.
_GUESSED = 60
# The width of a letter, as a share of its size, below which lines run upwards; how sure words are on a page that lies
# right; how many words tell.
_LEVEL, _READS_WELL, _ENOUGH_WORDS = 0.33, 65, 10


def can_recognise() -> bool:
    """Return whether Pillow and tesseract with its Vietnamese model are installed."""
    return find_spec("PIL") is not None and bool(tesseract.version())


class Recogniser:
    """Recognises pages; `cache` is the folder of earlier results, if any."""

    def __init__(self, cache: Path | None = None) -> None:
        self._cache = cache

    def pages(self, data: bytes, numbers: Sequence[int]) -> Mapping[int, tuple[Word, ...]]:
        """Return the words of these pages of a PDF (counted from 0), in points, as far as they can be read."""
        found = {number: words for number in numbers if (words := self._kept(data, number)) is not None}
        missing = [number for number in numbers if number not in found]
        if missing and can_recognise():
            document = pypdfium2.PdfDocument(data)
            try:
                pictures = ((number, *_rendered(document, number)) for number in missing)
                found.update(self._recognised(data, pictures))
            finally:
                document.close()
        return {number: _righted(words) for number, words in found.items()}

    def picture(self, data: bytes) -> Mapping[int, tuple[Word, ...]]:
        """Return the words of the pages of a picture file, as wide as a sheet; none for what can't be recognised."""
        first = self._kept(data, 0)
        if first is not None:
            found, number = {0: first}, 1
            while (words := self._kept(data, number)) is not None:
                found[number], number = words, number + 1
            return {number: _righted(words) for number, words in found.items()}
        if not can_recognise():
            return {}
        from build_tools.source.page_image import pictures_of

        with suppress(OSError, ValueError):
            pictures = ((number, picture, SHEET_WIDTH) for number, picture in enumerate(pictures_of(data)))
            return {number: _righted(words) for number, words in self._recognised(data, pictures)}
        return {}

    def _recognised(
        self, data: bytes, pictures: Iterable[tuple[int, "Image", float]]
    ) -> Iterator[tuple[int, tuple[Word, ...]]]:
        """Yield the words of pictures (number, picture, width in points), as many at once as there are processors."""
        workers = os.cpu_count() or 1
        with ThreadPoolExecutor(workers) as pool:
            waiting: list[tuple[int, Future[tuple[Word, ...] | None]]] = []
            for number, picture, width in pictures:
                waiting.append((number, pool.submit(_words_of, picture, width)))
                if len(waiting) > workers:
                    yield from self._taken(data, *waiting.pop(0))
            for number, future in waiting:
                yield from self._taken(data, number, future)

    def _taken(
        self, data: bytes, number: int, future: "Future[tuple[Word, ...] | None]"
    ) -> Iterator[tuple[int, tuple[Word, ...]]]:
        words = future.result()
        if words is not None:
            if self._cache is not None:
                self._cache.mkdir(parents=True, exist_ok=True)
                rows = [[word.text, word.left, word.right, word.base, word.height, word.sure] for word in words]
                write_whole(self._cache / _name(data, number), json.dumps(rows, ensure_ascii=False).encode())
            yield number, words

    def _kept(self, data: bytes, number: int) -> tuple[Word, ...] | None:
        if self._cache is None:
            return None
        try:
            rows = json.loads((self._cache / _name(data, number)).read_bytes())
            return tuple(
                Word(text, left, right, base, height, sure=sure) for text, left, right, base, height, sure in rows
            )
        except (OSError, ValueError, TypeError, IndexError):
            return None


def _name(data: bytes, number: int) -> str:
    key = f"{_MANNER} {tesseract.version()} {number}".encode()
    return f"{hashlib.sha256(data + key).hexdigest()}.json"


def _rendered(document: pypdfium2.PdfDocument, number: int) -> tuple["Image", float]:
    """Return a page as a picture, and its width in points."""
    from build_tools.source.page_image import rendered

    page = document[number]
    try:
        return rendered(page), page.get_width()
    finally:
        page.close()


def _words_of(picture: "Image", width: float) -> tuple[Word, ...] | None:
    """Return the words of a page of this width in points, whichever way up it lies; `None` where tesseract fails."""
    from build_tools.source.page_image import turned

    level = turned(picture, 0)
    words = _found(level)
    if words is None:
        return None
    for angle in _other_ways(words):
        other = turned(picture, angle)
        again = _found(other) or []
        if _upright(again) > _upright(words):
            words, level = again, other
    return tuple(_placed(word, level.height, width / level.width) for word in words)


def _found(picture: "Image") -> list[tesseract.Found] | None:
    from build_tools.source.page_image import DOTS

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "trang.png"
        picture.save(file, compress_level=1, dpi=(DOTS, DOTS))
        try:
            return tesseract.words_in(file, layout=3)
        except (OSError, ValueError, subprocess.TimeoutExpired):
            return None


def _upright(words: Sequence[tesseract.Found]) -> tuple[bool, float]:
    """Return whether the words lie level, and how sure they are on average."""
    letters = sum(len(word.text) * word.size for word in words)
    level = sum(word.right - word.left for word in words) >= _LEVEL * letters
    return level, sum(word.sure for word in words) / max(len(words), 1)


def _other_ways(words: Sequence[tesseract.Found]) -> tuple[int, ...]:
    """Return by which angles a page may have to be turned: none if it reads well or has too few words to tell."""
    level, sure = _upright(words)
    if len(words) < _ENOUGH_WORDS or (level and sure >= _READS_WELL):
        return ()
    return (180,) if level else (90, 270)


def _placed(word: tesseract.Found, tall: int, scale: float) -> Word:
    """Return a word in points from the lower left corner."""
    return Word(
        word.text,
        round(word.left * scale, 1),
        round(word.right * scale, 1),
        round((tall - word.base) * scale, 1),
        round(word.size * scale, 1),
        sure=word.sure,
    )


def _righted(words: Sequence[Word]) -> tuple[Word, ...]:
    """Return the words of a page with their tone marks put right; those that changed are not sure."""
    texts = righted([word.text for word in words])
    return tuple(
        word if text == word.text else replace(word, text=text, sure=min(word.sure, _GUESSED))
        for word, text in zip(words, texts, strict=True)
    )
