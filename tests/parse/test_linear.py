"""Parsing takes linear time: an eighth of a megabyte of each construct, repeated, beside as much of ordinary tasks.

The tasks are timed once, and again beside a construct that seems to take too long, so that a machine that was busy
meanwhile slows both. The hardest construct, a number alone on each line, takes twice as long as the tasks; quadratic
time would take a hundred times as long. `make test-long` takes a whole megabyte, in which a term that grows with the
square weighs eight times as much.
"""

import time
from functools import cache

import pytest

from tests.texts import HEAD, document_of

TIMES_AN_ORDINARY_TEXT = 4
ORDINARY = (
    "1. Sở Nội vụ chủ trì, phối hợp với Sở Tài chính và Ủy ban nhân dân các xã, phường rà soát, tổng hợp kết quả thực "
    "hiện Quyết định số 12/2024/QĐ-UBND ngày 05/3/2024 của Ủy ban nhân dân tỉnh về quản lý, sử dụng tài sản công trên "
    "địa bàn tỉnh; báo cáo Ủy ban nhân dân tỉnh trước ngày 30/6/2024.\n\n"
)
CONSTRUCTS = {
    "codes": "Công văn số 481/UBND-NC ngày 10/02/2022 của UBND tỉnh, ",
    "codes without a type": "481/UBND-NC ",
    "half codes": "481/",
    "digits": "1",
    "dashes": "-",
    "blanks": " ",
    "line breaks": "\n",
    "laws": "Luật Phòng, chống tham nhũng, ",
    "unknown laws": "Luật Abc ",
    "law words": "Luật ",
    "amending laws": "Luật sửa đổi, bổ sung một số điều của ",
    "congresses": "Nghị quyết Đại hội ",
    "provisions": "điểm a khoản 2 Điều 5, ",
    "issuers": "của Ban Chỉ đạo ",
    "dates": "ngày 10/02/2022 ",
    "deadlines": "trước ngày 10/12 và ngày 11/12, ",
    "periods": "định kỳ 6 tháng, năm, ",
    "orders": "yêu cầu các phòng ",
    "brackets": "(",
    "abbreviations": "thủ tục hành chính (TTHC) ",
    "items": "1. Báo cáo kết quả thực hiện về Sở Nội vụ.\n",
    "bullets": "- ",
    "bold": "**",
    "signatures": "KT. GIÁM ĐỐC\n",
    "copies": "Nơi nhận:\n- Như trên;\n",
    "places": "Quảng Trị, ngày ",
    "subjects": "V/v ",
    "sentences": "Một câu. ",
    "quotes": "“",
    "bare numbers": "Nghị định 54, ",
    "unfilled numbers": "số …/2016/NĐ-CP, ",
    "what acts on what": "Nghị định số 1/2015/NĐ-CP được sửa đổi bởi ",
    "repeals": "bãi bỏ khoản 1 Điều 5, ",
    "misread figures": "O4/2O15/",
    "parties": "Sở Nội vụ, ",
    "parties with a semicolon": "Giám đốc các Sở: Tư pháp; ",
    "groups": "các sở, ban, ngành, ",
    "told": "Trong quá trình thực hiện, ",
    "topics": "Về kinh phí: ",
    "parts": "(i) Chỉ đạo ",
    "attributes": "- Đơn vị chủ trì: Văn phòng.\n",
    "recurring": "định kỳ hằng tuần, trước ngày 15 hằng tháng, ",
    "capitals behind a figure": "5SMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMố: ",
    "events": "trước khi khai thác ",
    "bodies": "các sở, ban, ngành, đoàn thể và ",
    "committees": "Ban Chỉ đạo kiểm tra, giám sát ",
    "offices": "Thủ trưởng các cơ quan, ",
    "names": "Sở Nguyễn Văn ",
    "orders behind commas": "trong quá trình thực hiện, đề nghị ",
    "days of a list": "trước ngày 5/6, ",
    "hours": "trước 17 giờ ",
    "periods from an event": "trong 05 ngày làm việc kể từ ",
    "numbers on lines": "1\n",
    "heads of tables": "TT\nNhiệm vụ\nCơ quan chủ trì\n1\n",
    "headings of units": "1. Sở Nội vụ\n",
    "stray signs": "ˆ‹ Sớ Nội vu ",
    "quoted clauses": "“Điều 5. ",
}


@pytest.mark.parametrize("name", CONSTRUCTS)
def test_time_grows_with_the_text_alone(name: str, pytestconfig: pytest.Config) -> None:
    size = 1_000_000 if pytestconfig.getoption("--long") else 125_000
    odd = _seconds(CONSTRUCTS[name], size)
    assert odd < TIMES_AN_ORDINARY_TEXT * _ordinary(size) or odd < TIMES_AN_ORDINARY_TEXT * _seconds(ORDINARY, size)


@cache
def _ordinary(size: int) -> float:
    return _seconds(ORDINARY, size)


def _seconds(piece: str, size: int) -> float:
    """The processor time for so many bytes of the piece."""
    text = HEAD + piece * (size // len(piece.encode()))
    start = time.process_time()
    document_of(text)
    return time.process_time() - start
