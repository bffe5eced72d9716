"""A change of a sidecar touches its own lines alone: comments, order, quotes, CRLF and trailing blanks stay."""

import difflib
from datetime import date
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from build_tools.base.yaml_edits import EditError, with_item, with_items, with_value, without_item, without_key

ITEM = {"cau": "Nghị định 54: “a”", "ly_do": "# không phải ghi chú", "bo": True}
KEPT = """# đầu tệp

loai:   'Kế hoạch'   # kiểu cũ
so_ky_hieu: "15/KH-SKHCN"
kinh_gui: [Các phòng,  Thanh tra]


vien_dan:
    # trước mục
    -   cau: Nghị định 54   # cuối dòng
        ly_do: |
          nhiều dòng

          nữa
    # sau mục
nhiem_vu:
- {cau: Báo cáo, ly_do: x}
# cuối tệp
"""


def added(before: str, after: str) -> list[str]:
    """The lines of the change; fails if a line that was there is gone or altered."""
    lines = list(difflib.ndiff(before.splitlines(keepends=True), after.splitlines(keepends=True)))
    assert [line for line in lines if line.startswith("-")] == []
    return [line[2:] for line in lines if line.startswith("+")]


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("key", ["vien_dan", "nhiem_vu", "da_soat"])
def test_an_item_is_added_and_nothing_else_moves(key: str, newline: str) -> None:
    before = KEPT.replace("\n", newline)
    after = with_item(before, key, ITEM)
    lines = added(before, after)
    assert all(line.endswith(newline) for line in lines)
    assert len(lines) == 3 + (key == "da_soat")
    assert yaml.safe_load(after)[key][-1] == ITEM
    index = len(yaml.safe_load(after)[key]) - 1
    assert without_item(after, key, index) == before


def test_the_first_item_of_a_file_without_a_last_line_break() -> None:
    assert with_item("loai: Kế hoạch", "da_soat", {"dieu": "loai"}) == "loai: Kế hoạch\nda_soat:\n- dieu: loai\n"
    assert with_item("", "da_soat", {"dieu": "loai"}) == "da_soat:\n- dieu: loai\n"
    assert with_item("# chưa có gì", "da_soat", {"dieu": "loai"}) == "# chưa có gì\nda_soat:\n- dieu: loai\n"
    two = with_items("loai: Kế hoạch", "da_soat", [{"dieu": "loai"}, {"dieu": "co_quan"}])
    assert two == "loai: Kế hoạch\nda_soat:\n- dieu: loai\n- dieu: co_quan\n"
    day = date(2026, 11, 26)
    same = with_items("", "da_soat", [{"ngay": day, "doc": [day]}, {"ngay": day}])
    assert same == "da_soat:\n- ngay: 2026-11-26\n  doc:\n  - 2026-11-26\n- ngay: 2026-11-26\n"
    assert with_item(same, "da_soat", {"ngay": day}) == same + "- ngay: 2026-11-26\n"
    assert with_items("da_soat: [{a: 1}]", "da_soat", [{"b": 2}, {"c": 3}]) == "da_soat: [{a: 1}, {b: 2}, {c: 3}]"


def test_a_list_in_brackets_stays_in_brackets() -> None:
    before = "da_soat: [\n  {dieu: loai},  # một\n]\nloai: x\n"
    after = with_item(before, "da_soat", {"dieu": "co_quan"})
    assert after == "da_soat: [\n  {dieu: loai}, {dieu: co_quan},  # một\n]\nloai: x\n"
    assert with_item("da_soat: []  # rỗng\n", "da_soat", {"dieu": "loai"}) == "da_soat: [{dieu: loai}]  # rỗng\n"


def test_a_value_is_changed_in_its_place() -> None:
    after = with_value(KEPT, "loai", "Công văn")
    assert after == KEPT.replace("loai:   'Kế hoạch'   #", "loai: Công văn   #")
    after = with_value(KEPT, "kinh_gui", ["a", "b"])
    assert after == KEPT.replace("kinh_gui: [Các phòng,  Thanh tra]", "kinh_gui:\n- a\n- b")
    block = "trich_yeu: >\n  dài\n  dòng\n# ghi chú\nloai: x\n"
    assert with_value(block, "trich_yeu", "ngắn") == "trich_yeu: ngắn\n# ghi chú\nloai: x\n"
    assert without_key(KEPT, "kinh_gui") == KEPT.replace("kinh_gui: [Các phòng,  Thanh tra]\n", "")


