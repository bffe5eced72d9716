"""Tasks (nhiệm vụ) of a document, one for each numbered or bulleted item of the lowest level.

An item without bearers has those of its list. Outside such lists a task is a sentence that orders
("Giao Sở Nội vụ …") or says whose it is ("Giám đốc Sở Nội vụ chịu trách nhiệm …"). What a news page reports of a
directive is marked `reported`.
"""

import re
from collections.abc import Sequence

from build_tools.base.values import Value, replace
from build_tools.model.citation import Citation
from build_tools.model.document import Genre, Provision, ProvisionKind, Record
from build_tools.model.obligation import Obligation
from build_tools.parse.dates.deadlines import find_deadlines
from build_tools.parse.obligations.attributes import Attributes, find_attributes
from build_tools.parse.obligations.document_context import DocumentContext
from build_tools.parse.obligations.flat_tables import find_flat_tables
from build_tools.parse.obligations.item_tasks import item_tasks, says_to_act
from build_tools.parse.obligations.items import Items
from build_tools.parse.obligations.list_context import ListContext
from build_tools.parse.obligations.norms import RULING, find_norms
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
    """Return the tasks in the order of the text; in annexes only those of tables."""
    body = [p for p in provisions if p.kind not in _UNORDERED and not p.eid.startswith("att_")]
    foot = next((p.span.start for p in body if _FOOT.match(text.folded, p.span.start)), len(text.source))
    title = record.subject.span if record.subject and record.genre is Genre.NEWS else None
    body = [p for p in body if p.span.start < foot and not (title and p.span.overlaps(title))]
    document = DocumentContext.of(text, record)
    if record.type_name in RULING:
        tasks, norms = find_norms(document, body)
        return Duties(tuple(tasks), tuple(norms))
    tables = find_flat_tables(document, provisions)
    if tables.places:
        body = [p for p in body if not any(place.overlaps(p.span) for place in tables.places)]
    group = document.addressees or group_in_text(text, body)
    listed = bool(record.addressees) or record.type_name in text.vocabulary.cues.plans
    if record.type_name in _OWN_PLANS:
        group, listed = (), False
    contexts = find_list_contexts(text, body, ListContext(group, ordered=listed))
    lines = find_attributes(text, body, document.plan_year)
    items = Items(text.source, body, citations, contexts, lines)
    told = not (listed or document.reported or record.type_name in _TELLING)
    tasks = list[Obligation]()
    before = ""
    for provision in body:
        context = contexts[provision.eid]
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
            if (limits := lines.below.get(provision.eid)) and tasks and tasks[-1].eid == before:
                tasks[-1] = limits.of(tasks[-1])
                continue
            follows = provision.marker is None and tasks and tasks[-1].eid == before and tasks[-1].bearers
            if follows and not (context.led or context.named):  # "Báo cáo gửi về Bộ trước ngày …" says it of those told
                context = replace(context, bearers=tasks[-1].bearers)
            tasks += sentence_tasks(document, provision, context, told=told)
        before = provision.eid
    return Duties(tuple(sorted([*tasks, *tables.tasks], key=lambda task: task.span)))


def _is_detail(document: DocumentContext, provision: Provision, context: ListContext, above: Attributes | None) -> bool:
    """Return whether an item tells more of the task above it, whose unit stands in a line of its own."""
    if above is None or not (above.lead or above.bearers):
        return False
    words = content_of(provision)
    named = named_bearers(document, words, context)
    return named is None and not find_deadlines(document.text, words, document.plan_year)
