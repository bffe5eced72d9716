"""Generic names (tên chung) and addressee groups (nhóm nhận việc): which names are no unit, which are one group.

"Các cơ quan liên quan", "chủ đầu tư" and "người nộp thuế" name no unit. "Thủ trưởng các sở, ban, ngành tỉnh" and "các
Sở, ngành và địa phương" name the same group.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import TypeVar

from build_tools.base.text import fold, spelling
from build_tools.model.corpus import Unit
from build_tools.vocabulary import GroupKind, UnitKind, Vocabulary

Row = TypeVar("Row", UnitKind, GroupKind)

_COORDINATED = re.compile(r"\s*[,;/]\s*|\s+(?:và|hoặc|hay|cùng)\s+", re.IGNORECASE)
_HEADS = re.compile(r"(?:thu truong|giam doc|lanh dao|nguoi dung dau|truong)\s+(?=cac\s|co quan|don vi)")
_MANY = re.compile(r"(?:cac|nhung|moi|toan the|tat ca(?: cac)?)\s+")
_CONCERNED = re.compile(r"\blien quan\b")
# Says whose bodies are meant, as the name of an organ does.
_STATE = re.compile(r"Nhà nước", re.IGNORECASE)
_LEVEL = re.compile(
    r"\b(?:cap (?:tinh|huyen|xa|thanh pho)|truc thuoc|ngang bo|thuoc (?:so|bo|tinh|thanh pho|chinh phu))\b"
)
# A provincial unit, in a document of no province and without naming one: any province is meant.
_LOCAL = re.compile(r"(?:so|uy ban nhan dan|tinh uy|hoi dong nhan dan)\b|.*\b(?:tinh|thanh pho|cap xa|xa|huyen)$")
_TAIL = re.compile(
    r"\s+(?:(?:có\s+)?liên quan|khác|(?:trực\s+)?thuộc\s+trung\s+ương"
    r"|(?:(?:của|thuộc|trực thuộc|trong|cấp)\s+)?(?:tỉnh|thành phố))$",
    re.IGNORECASE,
)
_LEVELS = ("huyen", "quan", "thi xa", "thanh pho", "xa", "phuong", "thi tran", "dac khu")
_LEVEL_OF = re.compile(r"(?<!\w)cap ")
# "Các sở ban ngành" without commas.
_RUN_TOGETHER = re.compile(r"(?<!\w)((?:các\s+)?(?:sở|bộ|ban))\s+(ban|ngành)\b", re.IGNORECASE)
_LISTS = re.compile(r"(?<!\w)cac \w")
_COMMUNES = frozenset(_LEVELS[4:])
_SECTORS = frozenset(("ban", "nganh", "ban nganh", "doan the", "hoi", "hoi doan the"))
_WHOLE = {
    "cac so": ("Các sở", "Các sở, ban, ngành"),
    "cac bo": ("Các bộ", "Các bộ, ngành"),
}


@lru_cache(maxsize=1 << 14)
def group_kind(name: str, vocabulary: Vocabulary) -> GroupKind | None:
    """Return the kind of addressee group by the longest matching beginning of the name.

    The heads of the bodies of a group count as the group ("lãnh đạo các sở").
    """
    row = _fitting(_groups(vocabulary), name)
    if row and row.members == "none" and (match := _HEADS.match(fold(name))):
        return _fitting(_groups(vocabulary), name[match.end() :]) or row
    return row


@lru_cache(maxsize=1 << 14)
def unit_kind(name: str, vocabulary: Vocabulary) -> UnitKind | None:
    """Return the kind of unit by the longest matching beginning of the name."""
    return _fitting(_kinds(vocabulary), name)


def is_generic(unit: Unit, vocabulary: Vocabulary) -> bool:
    """Return whether the name only says what kind of body or person is meant. Such a unit has no page."""
    return _names_nobody(unit.name, vocabulary) or (
        not (unit.is_group or unit.place or unit.id.scope or unit.id.organ)
        and _LOCAL.match(fold(unit.name)) is not None
    )


@lru_cache(maxsize=1 << 14)
def _names_nobody(name: str, vocabulary: Vocabulary) -> bool:
    name = name.lower() if name.isupper() else name  # in an all-capital name capitals mean nothing
    row = unit_kind(name, vocabulary)
    if row and row.generic == "alone" and name.lower() == row.begins.lower():
        return True
    return all(_is_generic_item(item, vocabulary) for item in _COORDINATED.split(name))


def kind_of(name: str, vocabulary: Vocabulary) -> UnitKind | None:
    """Return the kind of unit, also for the heads of units or for units in the plural ("thủ trưởng các cơ quan …")."""
    return next((row for words in _bodies(name) if (row := unit_kind(words, vocabulary))), None)


def _bodies(name: str) -> Iterator[str]:
    """Yield the name without the words for heads and plural, then with the plural, then unchanged."""
    folded = fold(name)
    heads = match.end() if (match := _HEADS.match(folded)) else 0
    many = match.end() if (match := _MANY.match(folded, heads)) else heads
    yield from dict.fromkeys((name[many:], name[heads:], name))


def _is_generic_item(item: str, vocabulary: Vocabulary) -> bool:
    """Return whether one item of a coordinated name is generic ("các đơn vị có liên quan")."""
    kinds = ((words, row) for words in _bodies(item) if (row := unit_kind(words, vocabulary)))
    item, row = next(((words, row) for words, row in kinds if row.generic in ("always", "unnamed")), (item, None))
    if row is None:
        return False
    rest = len(row.begins)
    return (
        row.generic == "always"
        or _CONCERNED.search(fold(item)) is not None
        or not (any(map(str.isupper, _STATE.sub("", item[rest:]))) or _LEVEL.search(fold(item), rest))
    )


def without_generic(name: str, vocabulary: Vocabulary) -> str:
    """Return the name without coordinated generic items ("Sở Y tế và các đơn vị liên quan" → "Sở Y tế")."""
    for cut in reversed(list(_COORDINATED.finditer(name))):
        last = name[cut.end() :]
        if not _CONCERNED.search(fold(last)) or not _is_generic_item(last, vocabulary):
            break
        name = name[: cut.start()]
    return name


def group_name(name: str, place_name: str | None, kind: GroupKind, vocabulary: Vocabulary) -> tuple[str, str]:
    """Return the displayed name of the group, and a key that all its variants share.

    Both are without `place_name`, the full name of the province.
    """
    if kind.members not in ("province", "below", "center"):
        return name, name
    if kind.members == "below":
        first, *others = _COORDINATED.split(name)
        bare = _bare(first, place_name)
        first = bare if _LISTS.search(fold(bare)) else first
        levels = (_bare(item, place_name) for item in others)
        return _below(name, [first, *(item for item in levels if not _is_generic_item(item, vocabulary))])
    name = _RUN_TOGETHER.sub(r"\1, \2", name[match.end() :] if (match := _HEADS.match(fold(name))) else name)
    first, *parts = (_bare(item, place_name) for item in _COORDINATED.split(name))
    rest = [part for part in parts if fold(part) in _SECTORS or not _is_generic_item(part, vocabulary)]
    folded = [_MANY.sub("", fold(part)) for part in rest]
    alone, joined = _WHOLE.get(fold(first), ("", ""))
    if alone and _SECTORS.issuperset(folded):
        shown = joined if folded else alone
        return shown, shown
    shown = ", ".join((first[:1].upper() + first[1:], *rest))
    return shown, shown


def _below(name: str, items: Sequence[str]) -> tuple[str, str]:
    """Return name and key of the communes of a province, or of all provinces, whichever of their kinds are named."""
    head, _, level = _LEVEL_OF.sub("cac ", fold(items[0])).rpartition("cac ")
    levels = {level, *(_LEVEL_OF.sub("", fold(item)) for item in items[1:] if item)}
    if not levels <= {"tinh", *_LEVELS}:
        return name, name
    kinds = tuple(kind for kind in _LEVELS if kind in levels)
    if levels <= _COMMUNES:
        kinds = ("xa", "phuong")
    elif "tinh" in levels:
        kinds = ("tinh", "thanh pho")
    return ", ".join(filter(None, items)), f"{head}cac {' '.join(kinds)}"


def _bare(item: str, place_name: str | None) -> str:
    """Return an item without "liên quan" and the like, and without the province of the document."""
    if place_name:
        item = re.sub(rf"\s+(?:(?:của|thuộc|trên địa bàn)\s+)?{re.escape(place_name)}$", "", item, flags=re.IGNORECASE)
    while (cut := _TAIL.sub("", item)) != item:
        item = cut
    return item


def _fitting(rows: Sequence[tuple[str, Row]], name: str) -> Row | None:
    """Return the first row whose words the name begins with, regardless of accents.

    The accents of the first word must agree or be absent: "Trưởng phòng" does not match "Trường", nor "bản" "Ban".
    """
    folded = fold(name)
    fits = (row for words, row in rows if folded.startswith(words) and not name[len(words) : len(words) + 1].isalnum())
    first = re.split(r"\W", spelling(name.lower()), maxsplit=1)[0]
    return next((row for row in fits if first == fold(first) or first == row.begins.lower().split(" ")[0]), None)


@cache
def _groups(vocabulary: Vocabulary) -> tuple[tuple[str, GroupKind], ...]:
    """Return the kinds of group with their folded words, the longest first."""
    return tuple(sorted(((fold(row.begins), row) for row in vocabulary.units.groups), key=lambda pair: -len(pair[0])))


@cache
def _kinds(vocabulary: Vocabulary) -> tuple[tuple[str, UnitKind], ...]:
    """Return the kinds of unit with their folded words, the longest first."""
    return tuple(sorted(((fold(row.begins), row) for row in vocabulary.units.kinds), key=lambda pair: -len(pair[0])))
