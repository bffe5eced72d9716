"""The fields of a dataclass as keys of a YAML file: their names there, in words, and the values allowed."""

import types
import typing
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from functools import cache


@dataclass(frozen=True, slots=True)
class Key:
    """The key of a field in the file, its description in Vietnamese, and the allowed words with their values.

    `is_day` takes 22/04/2026 for 2026-04-22; `are_names` keeps a name whole that brackets tear at its commas.
    """

    name: str
    words: str
    values: Mapping[str, str] | None = None
    is_day: bool = False
    are_names: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a dataclass: its name, its type, whether the file must have it, its key in the file."""

    name: str
    hint: object
    required: bool
    key: Key | None


def fields_of(type_: object) -> Mapping[str, Field]:
    """Return the fields of a dataclass by their keys in the file; nothing for any other type."""
    return _fields(type_) if isinstance(type_, type) and is_dataclass(type_) else {}


@cache
def _fields(type_: type) -> Mapping[str, Field]:
    hints = typing.get_type_hints(type_, include_extras=True)
    found = {}
    for field in fields(type_):
        hint = hints[field.name]
        extras = typing.get_args(hint)[1:] if typing.get_origin(hint) is typing.Annotated else ()
        key = next((extra for extra in extras if isinstance(extra, Key)), None)
        required = field.default is field.default_factory is MISSING
        bare = typing.get_args(hint)[0] if extras else hint
        found[key.name if key else field.name] = Field(field.name, bare, required, key)
    return found


def without_none(hint: object) -> object:
    """Return the type of an optional field without `None`."""
    if isinstance(hint, types.UnionType):
        return next(part for part in typing.get_args(hint) if part is not types.NoneType)
    return hint
