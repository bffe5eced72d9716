"""Whatever a source holds, the reader sees exactly its characters: checked against the Markdown that publishes it."""

import html
import re

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.base.text import canonical
from build_tools.render.annotate import full_text
from build_tools.render.markdown import escape
from tests.site_config import EXTENSION_CONFIGS, EXTENSIONS
from tests.texts import HEAD, document_of


def visible(source: str) -> str:
    """What a reader sees of the Markdown, white space aside."""
    shown = markdown.markdown(source, extensions=EXTENSIONS, extension_configs=EXTENSION_CONFIGS)
    return squash(html.unescape(re.sub(r"<[^>]*>", "", shown)))


def squash(text: str) -> str:
    return re.sub(r"\s+", "", text)


TRAPS = [
    "3. Khoản ba, không phải khoản một",
    "3) Khoản ba",
    "đ) Điểm đ",
    "+ dấu cộng",
    "- gạch đầu dòng",
    "# không phải tiêu đề",
    "> không phải trích",
    "    bốn dấu cách không phải mã",
    "*không nghiêng* và **đậm** và _gạch dưới_ và a_b_c",
    "`mã` và ``mã``",
    "[nhãn](http://a.vn) và ![ảnh](x.png) và [ref][1]",
    "[1]: http://a.vn",
    "<script>alert(1)</script> <b>đậm</b> <!-- ghi chú -->",
    "&lt; &amp; &#65; & A&B",
    "{: #id .lop } và {{ jinja }} và {% khối %}",
    "dòng {: .lop }",
    "| a | b |\n| --- | --- |\n| 1 | 2 |",
    "Tiêu đề\n=====",
    "Tiêu đề\n-----",
    "***",
    "!!! note\n    x",
    "\\* gạch chéo \\\\",
    "http://a.vn/ và a@b.vn và <http://a.vn>",
    ": định nghĩa",
    "~~~\nmã\n~~~",
    "một\n2. hai\n- ba\n# bốn",
    "*[HTML]: viết tắt",
    "[^1]: chú thích",
    "\\",
    "\x02klzzwxh:0001\x03 \x00 \x1b",
]


@pytest.mark.parametrize("text", TRAPS)
def test_the_reader_sees_what_was_signed(text: str) -> None:
    text = canonical(text)
    assert visible(escape(text.strip())) == squash(text)
    assert visible(f"{escape(text.strip())}\n{{: #al_1 .cap-0 }}") == squash(text)


@given(st.text(st.sampled_from("ab1 .)(-+*_#>`[]{}<>&|!:=~^\\\n\"'đ/"), max_size=40))
def test_no_text_becomes_structure(text: str) -> None:
    assert visible(escape(text.strip())) == squash(text)


@given(st.text(st.sampled_from("ab1 .)-+*_#>`[]{}<>&|!:=~\\\n"), max_size=60))
def test_no_document_becomes_structure(text: str) -> None:
    document = document_of(HEAD + text)
    assert visible(full_text(document, {})) == squash(document.source.text)


@given(st.text(max_size=60))
def test_any_character_at_all(text: str) -> None:
    text = canonical(text)
    assert visible(escape(text.strip())) == squash(text)
