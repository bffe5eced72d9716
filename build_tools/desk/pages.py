"""The pages of the desk as HTML: whatever they show is escaped, documents are text and nothing else."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import jinja2
from markupsafe import Markup

from build_tools.base.text import squeeze
from build_tools.desk.asked import wording
from build_tools.desk.beside import Beside
from build_tools.desk.documents import Held, Summary, summary_of
from build_tools.desk.forms import Field
from build_tools.desk.inbox import Inbox
from build_tools.desk.last_year import Offer
from build_tools.desk.marks import Piece, pieces
from build_tools.desk.reports import Report, fact_of
from build_tools.model.statement import FACT_KINDS
from build_tools.parse.facts import Fact, own_doubt
from build_tools.parse.reviews import Review

_ENVIRONMENT = jinja2.Environment(
    loader=jinja2.PackageLoader("build_tools.desk"),
    autoescape=True,
    undefined=jinja2.StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_GROUPS = {"vien_dan": "Viện dẫn", "quan_he": "Viện dẫn", "nhiem_vu": "Nhiệm vụ", "thoi_han": "Nhiệm vụ"}
_RECORD, _FIRST, _DROPPED = "Thuộc tính", "Cần xem trước", "Đã bỏ"
# What a document is cited by: without it nobody finds it.
_NAMES = ("so_ky_hieu", "ngay_ban_hanh")
_SHOWN = 160


@dataclass(frozen=True, slots=True)
class Row:
    """A fact on the page: its number among the reviews, "" for one to be added, and its state.

    The state is "mo" (open), "xong" (settled), "khac" (confirmed otherwise), "thieu" (not read) or "bao" (reported as
    wrong, but not there any more). `reports` are readers' reports about it, each with its number. `alike` is at how
    many other places the same words say the same and wait as well.
    """

    number: str
    kind: str
    name: str
    value: str
    quote: str
    state: str
    notes: tuple[str, ...] = ()
    reports: tuple[tuple[int, Report], ...] = ()
    offers: tuple[Offer, ...] = ()
    alike: int = 0


@dataclass(frozen=True, slots=True)
class Frame:
    """What every page of the desk has: the address that it stands under, whether it only shows, the site's name."""

    base: str
    read_only: bool
    site_name: str


def queue_page(
    frame: Frame,
    rows: Sequence[Summary],
    years: Sequence[str],
    organs: Sequence[str],
    chosen: Mapping[str, str],
    reports: Mapping[str, int],
    inbox: Inbox,
) -> str:
    """Return the list of documents; `chosen` are the year and the organ that are shown alone, "" for all.

    `reports` are how many reports of readers wait about each.
    """
    count = {"settled": sum(row.settled for row in rows), "facts": sum(row.facts for row in rows)}
    lists = {"inbox": inbox, "rows": rows, "years": years, "organs": organs, "chosen": chosen, "reports": reports}
    return _render("queue", frame=frame, **lists, **count)


def document_page(frame: Frame, held: Held, beside: Beside) -> str:
    """Return the page of a document: its text with every fact marked, and the facts."""
    return _render("document", frame=frame, held=held, content=document_content(frame, held, beside))


def document_content(frame: Frame, held: Held, beside: Beside) -> Markup:
    """Return what changes of that page with a decision."""
    reviews = held.reviews
    same = Counter(wording(held, review) for review in reviews)
    told = [(fact_of(report, held.document.source.text, reviews), report) for report in beside.reports]
    rows = [
        replace(
            _row(held, number, review, beside),
            reports=tuple(_reports_at(number, told)),
            offers=tuple(offer for offer in beside.offers if offer.place == number),
            alike=same[wording(held, review)] - 1 if wording(held, review) else 0,
        )
        for number, review in enumerate(reviews)
    ]
    homeless = [
        Row("", report.kind, FACT_KINDS[report.kind], report.shown, report.quote, "bao", (), ((number, report),))
        for number, (place, report) in enumerate(told)
        if place is None
    ]
    html = _render(
        "content",
        frame=frame,
        held=held,
        place=beside.place,
        warnings=[finding for finding in beside.warnings if finding.code != "VB110"],
        groups=_groups(rows, reviews, homeless, beside),
        summary=summary_of(held),
        pieces=_pieces(held, reviews),
        picture=_has_picture(held),
    )
    return Markup(html)  # noqa: S704 – rendered and escaped above


