"""YAML decoded into typed values, every error with its line: the only use of PyYAML."""

import difflib
import re
import typing
from collections.abc import Callable, Mapping

import msgspec
import yaml

from build_tools.base.diagnostics import Diagnostic, InputError, Location, Severity
from build_tools.base.record_fields import fields_of, without_none

T = typing.TypeVar("T")
Check = Callable[[typing.Any], str | None]

# The most frequent errors in words for a keeper; other errors keep the library's message.
_DAY = re.compile(r"(?:(\d{1,2})[/.-])?(\d{1,2})[/.-](\d{4})")
_BEGINS = ("các ", "những ", "mọi ", "toàn ")

_SYNTAX = (
    (
        "mapping values are not allowed here",
        "Giá trị có dấu hai chấm, hoặc dòng thụt vào sai. Hãy đặt cả giá trị trong ngoặc kép, hoặc canh lại dòng.",
    ),
    ("found character '\\t'", "Dòng bắt đầu bằng phím Tab. Hãy thay bằng dấu cách."),
    ("expected <block end>", "Dòng này thụt vào khác các dòng cùng cấp. Hãy canh lại cho thẳng."),
    ("could not find expected ':'", "Thiếu dấu hai chấm sau tên, hoặc dòng thụt vào sai."),
    ("found unexpected end of stream", "Ngoặc kép chưa được đóng."),
    ("expected ',' or ']'", "Ngoặc vuông mở ở trên chưa được đóng."),
    ("expected ',' or '}'", "Ngoặc nhọn mở ở trên chưa được đóng."),
    ("found unconstructable recursive node", "Giá trị không hợp lệ: phần này trỏ vào chính nó."),
)
_VALUES = (
    ("date", "ngày phải viết như 18/02/2022"),
    ("Expected `str", "phải là chữ; hãy đặt giá trị trong ngoặc kép"),
    ("Expected `int", "phải là số"),
    ("Expected `bool", "phải là true hoặc false"),
)
_NOTHING = "tag:yaml.org,2002:null"
_Loader = type[yaml.SafeLoader | yaml.CSafeLoader]
_FAST: _Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def decode(
    text: str, path: str, type_: type[T], *, code: str, checks: Mapping[str, Check] | None = None, trusted: bool = False
) -> T:
    """Return the YAML text as a value of `type_`: a dataclass, or a tuple of them, to any depth.

    A field's key is its name, or that of its `Key`, which may map the words of the file to values. `checks` are, by
    key, functions that return what is wrong with a value of the right type, or with each item of a list. Unknown keys
    are errors. A `trusted` text, a part of the program, is read by libyaml where it is there, ten times as fast.
    Raises InputError with one diagnostic of `code` for each error: its line, its key, what to write.
    """
    reader = _Reader(path, code, checks or {})
    loader = _FAST if trusted else yaml.SafeLoader
    return typing.cast(T, reader.checked(lambda: reader.read(_composed(text, loader), type_, "tệp")))


def setting(
    text: str,
    path: str,
    section: str,
    key: str,
    type_: type[T],
    *,
    code: str,
    checks: Mapping[str, Check] | None = None,
) -> T | None:
    """Return the value of `key` in a section of a YAML file as `decode` would; `None` if it is missing.

    The rest of the file belongs to another program and is not checked.
    """
    reader = _Reader(path, code, checks or {})

    def value() -> object:
        node = _entry(_entry(_composed(text), section), key)
        return None if node is None else reader.read(node, type_, key)

    return typing.cast(T | None, reader.checked(value))


def top_setting(text: str, path: str, key: str, type_: type[T], *, code: str) -> T | None:
    """Return the value of a key at the top of a YAML file as `setting` does."""
    reader = _Reader(path, code, {})

    def value() -> object:
        node = _entry(_composed(text), key)
        return None if node is None else reader.read(node, type_ | None, key)

    return typing.cast(T | None, reader.checked(value))


def compose(text: str, path: str, *, code: str) -> yaml.Node | None:
    """Return the nodes of a YAML text. Raises InputError with line and what to write where it is none."""
    return typing.cast(yaml.Node | None, _Reader(path, code, {}).checked(lambda: _composed(text)))


def _composed(text: str, loader: _Loader = yaml.SafeLoader) -> yaml.Node | None:
    """Return the nodes of a YAML text. By default not with libyaml, which crashes on a thousand nested brackets."""
    return yaml.compose(text, Loader=loader)


def _entry(node: yaml.Node | None, key: str) -> yaml.Node | None:
    entries = node.value if isinstance(node, yaml.MappingNode) else ()
    return next((value for name, value in entries if name.value == key), None)


