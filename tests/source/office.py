"""Office files made for the tests: written with python-docx, turned into other formats by LibreOffice."""

import io
import subprocess
import zipfile
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

HEAD = (("UBND TỈNH LÀO CAI\nSỞ NỘI VỤ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"),
        ("Số: 15/KH-SNV", "Lào Cai, ngày 12 tháng 3 năm 2024"))  # fmt: skip
RUNNING_HEAD = "Sở Nội vụ – tài liệu nội bộ"
FOOT = (("Nơi nhận:\n- UBND tỉnh;\n- Lưu: VT.", "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\nNguyễn Văn An"),)
BODY = (
    "Thực hiện Nghị định số 59/2023/NĐ-CP ngày 14 tháng 8 năm 2023 của Chính phủ quy định chi tiết một số điều của "
    "Luật Thực hiện dân chủ ở cơ sở, Sở Nội vụ xây dựng Kế hoạch như sau:",
    "I. NHIỆM VỤ",
    "1. Các phòng, đơn vị thuộc Sở rà soát quy chế dân chủ của cơ quan, gửi kết quả về Văn phòng Sở trước ngày 30 "
    "tháng 4 năm 2024 để tổng hợp, báo cáo Ủy ban nhân dân tỉnh theo quy định của pháp luật hiện hành.",
    "2. Văn phòng Sở đôn đốc, kiểm tra việc thực hiện Kế hoạch này.",
)
TABLE = (
    ("TT", "Nội dung công việc", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời gian hoàn thành"),
    ("1", "Tập huấn về thực hiện dân chủ ở cơ sở", "Văn phòng Sở", "Thanh tra Sở", "Quý II/2024"),
    ("2", "Kiểm tra việc thực hiện quy chế", "Thanh tra Sở", "Các phòng thuộc Sở", "Trước ngày 15/11/2024"),
)


def plan() -> Document:
    """A plan with a head and a foot that tables place, a table of tasks, and a running head."""
    document = docx.Document()
    _placed(document, HEAD)
    for words in ("KẾ HOẠCH", "Triển khai thực hiện dân chủ ở cơ sở năm 2024"):
        document.add_paragraph(words).alignment = WD_ALIGN_PARAGRAPH.CENTER
    for words in BODY:
        document.add_paragraph(words)
    table = document.add_table(0, len(TABLE[0]))
    table.style = "Table Grid"
    for row in TABLE:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
    document.add_paragraph()
    _placed(document, FOOT)
    document.sections[0].header.paragraphs[0].text = RUNNING_HEAD
    return document


def _placed(document: Document, rows: tuple[tuple[str, str], ...]) -> None:
    table = document.add_table(0, 2)
    for row in rows:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words


def saved(document: Document) -> bytes:
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


def paragraph(xml: str) -> bytes:
    """A document that holds these elements (w: prefix) in its body."""
    document = docx.Document()
    body = document.element.body
    for node in parse_xml(f"<w:body {nsdecls('w', 'wp', 'a')}>{xml}</w:body>"):
        body.insert(len(body) - 1, node)
    return saved(document)


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    """The same archive with one more, or another, part."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            if member.filename != name:
                new.writestr(member, old.read(member))
        new.writestr(name, content)
    return made.getvalue()


_TOGETHER: list[Callable[[], bytes]] = []


def converted(data: bytes, suffix: str) -> bytes:
    """The file as LibreOffice writes it in another format."""
    together = tuple(make() for make in _TOGETHER)
    return _converted(together if data in together else (data,), suffix)[data]


def in_one_go(make: Callable[[], bytes]) -> Callable[[], bytes]:
    """Let LibreOffice, which takes a second to start, convert this document along with the others marked so.

    `make` is called once.
    """
    _TOGETHER.append(cache(make))
    return _TOGETHER[-1]


@cache
def _converted(documents: tuple[bytes, ...], suffix: str) -> Mapping[bytes, bytes]:
    with TemporaryDirectory() as folder:
        files = {data: Path(folder) / f"{number}.docx" for number, data in enumerate(documents)}
        for data, file in files.items():
            file.write_bytes(data)
        profile = f"-env:UserInstallation={(Path(folder) / 'ho-so').as_uri()}"
        command = ["soffice", profile, "--headless", "--convert-to", suffix, "--outdir", folder]
        subprocess.run([*command, *map(str, files.values())], check=True, capture_output=True, timeout=180)
        return {data: file.with_suffix(f".{suffix}").read_bytes() for data, file in files.items()}


# What most tests read and convert: the same bytes, so that LibreOffice is asked once for each format.
PLAN = saved(plan())
