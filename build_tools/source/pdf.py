"""PDF files with a text layer: words by their positions on the page, annotations included.

A digitally signed directive has its number and date in annotations over the printed form; they are read in place. A
scanned page gives no words: `Reading.text` is "" if all pages are scans.
"""

import ctypes
import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

import pypdfium2
from pypdfium2 import raw

from build_tools.base.diagnostics import Severity
from build_tools.source.archive import DAMAGED, LOCKED
from build_tools.source.letters import is_legible
from build_tools.source.numbering import BULLETS
from build_tools.source.pdf_layout import Layout, Page, whole_rows
from build_tools.source.pdf_marks import is_mark, with_marks
from build_tools.source.pdf_page import Word, lines_of, words_from_letters, words_in_order
from build_tools.source.pdf_tables import Rule, grids
from build_tools.source.reading import Reading, RefusedError, Remark, compose, heads_of
from build_tools.source.recognition import SHEET_WIDTH, Recognised
from build_tools.source.tone_marks import is_misread

_MOST_PAGES = 2_000
_WRONG_PASSWORD = 4
# Hyphens as pdfium reports them, and bullets of the symbol fonts.
_SHOWN = {"\ufffe": "-", "\x02": "-", "\u00ad": "-", **BULLETS}
_COVERS = 0.7
# Where a line runs through letters, above the base line as shares of the size; how much of a word's width it covers.
_THROUGH, _COVERED = (0.12, 0.45), 0.8
_MOST_SEGMENTS = 8_000
_BY_MACHINE = (
    "Chữ do máy nhận dạng từ ảnh quét, có thể sai. Hãy đối chiếu với tệp gốc; muốn sửa thì đặt cạnh tệp này một tệp "
    ".txt cùng tên chép đúng nội dung."
)
_REPLACED = "Lớp chữ có sẵn trong tệp không đọc được hoặc sai nhiều nên không dùng. "
# Gives what stands on these pages of a PDF, counted from 0, as far as they can be recognised.
Recognise = Callable[[bytes, Sequence[int]], Mapping[int, Recognised]]
Turn = Callable[[float, float], tuple[float, float]]


def read_pdf(data: bytes, recognise: Recognise | None = None) -> Reading:
    """Return the text of a PDF, "" for one of pictures that nothing recognises. Raises RefusedError (VB010, VB011).

    `recognise` is asked for pages that are pictures, whose letters are stored so that nobody can read them, or whose
    text another program recognised badly.
    """
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = error.err_code == _WRONG_PASSWORD
        raise RefusedError("VB011", LOCKED if locked else DAMAGED) from None
    try:
        if len(document) > _MOST_PAGES:
            message = f"Tệp có {len(document)} trang, quá {_MOST_PAGES} nên bị từ chối. Hãy chia thành nhiều tệp."
            raise RefusedError("VB010", message)
        document.init_forms()
        pages = [_page(document, number) for number in range(len(document))]
    except pypdfium2.PdfiumError:
        raise RefusedError("VB011", DAMAGED) from None
    finally:
        document.close()
    illegible = [number for number, page in enumerate(pages) if page.is_printed and not _is_legible(page)]
    misread = [number for number, page in enumerate(pages) if page.is_picture and is_misread(_printed(page))]
    wanted = [number for number, page in enumerate(pages) if not page.is_printed and page.is_picture]
    asked = sorted({*wanted, *illegible, *misread})
    found = recognise(data, asked) if recognise and asked else {}
    known = [_with_words(page, found.get(number), number in illegible) for number, page in enumerate(pages)]
    return reading_of(known, replaced=any(number in found for number in (*illegible, *misread)))


def reading_of(pages: Sequence[Page], *, replaced: bool = False) -> Reading:
    """Return pages as a text; `replaced` means that a file's own letters gave way to recognised ones."""
    if not any(page.is_printed for page in pages):
        stamps = [line.text for page in pages for line in lines_of(page.words)]
        return Reading("", aside=heads_of(stamps), pictures=any(page.is_picture for page in pages))
    layout = Layout(pages)
    empty = [number for number, page in enumerate(pages, 1) if not page.words]
    notes = [_unread(empty)] if empty else []
    if recognised := any(page.is_picture and page.is_printed for page in pages):
        notes.append(Remark(Severity.WARNING, "VB015", (_REPLACED if replaced else "") + _BY_MACHINE))
    reading = compose(whole_rows(layout.pieces()), heads_of(layout.aside), recognised=recognised, notes=notes)
    return replace(reading, pictures=any(page.is_picture and not page.is_printed for page in pages))


