"""Findings about citations: how they are written and what they point to."""

import re
from collections import Counter
from collections.abc import Iterator

from build_tools.base.diagnostics import Diagnostic, Severity
from build_tools.base.iso_dates import is_day
from build_tools.base.memo import Memo
from build_tools.base.text import fold
from build_tools.checks.common import Cited, about, citation_words, day, held, name_of, several, targets
from build_tools.model.citation import Citation, Relation
from build_tools.model.corpus import Corpus, Work, WorkId
from build_tools.model.document import Document
from build_tools.model.effect import Effect
from build_tools.model.findings import finding
from build_tools.resolve.by_key import acting_edges, references_to
from build_tools.resolve.changes import changes_of
from build_tools.resolve.graph import circles
from build_tools.vocabulary import Vocabulary


def undated_first_mention(document: Document, cited: Cited) -> Iterator[Diagnostic]:
    """VB201: a first citation without date, of which no document of the register tells the year.

    Nghị định 30/2020/NĐ-CP, Phụ lục I asks for the date; a number that begins anew each year says little without it.
    """
    seen: set[WorkId] = set()
    for reference, work in targets(cited):
        citation = reference.citation
        if work.id not in seen and citation.code and not (work.date or work.year or work.held):
            seen.add(work.id)
            words = citation_words(citation, document)
            message = f"“{words}” không ghi ngày, không văn bản nào trong sổ cho biết năm. Khai báo ngày nếu đã biết."
            yield about(document, citation, Severity.NOTE, "VB201", message)


def ambiguous_targets(document: Document, cited: Cited) -> Iterator[Diagnostic]:
    """VB202: a citation that fits several works; a date would decide. One finding for all citations of the same."""
    alike: dict[tuple[WorkId, ...], list[Citation]] = {}
    for reference, _ in cited:
        if len(reference.targets) > 1:
            alike.setdefault(reference.targets, []).append(reference.citation)
    for fitting, citations in alike.items():
        years = ", ".join(sorted({target.year for target in fitting if target.year}))
        words = citation_words(citations[0], document)
        message = f"“{words}” khớp với {len(fitting)} văn bản (năm {years}). Ghi thêm ngày thì rõ."
        yield about(document, citations[0], Severity.WARNING, "VB202", several(message, len(citations)))


def missing_term(document: Document, cited: Cited) -> Iterator[Diagnostic]:
    """VB203: a symbol of Quốc hội or its standing committee without the term ("UBTVQH" instead of "UBTVQH11")."""
    for reference, _ in cited:
        code = reference.citation.code
        if code and code.parts and code.parts[-1] in ("qh", "ubtvqh"):
            message = f"Ký hiệu “{code.text}” thiếu số khóa Quốc hội ở cuối. Hãy kiểm tra lại."
            yield about(document, reference.citation, Severity.WARNING, "VB203", message)


def incomplete_number(document: Document, cited: Cited) -> Iterator[Diagnostic]:
    """VB212: a number without symbol, or a symbol without number, that the document never gives in full."""
    for reference, work in targets(cited):
        if work.code and not work.code.is_complete and not work.held:
            lacks = "ký hiệu" if work.code.number else "số"
            words = citation_words(reference.citation, document)
            message = f"“{words}” thiếu {lacks}, nên không biết là văn bản nào. Hãy xem bản chính rồi khai báo."
            yield about(document, reference.citation, Severity.NOTE, "VB212", message)


def unknown_province(corpus: Corpus, _: Vocabulary, memo: Memo) -> Iterator[Diagnostic]:
    """VB209: a provincial issuer without its province; the work is not merged with any other."""
    documents, cited = held(corpus), references_to(memo, corpus.references)
    for work in corpus.works:
        for reference in cited.get(work.id, ()) if work.id.scope and not work.held else ():
            if reference.citation.code and not reference.citation.code.is_complete:
                continue
            document = documents[reference.source]
            words = citation_words(reference.citation, document)
            message = f"“{words}”: không rõ của tỉnh nào. Khai báo “dia_phuong” cho văn bản này thì rõ."
            yield about(document, reference.citation, Severity.NOTE, "VB209", message)
            break


def basis_in_circles(corpus: Corpus, _: Vocabulary, memo: Memo) -> Iterator[Diagnostic]:
    """VB208: works that are the legal basis of each other."""
    documents = held(corpus)
    for circle in circles(memo, corpus.edges):
        for edge in corpus.edges:
            if edge.relation is Relation.BASED_ON and edge.subject in circle and edge.target in circle:
                message = "Văn bản này và văn bản được viện dẫn cùng lấy nhau làm căn cứ. Hãy kiểm tra lại."
                yield finding(documents[edge.witness].source, edge.place, Severity.WARNING, "VB208", message, edge.eid)


def conflicting_dates(document: Document, cited: Cited) -> Iterator[Diagnostic]:
    """VB205: citations of one work state different dates; all are shown."""
    for reference, work in targets(cited):
        stated = reference.citation.date
        if stated and work.date and len(stated) == len(work.date) and stated != work.date:
            words = citation_words(reference.citation, document)
            message = f"“{words}” ghi ngày khác với nơi khác ({day(work.date)}). Hãy kiểm tra lại."
            yield about(document, reference.citation, Severity.WARNING, "VB205", message)


