"""Files that stand inside an office file: pieces of other documents, pictures large enough to be scanned pages.

What can't be read of them is told (VB021): a document whose body is a picture would else look whole.
"""

import re
from collections.abc import Callable, Iterator

from build_tools.base.diagnostics import Severity
from build_tools.source.letters import is_legible
from build_tools.source.reading import Reading, RefusedError, Remark, RowText
from build_tools.source.tables import Tables

# Reads a file that stands inside a document, by its bytes and the ending of its name.
Nested = Callable[[bytes, str], Reading]
# In centimetres: smaller pictures are seals, signatures, emblems.
_LEAST_WIDTH, _LEAST_HEIGHT = 8.0, 2.5
# A photograph gives some letters too.
_LEAST_WORDS = 6
_WORD = re.compile(r"[^\W\d_]{2,}")


class Enclosed:
    """Reads the files inside one document; `remarks` are what they say, `recognised` that some were pictures."""

    def __init__(self, nested: Nested | None, tables: Tables) -> None:
        self._nested, self._tables = nested, tables
        self.remarks: list[Remark] = []
        self.recognised = self.pictures = False

    def document(self, name: str, data: bytes | None) -> Iterator[str | RowText]:
        """Yield the paragraphs and rows of a piece of another document, as the program shows it in place."""
        found = self._read(name, data)
        if found is None:
            self.remarks.append(left_out(name))
            return
        self.remarks += found.notes
        self.recognised |= found.recognised
        yield from self._tables.of(found)

    def picture(self, name: str, data: bytes | None, width: float, height: float) -> Iterator[str | RowText]:
        """Yield what is recognised in a picture of this size in centimetres, if it shows a page."""
        if data is None or width < _LEAST_WIDTH or height < _LEAST_HEIGHT:
            return
        found = self._read(name, data)
        if found is None:
            return  # a drawing, or a picture in a form that shows no page
        if not found.text:
            self.pictures = True
            self.remarks.append(Remark(Severity.WARNING, "VB012", _PICTURE))
        elif len(_WORD.findall(found.text)) >= _LEAST_WORDS and is_legible(found.text, recognised=True):
            self.recognised = True
            self.remarks += found.notes
            yield from self._tables.of(found)

    def _read(self, name: str, data: bytes | None) -> Reading | None:
        if data is None or self._nested is None:
            return None
        try:
            return self._nested(data, f".{name.rpartition('.')[2]}")
        except RefusedError:
            return None


_PICTURE = (
    "Trong tệp có ảnh lớn như một trang quét mà máy chưa đọc chữ. Hãy cài bộ nhận dạng chữ (“make ocr”) rồi dựng lại, "
    "hoặc xem tệp gốc."
)


def left_out(name: str) -> Remark:
    """Return the warning (VB021) about a part of a file that is not in the text."""
    called = f" “{name.rpartition('/')[2]}”" if name else ""
    message = f"Một phần nằm trong tệp{called} không đọc được nên không có trong toàn văn. Hãy xem tệp gốc."
    return Remark(Severity.WARNING, "VB021", message)
