"""To whom a document is sent, however the list is laid out."""

import pytest

from tests.texts import document_of

TOP = "ỦY BAN NHÂN DÂN\nTỈNH LÀO CAI\nSố: 5/UBND-NC\nLào Cai, ngày 05 tháng 3 năm 2026\nV/v rà soát biên chế\n\n"
BODY = "\nThực hiện Công văn số 12/BNV ngày 01/3/2026, Ủy ban nhân dân tỉnh đề nghị:\n1. Rà soát biên chế.\n"


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("Kính gửi: Các sở, ban, ngành;\nỦy ban nhân dân các xã.\n", ["Các sở, ban, ngành", "Ủy ban nhân dân các xã"]),
        ("Kính gửi:\n- Sở Nội vụ;\n- Sở Tài chính.\n", ["Sở Nội vụ", "Sở Tài chính"]),
        ("Kính gửi: - Sở Nội vụ;\n          - Sở Tài chính.\n", ["Sở Nội vụ", "Sở Tài chính"]),
        ("Kính gửi:\n\nSở Nội vụ;\n\nSở Tài chính;\n\nSở Y tế.\n", ["Sở Nội vụ", "Sở Tài chính", "Sở Y tế"]),
        ("Kính gửi:\nỦy ban nhân dân các xã, phường\n", ["Ủy ban nhân dân các xã, phường"]),
        ("Kính gửi:\n+ Sở Nội vụ\n+ Sở Tài chính\n", ["Sở Nội vụ", "Sở Tài chính"]),
        ("**Kính gửi:** Sở Nội vụ; Sở Tài chính\n", ["Sở Nội vụ", "Sở Tài chính"]),
        ("Kính gửi: Các sở, Ủy ban nhân dân các\nxã, phường.\n", ["Các sở, Ủy ban nhân dân các xã, phường"]),
        ("Kính gửi: Sở Nội vụ\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n", ["Sở Nội vụ"]),
        ("", []),
    ],
)
def test_each_addressee_is_found(written: str, names: list[str]) -> None:
    document = document_of(TOP + written + BODY)
    record, text = document.record, document.source.text
    assert [stated.value for stated in record.addressees] == names
    assert all(stated.span and stated.span.of(text).split()[0] in stated.value for stated in record.addressees)