class _Reader:
    """Converts the nodes of a file to a type; collects all errors with their lines."""

    def __init__(self, path: str, code: str, checks: Mapping[str, Check]) -> None:
        self.problems: list[Diagnostic] = []
        self._path, self._code, self._checks = path, code, checks
        self._constructor = yaml.constructor.SafeConstructor()

    def checked(self, work: Callable[[], object]) -> object:
        """Return the result of `work`; raise InputError if errors were found meanwhile."""
        try:
            value = work()
        except yaml.MarkedYAMLError as error:
            line = error.problem_mark.line + 1 if error.problem_mark else 1
            problem = error.problem or ""
            known = (words for beginning, words in _SYNTAX if problem.startswith(beginning))
            self.refuse(line, next(known, f"Không đọc được YAML: {problem}."))
        except yaml.YAMLError as error:
            self.refuse(1, f"Không đọc được YAML: {error}")
        except RecursionError:
            self.refuse(1, "Giá trị không hợp lệ: các phần trỏ vào nhau.")
        if self.problems:
            raise InputError(*self.problems)
        return value

    def refuse(self, line: int, message: str) -> None:
        self.problems.append(Diagnostic(Location(self._path, line), Severity.ERROR, self._code, message))

    def read(self, node: yaml.Node | None, hint: object, key: str) -> object:
        """Return the value of a node; the result is meaningless if an error was noted."""
        type_ = without_none(hint)
        empty = node is None or node.tag == _NOTHING
        if fields_of(type_):
            return self._record(node if not empty else yaml.MappingNode("", []), typing.cast(type, type_), key)
        if node is None or (empty and type_ is not hint):
            return None
        if typing.get_origin(type_) is tuple:
            return self._list(node, typing.get_args(type_)[0], key)
        return self._scalar(node, type_, key)

    def _record(self, node: yaml.Node | None, type_: type, key: str) -> object:
        line = _line(node)
        if not isinstance(node, yaml.MappingNode):
            self.refuse(line, f"Giá trị sai ở “{key}”: phải gồm các dòng “trường: giá trị”.")
            return None
        fields = fields_of(type_)
        values: dict[str, object] = {}
        for name_node, value_node in node.value:
            name = str(name_node.value)
            if name not in fields:
                self.refuse(_line(name_node), f"Trường “{name}” {_hint(name, list(fields))}.")
                continue
            field = fields[name]
            if field.name in values:
                self.refuse(_line(name_node), f"Trường “{name}” được ghi hai lần; hãy giữ một.")
            words = field.key.values if field.key else None
            if field.key and field.key.is_day:
                value_node = _as_day(value_node)
            if field.key and field.key.are_names:
                value_node = _whole_names(value_node)
            values[field.name] = (
                self._word(value_node, words, name) if words else self.read(value_node, field.hint, name)
            )
        for name, field in fields.items():
            if field.required and field.name not in values:
                self.refuse(line, f"Thiếu trường “{name}”.")
        if self.problems:
            return None
        value = type_(**values)
        if wrong := self._checks.get(key, _no_check)(value):
            self.refuse(line, wrong)
        return value

    def _list(self, node: yaml.Node, hint: object, key: str) -> object:
        if not isinstance(node, yaml.SequenceNode):
            self.refuse(_line(node), f"Giá trị sai ở “{key}”: phải là danh sách, mỗi dòng bắt đầu bằng “- ”.")
            return None
        return tuple(self.read(child, hint, key) for child in node.value)

    def _word(self, node: yaml.Node, words: Mapping[str, str], key: str) -> object:
        if node.value not in words:
            self.refuse(_line(node), f"Giá trị sai ở “{key}”: được dùng: {', '.join(words)}.")
            return None
        return words[node.value]

    def _scalar(self, node: yaml.Node, hint: object, key: str) -> object:
        try:
            value = self._constructor.construct_object(node, deep=True)
            if hint is str and key in self._checks:  # 2025 and 2022-11-30 stay as written: the check judges them
                value = node.value
            value = msgspec.convert(value, typing.cast(type, hint))
        except msgspec.ValidationError as error:
            reason = next((words for part, words in _VALUES if part in str(error)), str(error))
            self.refuse(_line(node), f"Giá trị sai ở “{key}”: {reason}.")
            return None
        except ValueError as error:
            self.refuse(_line(node), f"Giá trị không hợp lệ ở “{key}”: {error}.")
            return None
        blank = isinstance(value, str) and not value.strip()
        wrong = "để trống; hãy ghi giá trị hoặc bỏ dòng này" if blank else self._checks.get(key, _no_check)(value)
        if wrong:
            self.refuse(_line(node), f"Trường “{key}”: {wrong}.")
        return value


def _as_day(node: yaml.Node) -> yaml.Node:
    """Return the node of a day or month with the value that YAML has for it."""
    match = _DAY.fullmatch(node.value.strip()) if isinstance(node, yaml.ScalarNode) else None
    if not match:
        return node
    day, month, year = match.groups()
    value = f"{year}-{int(month):02}" + (f"-{int(day):02}" if day else "")
    tag = "tag:yaml.org,2002:timestamp" if day else node.tag
    return yaml.ScalarNode(tag, value, node.start_mark, node.end_mark)


def _whole_names(node: yaml.Node) -> yaml.Node:
    """Return a list of names in which [các sở, ban, ngành] is one name: what goes on in small letters ends the last."""
    if not (isinstance(node, yaml.SequenceNode) and node.flow_style):
        return node
    names: list[yaml.Node] = []
    for item in node.value:
        goes_on = isinstance(item, yaml.ScalarNode) and item.style is None and _goes_on(item.value)
        if goes_on and names and isinstance(last := names[-1], yaml.ScalarNode):
            names[-1] = yaml.ScalarNode(last.tag, f"{last.value}, {item.value}", last.start_mark, item.end_mark)
        else:
            names.append(item)
    return yaml.SequenceNode(node.tag, names, node.start_mark, node.end_mark)


def _goes_on(words: str) -> bool:
    return words.islower() and not words.startswith(_BEGINS)


def _no_check(_: object) -> None:
    return None


def _line(node: yaml.Node | None) -> int:
    return node.start_mark.line + 1 if node and node.start_mark else 1


def _hint(key: str, known: list[str]) -> str:
    nearest = difflib.get_close_matches(key, known, n=1)
    return f"không có; có phải là “{nearest[0]}”?" if nearest else f"không có; được dùng: {', '.join(known)}"
