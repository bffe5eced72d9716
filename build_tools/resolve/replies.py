"""What answers a directive: held reports that cite it, and its tasks on which they may report.

A report is evidence to look at. Whether the task is done no document of the register can tell.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from build_tools.base.memo import Memo
from build_tools.base.text import fold
from build_tools.model.corpus import Duty, Edge, Reply, Role, Unit, UnitId, WorkId
from build_tools.model.document import Document
from build_tools.resolve.by_key import duties_of_works, edges_out_of
from build_tools.resolve.units import issuer_of, name_context, unit_named
from build_tools.vocabulary import Vocabulary

_LETTER = ("bao cao", "ve viec bao cao", "v/v bao cao")


def is_report(document: Document) -> bool:
    """Return whether the document reports: a Báo cáo, or a letter whose subject is to report and that asks for none."""
    record = document.record
    subject = fold(record.subject.value).strip() if record.subject else ""
    letter = fold(record.type_name) == "cong van" and subject.startswith(_LETTER) and not document.obligations
    return letter or fold(record.type_name) == "bao cao"


def build_replies(
    documents: Mapping[WorkId, Document],
    edges: Sequence[Edge],
    units: Iterable[Unit],
    duties: Sequence[Duty],
    vocabulary: Vocabulary,
    memo: Memo,
) -> tuple[Reply, ...]:
    """Return the reports on each held directive that lays tasks, ordered by directive, then by report."""
    reports = {work for work, document in documents.items() if memo(is_report, document)}
    cited = edges_out_of(memo, edges)
    pairs = {(edge.target, report) for report in reports for edge in cited.get(report, ()) if edge.target in documents}
    groups = {unit.id for unit in units if unit.is_group}
    laid = duties_of_works(memo, duties)
    found = (
        _reply(directive, report, documents, laid.get(directive, ()), groups, vocabulary)
        for directive, report in sorted(pairs)
        if documents[directive].obligations
    )
    return tuple(reply for reply in found if reply)


def _reply(
    directive: WorkId,
    report: WorkId,
    documents: Mapping[WorkId, Document],
    duties: Sequence[Duty],
    groups: set[UnitId],
    vocabulary: Vocabulary,
) -> Reply | None:
    issuer, asker = issuer_of(documents[report], vocabulary), issuer_of(documents[directive], vocabulary)
    if issuer is None or (asker and asker.id == issuer.id):
        return None
    own = {duty.obligation.span.start for duty in duties if duty.unit == issuer.id and duty.role is not Role.RECEIVER}
    sent_to = set(_addressees(documents[report], vocabulary))
    of_groups = {duty.obligation.span.start for duty in duties if duty.unit in groups and duty.is_own}
    received = {d.obligation.span.start for d in duties if d.role is Role.RECEIVER and d.unit in sent_to}
    return Reply(directive, report, issuer.id, issuer.full_name, tuple(sorted(own | (received & of_groups))))


def _addressees(document: Document, vocabulary: Vocabulary) -> Iterator[UnitId]:
    setting = name_context(document, vocabulary)
    return (unit_named(stated.value, setting, vocabulary).id for stated in document.record.addressees)
