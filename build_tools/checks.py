"""What deserves a second look: one generator per kind of finding, listed in CHECKS; its docstring begins with its code.

A check never says that a document is wrong: it says what to look at, quotes the words and says what to do.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import pairwise

from build_tools.corpus import Corpus, Reference, Work, WorkId
from build_tools.diagnostics import Diagnostic, Severity, finding
from build_tools.model import Citation, Document, Genre, Relation
from build_tools.resolve.graph import circles
from build_tools.text import fold, squeeze
from build_tools.vocabulary import Vocabulary

Check = Callable[[Corpus, Vocabulary], Iterator[Diagnostic]]


def run_checks(corpus: Corpus, vocabulary: Vocabulary) -> tuple[Diagnostic, ...]:
    """Return what all checks find, in the order of place and code."""
    return tuple(sorted({found for check in CHECKS for found in check(corpus, vocabulary)}))


def _directives(corpus: Corpus) -> Iterator[Document]:
    for document in _documents(corpus):
        if document.record.genre is Genre.DIRECTIVE:
            yield document


def _documents(corpus: Corpus) -> Iterator[Document]:
    return (work.document for work in corpus.works if work.document)


def _held(corpus: Corpus) -> dict[WorkId, Document]:
    return {work.id: work.document for work in corpus.works if work.document}


def _words(citation: Citation, document: Document) -> str:
    return squeeze(citation.span.of(document.source.text))


def _about(document: Document, citation: Citation, severity: Severity, code: str, message: str) -> Diagnostic:
    return finding(document.source, citation.span, severity, code, message, citation.eid)


def blank_number(corpus: Corpus, _: Vocabulary) -> Iterator[Diagnostic]:
    """VB101: the number is left blank, as in a draft or a copy taken before it was registered."""
    for document in _directives(corpus):
        code = document.record.code
        if code and not code.number:
            message = f"Số của văn bản để trống (ký hiệu {code.notation}). Hãy bổ sung số trong tệp khai báo nếu đã biết."
            yield finding(document.source, document.record.code_span, Severity.WARNING, "VB101", message, "preface_1")
        elif not code:
            message = "Không tìm thấy số, ký hiệu của văn bản. Hãy khai báo nếu đã biết."
            yield finding(document.source, None, Severity.WARNING, "VB101", message)


def no_date(corpus: Corpus, _: Vocabulary) -> Iterator[Diagnostic]:
    """VB102: no complete date of issue."""
    for document in _documents(corpus):
        if document.record.issued_date is None:
            message = "Không tìm thấy ngày ban hành đầy đủ. Hãy khai báo nếu đã biết."
            yield finding(document.source, document.record.date_span, Severity.WARNING, "VB102", message)


def odd_symbol(corpus: Corpus, vocabulary: Vocabulary) -> Iterator[Diagnostic]:
    """VB103: the symbol's letters are not those of the issuing organ, but nearly."""
    for document in _directives(corpus):
        record = document.record
        organ = record.organ and next(
            (row for name, row in vocabulary.organ_by_name.items() if fold(record.organ.value).startswith(name)), None
        )
        if not record.code or not organ or not organ.symbols:
            continue
        parts = record.code.notation.split("-")
        if any(fold(symbol) in (fold(part) for part in parts) for symbol in organ.symbols):
            continue
        near = [(part, symbol) for part in parts for symbol in organ.symbols if _one_letter_apart(part, symbol)]
        for part, symbol in near:
            message = f"Ký hiệu ghi “{part}”, {organ.name} thường viết “{symbol}”. Hãy kiểm tra lại với bản chính."
            yield finding(document.source, record.code_span, Severity.WARNING, "VB103", message, "preface_1")


def _one_letter_apart(left: str, right: str) -> bool:
    """Return whether one letter more, less or other makes the two the same."""
    shorter, longer = sorted((fold(left), fold(right)), key=len)
    if len(longer) - len(shorter) > 1 or shorter == longer:
        return False
    if len(longer) == len(shorter):
        return sum(a != b for a, b in zip(shorter, longer, strict=True)) == 1
    return any(longer[:i] + longer[i + 1 :] == shorter for i in range(len(longer)))


def no_signer(corpus: Corpus, _: Vocabulary) -> Iterator[Diagnostic]:
    """VB104: a directive without the name of who signed it."""
    for document in _directives(corpus):
        if document.record.signer is None:
            position = document.record.signer_position
            message = "Không có họ tên người ký. Hãy kiểm tra lại với bản chính."
            yield finding(document.source, position.span if position else None, Severity.NOTE, "VB104", message)


