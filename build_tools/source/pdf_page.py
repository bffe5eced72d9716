"""The lines of a PDF page, and which of them are not text: running heads, page numbers."""

import itertools
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from statistics import median

from build_tools.source.marked import struck, unsure


@dataclass(frozen=True, slots=True)
class Word:
    """A word with its edges and its base line, in points from the lower left corner of the page.

    `height` is the size of the font, the same for "a" and "Ộ". `stamped` means that it is in an annotation, like the
    number that an office's signing program adds; `sure` is how sure recognition is of it, from 0 to 100; `crossed`
    means that a line is drawn through it.
    """

    text: str
    left: float
    right: float
    base: float
    height: float
    stamped: bool = False
    sure: int = 100
    crossed: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """The words of one line, from left to right."""

    words: tuple[Word, ...]

    @property
    def left(self) -> float:
        """Where the first word begins."""
        return self.words[0].left

    @property
    def right(self) -> float:
        """Where the last word ends."""
        return self.words[-1].right

    @property
    def base(self) -> float:
        """The base line, that of the tallest word."""
        return max(self.words, key=lambda word: word.height).base

    @property
    def height(self) -> float:
        """The size of the font, in points."""
        return median(word.height for word in self.words)

    @property
    def text(self) -> str:
        """The words with a blank between them."""
        return " ".join(word.text for word in self.words)

    @property
    def marked(self) -> str:
        """The text, with the words marked that are struck through or of which recognition is not sure."""
        runs = itertools.groupby(self.words, key=lambda word: word.crossed)
        return " ".join(
            struck(" ".join(word.text for word in run))
            if crossed
            else " ".join(unsure(word.text) if _is_unsure(word) else word.text for word in run)
            for crossed, run in runs
        )


@dataclass(frozen=True, slots=True)
class Margins:
    """The left and right edge of running text, in points."""

    left: float
    right: float


_PAGE_NUMBER = re.compile(r"[-–—\s]*(?:Trang\s+)?(?P<number>\d{1,4})(?:\s*/\s*\d{1,4})?[-–—\s]*", re.IGNORECASE)
_GAZETTE = re.compile(r"(?:\d{1,4}\s+)?CÔNG BÁO\s*/.{1,80}")
_DIGITS = re.compile(r"\d+")
_EDGE_LINES = 2
_SMALL = 0.75
# A part of a longer document may begin with a later page.
_FIRST_PAGE = 300
# Below this a recognised word may well be another; figures in handwriting seldom reach what printed ones have.
_SURE, _SURE_OF_FIGURES = 70, 88
# The least width of a blank, as a fraction of the font size; letters of a word are closer.
_BLANK = 0.11
# Wider gaps part columns, where a title is spaced too; so many gaps show how it is.
_WIDE, _SPACED = 2.5, 3


def _is_unsure(word: Word) -> bool:
    figures = any(character.isdigit() for character in word.text)
    return word.sure < (_SURE_OF_FIGURES if figures else _SURE)


def words_from_letters(letters: Sequence[Word]) -> Iterator[Word]:
    """Yield the words that letters, blanks included, form by their positions.

    The order of the letters does not matter: a file may draw those of one word font by font.
    """
    rows: list[list[Word]] = []
    for letter in sorted(letters, key=lambda letter: -letter.base):
        if not rows or rows[-1][0].base - letter.base > 0.2 * letter.height:
            rows.append([])
        rows[-1].append(letter)
    for row in rows:
        for run in _runs(list(_once(sorted(row, key=lambda letter: letter.left)))):
            yield from _split(run, partial(_is_gap, spacing=_spacing(run)))


def words_in_order(letters: Sequence[Word]) -> Iterator[Word]:
    """Yield the words of letters in reading order: OCR knows the words, but the positions of letters are guesses."""
    return _split(letters, lambda last, letter: abs(letter.base - last.base) > 0.5 * letter.height)


def _once(letters: Iterable[Word]) -> Iterator[Word]:
    """Yield the letters of a line without those that are drawn twice to look bold."""
    last: Word | None = None
    for letter in letters:
        if last is None or letter.text != last.text or letter.left - last.left >= 0.1 * letter.height:
            last = letter
            yield letter


def _is_gap(last: Word, letter: Word, spacing: float) -> bool:
    return letter.left - last.right > spacing + _BLANK * letter.height


def _runs(letters: Sequence[Word]) -> Iterator[list[Word]]:
    """Yield the letters of a line in runs without wide gaps: in each, letters may be spaced in another way."""
    run: list[Word] = []
    for letter in letters:
        if run and letter.left - run[-1].right > _WIDE * letter.height:
            yield run
            run = []
        run.append(letter)
    if run:
        yield run


