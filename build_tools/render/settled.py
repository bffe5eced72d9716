"""What the pages say of facts that a keeper has confirmed at the desk."""

from collections.abc import Iterable, Iterator

from build_tools.model.document import Document, Settled
from build_tools.model.span import Span
from build_tools.render.markdown import Md, attribute, shown

# The kinds of facts that the rows of the card show.
CARD_KINDS = {
    "Loại văn bản": "loai",
    "Số, ký hiệu": "so_ky_hieu",
    "Cơ quan ban hành": "co_quan",
    "Ngày ban hành": "ngay_ban_hanh",
    "Ngày đăng": "ngay_ban_hanh",
    "Địa danh": "dia_phuong",
    "Người ký": "nguoi_ky",
    "Chức vụ": "chuc_vu",
    "Thẩm quyền ký": "tham_quyen_ky",
    "Kính gửi": "kinh_gui",
    "Nơi nhận": "noi_nhan",
}


def settled_words(document: Document, kind: str, span: Span | None = None) -> str:
    """Return when and by whom a fact was confirmed ("đã soát ngày 26/11/2026, bởi …"); "" where nobody has.

    Without a span the fact is of the record.
    """
    found = (row for row in document.settled if row.kind == kind and (span is None or row.span == span))
    return _words(next(found, None))


def settled_mark(document: Document, kind: str, span: Span | None = None) -> Md:
    """Return a tick that says the same when it is pointed at; "" where nobody has confirmed the fact."""
    words = settled_words(document, kind, span)
    return Md(f' <abbr class="da-soat" title="{attribute(words)}">✓</abbr>' if words else "")


def with_marks(document: Document | None, rows: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield the rows of a document's card, each attribute that is confirmed with its tick, and how much of all is."""
    for label, value in rows:
        kind = CARD_KINDS.get(label)
        mark = settled_mark(document, kind) if kind and document else Md("")
        yield label, Md(f"{value if isinstance(value, Md) else shown(value)}{mark}") if mark else value
    if document and (words := progress_words([document])):
        yield "Soát", words


def progress_words(documents: Iterable[Document]) -> str:
    """Return how many facts of the documents are settled ("đã soát 12/17 điều"), and who was last; "" for none."""
    several = list(documents)
    rows = [row for document in several for row in document.settled]
    facts = sum(document.facts for document in several)
    dated = [row for row in rows if row.day]
    if not dated:
        return ""
    last = max(dated, key=lambda row: (row.day, row.by or ""))
    return f"đã soát {len(rows)}/{facts} điều, gần nhất {_words(last).removeprefix('đã soát ')}"


def _words(row: Settled | None) -> str:
    if row is None or row.day is None:
        return ""
    return f"đã soát ngày {row.day:%d/%m/%Y}{f', bởi {row.by}' if row.by else ''}"
