"""Tasks (nhiệm vụ) of a document, one for each numbered or bulleted item of the lowest level.

An item without bearers has those of its list. Outside such lists a task is a sentence that orders
("Giao Sở Nội vụ …") or says whose it is ("Giám đốc Sở Nội vụ chịu trách nhiệm …"). What a news page reports of a
directive is marked `reported`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from build_tools.base.text import squeeze
from build_tools.base.values import Value, replace
from build_tools.model.citation import Citation
from build_tools.model.document import Genre, Provision, ProvisionKind, Record
from build_tools.model.obligation import Obligation
from build_tools.parse.dates.deadlines import find_deadlines
from build_tools.parse.obligations.attributes import Attributes, find_attributes
from build_tools.parse.obligations.document_context import DocumentContext
from build_tools.parse.obligations.flat_tables import FlatTables, find_flat_tables
from build_tools.parse.obligations.item_tasks import is_nominal, item_tasks, says_to_act
from build_tools.parse.obligations.items import Items
from build_tools.parse.obligations.list_context import NOTHING, ListContext
from build_tools.parse.obligations.norms import RULING, find_norms, is_normative, without_norms
from build_tools.parse.obligations.outline_contexts import find_list_contexts, group_in_text
from build_tools.parse.obligations.provision_words import content_of
from build_tools.parse.obligations.sentence_tasks import sentence_tasks
from build_tools.parse.obligations.tasks import named_bearers
from build_tools.parse.text import Text

# A report's plans are its author's own: what it lays on others it says ("Đề nghị Ủy ban nhân dân tỉnh …").
_OWN_PLANS = ("Báo cáo", "Tờ trình", "Biên bản")
# Types that tell of what was done.
_TELLING = (*_OWN_PLANS, "Giấy mời")
# The recipients of a text that a machine read badly ("ANơi nhận: TL. CHỦ TỊCH").
_FOOT = re.compile(r"\W{0,4}\w{0,2}noi\s+nhan\s?:")
# A plan has its title on one of its first lines.
_FIRST = 4
_UNORDERED = (ProvisionKind.PREFACE, ProvisionKind.CONCLUSIONS)


class Duties(Value, frozen=True):
    """The tasks and the norms of a document."""

    tasks: tuple[Obligation, ...] = ()
    norms: tuple[Obligation, ...] = ()


def find_obligations(
    text: Text,
    record: Record,
    provisions: tuple[Provision, ...],
    citations: Sequence[Citation],
) -> Duties:
    """Return the tasks in the order of the text; in annexes those of tables and of a plan that the document issues."""
    title = record.subject.span if record.subject and record.genre is Genre.NEWS else None
    body = [p for p in provisions if not (p.eid.startswith("att_") or (title and p.span.overlaps(title)))]
    body = _above_foot(text, body)
    document = DocumentContext.of(text, record)
    if record.type_name in RULING:
        return Duties(*map(tuple, find_norms(document, body)))
    tables = find_flat_tables(document, provisions)
    own_plans = record.type_name in _OWN_PLANS
    listed = not own_plans and (bool(record.addressees) or record.type_name in text.vocabulary.cues.plans)
    told = not (listed or document.reported or record.type_name in _TELLING)
    group = () if own_plans else document.addressees or group_in_text(text, _beside(tables, body))
    tasks = _tasks_in(document, _beside(tables, body), citations, ListContext(group, ordered=listed), told=told)
    norms: list[Obligation] = []
    if is_normative(record.type_name, record.code):
        tasks, norms = without_norms(text, body, tasks)
    for plan in _attached_plans(text, provisions):
        plan = _beside(tables, _above_foot(text, plan))
        tasks += _tasks_in(document, plan, citations, ListContext(group_in_text(text, plan), ordered=True), told=False)
    return Duties(tuple(sorted([*tables.tasks, *tasks], key=lambda task: task.span)), tuple(norms))


def _above_foot(text: Text, body: Sequence[Provision]) -> list[Provision]:
    """Return the provisions that may order something: not those of head and foot."""
    foot = next((p.span.start for p in body if _FOOT.match(text.folded, p.span.start)), len(text.source))
    return [p for p in body if p.span.start < foot and p.kind not in _UNORDERED]


def _beside(tables: FlatTables, body: list[Provision]) -> list[Provision]:
    """Return the provisions that no table takes."""
    return [p for p in body if not any(place.overlaps(p.span) for place in tables.places)]


def _attached_plans(text: Text, provisions: Sequence[Provision]) -> Iterator[list[Provision]]:
    """Yield the provisions of each annex that is a plan by its title ("KẾ HOẠCH … (Kèm theo Quyết định số …)")."""
    annexes = groupby((p for p in provisions if p.eid.startswith("att_")), key=lambda p: p.eid.split("__")[0])
    for _, annex in annexes:
        parts = list(annex)
        titles = (squeeze(p.span.of(text.source)) for p in parts[:_FIRST])
        plans = tuple(name.upper() for name in text.vocabulary.cues.plans)
        if any(words.startswith(plans) and words.isupper() for words in titles):
            yield parts


def _tasks_in(
    document: DocumentContext,
    body: Sequence[Provision],
    citations: Sequence[Citation],
    default: ListContext,
    *,
    told: bool,
) -> list[Obligation]:
    """Return the tasks of lists and sentences; with `told` also those of sentences that say who does what."""
    text = document.text
    contexts = find_list_contexts(text, body, default)
    lines = find_attributes(text, body, document.plan_year)
    items = Items(text.source, body, citations, contexts, lines)
    tasks = list[Obligation]()
    before = item_above = ""
    lead = _Lead()
    for provision in body:
        context = contexts[provision.eid]
        if provision.marker is None:
            tasks += lead.alone(document, tasks)
            lead = _Lead(provision, context, len(tasks)) if _leads_in(text, provision) else _Lead()
        elif lead.provision:
            lead.nominal.append(is_nominal(text, content_of(provision)))
        if provision.eid in lines.eids or context.heading:
            continue
        attributes = lines.of_item.get(provision.eid)
        if _is_detail(document, provision, context, lines.of_item.get(provision.parent or "")):
            continue
        item = (provision.marker or context.named) and context.ordered and items.is_item(provision)
        paragraph = item and not (provision.marker or context.broken)
        ordered = list(sentence_tasks(document, provision, context, told=False)) if paragraph else []
        if ordered:  # a paragraph under a unit's heading that names others itself
            tasks += ordered
        elif item and says_to_act(document, provision, context):
            found = list(item_tasks(document, provision, context))
            tasks += [attributes.of(found[0]), *found[1:]] if attributes and found else found
        elif not items.is_bare(provision):
            if document.reported and tasks:  # what follows an order in a report goes on with it
                told, context = True, replace(context, bearers=tasks[-1].bearers, ordered=True, led=True)
            if (limits := lines.below.get(provision.eid)) and tasks and tasks[-1].eid in (before, item_above):
                tasks[-1] = limits.of(tasks[-1])
                continue
            follows = provision.marker is None and tasks and tasks[-1].eid == before and tasks[-1].bearers
            if follows and not (context.led or context.named):  # "Báo cáo gửi về Bộ trước ngày …" says it of those told
                context = replace(context, bearers=tasks[-1].bearers)
            grounds = provision.kind is ProvisionKind.CITATION
            tasks += sentence_tasks(document, provision, context, told=told and not grounds)
        before = provision.eid
        item_above = provision.eid if provision.marker else item_above
    return [*tasks, *lead.alone(document, tasks)]


def _leads_in(text: Text, provision: Provision) -> bool:
    return text.source.endswith(":", provision.span.start, provision.span.end)


@dataclass
class _Lead:
    """A paragraph that leads into a list, how many tasks stood before it, which items tell only what it is about."""

    provision: Provision | None = None
    context: ListContext = NOTHING
    before: int = 0
    nominal: list[bool] = field(default_factory=list)

    def alone(self, document: DocumentContext, tasks: Sequence[Obligation]) -> Iterator[Obligation]:
        """Yield what the paragraph orders ("đề nghị các sở báo cáo các nội dung sau:" above what to report on)."""
        if self.provision and self.nominal and all(self.nominal) and len(tasks) == self.before:
            yield from sentence_tasks(document, self.provision, self.context, told=False, leads=True)


def _is_detail(document: DocumentContext, provision: Provision, context: ListContext, above: Attributes | None) -> bool:
    """Return whether an item tells more of the task above it, whose unit stands in a line of its own."""
    if above is None or not (above.lead or above.bearers):
        return False
    words = content_of(provision)
    named = named_bearers(document, words, context)
    return named is None and not find_deadlines(document.text, words, document.plan_year)