def picture_pages(found: Mapping[int, Recognised]) -> list[Page]:
    """Return recognised pictures as pages."""
    return [
        Page(seen.words, seen.grids, SHEET_WIDTH, is_picture=True, aside=seen.stamps)
        for _, seen in sorted(found.items())
    ]


def _with_words(page: Page, seen: Recognised | None, illegible: bool) -> Page:
    """Return a page with what is recognised, what is stamped in kept; without, an unreadable one is a picture."""
    stamped = tuple(word for word in page.words if word.stamped)
    if seen is not None:
        words, tables = (*seen.words, *stamped), page.grids or seen.grids
        return replace(page, words=words, grids=tables, is_picture=True, aside=seen.stamps)
    return replace(page, words=stamped, is_picture=True) if illegible and not page.is_picture else page


def _is_legible(page: Page) -> bool:
    return is_legible(" ".join(_printed(page)), recognised=page.is_picture)


def _printed(page: Page) -> list[str]:
    return [word.text for word in page.words if not word.stamped]


def _unread(pages: list[int]) -> Remark:
    numbers = ", ".join(map(str, pages[:10])) + (" …" if len(pages) > 10 else "")
    message = f"Không đọc được chữ ở trang {numbers} của tệp (trang trống, ảnh quét hoặc chữ lưu sai). Hãy xem tệp gốc."
    return Remark(Severity.WARNING, "VB012", message)


def _page(document: pypdfium2.PdfDocument, number: int) -> Page:
    page = document[number]
    text = page.get_textpage()
    printed = text.count_chars()
    if raw.FPDFPage_GetAnnotCount(page):
        text.close()
        raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY)
        page.close()
        page = document[number]  # loaded again, the page has the flattened annotations
        text = page.get_textpage()
    is_picture, turn = _is_picture(page), _turned(page)
    rules = tuple(_boxes(page, turn))
    words = tuple(_crossed(_words(text, printed, turn, recognised=is_picture), rules))
    found = Page(words, grids(rules), page.get_width(), is_picture)
    text.close()
    page.close()
    return found


def _crossed(words: Iterable[Word], rules: Iterable[Rule]) -> Iterator[Word]:
    """Yield the words, those marked through which a line is drawn at half the height of small letters."""
    lines = [rule for rule in rules if rule.is_thin and rule.is_level]
    for word in words:
        low, high = (word.base + share * word.height for share in _THROUGH)
        width = (word.right - word.left) * _COVERED
        over = (line for line in lines if low <= (line.bottom + line.top) / 2 <= high)
        crossed = any(min(line.right, word.right) - max(line.left, word.left) >= width > 0 for line in over)
        yield replace(word, crossed=True) if crossed else word


def _turned(page: pypdfium2.PdfPage) -> Turn:
    """Return the function from stored to shown coordinates of a page (/Rotate)."""
    wide, tall = page.get_size()
    return {
        90: lambda x, y: (y, tall - x),
        180: lambda x, y: (wide - x, tall - y),
        270: lambda x, y: (wide - y, x),
    }.get(page.get_rotation(), lambda x, y: (x, y))


def _boxes(page: pypdfium2.PdfPage, turn: Turn) -> Iterator[Rule]:
    """Yield the bounding box of every drawn figure of straight segments: lines, frames of cells."""
    count = 0
    for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=3):
        count += raw.FPDFPath_CountSegments(item)
        if count <= _MOST_SEGMENTS:  # beyond, it is a drawing
            fill, stroke = ctypes.c_int(), ctypes.c_int()
            raw.FPDFPath_GetDrawMode(item, fill, stroke)
            # A box that is filled but not stroked is shading, unless it is as thin as a line.
            yield from (box for box in _figures(item, turn) if stroke.value or box.is_thin)


def _matrix(item: pypdfium2.PdfObject) -> pypdfium2.PdfMatrix:
    """Return the matrix from the coordinates of an object to those of its page, through the enclosing forms."""
    matrix = item.get_matrix()
    while item.container is not None:
        item = item.container
        matrix = matrix.multiply(item.get_matrix())
    return matrix