def conflicting_types(document: Document, cited: Cited) -> Iterator[Diagnostic]:
    """VB206: citations of one work name different types ("Quyết định", "Quy định")."""
    for reference, work in targets(cited):
        stated = reference.citation.type_name
        if stated and reference.citation.code and work.type_name not in (stated, "Văn bản") and stated != "Văn bản":
            message = (
                f"“{citation_words(reference.citation, document)}” gọi là {stated}, nơi khác gọi là {work.type_name}."
            )
            yield about(document, reference.citation, Severity.NOTE, "VB206", message)


def cites_the_future(document: Document, cited: Cited) -> Iterator[Diagnostic]:
    """VB207: a work cites one with a later date of issue: one of the two dates is probably wrong."""
    for reference, work in targets(cited):
        issued = document.record.issued_date
        if issued and is_day(work.date) and work.date > issued.isoformat():
            words = citation_words(reference.citation, document)
            message = f"“{words}” ban hành {day(work.date)}, sau văn bản viện dẫn. Hãy kiểm tra lại."
            yield about(document, reference.citation, Severity.WARNING, "VB207", message)


def stale_basis(document: Document, cited: Cited) -> Iterator[Diagnostic]:
    """VB210: a cited instrument is no longer in force, wholly or in part, or its status is disputed."""
    said: set[WorkId] = set()
    for reference, work in targets(cited):
        facts = [fact for fact in work.facts if fact.status in (Effect.ENDED, Effect.ENDED_IN_PART, Effect.UNSETTLED)]
        if not facts or work.id in said:
            continue
        said.add(work.id)
        settled = any(fact.status is not Effect.UNSETTLED for fact in facts)
        reasons = "; ".join(f"{fact.words} (nguồn: {fact.source})" for fact in facts)
        see = f" Xem {by}." if (by := next((fact.by for fact in facts if fact.by), None)) else ""
        as_of = max(fact.as_of for fact in facts)
        message = f"Viện dẫn {name_of(work)}: {reasons}, tính đến {as_of:%d/%m/%Y}.{see}"
        severity = Severity.WARNING if settled else Severity.NOTE
        yield about(document, reference.citation, severity, "VB210", message)


def ended_basis(corpus: Corpus, _: Vocabulary, memo: Memo) -> Iterator[Diagnostic]:
    """VB210: a legal basis that another document of the register repeals or replaces as a whole."""
    documents, cited = held(corpus), references_to(memo, corpus.references)
    works = {work.id: work for work in corpus.works}
    for target, changes in changes_of(acting_edges(memo, corpus.edges), corpus.works).items():
        ended = next((change for change in changes if change.is_whole), None)
        said: set[WorkId] = set()
        for reference in cited.get(target, ()) if ended else ():
            basis = reference.citation.relation is Relation.BASED_ON
            if not ended or not basis or reference.source == ended.by or reference.source in said:
                continue
            said.add(reference.source)
            by, own = works[ended.by], works[reference.source].date or ""
            how = "thay thế" if ended.replaced else "bãi bỏ"
            before = by.date is not None and own >= by.date
            when = "trước ngày ban hành văn bản này" if before else "sau khi văn bản này được ban hành"
            message = (
                f"Căn cứ {name_of(works[target])} đã bị {how} toàn bộ bởi {name_of(by)}, {when}, theo văn bản trong "
                "sổ. Hãy xem lại căn cứ, nhất là khi soạn văn bản mới theo văn bản này."
            )
            severity = Severity.WARNING if before else Severity.NOTE
            yield about(documents[reference.source], reference.citation, severity, "VB210", message)


def conflicting_issuers(corpus: Corpus, vocabulary: Vocabulary, memo: Memo) -> Iterator[Diagnostic]:
    """VB211: citations of one work name different issuers."""
    documents, cited = held(corpus), references_to(memo, corpus.references)
    for work in corpus.works:
        usual, *others = memo(_issuers, work, vocabulary) or ("",)
        places: dict[tuple[WorkId, str], list[Citation]] = {}
        for reference in cited.get(work.id, ()) if others else ():
            organ = reference.citation.organ
            if organ and _bare_issuer(vocabulary.expand(organ)) in others:
                places.setdefault((reference.source, organ), []).append(reference.citation)
        for (source, organ), citations in places.items():
            words = citation_words(citations[0], documents[source])
            message = f"“{words}” của {organ}; nơi khác ghi {usual}. Hãy kiểm tra lại."
            yield about(documents[source], citations[0], Severity.NOTE, "VB211", several(message, len(citations)))


def _issuers(work: Work, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return the issuer that most citations of a work name, as written, then the folded names that contradict it."""
    uses: Counter[str] = Counter()
    written: dict[str, str] = {}
    for variant in work.variants:
        if variant.organ:
            name = _bare_issuer(vocabulary.expand(variant.organ))
            uses[name] += variant.count
            written.setdefault(name, variant.organ)
    if not uses:
        return ()
    usual, _ = min(uses.items(), key=lambda item: (-item[1], item[0]))
    return written[usual], *(name for name in sorted(uses) if name not in usual and usual not in name)


def _bare_issuer(organ: str) -> str:
    """Return the issuer folded, without term and position ("Ban Bí thư (khóa XII)" → "ban bi thu")."""
    return re.sub(r"\s*\(.*?\)|^(?:chu tich|giam doc|bo truong|pho \w+ \w+)\s", "", fold(organ))