def no_organ(corpus: Corpus, _: Vocabulary) -> Iterator[Diagnostic]:
    """VB105: the text does not tell who issued it."""
    for document in _documents(corpus):
        if document.record.organ is None:
            who = "đăng tin" if document.record.genre is Genre.NEWS else "ban hành"
            message = f"Văn bản không cho biết cơ quan {who}. Hãy khai báo “co_quan” và “dia_phuong” nếu đã biết."
            yield finding(document.source, None, Severity.NOTE, "VB105", message)


def no_body(corpus: Corpus, _: Vocabulary) -> Iterator[Diagnostic]:
    """VB106: nothing but a head was found, as when a scan gave no text."""
    for document in _documents(corpus):
        if all(provision.kind in ("preface", "conclusions") for provision in document.provisions):
            message = "Không nhận ra phần nội dung của văn bản. Hãy mở tệp gốc để kiểm tra."
            yield finding(document.source, None, Severity.WARNING, "VB106", message)


def undated_first_mention(corpus: Corpus, _: Vocabulary) -> Iterator[Diagnostic]:
    """VB201: the rule of citing asks the first mention for the date (Nghị định 30/2020/NĐ-CP, Phụ lục I)."""
    documents = _held(corpus)
    seen: set[tuple[WorkId, WorkId]] = set()
    for reference in corpus.references:
        for target in reference.targets:
            first = (reference.source, target) not in seen
            seen.add((reference.source, target))
            document = documents[reference.source]
            citation = reference.citation
            if first and citation.code and not citation.date:
                message = f"Viện dẫn lần đầu không ghi ngày ban hành: “{_words(citation, document)}”."
                yield _about(document, citation, Severity.NOTE, "VB201", message)
                break


def ambiguous_targets(corpus: Corpus, _: Vocabulary) -> Iterator[Diagnostic]:
    """VB202: the citation fits several works; a date would settle it."""
    documents = _held(corpus)
    for reference in corpus.references:
        if len(reference.targets) > 1:
            document = documents[reference.source]
            years = ", ".join(target.year for target in reference.targets)
            words = _words(reference.citation, document)
            message = f"“{words}” khớp với {len(reference.targets)} văn bản (năm {years}). Ghi thêm ngày thì rõ."
            yield _about(document, reference.citation, Severity.WARNING, "VB202", message)


def missing_term(corpus: Corpus, _: Vocabulary) -> Iterator[Diagnostic]:
    """VB203: a symbol of Quốc hội or its standing committee without the number of the term ("UBTVQH" for "UBTVQH11")."""
    documents = _held(corpus)
    for reference in corpus.references:
        code = reference.citation.code
        if code and code.parts and code.parts[-1] in ("qh", "ubtvqh"):
            document = documents[reference.source]
            message = f"Ký hiệu “{code.text}” thiếu số khóa Quốc hội ở cuối. Hãy kiểm tra lại."
            yield _about(document, reference.citation, Severity.WARNING, "VB203", message)


def dates_against_numbers(corpus: Corpus, _: Vocabulary) -> Iterator[Diagnostic]:
    """VB204: of one issuer and year, the higher number bears the earlier date."""
    series: dict[tuple[str, ...], list[Work]] = defaultdict(list)
    for work in corpus.works:
        if work.code and work.code.number and work.date and len(work.date) == 10:
            key = (work.id.place, work.id.scope, work.date[:4], fold(work.code.notation))
            series[key].append(work)
    for works in series.values():
        ordered = sorted(works, key=lambda work: int("".join(c for c in work.id.code.split("-")[0] if c.isdigit()) or 0))
        for lower, higher in pairwise(ordered):
            if (higher.date or "") < (lower.date or ""):
                yield from _order_finding(corpus, lower, higher)


def _order_finding(corpus: Corpus, lower: Work, higher: Work) -> Iterator[Diagnostic]:
    documents = _held(corpus)
    for reference in corpus.references:
        if reference.target == higher.id and higher.code and lower.code and reference.citation.date:
            message = (
                f"{higher.code.text} ghi ngày {_day(higher.date)}, trước {lower.code.text} ({_day(lower.date)}) "
                "tuy số lớn hơn. Hãy kiểm tra lại hai ngày này."
            )
            yield _about(documents[reference.source], reference.citation, Severity.WARNING, "VB204", message)


def _day(iso: str | None) -> str:
    return "/".join(reversed((iso or "").split("-")))


def conflicting_dates(corpus: Corpus, _: Vocabulary) -> Iterator[Diagnostic]:
    """VB205: mentions of one work state different dates; all are shown, none is preferred in silence."""
    for reference, work in _resolved(corpus):
        stated = reference.citation.date
        if stated and work.date and len(stated) == len(work.date) and stated != work.date:
            document = _held(corpus)[reference.source]
            words = _words(reference.citation, document)
            message = f"“{words}” ghi ngày khác với nơi khác ({_day(work.date)}). Hãy kiểm tra lại."
            yield _about(document, reference.citation, Severity.WARNING, "VB205", message)