def form_page(
    fields: Sequence[Field], kind: str, title: str, quote: str | None, number: str, path: str = "/quyet-dinh"
) -> str:
    """Return a form that is sent to `path`; with a quote it adds a fact."""
    kinds = {key: FACT_KINDS[key] for key in ("vien_dan", "nhiem_vu", "thoi_han")}
    return _render("form", fields=fields, kind=kind, title=title, quote=quote, number=number, kinds=kinds, path=path)


def _render(template: str, **values: object) -> str:
    return _ENVIRONMENT.get_template(f"{template}.html.j2").render(**values)


def _row(held: Held, number: int, review: Review, beside: Beside) -> Row:
    fact, stated = review.fact, review.confirmation
    kind = fact.kind if fact else stated.kind if stated else ""
    if fact:
        words = squeeze(fact.span.of(held.document.source.text)) if fact.span else ""
        value = fact.value
    else:
        words = (stated and stated.quote) or ""
        value = "nay máy không đọc thấy" if review.changed else "không có"
    return Row(
        number=str(number),
        kind=kind,
        name=FACT_KINDS[kind],
        value=value,
        quote="" if words == value else words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…",
        state="xong" if review.settled else "khac" if review.changed else "mo",
        notes=tuple(_notes(review, beside)),
    )


def _reports_at(place: int, told: Sequence[tuple[int | None, Report]]) -> Iterator[tuple[int, Report]]:
    return ((number, report) for number, (at, report) in enumerate(told) if at == place)


def _has_picture(held: Held) -> bool:
    """Whether the text, if any, was recognised from a picture that may be shown."""
    source = held.document.source
    scanned = source.recognised or not source.has_text
    return scanned and not source.masked and source.path.lower().endswith(".pdf")


def _notes(review: Review, beside: Beside) -> Iterator[str]:
    fact, stated = review.fact, review.confirmation
    if doubt := _open_doubt(review, beside):
        yield f"Chưa chắc: {doubt}."
    if fact and not review.settled and (issuer := _issuer(fact, beside)):
        yield f"Câu này không ghi cơ quan ban hành; theo ký hiệu hoặc chỗ khác trong sổ: {issuer}."
    if fact and fact.keeper:
        yield "Người giữ sổ khai báo."
    if stated:
        was = "không có điều này" if stated.dropped else f"“{stated.value}”"
        by = f", bởi {stated.by}" if stated.by else ""
        yield f"{f'Đã xác nhận {was}' if review.changed else 'Đã soát'} ngày {stated.day:%d/%m/%Y}{by}."


def _open_doubt(review: Review, beside: Beside) -> str | None:
    """What is uncertain about this fact alone, as long as nobody has settled it and nothing else tells."""
    if review.fact is None or review.settled or _issuer(review.fact, beside):
        return None
    if review.fact.kind == "so_ky_hieu" and review.fact.value.startswith("/"):
        return "số để trống; biết số thì bấm E để ghi"
    return own_doubt(review.fact.doubt)


def _issuer(fact: Fact, beside: Beside) -> str | None:
    return beside.issuers.get(fact.span) if fact.kind == "vien_dan" and fact.span else None


def _groups(
    rows: Sequence[Row], reviews: Sequence[Review], homeless: Sequence[Row], beside: Beside
) -> list[tuple[str, list[Row]]]:
    """Return the facts by kind: what is in doubt, reported or reads otherwise first, what was dropped last."""
    titles = (_FIRST, _RECORD, "Viện dẫn", "Nhiệm vụ", _DROPPED)
    groups: dict[str, list[Row]] = {title: [] for title in titles}
    groups[_FIRST] += homeless
    for row, review in zip(rows, reviews, strict=True):
        doubtful = review.changed or _open_doubt(review, beside) or row.reports
        otherwise = any(offer.action != "dung" for offer in row.offers)
        dropped = review.fact is None and not review.changed
        groups[_FIRST if doubtful or otherwise else _DROPPED if dropped else _GROUPS.get(row.kind, _RECORD)].append(row)
    for kind in beside.missing:
        missing = Row("", kind, FACT_KINDS[kind], "chưa đọc được", "", "thieu")
        groups[_FIRST if kind in _NAMES else _RECORD].append(missing)
    return [(title, found) for title, found in groups.items() if found]


def _pieces(held: Held, reviews: Sequence[Review]) -> Iterator[Piece]:
    marked = [
        (number, review.fact.kind, review.fact.span)
        for number, review in enumerate(reviews)
        if review.fact and review.fact.span
    ]
    return pieces(held.document.source.text, marked)