@pytest.mark.parametrize(
    "text",
    [
        "a: &neo x\nda_soat: []\n",
        "a: &neo x\nb: *neo\n",
        "a: !!str x\n",
        "%YAML 1.1\n---\na: x\n",
        "{a: x}\n",
        "- a\n",
        "chữ\n",
        "a: [\n",
        "a: x\n...\n",
        "a: x\n---\nb: x\n",
        "da_soat: chữ\n",
        "loai: |\n  không xuống dòng",
        "[" * 2000,
    ],
)
def test_what_can_not_be_changed_line_by_line_is_refused(text: str) -> None:
    with pytest.raises(EditError):
        with_item(text, "da_soat", ITEM)


words = st.text(st.sampled_from("aă:#'\"-[]{}&*!|> ,?\\"), min_size=1, max_size=12)
comments = st.sampled_from(["", " # ghi chú: [x", "   ", "\t"])
blocks = st.lists(st.sampled_from(["\n", "# một dòng\n", "  # thụt\n", "   \n"]), max_size=2).map("".join)


@st.composite
def files(draw: st.DrawFn) -> str:
    """Sidecars as people leave them: quotes, comments, blank lines, lists at any depth, blocks of lines."""
    parts = [draw(blocks)]
    for key in draw(st.permutations(["loai", "trich_yeu", "vien_dan", "da_soat"]))[: draw(st.integers(0, 4))]:
        if key in ("vien_dan", "da_soat"):
            indent, gap = " " * draw(st.integers(0, 3)), " " * draw(st.integers(1, 3))
            lines = [f"{key}:{draw(comments)}\n"]
            for _ in range(draw(st.integers(1, 3))):
                lines.append(f"{indent}-{gap}cau: {_scalar(draw)}{draw(comments)}\n")
                if draw(st.booleans()):
                    lines.append(f"{indent} {gap}ly_do: |{draw(st.sampled_from(['', '-']))}\n{indent} {gap} a\n")
                lines.append(draw(blocks))
        else:
            lines = [f"{key}: {_scalar(draw)}{draw(comments)}\n", draw(blocks)]
        parts += lines
    text = "".join(parts)
    if "ly_do" not in text and draw(st.booleans()):  # a last block of lines without its break: refused (above)
        text = text.removesuffix("\n")
    return text.replace("\n", draw(st.sampled_from(["\n", "\r\n"])))


def _scalar(draw: st.DrawFn) -> str:
    style = draw(st.sampled_from(["plain", "single", "double"]))
    value = draw(words)
    if style == "single":
        return "'" + value.replace("'", "''") + "'"
    if style == "double":
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return "chữ " + "".join(c for c in value if c in "aă ").strip()


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
@given(files(), st.sampled_from(["vien_dan", "da_soat"]), words, st.data())
def test_any_file_keeps_all_lines_but_those_of_the_change(text: str, key: str, value: str, data: st.DataObject) -> None:
    try:
        values: dict[str, Any] = yaml.safe_load(text) or {}
    except yaml.YAMLError:
        assume(False)
    after = with_item(text, key, {"cau": value, "doc": [value]})
    kept = text if text.endswith(("\n", "\r")) or not text else text + ("\r\n" if "\r\n" in text else "\n")
    added("".join(f"{line}\n" for line in text.splitlines()), "".join(f"{line}\n" for line in after.splitlines()))
    assert "\r\n" not in text or "\n" not in after.replace("\r\n", "")
    assert yaml.safe_load(after) == values | {key: [*values.get(key, ()), {"cau": value, "doc": [value]}]}
    assert without_item(after, key, len(values.get(key, ()))) in (text, kept)
    if values.get(key):
        index = data.draw(st.integers(0, len(values[key]) - 1))
        less = without_item(text, key, index)
        assert all(line.startswith(("  ", "- ", "?")) for line in difflib.ndiff(text.splitlines(), less.splitlines()))
    changed = with_value(text, "loai", value)
    assert yaml.safe_load(changed) == values | {"loai": value}
    assert _without_type(changed) in (_without_type(text), _without_type(kept))


def _without_type(text: str) -> list[str]:
    return [line for line in text.splitlines(keepends=True) if not line.startswith("loai:")]


def test_an_item_whose_going_would_lengthen_another_value_is_refused() -> None:
    """The blank line behind the second item would become part of the block that keeps its ends ("|+")."""
    text = "da_soat:\n- cau: a\n  ly_do: |+\n   b\n- cau: c\n\n"
    with pytest.raises(EditError):
        without_item(text, "da_soat", 1)
