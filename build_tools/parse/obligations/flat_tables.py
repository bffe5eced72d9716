"""Task tables that came out as lines: a program's annex copied from a PDF, each cell a few lines of its own.

A head of short lines names the columns ("TT", "Tên nhiệm vụ", "Cơ quan chủ trì", "Thời gian"); a row begins with its
number. The units of a row are the first cells behind the task that hold names and nothing else, its
time is the cell that begins like one.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from build_tools.base.values import Value
from build_tools.model.document import Provision
from build_tools.model.obligation import Deadline, Obligation
from build_tools.model.span import Span
from build_tools.parse.dates.deadlines import find_limits
from build_tools.parse.obligations.bearers import parties_of
from build_tools.parse.obligations.document_context import DocumentContext
from build_tools.parse.text import Text

_HEAD = re.compile(r"(?:^|\n)[ \t]*(?:s?tt|so\s+tt)[ \t.]*\n(?P<columns>(?:[^\n]{0,60}\n){1,24}?)(?=[ \t]*1[ \t.)]*\n)")
_AGAIN = re.compile(r"(?:^|\n)[ \t]*(?:s?tt|so\s+tt)[ \t.]*\n(?:[^\n]{0,40}\n){1,24}?(?=[ \t]*\d{1,3}[ \t.)]*\n)")
_COLUMNS = (re.compile(r"nhiem\s+vu|noi\s+dung|cong\s+viec"), re.compile(r"chu\s+tri|thuc\s+hien"))
_PIECE = re.compile(r"[^\s](?:[^\n]*?[^\s])??(?=[ \t]{2,}|[ \t]*\n|[ \t]*$)")
_NUMBER = re.compile(r"\n[ \t]*(?P<number>\d{1,3})(?:[ \t.)]*(?=\n)|[.)]?[ \t]{2,}(?=\S))")
_TIME = re.compile(
    r"(?:tháng|quý|năm|trước|từ|hằng|hàng|cuối|đến|ngày|(?:19|20)\d\d|\d{1,2}/\d)(?!\w*[a-zđ]{4})", re.IGNORECASE
)
_GOES_ON = re.compile(r"(?:[,;\-–]|(?<!\w)(?:và|tháng|quý|năm|của|trước|ngày))$", re.IGNORECASE)
_MOST_PIECES, _LONGEST_ROW, _MOST_HEADS = 8, 4_000, 40


class FlatTables(Value, frozen=True):
    """The tasks of the tables, and the stretches of text that they take up."""

    tasks: tuple[Obligation, ...] = ()
    places: tuple[Span, ...] = ()


def find_flat_tables(document: DocumentContext, provisions: Sequence[Provision]) -> FlatTables:
    """Return the tasks of task tables that are lines of the text."""
    text = document.text
    tasks: list[Obligation] = []
    places: list[Span] = []
    if "chu tri" not in text.folded and "chu\ntri" not in text.folded:
        return FlatTables()
    for head in islice(_HEAD.finditer(text.folded), _MOST_HEADS):
        if places and head.start() < places[-1].end:
            continue
        if not all(column.search(head["columns"]) for column in _COLUMNS):
            continue
        rows = list(_rows(text, head.end() - 1))
        if len(rows) < 2:
            continue
        found = [task for row in rows if (task := _task(document, row, provisions))]
        if len(found) * 2 >= len(rows):
            tasks += found
            places.append(Span(head.start(), rows[-1].end))
    return FlatTables(tuple(tasks), tuple(places))


def _rows(text: Text, start: int) -> Iterator[Span]:
    """Yield the rows, each behind its number; numbers follow one another."""
    starts: list[tuple[int, int]] = []
    for match in _NUMBER.finditer(text.folded, start):
        if match.start() > (starts[-1][1] if starts else start) + _LONGEST_ROW:
            break
        if int(match["number"]) == len(starts) + 1:
            starts.append((match.start(), match.end()))
    limit = starts[-1][1] + _LONGEST_ROW if starts else start
    again = [match.start() for match in _AGAIN.finditer(text.folded, start, limit)]
    for index, (_, begin) in enumerate(starts):
        end = starts[index + 1][0] if index + 1 < len(starts) else min(len(text.source), begin + _LONGEST_ROW)
        yield Span(begin, min([end, *(place for place in again if begin < place < end)]))


def _task(document: DocumentContext, row: Span, provisions: Sequence[Provision]) -> Obligation | None:
    text = document.text
    pieces = [Span(*match.span()) for match in _PIECE.finditer(text.source, row.start, row.end)]
    for first in range(1, len(pieces)):
        lead = _party_cell(text, pieces, first)
        if lead is None:
            continue
        last, bearers = lead
        helpers = _party_cell(text, pieces, last) if last < len(pieces) else None
        span = Span(pieces[0].start, pieces[first - 1].end)
        holder = next((p for p in provisions if p.span.start <= span.start < p.span.end), None)
        if holder is None:
            return None
        return Obligation(
            span=Span(span.start, min(span.end, holder.span.end)),
            eid=holder.eid,
            bearers=bearers,
            lead=bearers,
            coordinate=helpers[1] if helpers else (),
            deadlines=tuple(_times(document, pieces, helpers[0] if helpers else last)),
            doubt="đọc từ bảng đã chép thành dòng",
        )
    return None


def _party_cell(text: Text, pieces: Sequence[Span], first: int) -> tuple[int, tuple[str, ...]] | None:
    """Return the names in the cell that begins with this piece, and the piece behind it."""
    if not text.source[pieces[first].start].isupper():
        return None
    for last in range(first, min(len(pieces), first + _MOST_PIECES)):
        goes_on = last + 1 < len(pieces) and (
            _GOES_ON.search(pieces[last].of(text.source)) or text.source[pieces[last + 1].start].islower()
        )
        if not goes_on and (names := parties_of(text, Span(pieces[first].start, pieces[last].end))):
            return last + 1, names
    return None


def _times(document: DocumentContext, pieces: Sequence[Span], first: int) -> Iterator[Deadline]:
    """Yield the limits of the cells that begin like a time."""
    source = document.text.source
    at = first
    while at < len(pieces):
        begins = _TIME.match(source, pieces[at].start, pieces[at].end)
        if not begins or _GOES_ON.search(pieces[at - 1].of(source)):
            at += 1
            continue
        last = at
        while last + 1 < len(pieces) and (
            _GOES_ON.search(pieces[last].of(source)) or not source[pieces[last + 1].start].isupper()
        ):
            last += 1
        yield from find_limits(document.text, Span(pieces[at].start, pieces[last].end), document.plan_year)
        at = last + 1
