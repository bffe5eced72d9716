"""Recognition of scanned pages: each page a picture made ready, words by tesseract, pages side by side, results kept.

A result is kept by the content of the file, the page and the program, since it takes seconds.
"""

import hashlib
import json
import os
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2

from build_tools.base.files import write_whole
from build_tools.source import tesseract
from build_tools.source.pdf_page import Word

if TYPE_CHECKING:
    from PIL.Image import Image

_DOTS = 300
_SCALE = 72 / _DOTS
# Raised when recognition changes, so that kept results are made again.
_MANNER = "3"


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
                pictures = ((number, _rendered(document, number)) for number in missing)
                found.update(self._recognised(data, pictures))
            finally:
                document.close()
        return found

    def picture(self, data: bytes) -> Mapping[int, tuple[Word, ...]]:
        """Return the words of the pages of a picture file; none for what can't be recognised."""
        first = self._kept(data, 0)
        if first is not None:
            found, number = {0: first}, 1
            while (words := self._kept(data, number)) is not None:
                found[number], number = words, number + 1
            return found
        if not can_recognise():
            return {}
        from build_tools.source.page_image import pictures_of

        with suppress(OSError, ValueError):
            return dict(self._recognised(data, enumerate(pictures_of(data))))
        return {}

    def _recognised(
        self, data: bytes, pictures: Iterable[tuple[int, "Image"]]
    ) -> Iterator[tuple[int, tuple[Word, ...]]]:
        """Yield the words of pictures as they are recognised, as many at once as there are processors."""
        workers = os.cpu_count() or 1
        with ThreadPoolExecutor(workers) as pool:
            waiting: list[tuple[int, Future[tuple[Word, ...] | None]]] = []
            for number, picture in pictures:
                waiting.append((number, pool.submit(_words_of, picture, is_first=number == 0)))
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


def _rendered(document: pypdfium2.PdfDocument, number: int) -> "Image":
    from build_tools.source.page_image import rendered

    page = document[number]
    try:
        return rendered(page)
    finally:
        page.close()


def _words_of(picture: "Image", *, is_first: bool) -> tuple[Word, ...] | None:
    """Return the words of a page; `None` where tesseract fails."""
    from build_tools.source.page_image import levelled

    level, _ = levelled(picture)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "trang.png"
        level.save(file, compress_level=1, dpi=(_DOTS, _DOTS))
        try:
            words = tesseract.words_in(file, layout=3)
        except (OSError, ValueError, subprocess.TimeoutExpired):
            return None
    return tuple(_placed(word, level.height) for word in words)


def _placed(word: tesseract.Found, tall: int) -> Word:
    """Return a word in points from the lower left corner."""
    return Word(
        word.text,
        round(word.left * _SCALE, 1),
        round(word.right * _SCALE, 1),
        round((tall - word.base) * _SCALE, 1),
        round(word.size * _SCALE, 1),
        sure=word.sure,
    )
