"""Findings about one document: parts of head and foot that are missing or unusual, and hidden characters."""

import re
from collections.abc import Iterator

from build_tools.base.diagnostics import Diagnostic, Severity
from build_tools.base.text import fold
from build_tools.checks.common import clause_of
from build_tools.model.document import Document, Genre
from build_tools.model.findings import finding
from build_tools.model.span import Span
from build_tools.vocabulary import Vocabulary

# Bidirectional controls (Unicode UAX 9) and tag characters (U+E0000 block), which can hide text.
_HIDDEN = re.compile("[\u202a-\u202e\u2066-\u2069\U000e0000-\U000e007f]+")


def blank_number(document: Document, _: Vocabulary) -> Iterator[Diagnostic]:
    """VB101: the number is left blank, as in a draft or a copy made before registration."""
    code = document.record.code
    if code and not code.number:
        message = f"Số của văn bản để trống (ký hiệu {code.notation}). Hãy bổ sung số trong tệp khai báo nếu đã biết."
        yield _about_number(document, Severity.WARNING, "VB101", message)
    elif not code:
        message = "Không tìm thấy số, ký hiệu của văn bản. Hãy khai báo nếu đã biết."
        yield finding(document.source, None, Severity.WARNING, "VB101", message)


def _about_number(document: Document, severity: Severity, code: str, message: str) -> Diagnostic:
    place = document.record.code_span
    return finding(document.source, place, severity, code, message, clause_of(document, place))


def no_date(document: Document, _: Vocabulary) -> Iterator[Diagnostic]:
    """VB102: no complete date of issue."""
    if document.record.issued_date is None:
        message = "Không tìm thấy ngày ban hành đầy đủ. Hãy khai báo nếu đã biết."
        yield finding(document.source, document.record.date_span, Severity.WARNING, "VB102", message)


def odd_symbol(document: Document, vocabulary: Vocabulary) -> Iterator[Diagnostic]:
    """VB103: the letters of the symbol differ from those of the issuing organ by one letter."""
    record = document.record
    issuer = fold(record.organ.value) if record.organ else ""
    organ = next((row for name, row in vocabulary.organ_by_name.items() if issuer.startswith(name)), None)
    if not record.code or not organ or not organ.symbols:
        return
    parts = record.code.notation.split("-")
    if any(fold(symbol) in (fold(part) for part in parts) for symbol in organ.symbols):
        return
    near = [(part, symbol) for part in parts for symbol in organ.symbols if _one_letter_apart(part, symbol)]
    for part, symbol in near:
        message = f"Ký hiệu ghi “{part}”, {organ.name} thường viết “{symbol}”. Hãy kiểm tra lại với bản chính."
        yield _about_number(document, Severity.WARNING, "VB103", message)


def _one_letter_apart(left: str, right: str) -> bool:
    """Return whether the edit distance of the two is 1."""
    shorter, longer = sorted((fold(left), fold(right)), key=len)
    if len(longer) - len(shorter) > 1 or shorter == longer:
        return False
    if len(longer) == len(shorter):
        return sum(a != b for a, b in zip(shorter, longer, strict=True)) == 1
    return any(longer[:i] + longer[i + 1 :] == shorter for i in range(len(longer)))


def no_signer(document: Document, _: Vocabulary) -> Iterator[Diagnostic]:
    """VB104: a directive without the name of who signed it."""
    if document.record.signer is None:
        position = document.record.signer_position
        message = "Không có họ tên người ký. Hãy kiểm tra lại với bản chính."
        yield finding(document.source, position.span if position else None, Severity.NOTE, "VB104", message)


def no_organ(document: Document, _: Vocabulary) -> Iterator[Diagnostic]:
    """VB105: no issuing organ was found in the text."""
    if document.record.organ is None:
        who = "đăng tin" if document.record.genre is Genre.NEWS else "ban hành"
        message = f"Văn bản không cho biết cơ quan {who}. Hãy khai báo “co_quan” và “dia_phuong” nếu đã biết."
        yield finding(document.source, None, Severity.NOTE, "VB105", message)


def no_body(document: Document, _: Vocabulary) -> Iterator[Diagnostic]:
    """VB106: only a head was found, as when a scan gave no text."""
    if all(provision.kind in ("preface", "conclusions") for provision in document.provisions):
        message = "Không nhận ra phần nội dung của văn bản. Hãy mở tệp gốc để kiểm tra."
        yield finding(document.source, None, Severity.WARNING, "VB106", message)


def unknown_symbol(document: Document, vocabulary: Vocabulary) -> Iterator[Diagnostic]:
    """VB107: no part of the symbol is an organ or a type of the vocabulary; an assembly's term is no part of it."""
    code = document.record.code
    parts = {part.rstrip("0123456789") for part in code.parts} if code else set()
    if code and parts.isdisjoint(vocabulary.organ_by_symbol) and parts.isdisjoint(vocabulary.type_by_abbreviation):
        message = f"Ký hiệu “{code.notation}” không có trong danh mục cơ quan và loại văn bản."
        yield _about_number(document, Severity.NOTE, "VB107", message)


def hidden_characters(document: Document, _: Vocabulary) -> Iterator[Diagnostic]:
    """VB109: invisible characters or changes of writing direction: what a reader sees may differ from the text."""
    if match := _HIDDEN.search(document.source.text):
        span = Span(*match.span())
        message = (
            f"Có ký tự ẩn hoặc đảo chiều chữ (U+{ord(match[0][0]):04X}), nên chữ hiện trên trang có thể khác chữ trong "
            "tệp. Văn bản tiếng Việt không cần ký tự này; hãy xem tệp lấy từ đâu."
        )
        yield finding(document.source, span, Severity.WARNING, "VB109", message, clause_of(document, span))
