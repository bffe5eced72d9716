"""Two columns beside each other on a page, and running text that only looks like them."""

from build_tools.source.pdf_columns import Columns, bands
from build_tools.source.pdf_page import Line, Word


def line(base: float, *words: tuple[float, float]) -> Line:
    return Line(tuple(Word("chữ", left, right, base, 13.0) for left, right in words))


def spread(base: float, left: float, blank: float, widths: list[float], wide: dict[int, float] | None = None) -> Line:
    """Words of these widths with a blank behind each, wider behind some."""
    found, at = [], left
    for number, width in enumerate(widths):
        found.append((at, at + width))
        at += width + (wide or {}).get(number, blank)
    return line(base, *found)


def test_blanks_of_running_text_that_align_part_nothing() -> None:
    """Three justified lines with blanks of 9 points, one of which stands at the same place in all."""
    lines = [spread(700 - 18 * row, 85, 9, [40, 30 + row, 50 - row, 45, 38, 42, 40, 41]) for row in range(3)]
    assert list(bands(lines, 595)) == lines


def test_a_head_has_two_columns_though_its_lines_are_long() -> None:
    lines = [spread(700 - 18 * row, 60, 4, [40, 42, 40, 41, 50, 52, 50, 51], {3: 22}) for row in range(3)]
    (columns,) = bands(lines, 595)
    assert isinstance(columns, Columns)
    assert [len(each.words) for each in columns.left] == [4, 4, 4]
