"""Which clauses of a held instrument another held one acts on, and in which clause of its own.

An amending instrument names the whole in one clause ("sửa đổi, bổ sung một số điều của Nghị định số …") and the parts
in those below it ("1. Sửa đổi khoản 2 Điều 5 như sau: “…”"). What it quotes is the new text and names nothing.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import takewhile

from build_tools.base.memo import Memo
from build_tools.base.text import fold
from build_tools.base.values import Value
from build_tools.model.citation import Relation
from build_tools.model.corpus import Edge, Work, WorkId
from build_tools.model.document import Document, Provision, ProvisionKind
from build_tools.model.span import Span
from build_tools.resolve.changes import is_older

_VERB = re.compile(
    r"(?<!\w)(?:(?P<repeals>bai\s+bo|huy\s+bo)|(?P<corrects>dinh\s+chinh)|(?P<suspends>ngung\s+hieu\s+luc|dinh\s+chi)"
    r"|sua\s+doi|bo\s+sung|thay\s+the|thay\s+cum\s+tu|bo\s+cum\s+tu)(?!\w)"
)
# Where the words end that say what is done: the new text, another sentence, a rule that is only pointed to.
_ENDS = re.compile(r"\snhu\s+sau|:|(?<=\w)\.\s+(?=\w)|\stheo\s")
_PASSIVE = re.compile(r"(?:duoc|bi)\s+$")
_LIST = r"\s*(?:,|va|;)\s*"
_REFERENCE = re.compile(
    rf"""(?:(?P<points>diem\s+[a-z](?:{_LIST}(?:diem\s+)?[a-z](?!\w))*)\s*,?\s+)?
         (?:(?P<paragraphs>khoan\s+\d+[a-z]?(?:{_LIST}(?:khoan\s+)?\d+[a-z]?(?!\w))*)\s*,?\s+)?
         (?P<articles>dieu\s+\d+[a-z]?(?:{_LIST}(?:dieu\s+)?\d+[a-z]?(?!\w))*)""",
    re.VERBOSE,
)
_AFTER, _OWN = re.compile(r"(?:vao\s+)?(?:lien\s+)?sau\s+$"), re.compile(r"(?:\s+\w+){0,4}\s+nay(?!\w)")
_NUMBER, _LETTER = re.compile(r"\d+[a-zđ]?"), re.compile(r"(?<!\w)[a-zđ](?!\w)")
_ANNEXED = re.compile(r"ban\s+hanh\s+(?:kem\s+)?theo|(?<!\w)(?:quy\s+che|quy\s+dinh|dieu\s+le)\s")
# The clauses above an article have no part in its anchor; only an annex does.
_ANNEX = re.compile(r"att_\d+__")


class AmendedClause(Value, frozen=True):
    """A clause of an instrument (`eid`, its anchor) on which clause `at` of the instrument `by` acts."""

    eid: str
    relation: Relation
    by: WorkId
    at: str


def amended_clauses(
    edges: Iterable[Edge], works: Iterable[Work], memo: Memo
) -> dict[WorkId, tuple[AmendedClause, ...]]:
    """Return, by held instrument, its clauses that others which are held act on, in the order of their dates.

    A clause is left out unless exactly one of the instrument's provisions can be meant.
    """
    known = {work.id: work for work in works if work.held}
    acts: dict[tuple[WorkId, WorkId], dict[str, Edge]] = defaultdict(dict)
    for edge in edges:
        both = edge.subject == edge.witness and edge.subject in known and edge.target in known
        if both and edge.relation in _ACTS and not is_older(known[edge.subject], known[edge.target]):
            acts[edge.target, edge.subject].setdefault(edge.eid, edge)
    found: dict[WorkId, dict[AmendedClause, None]] = defaultdict(dict)
    for target, by in sorted(acts, key=lambda pair: (known[pair[1]].date or "", pair[1])):
        document, acting = known[target].document, known[by].document
        if document and acting:
            found[target].update(dict.fromkeys(memo(_amended, document, acting, *acts[target, by].values())))
    return {target: tuple(clauses) for target, clauses in found.items() if clauses}


def _amended(document: Document, acting: Document, *edges: Edge) -> tuple[AmendedClause, ...]:
    """Return the clauses of a document on which these edges from another act."""
    places = _places(document)
    return tuple(clause for edge in edges for clause in _of_edge(edge, acting, places))


_ACTS = (Relation.AMENDS, Relation.REPEALS, Relation.CORRECTS, Relation.SUSPENDS)


def _places(document: Document) -> Mapping[str, Sequence[str]]:
    """Return the anchors by what they are without an annex: those of articles and what stands in them."""
    found: dict[str, list[str]] = defaultdict(list)
    for provision in document.provisions:
        if (bare := _ANNEX.sub("", provision.eid)).startswith("art_"):
            found[bare].append(provision.eid)
    return found


def _of_edge(edge: Edge, acting: Document, places: Mapping[str, Sequence[str]]) -> Iterator[AmendedClause]:
    text = acting.source.text
    folded = fold(text)
    others = [citation.span for citation in acting.citations if citation.span != edge.place]
    announced: dict[str | None, str] = {}  # by clause, what it says is done to those in its list
    annexed = False
    for provision, quoted in _below(acting, edge.eid):
        span = provision.span
        if provision.eid == edge.eid:  # what stands behind another instrument, up to this one
            before = [other.end for other in others if span.start <= other.start and other.end <= edge.place.start]
            span = Span(max(before, default=span.start), edge.place.start)
            annexed = _ANNEXED.search(span.of(folded)) is not None
        elif any(span.holds(other) for other in others):
            continue  # it names its instrument itself
        verb, words = _act(_unquoted(folded, span, quoted), announced.get(provision.parent) if provision.marker else "")
        if verb and provision.span.of(text).rstrip().endswith(":"):
            announced[provision.eid] = verb
        for reference in _REFERENCE.finditer(words) if verb else ():
            if _AFTER.search(words, 0, reference.start()) or _OWN.match(words, reference.end()):
                continue
            for bare in _named(reference, text[span.start + reference.start() : span.start + reference.end()].lower()):
                if (eid := _only(places.get(bare, ()), annexed=annexed)) is not None:
                    yield AmendedClause(eid, Relation(verb), edge.subject, provision.eid)


def _act(words: str, announced: str | None) -> tuple[str, str]:
    """Return what is done, "" for nothing, and the words that name to what, at their place, the rest as blanks."""
    verb = _VERB.search(words)
    if verb and _PASSIVE.search(words, 0, verb.start()):  # "Khoản 2 Điều 5 được sửa đổi như sau"
        return verb.lastgroup or "amends", words[: verb.start()]
    start = verb.end() if verb else 0
    end = _ENDS.search(words, start)
    named = " " * start + words[start : end.start() if end else len(words)]
    return (verb.lastgroup or "amends" if verb else announced or ""), named


def _below(document: Document, eid: str) -> Iterator[tuple[Provision, Sequence[Span]]]:
    """Yield the clause and those below it that are not quoted, each with the quotations in it.

    A quotation that is not closed reaches to the end.
    """
    provisions = iter(document.provisions)
    first = next(provision for provision in provisions if provision.eid == eid)
    quoted: list[Span] = []
    opened = -1
    for provision in (first, *_rest(provisions)):
        start, inside = provision.span.start, opened >= 0
        if not inside and provision is not first and _is_beside(provision, first):
            return
        for match in re.finditer("[“”]", provision.span.of(document.source.text)):
            place = start + match.start()
            if match[0] == "“" and opened < 0:
                opened = place
            elif match[0] == "”" and opened >= 0:
                quoted.append(Span(opened, place + 1))
                opened = -1
        if not inside:
            yield provision, ([*quoted, Span(opened, provision.span.end)] if opened >= 0 else quoted)


def _rest(provisions: Iterator[Provision]) -> Iterator[Provision]:
    return takewhile(lambda each: each.kind is not ProvisionKind.CONCLUSIONS, provisions)


def _is_beside(provision: Provision, first: Provision) -> bool:
    return provision.kind is ProvisionKind.ARTICLE or provision.depth <= first.depth


def _unquoted(folded: str, span: Span, quoted: Sequence[Span]) -> str:
    """Return the folded words of the span, what is quoted as blanks."""
    words = span.of(folded)
    for each in quoted:
        start, end = max(each.start, span.start) - span.start, min(each.end, span.end) - span.start
        if start < end:
            words = f"{words[:start]}{' ' * (end - start)}{words[end:]}"
    return words


def _named(reference: re.Match[str], source: str) -> Iterator[str]:
    """Yield the anchors that a reference names; of several articles the parts are those of the first."""
    start = reference.start()

    def numbers(name: str, pattern: re.Pattern[str]) -> list[str]:
        first, end = reference.span(name)
        return pattern.findall(source[first - start : end - start].removeprefix("điểm")) if first >= 0 else []

    articles, paragraphs = numbers("articles", _NUMBER), numbers("paragraphs", _NUMBER)
    points = numbers("points", _LETTER)
    whole = f"art_{articles[0]}"
    for paragraph in paragraphs[:-1] if points else paragraphs:
        yield f"{whole}__para_{paragraph}"
    if points:
        inner = f"{whole}__para_{paragraphs[-1]}" if paragraphs else whole
        yield from (f"{inner}__point_{point}" for point in points)
    if not paragraphs and not points:
        yield whole
    yield from (f"art_{article}" for article in articles[1:])


def _only(eids: Sequence[str], *, annexed: bool) -> str | None:
    """Return the one anchor that can be meant: in the annex that is named, else in the instrument itself."""
    inner = [eid for eid in eids if _ANNEX.match(eid)]
    outer = [eid for eid in eids if not _ANNEX.match(eid)]
    likely = (inner or outer) if annexed else (outer or inner)
    return likely[0] if len(likely) == 1 else None
