"""YAML into typed values, with the line of whatever is wrong: the one door to PyYAML and msgspec."""

import dataclasses
import difflib
import typing
from collections.abc import Iterator

import msgspec
import yaml

from build_tools.diagnostics import Diagnostic, InputError, Location, Severity

T = typing.TypeVar("T")

# The commonest mistakes in a keeper's words; anything else is told as the library tells it.
_SYNTAX = {
    "mapping values are not allowed here": "Giá trị có dấu hai chấm. Hãy đặt cả giá trị trong ngoặc kép.",
    "found character '\\t' that cannot start any token": "Dòng bắt đầu bằng phím Tab. Hãy thay bằng dấu cách.",
}
_VALUES = (
    ("date", "ngày phải viết năm-tháng-ngày, ví dụ 2022-02-18"),
    ("Expected `str", "phải là chữ; hãy đặt giá trị trong ngoặc kép"),
    ("Expected `object", "tệp phải gồm các dòng “trường: giá trị”"),
)


def decode(text: str, path: str, type_: type[T], *, code: str, names: dict[str, str] | None = None) -> T:
    """Return the YAML text as a value of `type_`, a dataclass or a tuple of them.

    `names` gives the field for each key of the file where they differ. Unknown keys are refused.
    Raises InputError, with `code`, naming the file, the line, the key and the nearest key that is known.
    """

    def refuse(line: int, message: str) -> InputError:
        return InputError(Diagnostic(Location(path, line), Severity.ERROR, code, message))

    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
        data = yaml.safe_load(text)
        unknown = list(_unknown_keys(node, type_, names or {}))
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise refuse(line, _SYNTAX.get(error.problem or "", f"Không đọc được YAML: {error.problem}.")) from None
    except yaml.YAMLError as error:
        raise refuse(1, f"Không đọc được YAML: {error}") from None
    except (ValueError, RecursionError) as error:
        raise refuse(1, f"Giá trị không hợp lệ: {error}.") from None
    names = names or {}
    for key, line, known in unknown:
        nearest = difflib.get_close_matches(key, known, n=1)
        hint = f"không có; có phải là “{nearest[0]}”?" if nearest else f"không có; được dùng: {', '.join(known)}"
        hint = "được ghi hai lần; hãy giữ một" if key in known else hint
        raise refuse(line, f"Trường “{key}” {hint}.")
    if isinstance(data, dict):
        data = {names.get(str(key), str(key)): value for key, value in data.items()}
    try:
        return msgspec.convert(data if data is not None else {}, type_)
    except msgspec.ValidationError as error:
        message, _, place = str(error).partition(" - at ")
        step = place.strip("`").removeprefix("$").strip(".")
        key = next((key for key, field in names.items() if field == step), step)
        said = next((words for part, words in _VALUES if part in message), message)
        raise refuse(_line_at(node, place.strip("`"), names), f"Giá trị sai ở “{key or 'tệp'}”: {said}.") from None


def _fields(type_: object) -> dict[str, object] | None:
    if isinstance(type_, type) and dataclasses.is_dataclass(type_):
        hints = typing.get_type_hints(type_)
        return {field.name: hints[field.name] for field in dataclasses.fields(type_)}
    return None


def _unknown_keys(node: yaml.Node | None, type_: object, names: dict[str, str]) -> Iterator[tuple[str, int, list[str]]]:
    if isinstance(node, yaml.SequenceNode):
        for child in node.value:
            yield from _unknown_keys(child, (typing.get_args(type_) or (None,))[0], names)
    fields = _fields(type_)
    if isinstance(node, yaml.MappingNode) and fields is not None:
        known = sorted(names) or list(fields)
        seen: set[str] = set()
        for key, value in node.value:
            field = names.get(key.value, key.value)
            if key.value not in known or key.value in seen:
                yield str(key.value), key.start_mark.line + 1, known
            else:
                seen.add(key.value)
                yield from _unknown_keys(value, fields[field], {})


def _line_at(node: yaml.Node | None, place: str, names: dict[str, str]) -> int:
    """Return the line of msgspec's path ("$.issued_date", "$[3].name")."""
    field_keys = {field: key for key, field in names.items()}
    line = node.start_mark.line + 1 if node else 1
    for step in place.removeprefix("$").replace("[", ".").replace("]", "").split("."):
        if isinstance(node, yaml.SequenceNode) and step.isdigit():
            node = node.value[int(step)]
        elif isinstance(node, yaml.MappingNode) and step:
            wanted = field_keys.get(step, step)
            node = next((value for key, value in node.value if key.value == wanted), None)
        if node is not None:
            line = node.start_mark.line + 1
    return line
