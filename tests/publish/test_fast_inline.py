"""The quicker search for inline marks gives what Markdown's own gives, whatever the text."""

import markdown
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from build_tools.publish.fast_inline import InlineMarks

EXTENSIONS = ["attr_list", "md_in_html", "tables", "admonition", "toc"]
# Every mark, and what stands between them; halves of marks, so that they meet by chance.
MARKS = tuple("*_`\\[]()!<>&;#|: \n")
WHOLE = ("[a]", "![a]", "<b>", "</b>", "&lt;", "<a@b.vn>", "<http://a.vn>", "{.a}", "  \n", "\n\n", "[a]: http://b.vn")
WORDS = ("a", "Nghị quyết", "120", "\x02", "\x03", "klzzwxh:0001", "*a* [*b*](c) `d*`", "[chữ](b.md)", "![ảnh][a]")


def html(text: str, *extensions: InlineMarks) -> str:
    return markdown.markdown(text, extensions=[*EXTENSIONS, *extensions])


@settings(deadline=None)  # what is compared is the HTML; the first call on a busy machine is slow
@given(st.lists(st.sampled_from(MARKS + WHOLE + WORDS), max_size=30).map("".join))
def test_any_text_gives_the_same_html(text: str) -> None:
    assert html(text, InlineMarks()) == html(text)


@pytest.mark.parametrize(
    ("text", "element"),
    [
        ("[a]\n\n[a]: b.md", '<a href="b.md">a</a>'),
        ("![a][b]\n\n[b]: c.png", '<img alt="a" src="c.png" />'),
        ("[*b*](c.md)", '<a href="c.md"><em>b</em></a>'),
        ("**`d`**", "<strong><code>d</code></strong>"),
        ("a  \nb", "<br />"),
        ("<http://a.vn>", '<a href="http://a.vn">http://a.vn</a>'),
        ("a &amp; b <i>c</i>", "a &amp; b <i>c</i>"),
        ("\\*a\\*", "<p>*a*</p>"),
    ],
)
def test_every_kind_of_mark_is_found(text: str, element: str) -> None:
    assert html(text, InlineMarks()) == html(text)
    assert element in html(text)
