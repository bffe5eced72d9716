"""YAML into typed values, with the line of whatever is wrong: the one door to PyYAML and msgspec."""

import dataclasses
import difflib
import typing
from collections.abc import Iterator

import msgspec
import yaml

from build_tools.diagnostics import Diagnostic, InputError, Location, Severity

T = typing.TypeVar("T")


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
        raise refuse(line, f"không đọc được YAML: {error.problem}") from None
    except yaml.YAMLError as error:
        raise refuse(1, f"không đọc được YAML: {error}") from None
    except (ValueError, RecursionError) as error:
        raise refuse(1, f"giá trị không hợp lệ: {error}") from None
    names = names or {}
    for key, line, known in unknown:
        nearest = difflib.get_close_matches(key, known, n=1)
        hint = f"; có phải là “{nearest[0]}”?" if nearest else f"; các trường được dùng: {', '.join(known)}"
        raise refuse(line, f"trường “{key}” không có{hint}")
    if isinstance(data, dict):
        data = {names.get(str(key), str(key)): value for key, value in data.items()}
    try:
        return msgspec.convert(data if data is not None else {}, type_)
    except msgspec.ValidationError as error:
        message, _, place = str(error).partition(" - at ")
        raise refuse(_line_at(node, place.strip("`"), names), f"giá trị sai ở {place or 'tệp'}: {message}") from None


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
        for key, value in node.value:
            field = names.get(key.value, key.value)
            if key.value not in known:
                yield str(key.value), key.start_mark.line + 1, known
            else:
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
