"""Which documents return: the plan of this year and that of the last are one series (Series).

Issuer, type and subject are the same but for what is counted: years, numbers, dates.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable

from build_tools.base.iso_dates import is_day
from build_tools.base.memo import Memo
from build_tools.base.text import fold, slug
from build_tools.model.corpus import Series, Work
from build_tools.model.document import Genre

_COUNTED = re.compile(r"\d+(?:[-/.]\d+)*")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
# A subject without a number says too little in fewer words: many letters are "về việc báo cáo".
_FEWEST_WORDS = 5


def build_series(works: Iterable[Work], memo: Memo) -> tuple[Series, ...]:
    """Return every series of at least two documents that lay tasks, ordered by name. None is made of one year alone."""
    groups: dict[tuple[str, ...], list[Work]] = defaultdict(list)
    for work in works:
        if work.held and (key := memo(_key, work)):
            groups[key].append(work)
    found, taken = [], Counter[str]()
    for key, members in sorted(groups.items()):
        if len({term_of(work) for work in members}) < 2:
            continue
        name = slug(" ".join(key[1:]))
        taken[name] += 1
        unique = name if taken[name] == 1 else f"{name}-{taken[name]}"
        ordered = sorted(members, key=lambda work: (work.date or "", work.id))
        found.append(Series(unique, tuple(work.id for work in ordered)))
    return tuple(found)


def term_of(work: Work) -> int:
    """Return the year that the document is for: the last in its subject, else that of its issue."""
    return term(work.subject or "", work.date or "0")


def term(subject: str, date: str) -> int:
    """Return the year that a document of this subject and ISO date is for."""
    named = _YEAR.findall(subject)
    return int(named[-1]) if named else int(date[:4])


def without_counts(subject: str) -> str | None:
    """Return a folded subject but for what is counted; `None` for one that says too little to name a series."""
    folded = fold(subject)
    if not _COUNTED.search(folded) and len(folded.split()) < _FEWEST_WORDS:
        return None
    return " ".join(_COUNTED.sub(" ", folded).split())


def _key(work: Work) -> tuple[str, ...] | None:
    document = work.document
    if document is None or document.record.genre is Genre.NEWS or not document.obligations:
        return None
    if not work.organ or not work.subject or not is_day(work.date):
        return None
    subject = without_counts(work.subject)
    return None if subject is None else (work.id.place, work.type_name, subject, work.organ)
