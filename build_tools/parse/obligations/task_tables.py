"""Tasks in tables: annexes of plans with one row per task: leading unit, coordinating units, time.

The column headings identify the columns ("Nội dung công việc", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời gian"). A
row without task or units is none, nor is a cell over several columns: headings, or a form to be filled in.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import Enum, auto
from itertools import groupby

from build_tools.base.text import fold
from build_tools.base.values import Value, replace
from build_tools.model.document import Genre, Provision, Record
from build_tools.model.obligation import Deadline, Obligation
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


# Over folded text; the first that a head matches says what its column holds. What comes of a task is no time of it.
_HEADS = (
    (None, re.compile(r"san pham|ket qua|ghi chu|can cu|kinh phi")),
    (_Column.TIME, re.compile(r"thoi (?:gian|han|diem)|tien do|ngay hoan thanh|hoan thanh")),
    (_Column.LEAD, re.compile(r"chu tri")),
    (_Column.COORDINATE, re.compile(r"phoi hop")),
    (
        _Column.BEARER,
        re.compile(
            r"(?:co quan|don vi|bo phan|nguoi|to chuc)[^.]{0,30}(?:thuc hien|phu trach)|phan cong|^(?:don vi|co quan)$"
        ),
    ),
    (_Column.TASK, re.compile(r"nhiem vu|noi dung|cong viec|hoat dong|dau viec")),
)
# Roles inside one cell: "Chủ trì: Văn phòng Sở ⏎ Phối hợp: Thanh tra Sở", "Văn phòng Sở chủ trì".
_ROLE = re.compile(
    r"(?P<lead>chủ\s+trì)|(?P<coordinate>(?:cùng\s+)?phối\s+hợp)(?:\s+(?:thực\s+hiện|với))?", re.IGNORECASE
)
_FROM_ABOVE = "ô để trống, lấy theo dòng trên"
_PARTIES = (_Column.LEAD, _Column.BEARER, _Column.COORDINATE)
_PARTY_COLUMNS = {_Column.LEAD, _Column.BEARER}
_HEAD_ROWS, _LONGEST_HEAD = 3, 80
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
        head = _head(text.folded, table)
        if head is None:
            continue
        above: dict[_Column, Span] = {}  # who the last task names
        reaching: dict[_Column, Span] = {}  # the cell that holds in a column, which may reach down over rows
        heads = {row.span.of(text.source) for row in table[: head.rows]}
        for row in table[head.rows :]:
            if row.span.of(text.source) in heads:  # at the top of the next page
                continue
            placed = dict(_placed(row))
            cells = {column: placed[place] for column, place in head.places.items() if place in placed}
            if not _PARTY_COLUMNS & cells.keys():  # one cell over these columns: a heading of the rows below
                above, reaching = {}, {}
                continue
            reaching.update({column: cell.span for column, cell in cells.items() if not cell.covered})
            own = {column for column, cell in cells.items() if not cell.covered}
            stated = {column: span for column, span in reaching.items() if _trimmed(text.source, span)}
            if _Column.TASK not in own and not own & stated.keys() & set(_PARTIES):
                continue  # a task over several rows, of which this names nobody else
            guessed = {} if _PARTY_COLUMNS & stated.keys() else above
            if task := _task(text, {**guessed, **stated}, anchors[row.span], plan_year):
                above = {column: span for column, span in {**guessed, **stated}.items() if column in _PARTY_COLUMNS}
                doubt = _FROM_ABOVE if guessed else None
                yield replace(task, reported=record.genre is Genre.NEWS, doubt=doubt)
            elif _Column.TASK in stated:
                above = {}


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


class _Head(Value, frozen=True):
    """Where each kind of column stands, and how many rows lead up to the first task."""

    places: Mapping[_Column, int]
    rows: int


def _head(folded: str, table: Sequence[Row]) -> _Head | None:
    """Return the head of a table that names a task and who does it; it may take two rows ("Đơn vị": "Chủ trì", …)."""
    for index, row in enumerate(table[:_HEAD_ROWS]):
        places = _columns(folded, row)
        if _Column.TASK not in places:
            continue
        rows = index + 1
        if rows < len(table):
            below = _columns(folded, table[rows])
            if below and _Column.TASK not in below and _are_heads(folded, table[rows]):
                wide = {place for column, place in places.items() if column in _PARTIES}
                places = {column: place for column, place in places.items() if not (place in wide and below)}
                places.update(below)
                rows += 1
        if _PARTY_COLUMNS & places.keys():
            return _Head(places, rows)
    return None


def _columns(folded: str, row: Row) -> dict[_Column, int]:
    """Where each kind of column stands, as far as the cells of the row are heads."""
    found: dict[_Column, int] = {}
    for place, cell in _placed(row):
        words = " ".join(folded[cell.span.start : cell.span.end].split())
        matches = (kind for kind, pattern in _HEADS if len(words) < _LONGEST_HEAD and pattern.search(words))
        if (kind := next(matches, None)) is not None:
            found.setdefault(kind, place)
    return found


def _are_heads(folded: str, row: Row) -> bool:
    words = [" ".join(folded[cell.span.start : cell.span.end].split()) for cell in row.cells]
    return all(not word or any(pattern.search(word) for _, pattern in _HEADS) for word in words)


def _task(text: Text, cells: Mapping[_Column, Span], eid: str, plan_year: int | None) -> Obligation | None:
    words = {column: trimmed for column, span in cells.items() if (trimmed := _trimmed(text.source, span))}
    named = _named(text, {column: span for column, span in words.items() if column in _PARTIES})
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


def _named(text: Text, cells: Mapping[_Column, Span]) -> dict[_Column, tuple[str, ...]]:
    """The names in the cells of units; a cell may say itself who leads and who helps."""
    named: dict[_Column, tuple[str, ...]] = {}
    for column, span in cells.items():
        roles = list(_ROLE.finditer(text.source, span.start, span.end))
        if not roles:
            named[column] = (*named.get(column, ()), *listed_names(text, span))
            continue
        before = roles[0].start() > span.start  # "Văn phòng Sở chủ trì": the role stands behind the name
        edges = (
            [span.start, *(role.end() for role in roles)] if before else [*(role.start() for role in roles), span.end]
        )
        for role, left, right in zip(roles, edges, edges[1:], strict=False):
            words = Span(left, role.start()) if before else Span(role.end(), right)
            kind = _Column.LEAD if role["lead"] else _Column.COORDINATE
            start = words.start + len(words.of(text.source)) - len(words.of(text.source).lstrip(" :,;.-\n\t"))
            named[kind] = (*named.get(kind, ()), *listed_names(text, Span(start, max(start, words.end))))
    return named


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
        return ()
    return find_limits(text, span, plan_year)
