"""Tasks in tables: a plan's annex that gives each task a row, with who leads it, who helps and by when.

The heads of the columns say which is which ("Nội dung công việc", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời gian").
A row without a task or without anybody named lays none: it is a heading or a form to be filled in.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import Enum, auto
from itertools import groupby

from build_tools.base.text import fold
from build_tools.base.values import replace
from build_tools.model.document import Genre, Provision, Record
from build_tools.model.obligation import Deadline, Obligation, Recurrence
from build_tools.model.source import Cell, Row
from build_tools.model.span import Span
from build_tools.parse.dates.deadlines import find_limits, plan_year_of
from build_tools.parse.obligations.bearers import listed_names, report_to
from build_tools.parse.text import Text


class _Column(Enum):
    TASK = auto()
    LEAD = auto()
    BEARER = auto()
    COORDINATE = auto()
    TIME = auto()


# Over folded text; the first that a head matches says what its column holds.
_HEADS = (
    (_Column.TIME, re.compile(r"thoi (?:gian|han|diem)|tien do|ngay hoan thanh|hoan thanh")),
    (_Column.LEAD, re.compile(r"chu tri")),
    (_Column.COORDINATE, re.compile(r"phoi hop")),
    (
        _Column.BEARER,
        re.compile(r"(?:co quan|don vi|bo phan|nguoi|to chuc)[^.]{0,30}(?:thuc hien|phu trach)|phan cong"),
    ),
    (_Column.TASK, re.compile(r"nhiem vu|noi dung|cong viec|hoat dong|dau viec")),
)
_PARTIES = (_Column.LEAD, _Column.BEARER, _Column.COORDINATE)
_HEAD_ROWS = 3
# "(1)", "(2)" … under the heads.
_NUMBER = re.compile(r"\(?\d{1,2}\)?")
_ALWAYS = re.compile(r"\s*thuong xuyen[\s.;]*")
_EDGES = " \t\n.;,"


def find_table_tasks(
    text: Text, rows: Sequence[Row], record: Record, provisions: Sequence[Provision]
) -> Iterator[Obligation]:
    """Yield one task for each row that has one, in the order of the text."""
    anchors = {provision.span: provision.eid for provision in provisions}
    plan_year = plan_year_of(fold(record.subject.value)) if record.subject else None
    for _, group in groupby(rows, lambda row: row.table):
        table = list(group)
        heads = [(row, columns) for row in table[:_HEAD_ROWS] if (columns := _columns(text.folded, row))]
        if not heads:
            continue
        head, places = heads[0]
        for row in table[table.index(head) + 1 :]:
            cells = dict(_placed(row))
            found = {column: cells[place].span for column, place in places.items() if place in cells}
            repeated = row.span.of(text.source) == head.span.of(text.source)  # at the top of the next page
            if not repeated and (task := _task(text, found, anchors[row.span], plan_year)):
                yield replace(task, reported=record.genre is Genre.NEWS)


def in_order(tasks: Iterable[Obligation], more: Iterable[Obligation]) -> tuple[Obligation, ...]:
    """Return the tasks of the text and of its tables in one order; a row speaks for itself, its sentences do not."""
    rows = list(more)
    taken = {task.eid for task in rows}
    return tuple(sorted([*(task for task in tasks if task.eid not in taken), *rows], key=lambda task: task.span))


def _placed(row: Row) -> Iterator[tuple[int, Cell]]:
    """The cells by the place of their first column."""
    place = 0
    for cell in row.cells:
        yield place, cell
        place += cell.columns


def _columns(folded: str, row: Row) -> Mapping[_Column, int] | None:
    """Where each kind of column stands, if the row is a head that names a task and who does it."""
    found: dict[_Column, int] = {}
    for place, cell in _placed(row):
        words = " ".join(folded[cell.span.start : cell.span.end].split())
        kind = next((kind for kind, pattern in _HEADS if len(words) < 80 and pattern.search(words)), None)
        if kind:
            found.setdefault(kind, place)
    named = _Column.LEAD in found or _Column.BEARER in found
    return found if _Column.TASK in found and named else None


def _task(text: Text, cells: Mapping[_Column, Span], eid: str, plan_year: int | None) -> Obligation | None:
    words = {column: trimmed for column, span in cells.items() if (trimmed := _trimmed(text.source, span))}
    named = {column: listed_names(text, span) for column, span in words.items() if column in _PARTIES}
    bearers = named.get(_Column.LEAD) or named.get(_Column.BEARER) or ()
    if _Column.TASK not in words or not bearers or _NUMBER.fullmatch(words[_Column.TASK].of(text.source)):
        return None
    return Obligation(
        span=words[_Column.TASK],
        eid=eid,
        bearers=bearers,
        lead=named.get(_Column.LEAD, ()),
        coordinate=named.get(_Column.COORDINATE, ()),
        deadlines=_deadlines(text, words.get(_Column.TIME), plan_year),
        report_to=report_to(text, words[_Column.TASK]),
    )


def _trimmed(text: str, span: Span) -> Span | None:
    """The words of a cell without blanks and punctuation at its ends; `None` for an empty one."""
    raw = span.of(text)
    left = len(raw) - len(raw.lstrip())
    words = raw.strip().rstrip(_EDGES)
    return Span(span.start + left, span.start + left + len(words)) if words else None


def _deadlines(text: Text, span: Span | None, plan_year: int | None) -> tuple[Deadline, ...]:
    if span is None:
        return ()
    if _ALWAYS.fullmatch(text.folded, span.start, span.end):
        return (Deadline(span, "on", recurrence=Recurrence.OTHER),)
    return find_limits(text, span, plan_year)
