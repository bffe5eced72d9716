"""The issuing organ (cơ quan ban hành) with its province, from what the document itself shows.

In this order: the lines above the number, the subject of the first sentence, the letters of the symbol. A name that
needs a province takes it from the date line. `None` where the text does not tell.
"""

import re

from build_tools.model import Code, Span, Stated
from build_tools.text import fold, squeeze
from build_tools.vocabulary import Organ, Vocabulary

_VERB = (
    r"(?:\s*\([^)\n]{2,20}\))?\s+(?:da\s+)?"
    r"(?:yeu\s+cau|xay\s+dung|ban\s+hanh|de\s+nghi|thong\s+bao|bao\s+cao|huong\s+dan)"
)
_POSITION = r"(?:giam\s+doc|chu\s+tich|bo\s+truong|cuc\s+truong)\s+"


def find_organ(
    text: str, head: Span, body: Span, code: Code | None, place: Stated | None, vocabulary: Vocabulary
) -> Stated | None:
    """Return the full name of the issuing organ and the place that shows it."""
    folded = fold(text)
    found = _in_head(folded, head, vocabulary) or _as_subject(folded, body, vocabulary) or _in_symbol(code, vocabulary)
    if not found:
        return None
    organ, span = found
    return Stated(full_name(organ, place.value if place else None, vocabulary), span)


def full_name(organ: Organ, place: str | None, vocabulary: Vocabulary) -> str:
    """Return the name with its province ("Sở Nội vụ" of Tây Ninh → "Sở Nội vụ tỉnh Tây Ninh")."""
    return organ.name if organ.level == "central" else vocabulary.with_place(organ.name, place)


def _in_head(folded: str, head: Span, vocabulary: Vocabulary) -> tuple[Organ, Span] | None:
    """The organ that stands alone on the lines of the head, the last (lowest) of them."""
    found = None
    lines = re.compile(r"[^\n|]+(?:\n[^\n|]+)?")
    for match in lines.finditer(folded, head.start, head.end):
        line = squeeze(match[0]).strip("*-_ ")
        for name, organ in vocabulary.organ_by_name.items():
            if line == name or (
                line.startswith(f"{name} ") and line.removeprefix(f"{name} ") in vocabulary.place_by_name
            ):
                found = organ, Span(*match.span())
    return found


def _as_subject(folded: str, body: Span, vocabulary: Vocabulary) -> tuple[Organ, Span] | None:
    """The organ that orders or plans in the first sentences ("…, Giám đốc Sở Khoa học và Công nghệ yêu cầu …")."""
    names = sorted((re.escape(name).replace(r"\ ", r"\s+") for name in vocabulary.organ_by_name), key=len, reverse=True)
    pattern = re.compile(rf"(?:^|[,;.\n]\s*)(?:{_POSITION})?(?P<organ>{'|'.join(names)}){_VERB}")
    match = pattern.search(folded, body.start, min(body.end, body.start + 3_000))
    if not match:
        return None
    return vocabulary.organ_by_name[squeeze(match["organ"])], Span(*match.span("organ"))


def _in_symbol(code: Code | None, vocabulary: Vocabulary) -> tuple[Organ, Span | None] | None:
    for part in code.parts if code else ():
        if organ := vocabulary.organ_by_symbol.get(part):
            return organ, None
    return None
