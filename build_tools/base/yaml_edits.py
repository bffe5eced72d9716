"""Changes of a YAML file that a person keeps: only the lines concerned change, all others stay byte for byte.

The nodes of the text say where to cut; the result is read again and compared with what the change means. What can't be
changed so is refused with a reason, never rewritten.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import yaml

# The line breaks of YAML 1.1, which PyYAML reads.
_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
_REFUSED = (yaml.AnchorToken, yaml.AliasToken, yaml.TagToken, yaml.DirectiveToken)
Values = dict[str, Any]


class EditError(Exception):
    """The file can't be changed line by line; says why and what to do."""


def encode(values: Mapping[str, object]) -> str:
    """Return the values as YAML that `decode` reads, in their order, one per line, each written out."""
    return yaml.dump(dict(values), Dumper=_Plain, allow_unicode=True, sort_keys=False, width=1_000_000)


class _Plain(yaml.SafeDumper):
    """Writes what stands twice twice: a keeper reads no anchors, and `yaml_edits` refuses them."""

    def ignore_aliases(self, _: object) -> bool:
        return True


def with_item(text: str, key: str, item: Mapping[str, object]) -> str:
    """Return the text with one item more at the end of the list at a key of the top level. Raises EditError."""
    return with_items(text, key, (item,))


def with_items(text: str, key: str, items: Sequence[Mapping[str, object]]) -> str:
    """Return the text with these items more, at least one. Raises EditError."""
    added = [dict(item) for item in items]

    def add(values: Values) -> None:
        values[key] = [*values.get(key, ()), *added]

    entry = _Entry(text, key)
    node = entry.value
    if not isinstance(node, yaml.SequenceNode):
        lines = entry.indented(encode({key: added}), entry.column)
        return _checked(text, _inserted(text, len(text), lines), add)
    if node.flow_style:
        written = ", ".join(
            yaml.safe_dump(item, allow_unicode=True, sort_keys=False, default_flow_style=True, width=10**6).strip()
            for item in added
        )
        end = _end(node.value[-1]) if node.value else node.start_mark.index + 1
        comma = ", " if node.value else ""
        return _checked(text, f"{text[:end]}{comma}{written}{text[end:]}", add)
    lines = entry.indented(encode({"items": added}).partition("\n")[2], node.start_mark.column)
    return _checked(text, _inserted(text, _line_end(text, _end(node)), lines), add)


def without_item(text: str, key: str, index: int) -> str:
    """Return the text without the item of the list at a key; the only item goes with its key. Raises EditError."""
    entry = _Entry(text, key)
    node = entry.value
    if not isinstance(node, yaml.SequenceNode) or node.flow_style or not 0 <= index < len(node.value):
        raise EditError(f"Danh sách “{key}” không viết mỗi mục một dòng bắt đầu bằng “- ”; hãy sửa tay.")
    if len(node.value) == 1:
        return without_key(text, key)
    item = node.value[index]
    start = _line_start(text, text.rindex("-", 0, item.start_mark.index))

    def remove(values: Values) -> None:
        del values[key][index]

    return _checked(text, text[:start] + text[_line_end(text, _end(item)) :], remove)


def with_value(text: str, key: str, value: object) -> str:
    """Return the text with this value at a key of the top level, in place of the one there. Raises EditError."""

    def change(values: Values) -> None:
        values[key] = value

    entry = _Entry(text, key)
    lines = entry.indented(encode({key: value}), entry.column)
    if entry.value is None or entry.start is None:
        return _checked(text, _inserted(text, len(text), lines), change)
    end = _end(entry.value)
    newline = _newline(text, end)
    written = lines.lstrip().removesuffix("\n").replace("\n", newline)
    written += newline if _begins_line(text, end) else ""
    return _checked(text, f"{text[: entry.start]}{written}{text[end:]}", change)


def without_key(text: str, key: str) -> str:
    """Return the text without a key of the top level and its value. Raises EditError."""
    entry = _Entry(text, key)
    if entry.value is None or entry.start is None:
        raise EditError(f"Tệp khai báo không có “{key}”.")

    def remove(values: Values) -> None:
        del values[key]

    end = _line_end(text, _end(entry.value))
    return _checked(text, text[: _line_start(text, entry.start)] + text[end:], remove)


class _Entry:
    """A key of the top level with its value, `None` where there is none, and the column of all keys there."""

    def __init__(self, text: str, key: str) -> None:
        try:
            refused = next((t for t in yaml.scan(text, yaml.SafeLoader) if isinstance(t, _REFUSED)), None)
            root = yaml.compose(text, Loader=yaml.SafeLoader)
        except (yaml.YAMLError, RecursionError) as error:
            raise EditError("Không đọc được YAML của tệp khai báo; hãy sửa tệp rồi soát tiếp.") from error
        if refused is not None:
            line = refused.start_mark.line + 1
            raise EditError(f"Dòng {line} của tệp khai báo dùng neo, bí danh, nhãn (&, *, !, %); hãy viết thẳng ra.")
        self.value: yaml.Node | None = None
        self.start: int | None = None
        self.column = 0
        if root is None or (isinstance(root, yaml.ScalarNode) and not root.value):
            return
        if not isinstance(root, yaml.MappingNode) or root.flow_style:
            raise EditError("Tệp khai báo không viết mỗi trường một dòng; hãy viết “trường: giá trị” rồi soát tiếp.")
        self.column = root.start_mark.column
        for name, value in root.value:
            if name.value == key:
                self.value, self.start = value, name.start_mark.index

    @staticmethod
    def indented(lines: str, column: int) -> str:
        return "".join(" " * column + line for line in lines.splitlines(keepends=True))


def _checked(before: str, after: str, change: Callable[[Values], None]) -> str:
    """Return the text after the change. Raises EditError unless it says just what the change means."""
    try:
        meant = dict(yaml.safe_load(before) or {})
        change(meant)
        said = yaml.safe_load(after) or {}
    except (yaml.YAMLError, RecursionError, TypeError, ValueError) as error:
        raise EditError("Không sửa được tệp khai báo tại chỗ; hãy sửa tay.") from error
    if said != meant or list(said) != list(meant):
        raise EditError("Không sửa được tệp khai báo tại chỗ; hãy sửa tay.")
    return after


def _end(node: yaml.Node) -> int:
    """Return where the last words of a node end; a block of lines ends where the line behind it begins."""
    while isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        node = last[1] if isinstance(last, tuple) else last
    return int(node.end_mark.index)


def _begins_line(text: str, index: int) -> bool:
    return index > 0 and _BREAK.fullmatch(text[index - 1]) is not None


def _line_start(text: str, index: int) -> int:
    while index > 0 and not _begins_line(text, index):
        index -= 1
    return index


def _line_end(text: str, index: int) -> int:
    """Return where the next line begins, behind the words that end at `index`."""
    if _begins_line(text, index):
        return index
    found = _BREAK.search(text, index)
    return found.end() if found else len(text)


def _newline(text: str, index: int) -> str:
    """Return the line break in use before a place, or in the text."""
    breaks = _BREAK.findall(text, 0, index) or _BREAK.findall(text)
    return breaks[-1] if breaks else "\n"


def _inserted(text: str, place: int, lines: str) -> str:
    """Return the text with these lines in it, with its own line breaks."""
    newline = _newline(text, place)
    apart = newline if place > 0 and not _begins_line(text, place) else ""
    return f"{text[:place]}{apart}{lines.replace(chr(10), newline)}{text[place:]}"
