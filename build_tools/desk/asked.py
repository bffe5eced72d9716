"""What a page of the desk asks for, as values: a fact by its number or its words, the fields of a form."""

from http import HTTPStatus

from build_tools.base.text import place_of, squeeze
from build_tools.base.yaml_edits import EditError
from build_tools.desk.documents import Held
from build_tools.desk.guard import Given, RefusedError
from build_tools.desk.targets import Target
from build_tools.model.span import Span
from build_tools.model.statement import FACT_KINDS
from build_tools.parse.facts import Fact
from build_tools.parse.reviews import Review

# The kinds of facts that say the same wherever the same words stand.
_REPEATED = ("vien_dan", "quan_he")
# The kinds of facts that stand at a place of the text and that a keeper may add there.
ADDED = ("vien_dan", "nhiem_vu", "thoi_han")
_LONGEST_WORD = 2_000


def numbered(held: Held, number: str) -> Review:
    """Return the review of a number. Raises RefusedError where there is none."""
    reviews = held.reviews
    if not number.isdecimal() or int(number) >= len(reviews):
        raise RefusedError(HTTPStatus.BAD_REQUEST, "Yêu cầu không đọc được.")
    return reviews[int(number)]


def wording(held: Held, review: Review) -> tuple[str, str, str] | None:
    """Return kind, value and words of a citation or relation that nobody has judged; `None` for anything else.

    A law that a text names twenty times by the same words is read the same each time.
    """
    fact = review.fact
    if fact is None or fact.span is None or fact.kind not in _REPEATED or review.settled or review.confirmation:
        return None
    return fact.kind, fact.value, squeeze(fact.span.of(held.document.source.text))


def alike(held: Held, review: Review) -> tuple[Review, ...]:
    """Return the other facts of a document that say the same by the same words and wait as well."""
    mine = wording(held, review)
    return tuple(other for other in held.reviews if mine and other != review and wording(held, other) == mine)


def added(held: Held, kind: str, quote: str) -> Review:
    """Return a fact that is to be added at a quote. Raises RefusedError, EditError where that can't be."""
    if kind not in FACT_KINDS:
        raise RefusedError(HTTPStatus.BAD_REQUEST, "Yêu cầu không đọc được.")
    if kind not in ADDED:
        return Review(Fact(kind, ""))
    at = place_of(held.document.source.text, quote)
    if at is None:
        raise EditError("Không thấy chữ ấy trong văn bản. Hãy bôi chọn hoặc chép đúng chữ của văn bản.")
    return Review(Fact(kind, "", Span(*at)))


def word(given: Given, key: str) -> str:
    """Return a value as text, "" where it is not given."""
    return str(given.get(key) or "")[:_LONGEST_WORD]


def fields(given: Given) -> dict[str, str]:
    """Return the fields of a form, by their keys."""
    typed = given.get("fields")
    return {key: word(typed, key) for key in typed} if isinstance(typed, dict) else {}


def as_dict(target: Target) -> dict[str, object]:
    """Return an instrument as the page gets it."""
    return {name: getattr(target, name) for name in ("la", "loai", "ngay", "co_quan", "subject", "held")}
