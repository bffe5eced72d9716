"""Which documents cite a clause: newest first, and those of one day in the same order in every build."""

import re

from tests.texts import HEAD, corpus_of, pages_below

LAW = "Nghị định số 4/2015/NĐ-CP ngày 09/01/2015 của Chính phủ"


def test_documents_of_one_day_have_one_order() -> None:
    letters = {
        f"{number}.txt": f"{HEAD.replace('Số: 12/', f'Số: {number}/')}Căn cứ khoản 2 Điều 5 của {LAW};\n\nSở yêu cầu.\n"
        for number in range(11, 18)
    }
    row = re.search(
        r'id="dan-dieu-5-khoan-2".*', pages_below(corpus_of(letters), "van-ban/")["van-ban/04-2015-nd-cp.md"]
    )
    assert row
    assert re.findall(r"\]\((\d+)-", row[0]) == ["17", "16", "15", "14", "13", "12", "11"]
