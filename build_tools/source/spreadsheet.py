"""OpenDocument spreadsheets (.ods): every cell as it is shown, merged cells whole (OASIS OpenDocument 1.3, part 3)."""

from collections.abc import Iterator
from xml.etree import ElementTree

from build_tools.source.archive import DAMAGED, parts
from build_tools.source.open_document import COVERED, Element, Walker, cells_of, q, width_of
from build_tools.source.reading import Reading, RefusedError, lines_of, whole_number
from build_tools.source.sheets import Sheet, check_size, read_sheets
from build_tools.source.tables import CellText

_HIDDEN = ("collapse", "filter")


def read_spreadsheet(data: bytes) -> Reading:
    """Return the text of an .ods. Raises RefusedError (VB010, VB011)."""
    files = {"styles.xml": b"<none/>", **parts(data)}
    roots = [ElementTree.fromstring(files[name]) for name in ("styles.xml", "content.xml")]  # noqa: S314  no DTD
    body = roots[1].find(f"{q('office:body')}/{q('office:spreadsheet')}")
    if body is None:
        raise RefusedError("VB011", DAMAGED)
    walker = Walker(roots, data, None)
    return read_sheets([_sheet(table, walker) for table in body.iter(q("table:table"))])


def _sheet(table: Element, walker: Walker) -> Sheet:
    rows: list[tuple[int, list[CellText]]] = []
    hidden: set[int] = set()
    number = cells = 0
    for row in table.iter(q("table:table-row")):
        found = _cells(row, walker)
        times = whole_number(row.get(q("table:number-rows-repeated")), 1, most=1 << 21) or 1
        if any(cell.lines for cell in found):
            check_size(len(rows) + times, cells := cells + times * len(found))
            rows += [(number + place + 1, found) for place in range(times)]
            if row.get(q("table:visibility")) in _HIDDEN:
                hidden.update(range(number + 1, number + times + 1))
        number += times
    look = walker.styles.get(table.get(q("table:style-name"), ""))
    properties = look.find(q("style:table-properties")) if look is not None else None
    is_hidden = properties is not None and properties.get(q("table:display")) == "false"
    return Sheet(
        table.get(q("table:name"), ""), rows, frozenset(hidden), frozenset(_hidden_columns(table)), is_hidden=is_hidden
    )


def _hidden_columns(table: Element) -> Iterator[int]:
    number = 0
    for column in table.iter(q("table:table-column")):
        times = whole_number(column.get(q("table:number-columns-repeated")), 1, most=1 << 14) or 1
        if column.get(q("table:visibility")) in _HIDDEN:
            yield from range(number + 1, number + times + 1)
        number += times


def _cells(row: Element, walker: Walker) -> list[CellText]:
    """Return the cells of a row up to the last with words, or into which a cell above reaches."""
    found = [
        CellText(() if cell.tag == COVERED else lines_of(walker.blocks(cell)), width_of(cell), cell.tag == COVERED)
        for cell in cells_of(row)
    ]
    while found and not found[-1].lines and not found[-1].covered:
        found.pop()
    return found
