"""The effect of an instrument as pages show it: from the register itself, with the vocabulary's facts beside it."""

from tests.texts import HEAD, corpus_of, pages_below

ACT = (
    "ỦY BAN NHÂN DÂN\nTỈNH LÀO CAI\n\nSố: 5/2020/QĐ-UBND\n\nLào Cai, ngày 05 tháng 3 năm 2020\n\nQUYẾT ĐỊNH\n"
    "Về công tác lưu trữ\n\nĐiều 1. Hiệu lực\n\n"
)
OLD = "Quyết định số 12/2015/QĐ-UBND ngày 01/02/2015 của Ủy ban nhân dân tỉnh Lào Cai"
OTHERS = "Căn cứ Nghị định số 71/1998/NĐ-CP;\n\nCăn cứ Luật Lưu trữ số 01/2011/QH13;"
READER = f"{HEAD}Căn cứ {OLD};\n\n{OTHERS}\n\nSở yêu cầu.\n"


def pages(act: str) -> dict[str, str]:
    return pages_below(corpus_of({"2020/act.txt": f"{ACT}{act}\n", "2024/thu.txt": READER}), "")


def test_a_held_repeal_is_the_status_of_what_it_repeals() -> None:
    found = pages(f"1. Bãi bỏ {OLD}.")
    told = (
        "Bị bãi bỏ toàn bộ bởi [Quyết định 5/2020/QĐ-UBND ngày 05/03/2020](05-2020-qd-ubnd.md) "
        "([Điều 1, khoản 1](05-2020-qd-ubnd.md#art_1__para_1))"
    )
    status = f'| Tình trạng hiệu lực | <span class="dai">{told}, theo văn bản trong sổ</span> |'
    assert status in found["van-ban/12-2015-qd-ubnd.md"]
    assert "ngày 01/02/2015" in found["van-ban/05-2020-qd-ubnd.md"]
    assert "## Bị bãi bỏ toàn bộ" in found["danh-muc/tinh-trang.md"]


def test_it_stands_beside_each_basis_with_the_facts_of_the_vocabulary() -> None:
    lines = pages(f"1. Bãi bỏ {OLD}.")["van-ban/12-snv-vp.md"].splitlines()
    basis = {
        key: next(line for line in lines if line.startswith("- ") and "[" in line and key in line)
        for key in ("12/2015", "71/1998", "01/2011")
    }
    assert "· Bị bãi bỏ toàn bộ bởi [Quyết định 5/2020/QĐ-UBND ngày 05/03/2020]" in basis["12/2015"]
    assert basis["71/1998"].endswith("· Hết hiệu lực")
    assert "hiệu lực" not in basis["01/2011"]


def test_a_repeal_in_part_names_its_clauses_and_is_nowhere_one_of_the_whole() -> None:
    found = pages(f"1. Bãi bỏ khoản 2 Điều 5 {OLD}.")
    page = found["van-ban/12-2015-qd-ubnd.md"]
    assert "Bị bãi bỏ một phần (khoản 2 Điều 5) bởi [Quyết định 5/2020/QĐ-UBND" in page
    assert "một phần: khoản 2 Điều 5" in found["van-ban/05-2020-qd-ubnd.md"]
    assert not any("Bị bãi bỏ toàn bộ" in text for text in found.values())


def test_an_amendment_is_told_and_what_nothing_is_known_of_is_unverified() -> None:
    found = pages(f"1. Sửa đổi, bổ sung một số điều của {OLD}.")
    status = '| Tình trạng hiệu lực | <span class="dai">'
    assert f"{status}Được sửa đổi, bổ sung bởi [Quyết định 5/2020" in found["van-ban/12-2015-qd-ubnd.md"]
    assert f"{status}Chưa xác minh</span> |" in found["van-ban/05-2020-qd-ubnd.md"]