def _figures(item: pypdfium2.PdfObject, turn: Turn) -> Iterator[Rule]:
    x, y, matrix = ctypes.c_float(), ctypes.c_float(), _matrix(item)
    points: list[tuple[float, float]] = []
    for index in range(raw.FPDFPath_CountSegments(item)):
        segment = raw.FPDFPath_GetPathSegment(item, index)
        kind = raw.FPDFPathSegment_GetType(segment)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        if kind == raw.FPDF_SEGMENT_MOVETO and len(points) > 1:
            yield _box(points)
        points = [] if kind in (raw.FPDF_SEGMENT_MOVETO, raw.FPDF_SEGMENT_BEZIERTO) else points
        if kind != raw.FPDF_SEGMENT_BEZIERTO:
            points.append(turn(*matrix.on_point(x.value, y.value)))
    if len(points) > 1:
        yield _box(points)


def _box(points: Sequence[tuple[float, float]]) -> Rule:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Rule(min(xs), min(ys), max(xs), max(ys))


def _is_picture(page: pypdfium2.PdfPage) -> bool:
    """Return whether one picture covers most of the page."""
    whole = page.get_width() * page.get_height()
    for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        corners = [_matrix(item).on_point(x, y) for x in (0, 1) for y in (0, 1)]  # an image fills the unit square
        box = _box(corners)
        if (box.right - box.left) * (box.top - box.bottom) >= _COVERS * whole:
            return True
    return False


def _words(text: pypdfium2.PdfTextPage, printed: int, turn: Turn, *, recognised: bool) -> Iterator[Word]:
    """Yield the words with their positions; letters after the first `printed` characters come from annotations.

    The two are split into words separately, since a stamp overlaps the blanks of the form.
    """
    x, y, box, matrix = ctypes.c_double(), ctypes.c_double(), raw.FS_RECTF(), raw.FS_MATRIX()
    letters: tuple[list[Word], list[Word]] = ([], [])
    for index in range(text.count_chars()):
        character = _character(text, index)
        if character == "\x00" or (raw.FPDFText_IsGenerated(text, index) == 1 and not recognised):
            continue
        raw.FPDFText_GetCharOrigin(text, index, x, y)
        if is_mark(character):
            _ink_box(text, index, box)
        else:
            raw.FPDFText_GetLooseCharBox(text, index, box)
        raw.FPDFText_GetMatrix(text, index, matrix)
        height = max(raw.FPDFText_GetFontSize(text, index) * math.hypot(matrix.c, matrix.d), 1.0)
        character = _SHOWN.get(character, character)
        left, base = turn(x.value, y.value)
        if is_mark(character):
            left = min(turn(box.left, box.bottom)[0], turn(box.right, box.top)[0])
        right = max(turn(box.left, box.bottom)[0], turn(box.right, box.top)[0], left)
        letter = Word(character, left, right, base, height, stamped=index >= printed)
        letters[letter.stamped].append(letter)
    printed_letters = letters[False]
    yield from words_in_order(printed_letters) if recognised else words_from_letters(with_marks(printed_letters))
    yield from words_from_letters(letters[True])


def _ink_box(text: pypdfium2.PdfTextPage, index: int, box: raw.FS_RECTF) -> None:
    """Put the edges of what is painted into `box`; the space that a mark takes lies beside its letter, or is none."""
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    raw.FPDFText_GetCharBox(text, index, left, right, bottom, top)
    box.left, box.right, box.bottom, box.top = left.value, right.value, bottom.value, top.value


def _character(text: pypdfium2.PdfTextPage, index: int) -> str:
    """Return the character; of the two surrogates of one beyond U+FFFF, the first gives it, the second U+0000."""
    code = raw.FPDFText_GetUnicode(text, index)
    if not 0xD800 <= code < 0xE000:
        return chr(code)
    other = raw.FPDFText_GetUnicode(text, index + 1) if index + 1 < text.count_chars() else 0
    if code < 0xDC00 <= other < 0xE000:
        return chr(0x10000 + ((code - 0xD800) << 10) + other - 0xDC00)
    before = raw.FPDFText_GetUnicode(text, index - 1) if index else 0
    return "\x00" if 0xD800 <= before < 0xDC00 <= code else "\ufffd"
