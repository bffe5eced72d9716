"""The wording of works, dates and deadlines on the pages, as an office writes it."""

from build_tools.base.iso_dates import is_day
from build_tools.base.text import squeeze
from build_tools.model.codes import Code
from build_tools.model.corpus import Work
from build_tools.model.document import Genre
from build_tools.model.obligation import Deadline, Obligation, Recurrence

_RECURRENCE = {
    Recurrence.DAILY: "hằng ngày",
    Recurrence.WEEKLY: "hằng tuần",
    Recurrence.MONTHLY: "hằng tháng",
    Recurrence.QUARTERLY: "hằng quý",
    Recurrence.HALF_YEARLY: "6 tháng một lần",
    Recurrence.YEARLY: "hằng năm",
    Recurrence.OTHER: "định kỳ",
}
_RELATION = {"before": "trước", "by": "chậm nhất", "on": "vào", "from": "kể từ", "within": "trong hạn"}
NO_DEADLINE = "Chưa quy định thời hạn"
BY_KEEPER = "người giữ sổ khai báo"
BY_MACHINE = "chữ do máy nhận dạng, cần đối chiếu"
_LAWS = ("Luật", "Bộ luật", "Pháp lệnh")
_MONTH_ALONE = 3
# Sorts after every date: for items without a date.
NEVER = "9999"
NO_BEARER = "Văn bản chưa xác định rõ đơn vị thực hiện"


def is_news(work: Work) -> bool:
    """Return whether the work is a held news page."""
    return work.document is not None and work.document.record.genre is Genre.NEWS


def heading(work: Work) -> str:
    """Return the heading of a work's page ("Công văn số 96/SKHCN-VP")."""
    if is_news(work):
        return work.subject or work.type_name
    if work.code is None:
        return work.title or _unnumbered(work)
    return f"{work.title or work.type_name} số {number_of(work.code)}"


def _unnumbered(work: Work) -> str:
    """Return the name of a work without number and title: its type, else its file."""
    if work.document and not work.type_name:
        return f"Tệp {work.document.source.path.rpartition('/')[2]}"
    return f"{work.type_name} (không số)"


def number_of(code: Code) -> str:
    """Return the code, with "…" for a blank number."""
    return code.text if code.number else f"…{code.text}"


def short_name(work: Work) -> str:
    """Return the name of a work in a list or a sentence ("Công văn 96/SKHCN-VP"); for news the headline in quotes."""
    if is_news(work):
        return f"Tin bài “{work.subject}”"
    if work.code is None:
        year = f" năm {work.id.year}" if work.id.year and work.title else ""
        return f"{work.title}{year}" if work.title else _unnumbered(work)
    return f"{work.title or work.type_name} {number_of(work.code)}"


def box_name(work: Work) -> str:
    """Return the shortest name that identifies the work, for the diagram: type and number rather than a title."""
    return f"{work.type_name} {number_of(work.code)}" if work.code else short_name(work)


def full_name(work: Work) -> str:
    """Return the name with issuer and date, if known."""
    parts = [part for part in (work.organ, vietnamese_date(work.date)) if part]
    return f"{short_name(work)} ({', '.join(parts)})" if parts else short_name(work)


def basis_words(work: Work) -> str:
    """Return how a document states that it rests on the work (Nghị định 30/2020/NĐ-CP, Phụ lục I); "" if not known.

    A law or ordinance has neither number nor issuer there.
    """
    if is_news(work) or not is_day(work.date):
        return ""
    year, month, day = work.date.split("-")
    # Days below 10 and months below 3 are written with a zero (Phụ lục I, mục II.4.b).
    dated = f"ngày {day} tháng {month if int(month) < _MONTH_ALONE else int(month)} năm {year}"
    if work.title and work.type_name in _LAWS:
        return f"Căn cứ {work.title} {dated};"
    if not work.code or not work.code.number or not work.organ or not work.type_name:
        return ""
    subject = squeeze(work.subject or "").strip(" .;")
    subject = f" {subject[:1].lower()}{subject[1:]}" if subject else ""
    if subject and work.type_name == "Công văn" and not subject.startswith(" về"):
        subject = f" về việc{subject}"  # its subject stands behind "V/v"
    return f"Căn cứ {work.type_name} số {work.code.text} {dated} của {work.organ}{subject};"


def subject_of(work: Work) -> str:
    """Return the subject of the work without the leading "về việc"; "" if it is not known."""
    words = squeeze(work.subject or "")
    for lead in ("về việc ", "Về việc ", "về ", "Về "):
        if words.startswith(lead):
            words = words.removeprefix(lead)
            break
    return words[:1].upper() + words[1:]


def vietnamese_date(iso: str | None) -> str:
    """Return "2022-11-30" as "30/11/2022", "2025-12" as "tháng 12/2025", "2025-Q4" as "quý IV/2025"."""
    if not iso:
        return ""
    year, _, rest = iso.partition("-")
    if rest.startswith("Q"):
        return f"quý {('I', 'II', 'III', 'IV')[int(rest[1]) - 1]}/{year}"
    month, _, day = rest.partition("-")
    if day:
        return f"{day}/{month}/{year}"
    return f"tháng {int(month)}/{year}" if month else f"năm {year}"


def from_month(month: str) -> str:
    """Return " từ tháng 9/2025", to append to a name; "" for no month."""
    return f" từ {vietnamese_date(month)}" if month else ""


def recurrence_words(recurrence: Recurrence | None) -> str:
    """Return how often a duty recurs, in words."""
    return _RECURRENCE[recurrence] if recurrence else ""


def deadline_words(deadline: Deadline, text: str) -> str:
    """Return a deadline in words: its date, else the words of the document; with recurrence and origin in brackets."""
    if deadline.date:
        lead = _RELATION[deadline.relation]
        day = "ngày " if deadline.date.count("-") == 2 else ""
        words = f"{lead} {day}{vietnamese_date(deadline.date)}"
    elif deadline.by_keeper:
        words = recurrence_words(deadline.recurrence)
    else:
        words = squeeze(deadline.span.of(text))
    notes = [
        note
        for note in (
            recurrence_words(deadline.recurrence) if deadline.date else "",
            f"năm suy ra từ {deadline.inferred}" if deadline.inferred else "",
            BY_KEEPER if deadline.by_keeper else "",
        )
        if note
    ]
    return f"{words} ({'; '.join(notes)})" if notes else words


def sort_date(obligation: Obligation) -> str:
    """Return the first date of a task as a sort key; tasks without one sort last."""
    return min((d.date for d in obligation.deadlines if d.date), default=NEVER)


def clause(label: str) -> str:
    """Return the label of a clause with a capital, for the beginning of a line."""
    return label[:1].upper() + label[1:]
