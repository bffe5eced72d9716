"""The instruments that a citation may point to: those that the collection holds or cites."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from build_tools.base.text import fold
from build_tools.model.document import Document

_MOST = 8


@dataclass(frozen=True, slots=True)
class Target:
    """An instrument: the fields of a citation's form, its subject, and whether its text is held."""

    la: str
    loai: str
    ngay: str
    co_quan: str
    subject: str
    held: bool


def targets(documents: Iterable[Document]) -> dict[Target, str]:
    """Return the instruments, held ones first, then by how often they are cited, each with its folded words."""
    held, cited = dict[Target, None](), Counter[Target]()
    for document in documents:
        record = document.record
        if record.code and record.code.number:
            organ, subject = (value.value if value else "" for value in (record.organ, record.subject))
            day = f"{record.issued_date:%d/%m/%Y}" if record.issued_date else ""
            held[Target(record.code.text, record.type_name, day, organ, subject, held=True)] = None
        for citation in document.citations:
            if citation.code and citation.code.number:
                day = "/".join(reversed((citation.date or "").split("-")))
                cited[Target(citation.code.text, citation.type_name, day, citation.organ or "", "", held=False)] += 1
    known = {(target.la, target.loai) for target in held}
    others = [target for target, _ in cited.most_common() if (target.la, target.loai) not in known]
    return {t: fold(" ".join((t.loai, t.la, t.ngay, t.co_quan, t.subject))) for t in (*held, *others)}


def search(known: dict[Target, str], query: str) -> Iterator[Target]:
    """Yield the first instruments that have every word of the query, with or without tones."""
    wanted = fold(query).split()
    found = (target for target, words in known.items() if wanted and all(word in words for word in wanted))
    for _, target in zip(range(_MOST), found, strict=False):
        yield target
