from build_tools.parse.structure.blocks import find_blocks
from build_tools.parse.text import Text
from tests.texts import VOCABULARY


def test_wrapped_lines_are_one_paragraph_and_separate_lines_are_not() -> None:
    wrapped = "Căn cứ Luật Tổ chức chính quyền địa\nphương; đề nghị các cơ quan và đơn\nvị liên quan báo cáo.\n"
    assert len(find_blocks(Text.of(wrapped, VOCABULARY))) == 1
    separate = "Tiêu đề của một bài viết dài hơn bốn mươi ký tự\nNgày đăng: 21/09/2022\nThân bài."
    assert len(find_blocks(Text.of(separate, VOCABULARY))) == 3
