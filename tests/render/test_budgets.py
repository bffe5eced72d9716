"""What pages may weigh, held on a small register that is wide in every way a large one is.

More communes issue a plan of one number, carry out one directive, cite one decree each at another clause and owe a
report on one day than any list shows in place: a page that names all of them would grow with the register, whatever it
weighs here. What a register of 10,000 documents weighs is measured (docs/phat-trien/quy-mo.md).
"""

import gzip
import json
from itertools import product

import markdown
import pytest

from build_tools.model.corpus import Corpus
from tests.site_config import EXTENSION_CONFIGS, EXTENSIONS
from tests.texts import corpus_of, led_to, pages_below

SYLLABLES = ("An", "Bình", "Đông", "Hải", "Minh", "Phú", "Tân")  # no two of them are a province
COMMUNES = [" ".join(parts) for parts in product(SYLLABLES, repeat=3)][:330]
# No page shows more of them: the form of all works offers the 300 that issue most.
MOST = 300
# Bytes of a page in HTML, of which the theme has some 25 kB around the text.
PAGE, SHELL = 300_000, 25_000
# Bytes of a deadline on "Việc", packed: the page loads a thousand at first.
ROW = 150
HEAD = "ỦY BAN NHÂN DÂN\n{organ}\n\nSố: {number}\n\n{place}, ngày 05 tháng 3 năm 2024\n\n{kind}\n{subject}\n\n"
DIRECTIVE = HEAD.format(
    organ="TỈNH LÀO CAI", number="1/CT-UBND", place="Lào Cai", kind="CHỈ THỊ", subject="Về thực hiện dân chủ"
) + ("1. Ủy ban nhân dân các xã xây dựng kế hoạch thực hiện Chỉ thị này, báo cáo Sở Nội vụ trước ngày 15/12/2024.\n")
CITED = "Chỉ thị số 1/CT-UBND ngày 05/3/2024 của Ủy ban nhân dân tỉnh Lào Cai"


def plan(place: int, name: str) -> str:
    head = HEAD.format(
        organ=f"XÃ {name.upper()}", number="12/KH-UBND", place=name, kind="KẾ HOẠCH", subject="Thực hiện dân chủ"
    )
    return head + (
        f"Căn cứ {CITED};\n\n"
        f"1. Ủy ban nhân dân xã {name}, tỉnh Lào Cai chủ trì, báo cáo Sở Nội vụ trước ngày 15/12/2024.\n\n"
        f"2. Thực hiện Điều {place} Nghị định số 59/2023/NĐ-CP ngày 14/8/2023 của Chính phủ.\n"
    )


def report(place: int, name: str) -> str:
    head = HEAD.format(
        organ=f"XÃ {name.upper()}",
        number=f"{place}/BC-UBND",
        place=name,
        kind="BÁO CÁO",
        subject=f"Kết quả năm {place}",
    )
    return head + f"Thực hiện {CITED}, Ủy ban nhân dân xã {name} báo cáo kết quả.\n"


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    texts = {"chi-thi.txt": DIRECTIVE}
    texts |= {f"kh-{place}.txt": plan(place, name) for place, name in enumerate(COMMUNES, 1)}
    texts |= {f"bc-{place}.txt": report(place, name) for place, name in enumerate(COMMUNES[:120], 1)}
    return corpus_of(texts)


@pytest.fixture(scope="module")
def files(corpus: Corpus) -> dict[str, str]:
    return pages_below(corpus, "")


@pytest.fixture(scope="module")
def pages(files: dict[str, str]) -> dict[str, str]:
    return {path: text for path, text in files.items() if path.endswith(".md")}


def test_no_page_names_all_that_there_are(pages: dict[str, str]) -> None:
    named = {path: sum(f"xã {name}," in text for name in COMMUNES) for path, text in pages.items()}
    assert {path: count for path, count in named.items() if count > MOST} == {}
    assert max(named.values()) > MOST / 2, "the register is wide"
    rows = {path: max(text.count("\n| "), text.count("<tr ")) for path, text in pages.items()}
    assert {path: count for path, count in rows.items() if count >= len(COMMUNES)} == {}


def test_no_page_is_heavy(pages: dict[str, str]) -> None:
    heaviest = sorted(pages, key=lambda path: len(pages[path].encode()))[-5:]
    for path in heaviest:
        text = pages[path].partition("\n---\n")[2]
        html = markdown.markdown(text, extensions=EXTENSIONS, extension_configs=EXTENSION_CONFIGS)
        assert len(html.encode()) + SHELL < PAGE, path


def test_documents_of_one_number_are_all_found_from_it(corpus: Corpus, pages: dict[str, str]) -> None:
    lists = [path for path in pages if path == "van-ban/12-kh-ubnd.md" or path.startswith("van-ban/12-kh-ubnd/trang-")]
    assert len(lists) == 4
    found = set().union(*(led_to(path, pages[path]) for path in lists)) - set(lists)
    assert found == {path for path in pages if path.startswith("van-ban/12-kh-ubnd/lao-cai-")}
    assert len(found) == len(COMMUNES)


def test_what_is_left_out_is_counted(pages: dict[str, str]) -> None:
    assert "… và 130 điều khoản nữa." in pages["van-ban/59-2023-nd-cp.md"]
    directive = pages["van-ban/01-ct-ubnd.md"]
    assert "… và 20 báo cáo trước đó." in directive
    assert "… và 130 đơn vị nữa" in directive


def test_a_row_of_what_is_due_is_light(files: dict[str, str]) -> None:
    month = files["viec/2024-12.js"]
    count = len(json.loads(month.partition("(")[2].rpartition(")")[0]))
    assert count >= len(COMMUNES)
    assert len(gzip.compress(month.encode(), 6)) < ROW * count