def _spacing(run: Sequence[Word]) -> float:
    """Return the space that a file puts between the letters of a title: where most are apart, what is usual there."""
    pairs = itertools.pairwise(run)
    gaps = [right.left - left.right for left, right in pairs if not (left.text.isspace() or right.text.isspace())]
    usual = median(gaps) if len(gaps) >= _SPACED else 0.0
    return usual if usual > 0.8 * _BLANK * run[0].height else 0.0


def _split(letters: Iterable[Word], apart: Callable[[Word, Word], bool]) -> Iterator[Word]:
    """Yield the words of the letters: a blank ends one, and a letter `apart` from the one before begins one."""
    word: list[Word] = []
    for letter in letters:
        if word and (letter.text.isspace() or apart(word[-1], letter)):
            yield _joined(word)
            word = []
        if not letter.text.isspace():
            word.append(letter)
    if word:
        yield _joined(word)


def _joined(letters: Sequence[Word]) -> Word:
    text = "".join(letter.text for letter in letters)
    height = max(letter.height for letter in letters)
    first = letters[0]
    return Word(text, first.left, max(letter.right for letter in letters), first.base, height, first.stamped)


def lines_of(words: Sequence[Word]) -> list[Line]:
    """Return the lines from the top of the page down; a raised footnote number stays in its line."""
    usual = median(word.height for word in words) if words else 0.0
    rows = _rows([word for word in words if word.height >= _SMALL * usual])
    small: list[Word] = []
    for word in words:
        if word.height < _SMALL * usual:
            row = next((row for row in rows if _is_script_of(word, row)), None)
            (small if row is None else row).append(word)
    rows += _rows(small)
    lines = (Line(tuple(sorted(row, key=lambda word: word.left))) for row in rows)
    return sorted(lines, key=lambda line: -line.base)


def _rows(words: Sequence[Word]) -> list[list[Word]]:
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (-word.base, word.left)):
        if not rows or rows[-1][0].base - word.base > 0.4 * max(rows[-1][0].height, word.height):
            rows.append([])
        rows[-1].append(word)
    return rows


def _is_script_of(small: Word, row: Sequence[Word]) -> bool:
    """Return whether a small word is a superscript or subscript of a word of the row."""
    return any(
        abs(small.base - word.base) < 0.6 * word.height
        and -0.1 * word.height < max(small.left - word.right, word.left - small.right) < 0.4 * word.height
        for word in row
    )


def running_heads(pages: Sequence[Sequence[Line]]) -> list[Line]:
    """Return page numbers, the gazette's heads, and lines repeated at the edge of most pages, digits aside.

    Repeated lines must also be set off from the text, lest similar lines of a list be taken for heads.
    """
    shapes = Counter(shape for lines in pages for shape in {_shape(line) for line in _edge_lines(lines)})
    often = max(3, len(pages) // 2)
    found = []
    for lines in pages:
        drops = [above.base - line.base for above, line in itertools.pairwise(lines)]
        apart = 1.3 * median(drops) if drops else 0.0
        for edge, gaps in ((lines, drops), (lines[::-1], drops[::-1])):
            heads = list(itertools.takewhile(lambda line: shapes[_shape(line)] >= often, edge[:_EDGE_LINES]))
            while heads and len(heads) <= len(gaps) and gaps[len(heads) - 1] < apart:
                heads.pop()
            found += heads
        outermost = [*lines[:1], *lines[-1:]]
        found += [line for line in outermost if _is_page_number(line, len(pages))]
        found += [line for line in _edge_lines(lines) if _GAZETTE.fullmatch(line.text)]
    return found


def _is_page_number(line: Line, pages: int) -> bool:
    """Return whether the line can be a page number of a document of so many pages: "2024" is not."""
    match = _PAGE_NUMBER.fullmatch(line.text)
    return match is not None and int(match["number"]) <= pages + _FIRST_PAGE


def _edge_lines(lines: Sequence[Line]) -> list[Line]:
    return [*lines[:_EDGE_LINES], *lines[-_EDGE_LINES:]]


def _shape(line: Line) -> str:
    return f"{_DIGITS.sub('0', line.text)}@{round(line.base / 8)}"


def margins_of(lines: Sequence[Line]) -> Margins | None:
    """Return the edges that nine tenths of the lines keep to; `None` without lines."""
    if not lines:
        return None
    lefts, rights = sorted(line.left for line in lines), sorted(line.right for line in lines)
    return Margins(lefts[len(lefts) // 10], rights[-1 - len(rights) // 10])
