"""The table of attributes on a work's page: what its record says, and what a keeper states of it."""

from collections.abc import Iterator

from build_tools.model.corpus import Work
from build_tools.model.document import Document, Record
from build_tools.render.markdown import Md, join, shown
from build_tools.render.wording import BY_KEEPER, basis_words, vietnamese_date


def card_of(work: Work) -> Iterator[tuple[str, str]]:
    """Yield the rows of the table of attributes; an unknown value that readers expect is shown as unknown."""
    record = work.document.record if work.document else None
    yield "Loại văn bản", work.type_name
    if work.code:
        yield "Số, ký hiệu", work.code.text if work.code.number else f"để trống số; ký hiệu {work.code.notation}"
    yield "Cơ quan ban hành", work.organ or "chưa rõ"
    if work.id.scope and not record:
        yield "Địa phương", "văn bản viện dẫn không nêu tên tỉnh"
    yield (
        ("Ngày đăng" if record and record.genre == "news" else "Ngày ban hành"),
        vietnamese_date(work.date) or (_month(record) if record else "") or "chưa rõ",
    )
    if words := basis_words(work):
        yield "Ghi làm căn cứ", Md(f"<span data-chep>{shown(words)}</span>")
    if work.document and (declared := _stated_by_keeper(work.document)):
        yield "Khai báo", declared
    if work.known:
        yield "Bổ sung", "những điều các văn bản viện dẫn không ghi lấy từ danh mục văn bản đã biết"
    if record:
        stated = (
            ("Địa danh", record.place),
            ("Người ký", record.signer),
            ("Chức vụ", record.signer_position),
            ("Thẩm quyền ký", record.signing_authority),
        )
        yield from ((label, value.value) for label, value in stated if value)
        if record.addressees:
            yield "Kính gửi", join((item.value for item in record.addressees), "; ")
        if record.copies_to:
            yield "Nơi nhận", join((item.value for item in record.copies_to), "; ")


def _month(record: Record) -> str:
    """Month and year of a document of which the day can't be read."""
    if record.issued_month is None:
        return ""
    year, month = record.issued_month.split("-")
    return f"tháng {month}/{year} (chưa rõ ngày)"


def _stated_by_keeper(document: Document) -> str:
    """Return which fields a keeper states in the sidecar, why and from where; "" for none."""
    statement = document.source.statement
    fields = (
        ("loại", statement.type_name),
        ("số, ký hiệu", statement.code),
        ("ngày ban hành", statement.issued_date),
        ("cơ quan", statement.organ),
        ("địa phương", statement.place),
        ("trích yếu", statement.subject),
        ("người ký", statement.signer),
        ("chức vụ", statement.signer_position),
        ("thẩm quyền ký", statement.signing_authority),
        ("nơi gửi", statement.addressees),
        ("nơi nhận", statement.copies_to),
        (f"{len(statement.citations)} viện dẫn", statement.citations),
        (f"{len(statement.obligations)} nhiệm vụ", statement.obligations),
        (f"{len(statement.exemptions)} đơn vị không phải ban hành văn bản", statement.exemptions),
    )
    names = ", ".join(name for name, value in fields if value)
    why = [f"{word}: {value}" for word, value in (("lý do", statement.reason), ("nguồn", statement.origin)) if value]
    return "; ".join([f"{BY_KEEPER} {names}"] * bool(names) + why)
