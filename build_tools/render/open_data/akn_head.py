"""What an Akoma Ntoso file says of its document: identification, organisations, tasks under a namespace of ours.

Names of works follow the convention `/akn/vn[-province]/doc/type/issuer/date/number` (`act` for a normative text).
"""

from collections.abc import Iterator, Mapping

from build_tools.base.iso_dates import is_day
from build_tools.base.text import slug
from build_tools.base.xml import attribute
from build_tools.model.corpus import Work
from build_tools.model.document import Document
from build_tools.model.obligation import Obligation
from build_tools.parse.obligations.norms import is_normative
from build_tools.render.witnessed import day_of
from build_tools.render.wording import full_name

OURS = "tag:so-van-ban,2022:du-lieu"
ISSUER = "co-quan"
_SOURCE = "so-van-ban"
_UNKNOWN = "chua-ro"
_LANGUAGE = "vie"


def iri(work: Work) -> str:
    """Return the name of a work, the same wherever it is cited with the same facts."""
    country = f"vn-{slug(work.place)}" if work.place else "vn"
    parts = (slug(work.type_name), slug(work.organ or ""), work.date or work.year or "", work.id.code)
    kind = "act" if is_normative(work.type_name, work.code) else "doc"
    return "/".join(("/akn", country, kind, *(part or _UNKNOWN for part in parts)))


def organisations_of(document: Document) -> dict[str, str]:
    """Return the eId of each who bears or leads a task of the document, by name."""
    names = dict.fromkeys(name for task in document.obligations for name in (*task.bearers, *task.lead))
    return {name: f"don-vi-{number}" for number, name in enumerate(names, 1)}


def head(work: Work, document: Document, organisations: Mapping[str, str]) -> str:
    """Return the element `meta`."""
    return "".join(
        (
            "<meta>",
            *_identification(work),
            *_references(work, organisations),
            *_tasks(document, organisations),
            "</meta>",
        )
    )


def _identification(work: Work) -> Iterator[str]:
    """Yield the three levels of FRBR; a day that is not known is the first of its month or year, and is called so."""
    name = iri(work)
    day, kind = day_of(work), "ngày ban hành" if is_day(work.date) else "tháng hoặc năm ban hành"
    if not day:
        day, kind = "0001-01-01", "chưa rõ ngày ban hành"
    date = f'<FRBRdate date="{day}" name="{kind}"/><FRBRauthor href="#{ISSUER}"/>'
    ours = f'<FRBRdate date="{day}" name="{kind}"/><FRBRauthor href="#{_SOURCE}"/>'
    expression = f"{name}/{_LANGUAGE}@{work.date or work.year or ''}"
    yield f'<identification source="#{_SOURCE}">'
    yield f'<FRBRWork>{_named(f"{name}/!main", name)}{date}<FRBRcountry value="vn"/>'
    if work.code and work.code.number:
        yield f'<FRBRnumber value="{attribute(work.code.text)}"/>'
    yield f'<FRBRname value="{attribute(full_name(work))}"/></FRBRWork>'
    yield f"<FRBRExpression>{_named(f'{expression}/!main', expression)}{date}"
    yield f'<FRBRlanguage language="{_LANGUAGE}"/></FRBRExpression>'
    yield f"<FRBRManifestation>{_named(f'{expression}/!main.xml', f'{expression}.xml')}{ours}</FRBRManifestation>"
    yield "</identification>"


def _named(this: str, uri: str) -> str:
    return f'<FRBRthis value="{attribute(this)}"/><FRBRuri value="{attribute(uri)}"/>'


def _references(work: Work, organisations: Mapping[str, str]) -> Iterator[str]:
    yield f'<references source="#{_SOURCE}">'
    known = {_SOURCE: "Sổ Văn Bản", ISSUER: work.organ or "Chưa rõ cơ quan ban hành"}
    for eid, name in (*known.items(), *((eid, name) for name, eid in organisations.items())):
        href = f"/akn/ontology/organization/vn/{slug(name) or _UNKNOWN}"
        yield f'<TLCOrganization eId="{eid}" href="{href}" showAs="{attribute(name)}"/>'
    yield "</references>"


def _tasks(document: Document, organisations: Mapping[str, str]) -> Iterator[str]:
    if document.obligations:
        yield f'<proprietary source="#{_SOURCE}" xmlns:svb="{OURS}">'
        yield from (f"<svb:nhiem-vu{_task(task, organisations)}/>" for task in document.obligations)
        yield "</proprietary>"


def _task(task: Obligation, organisations: Mapping[str, str]) -> str:
    """Return the attributes of a task, without what the text does not say; who leads is not told as a bearer too."""
    given = {
        "neo": task.eid,
        "vi-tri": str(task.span.start),
        "don-vi": " ".join(f"#{organisations[name]}" for name in task.bearers if name not in task.lead),
        "chu-tri": " ".join(f"#{organisations[name]}" for name in task.lead),
        "phoi-hop": "; ".join(task.coordinate),
        "bao-cao-ve": task.report_to or "",
        "han": "; ".join(limit.date for limit in task.deadlines if limit.date),
        "chua-chac": task.doubt or "",
    }
    return "".join(f' {name}="{attribute(value)}"' for name, value in given.items() if value)
