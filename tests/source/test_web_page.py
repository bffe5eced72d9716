"""Saved web pages: the document without the portal around it."""

from build_tools.source.web_page import read_web_page

MENU = "<nav><ul><li><a href=/>Trang chủ</a></li><li><a href=/vb>Văn bản</a></li></ul></nav>"
ASIDE = "<div class=right><p>" + "Tin quảng cáo dịch vụ pháp lý, mời quý khách đăng ký thành viên. " * 9 + "</p></div>"
DIRECTIVE = """<div id=noi-dung><table><tr><td><b>BỘ NỘI VỤ</b><br>-----</td><td>CỘNG HÒA XÃ HỘI
CHỦ NGHĨA VIỆT NAM<br>Độc lập - Tự do - Hạnh phúc</td></tr>
<tr><td>Số: 5/BNV-VP</td><td>Hà Nội, ngày 3 tháng 2 năm 2024</td></tr></table>
<p>Kính gửi: Các
Sở Nội vụ.</p><p>Thực hiện <a href="/x">Nghị định số 59/2023/NĐ-CP</a>, yêu cầu:</p>
<ol type=a><li>Báo cáo <b>kết quả</b>;</li><li>Gửi về Bộ.</li></ol>
<p style="display:none">ẩn</p><table border=1><tr><td>TT</td><td colspan=2>Việc</td></tr></table>
<table><tr><td>Nơi nhận:<br>- Như trên.</td><td>BỘ TRƯỞNG</td></tr></table></div>"""


def page(body: str, title: str = "Cổng") -> bytes:
    return (
        f"<html><head><meta charset=utf-8><title>{title}</title></head><body>{MENU}{body}{ASIDE}</body></html>".encode()
    )


def test_a_directive_without_its_portal() -> None:
    reading = read_web_page(page(f"<div><h1>Văn bản</h1>{DIRECTIVE}</div>"))
    assert reading.text.split("\n\n") == [
        "BỘ NỘI VỤ\n-----",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc",
        "Số: 5/BNV-VP",
        "Hà Nội, ngày 3 tháng 2 năm 2024",
        "Kính gửi: Các Sở Nội vụ.",
        "Thực hiện Nghị định số 59/2023/NĐ-CP, yêu cầu:",
        "a) Báo cáo kết quả;",
        "b) Gửi về Bộ.",
        "TT\tViệc",
        "Nơi nhận:\n- Như trên.",
        "BỘ TRƯỞNG",
    ]
    assert [[cell.columns for cell in row.cells] for row in reading.rows] == [[1, 2]]


def test_a_news_page_is_its_article_with_its_title() -> None:
    words = "Sở Nội vụ triển khai Quy chế dân chủ ở cơ sở tại các đơn vị trong tỉnh." + " Thêm." * 9
    sentences = "".join(f"<p>Câu thứ {number}: {words}</p>" for number in range(20))
    text = read_web_page(page(f"<div><article>{sentences}</article></div>", "Triển khai Công văn 5")).text
    assert text.startswith("Triển khai Công văn 5\n\nCâu thứ 0")
    assert "Câu thứ 19" in text
    assert "quảng cáo" not in text


def test_an_old_encoding_that_the_page_declares() -> None:
    data = "<meta charset=windows-1252><p>caf\xe9</p>".encode("cp1252")
    assert read_web_page(data).text == "café"
