"""What readers of the site report as wrong ("Báo sai"): lines that a keeper pastes, and the fact that each is about.

A report applies nothing: a keeper takes it over or refuses it. docs/assets/report.js makes the lines that are read.
"""

import re
from collections.abc import Iterator, Sequence

from build_tools.base.text import canonical, place_of, squeeze
from build_tools.base.values import Value
from build_tools.base.yaml_edits import EditError
from build_tools.model.span import Span
from build_tools.model.statement import FACT_KINDS
from build_tools.parse.facts import Fact
from build_tools.parse.reviews import Review

FIRST_LINE, LAST_LINE = "BÁO SAI", "HẾT"
NOTHING_THERE = "(không có)"
# The field of a kind's form that a reader's words go to.
_FIELDS = {"vien_dan": "la", "nhiem_vu": "don_vi", "thoi_han": "ngay"}
_KEYS = ("Văn bản", "Trang", "Điều", "Lời văn", "Trang ghi", "Đúng ra", "Lời báo", "Người báo")
_LINE = re.compile(rf"({'|'.join(_KEYS)}):(.*)")
_QUOTED = re.compile(r"^(?:[ \t]*>)+[ \t]?")
_IDENTITY = re.compile(r"\[([0-9a-f]{16})\]")
_FACT = re.compile(r"\[([a-z_]+)(?: (\d{1,9}))?\]")
_MOST, _LONGEST = 200, 1_000
_NONE = (
    "Chữ đã dán không có lời báo nào. Lời báo bắt đầu bằng dòng “BÁO SAI”, có dòng “Văn bản:” và dòng “Điều:” kèm mã "
    "trong ngoặc vuông; hãy chép nguyên cả lời báo."
)


class Report(Value, frozen=True):
    """A reader's report about one fact: the document's identifier, the kind, where the fact began, and the words.

    `quote` are words of the document, `shown` what the page said, `right` what the reader says it should be ("" for
    not said), `words` and `by` the reader's own words and name.
    """

    document: str
    name: str
    kind: str
    start: int | None
    quote: str = ""
    shown: str = ""
    right: str = ""
    words: str = ""
    by: str = ""

    @property
    def reason(self) -> str:
        """Why a keeper states what is reported: whose report it was."""
        said = f": {self.words}" if self.words else ""
        return f"theo lời báo sai của {self.by or 'người đọc'}{said}"

    @property
    def action(self) -> str:
        """What taking it over does (see decisions.ACTIONS). Raises EditError where the reader does not say it."""
        if not self.right:
            raise EditError(
                "Người báo không ghi điều đúng. Hãy sửa (phím E) hoặc bỏ (phím X), hoặc không nhận (phím R)."
            )
        return "bo" if self.right == NOTHING_THERE else "sua"

    @property
    def fields(self) -> dict[str, str]:
        """The fields of the kind's form, with the reader's words in one of them."""
        return {_FIELDS.get(self.kind, self.kind): self.right}


def read_reports(pasted: str) -> tuple[Report, ...]:
    """Return the reports in a mail or a form, each once. Raises EditError for text that has none."""
    reports = tuple(dict.fromkeys(filter(None, map(_report, _blocks(canonical(pasted))))))
    if not reports:
        raise EditError(_NONE)
    if len(reports) > _MOST:
        raise EditError(f"Chữ đã dán có {len(reports)} lời báo; mỗi lần dán nhiều nhất {_MOST}.")
    return reports


def _blocks(pasted: str) -> Iterator[dict[str, str]]:
    """Yield the keys and words of each report; a line that a mail has wrapped goes on the one before it."""
    block: dict[str, str] | None = None
    key = ""
    for line in (squeeze(_QUOTED.sub("", line)) for line in pasted.splitlines()):
        if line.startswith(FIRST_LINE):
            if block:
                yield block
            block, key = {}, ""
        elif block is None:
            continue
        elif line == LAST_LINE:
            yield block
            block = None
        elif (found := _LINE.match(line)) and found[1] not in block:
            key = found[1]
            block[key] = found[2].strip()
        elif key and line:
            block[key] = f"{block[key]} {line}".strip()
    if block:
        yield block


def _report(block: dict[str, str]) -> Report | None:
    identity, fact = _IDENTITY.search(block.get("Văn bản", "")), _FACT.search(block.get("Điều", ""))
    if identity is None or fact is None or fact[1] not in FACT_KINDS:
        return None
    words = {key: value[:_LONGEST] for key, value in block.items()}
    return Report(
        document=identity[1],
        name=squeeze(_IDENTITY.sub("", words["Văn bản"])),
        kind=fact[1],
        start=int(fact[2]) if fact[2] else None,
        quote=words.get("Lời văn", ""),
        shown=words.get("Trang ghi", ""),
        right=words.get("Đúng ra", ""),
        words=words.get("Lời báo", ""),
        by=words.get("Người báo", ""),
    )


def fact_of(report: Report, text: str, reviews: Sequence[Review]) -> int | None:
    """Return the place among the reviews of the fact that a report is about, `None` where it is not there any more."""
    alike = [
        (place, review.fact)
        for place, review in enumerate(reviews)
        if review.fact and review.fact.kind == report.kind and (report.start is None or review.fact.span)
    ]
    if report.start is None:
        return alike[0][0] if alike else None
    there = [(place, fact) for place, fact in alike if fact.span and fact.span.start == report.start]
    begins = squeeze(report.quote).removesuffix("…").strip()
    if there and (report.kind != "nhiem_vu" or _agrees(there[0][1].span, text, begins)):
        same = (place for place, fact in there if squeeze(fact.value) == report.shown)
        return next(same, there[0][0])
    at = place_of(text, begins)
    moved = (place for place, fact in alike if at and fact.span and fact.span.overlaps(Span(*at)))
    return next(moved, None)


def _agrees(span: Span | None, text: str, begins: str) -> bool:
    return span is not None and squeeze(span.of(text)).startswith(begins[:40])


def review_of(report: Report, text: str, reviews: Sequence[Review]) -> Review:
    """Return the fact that a report is about; an attribute that is not read yet may be stated as well.

    Raises EditError where it is not there any more.
    """
    place = fact_of(report, text, reviews)
    if place is not None:
        return reviews[place]
    if report.start is None:
        return Review(Fact(report.kind, ""))
    raise EditError("Điều mà lời báo nêu nay không còn ở chỗ ấy. Hãy thêm (phím T), hoặc không nhận (phím R).")
