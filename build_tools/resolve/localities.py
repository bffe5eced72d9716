"""The locality of an issuer: national, a named province, the province of the citing document, or unknown.

A relative issuer ("UBND tỉnh", "Tỉnh ủy", "Sở") has the province of the citing document.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cache, lru_cache

from build_tools.base.memo import Memo
from build_tools.base.text import CAPITALS, fold, slug, squeeze
from build_tools.base.values import Value
from build_tools.model.citation import Citation, Relation
from build_tools.model.codes import Code
from build_tools.model.document import Document
from build_tools.resolve.symbols import respelt
from build_tools.vocabulary import Vocabulary
from build_tools.vocabulary.places import Place

_BELOW = re.compile(
    rf"(?:[Hh]uyện|[Qq]uận|[Tt]hị xã|[Xx]ã|[Pp]hường|[Đđ]ặc khu|[Tt]hị trấn)(?:\s[{CAPITALS}]\w*){{1,4}}"
)
# Bodies of ministries; kinds of bodies that provinces have too (Cục Thuế …) count as provincial.
_MINISTERIAL = re.compile(
    r"tong cuc |cuc (?!thue|thong ke|hai quan|thi hanh an|quan ly thi truong|du tru|hau can|chinh tri)"
)
_CENTRAL_SYMBOL = re.compile(r"(?:qh|ubtvqh|hdnn)\d*")
# Size of the caches: the same issuers and numbers recur.
_MANY = 1 << 16


class Locality(Value, frozen=True):
    """The locality of an issuer.

    `place` is the name of a province; `None` means national or, if `relative`, an unknown province. `below` is the
    district or commune of an issuer below the province ("huyện Hải Lăng"), or "".
    """

    place: str | None = None
    relative: bool = False
    below: str = ""


NATIONAL = Locality()
_NEW_PROVINCE = re.compile(r" tỉnh (\S.*)$")


def with_new_provinces(documents: Iterable[Document], vocabulary: Vocabulary, memo: Memo | None = None) -> Vocabulary:
    """Return the vocabulary with the provinces that it lacks and the heads of documents name.

    A head names one twice: as its organ's province and as the place of its date. The source is the first such document.
    """
    memo = memo or Memo()
    found: dict[str, Place] = {}
    for document in documents:
        organ, place = document.record.organ, document.record.place
        match = _NEW_PROVINCE.search(organ.value) if organ else None
        if match and place and fold(match[1]) == fold(place.value) and fold(match[1]) not in vocabulary.place_by_name:
            found.setdefault(fold(match[1]), Place(match[1], "tỉnh", document.source.path))
    return memo(_with_places, vocabulary, memo.same("provinces", tuple(found.values())))


def _with_places(vocabulary: Vocabulary, places: tuple[Place, ...]) -> Vocabulary:
    return replace(vocabulary, places=(*vocabulary.places, *places)) if places else vocabulary


def document_locality(document: Document, vocabulary: Vocabulary) -> Locality:
    """Return the locality of the issuer of a held document."""
    record = document.record
    organ = record.organ.value if record.organ else None
    below = _below(organ)
    if organ and (named := place_in(organ, vocabulary)):
        return Locality(named, below=below)
    if organ and _is_central(organ, vocabulary):
        return NATIONAL
    place = _known_name(record.place.value, vocabulary) if record.place and organ else None
    if place and (not below or fold(place) in vocabulary.place_by_name):
        return Locality(place, below=below)
    if below and (superior := _superior_place(document, vocabulary)):
        return Locality(superior, below=below)
    return Locality(relative=True, below=below)


def _superior_place(document: Document, vocabulary: Vocabulary) -> str | None:
    """Return the one province of whose organs a document below the province carries something out, if it is one.

    The head of a commune's document need not name its province.
    """
    rests = (c for c in document.citations if c.organ and c.relation in (Relation.IMPLEMENTS, Relation.BASED_ON))
    places = {place for citation in rests if (place := place_in(citation.organ or "", vocabulary))}
    return places.pop() if len(places) == 1 else None


def citation_locality(citation: Citation, citing: Locality, vocabulary: Vocabulary) -> Locality:
    """Return the locality of the issuer of a cited instrument, by name, symbol and citing document."""
    below = _below(citation.organ) or _own_level(citation.organ, citing)
    if citation.organ:
        if named := place_in(citation.organ, vocabulary):
            return Locality(named, below=below)
        if _is_central(citation.organ, vocabulary):
            return NATIONAL
    if citation.code and _central_code(citation.code, vocabulary):
        return NATIONAL
    if citation.code is None and not _local_title(citation.title):
        return NATIONAL
    return Locality(citing.place, relative=citing.place is None, below=below)


def _own_level(organ: str | None, citing: Locality) -> str:
    """Return the place below the province from which a document speaks of itself ("Ủy ban nhân dân xã"), else ""."""
    level = re.search(r" (huyen|quan|thi xa|xa|phuong|dac khu|thi tran)$", fold(organ or ""))
    return citing.below if level and citing.below.startswith(f"{level[1]} ") else ""


def is_below_province(name: str) -> bool:
    """Return whether a name contains that of a district or commune."""
    return bool(_below(name))


@lru_cache(maxsize=_MANY)
def _below(organ: str | None) -> str:
    """Return the district or commune in the name of an issuer, folded; "" if there is none."""
    match = _BELOW.search(organ or "")
    return squeeze(fold(match[0])) if match else ""


@lru_cache(maxsize=_MANY)
def place_in(organ: str, vocabulary: Vocabulary) -> str | None:
    """Return the province in the name of an organ, the last one named ("Chủ tịch UBND tỉnh Bắc Giang")."""
    found = _places(vocabulary).findall(fold(organ))
    return vocabulary.place_by_name[found[-1]].name if found else None


def bare_name(name: str, place: str | None, vocabulary: Vocabulary) -> str:
    """Return the folded name without province: "Sở Nội vụ tỉnh Tây Ninh" and "Sở Nội vụ" of Tây Ninh are one.

    The city that bears the name of its province is not the province: "Ủy ban nhân dân thành phố Tây Ninh" stays. Where
    the kind of a province has changed, `place` states that on the day of the name, and its party committee is one.
    """
    folded = slug(name)
    known = vocabulary.place_by_name.get(fold(place or ""))
    own = slug(known.name if known else place or "")
    fulls = (slug(full) for full in (known.called(place or ""), known.former_name) if full) if known else ()
    if ends := next((full for full in fulls if folded.endswith(f"-{full}")), None):
        folded = folded.removesuffix(f"-{ends}")
    elif own and not folded.endswith(f"-thanh-pho-{own}"):
        folded = folded.removesuffix(f"-{own}")
    if known and known.was:
        folded = re.sub(r"\bthanh-uy$", "tinh-uy", folded)
    return re.sub(r"-(?:tinh|thanh-pho)$", "", folded)


@cache
def _places(vocabulary: Vocabulary) -> re.Pattern[str]:
    names = sorted((re.escape(name) for name in vocabulary.place_by_name), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(names)})(?!\w)")


def _known_name(place: str, vocabulary: Vocabulary) -> str:
    known = vocabulary.place_by_name.get(fold(place))
    return known.name if known else place


@lru_cache(maxsize=_MANY)
def _is_central(organ: str, vocabulary: Vocabulary) -> bool:
    folded = re.sub(r"\s*\(.*\)", "", fold(organ))
    row = vocabulary.organ_by_name.get(folded)
    if row is None:
        row = next((row for name, row in vocabulary.organ_by_name.items() if folded.endswith(f" {name}")), None)
    return row.level == "central" if row is not None else _MINISTERIAL.match(folded) is not None


@lru_cache(maxsize=_MANY)
def _central_code(code: Code, vocabulary: Vocabulary) -> bool:
    for part in vocabulary.organ_parts(respelt(code, vocabulary)):
        organ = vocabulary.organ_by_symbol.get(part)
        if _CENTRAL_SYMBOL.fullmatch(part) or part == "tw" or (organ and organ.level == "central"):
            return True
    return False


def _local_title(title: str | None) -> bool:
    """Return whether an instrument cited by name is of a province ("Nghị quyết Đại hội Đảng bộ tỉnh …")."""
    return bool(title and re.search(r"dang bo (?:tinh|thanh pho|huyen)", fold(title)))