def conflicting_types(corpus: Corpus, _: Vocabulary) -> Iterator[Diagnostic]:
    """VB206: mentions of one work name different types ("Quyết định", "Quy định")."""
    for reference, work in _resolved(corpus):
        stated = reference.citation.type_name
        if stated and reference.citation.code and work.type_name not in (stated, "Văn bản") and stated != "Văn bản":
            document = _held(corpus)[reference.source]
            message = f"“{_words(reference.citation, document)}” gọi là {stated}, nơi khác gọi là {work.type_name}."
            yield _about(document, reference.citation, Severity.NOTE, "VB206", message)


def cites_the_future(corpus: Corpus, _: Vocabulary) -> Iterator[Diagnostic]:
    """VB207: a work can't cite one issued after it: one of the two dates is probably wrong."""
    for reference, work in _resolved(corpus):
        document = _held(corpus)[reference.source]
        issued = document.record.issued_date
        if issued and work.date and len(work.date) == 10 and work.date > issued.isoformat():
            words = _words(reference.citation, document)
            message = f"“{words}” ban hành {_day(work.date)}, sau văn bản viện dẫn. Hãy kiểm tra lại."
            yield _about(document, reference.citation, Severity.WARNING, "VB207", message)


def _resolved(corpus: Corpus) -> Iterator[tuple[Reference, Work]]:
    works = {work.id: work for work in corpus.works}
    for reference in corpus.references:
        if reference.target:
            yield reference, works[reference.target]


def basis_in_circles(corpus: Corpus, _: Vocabulary) -> Iterator[Diagnostic]:
    """VB208: works rest on each other in a circle."""
    documents = _held(corpus)
    for circle in circles(corpus.edges):
        for edge in corpus.edges:
            if edge.relation is Relation.BASED_ON and edge.subject in circle and edge.target in circle:
                message = "Văn bản này và văn bản được viện dẫn cùng lấy nhau làm căn cứ. Hãy kiểm tra lại."
                yield finding(documents[edge.witness].source, edge.place, Severity.WARNING, "VB208", message, edge.eid)


def unknown_province(corpus: Corpus, _: Vocabulary) -> Iterator[Diagnostic]:
    """VB209: the issuer is one of a province and no province is named; the work is not joined with any other."""
    documents = _held(corpus)
    said: set[WorkId] = set()
    for reference, work in _resolved(corpus):
        if work.id.scope and work.id not in said and not work.held:
            said.add(work.id)
            document = documents[reference.source]
            words = _words(reference.citation, document)
            message = f"“{words}”: không rõ của tỉnh nào. Khai báo “dia_phuong” cho văn bản này thì rõ."
            yield _about(document, reference.citation, Severity.NOTE, "VB209", message)


def no_bearer(corpus: Corpus, _: Vocabulary) -> Iterator[Diagnostic]:
    """VB301: a task that names nobody, in a document without addressees."""
    for document in _documents(corpus):
        for task in document.obligations:
            if not task.bearers:
                message = "Nhiệm vụ không nêu đơn vị thực hiện."
                yield finding(document.source, task.span, Severity.NOTE, "VB301", message, task.eid)


def year_not_stated(corpus: Corpus, _: Vocabulary) -> Iterator[Diagnostic]:
    """VB302: a deadline gives day and month only; the year is the plan's own, or stays open."""
    for document in _documents(corpus):
        for task in document.obligations:
            for deadline in task.deadlines:
                if deadline.inferred:
                    message = f"Thời hạn không ghi năm; lấy năm của kế hoạch: {_day(deadline.date)}."
                    yield finding(document.source, deadline.span, Severity.NOTE, "VB302", message, task.eid)


def overdue_at_issue(corpus: Corpus, _: Vocabulary) -> Iterator[Diagnostic]:
    """VB303: the deadline lies before the day the document was issued."""
    for document in _documents(corpus):
        issued = document.record.issued_date
        for task in document.obligations:
            for deadline in task.deadlines:
                if issued and deadline.date and len(deadline.date) == 10 and deadline.date < issued.isoformat():
                    message = f"Thời hạn {_day(deadline.date)} trước ngày ban hành {issued:%d/%m/%Y}. Hãy kiểm tra lại."
                    yield finding(document.source, deadline.span, Severity.WARNING, "VB303", message, task.eid)


CHECKS: tuple[Check, ...] = (
    blank_number,
    no_date,
    odd_symbol,
    no_signer,
    no_organ,
    no_body,
    undated_first_mention,
    ambiguous_targets,
    missing_term,
    dates_against_numbers,
    conflicting_dates,
    conflicting_types,
    cites_the_future,
    basis_in_circles,
    unknown_province,
    no_bearer,
    year_not_stated,
    overdue_at_issue,
)

