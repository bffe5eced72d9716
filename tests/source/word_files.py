"""Word files that the tests of other programs convert: cells that reach down, struck words, raised note marks.

LibreOffice converts them in one go.
"""

from tests.source.office import in_one_go, paragraph, plan, saved

RUN = '<w:r><w:rPr>{}</w:rPr><w:t xml:space="preserve">{}</w:t></w:r>'


@in_one_go
def merged_plan() -> bytes:
    """Rows 1 and 2 share who leads, who helps and by when; row 4 shares the time of row 3 alone."""
    made = plan()
    table = made.tables[1]
    rows = (
        ("3", "Kiểm tra hồ sơ", "Thanh tra Sở", "Văn phòng Sở", "Quý III/2025"),
        ("4", "Báo cáo kết quả", "Phòng Tổ chức", "", ""),
    )
    for row in rows:
        for cell, words in zip(table.add_row().cells, row, strict=True):  # type: ignore[no-untyped-call]
            cell.text = words
    for column in (2, 3, 4):
        table.cell(2, column).text = ""
        table.cell(1, column).merge(table.cell(2, column)).text = TABLE_VALUES[column]
    table.cell(3, 4).merge(table.cell(4, 4)).text = "Quý III/2025"
    return saved(made)


TABLE_VALUES = {2: "Văn phòng Sở", 3: "Các phòng thuộc Sở", 4: "Trước ngày 30/4/2025"}


@in_one_go
def plan_with_a_heading() -> bytes:
    made = plan()
    table = made.tables[1]
    for row in (("II", "Công tác lưu trữ", "", "", ""), ("3", "Chỉnh lý tài liệu", "Phòng Tổ chức", "", "Quý IV/2024")):
        for cell, words in zip(table.add_row().cells, row, strict=True):  # type: ignore[no-untyped-call]
            cell.text = words
    table.cell(3, 1).merge(table.cell(3, 4)).text = "Công tác lưu trữ"
    return saved(made)


@in_one_go
def struck() -> bytes:
    text = (
        f"{RUN.format('', 'Văn phòng Sở báo cáo trước ngày ')}{RUN.format('<w:strike/>', '30/4/2025 ')}"
        f"{RUN.format('', '15/5/2025.')}"
    )
    gone = f"<w:p>{RUN.format('<w:dstrike/>', 'Thanh tra Sở báo cáo trước ngày 01/6/2025.')}</w:p>"
    return paragraph(f"<w:p>{text}</w:p>{gone}<w:p>{RUN.format('', 'Hết.')}</w:p>")


def with_raised(up: str) -> bytes:
    words = (
        ("", "Văn phòng Sở thực hiện Nghị định số 30/2020/NĐ-CP"),
        (up, "1"),
        ("", ", báo cáo trước ngày 30/4/2025"),
        (up, "2"),
        ("", ", 150 m"),
        (up, "2"),
        ("", "."),
    )
    return paragraph(f"<w:p>{''.join(RUN.format(*piece) for piece in words)}</w:p>")


@in_one_go
def superscript() -> bytes:
    return with_raised('<w:vertAlign w:val="superscript"/>')


@in_one_go
def lifted() -> bytes:
    return with_raised('<w:position w:val="8"/><w:sz w:val="14"/>')
