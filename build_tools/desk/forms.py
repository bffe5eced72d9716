"""The forms in which a keeper corrects or adds a fact: their fields, with what is read now."""

from dataclasses import dataclass

from build_tools.desk.statements import citation_fields, task_fields
from build_tools.model.document import Document
from build_tools.model.statement import FACT_KINDS, LIMITS, RECURRENCES, RELATIONS
from build_tools.parse.facts import Fact

_CITATION = {
    "la": "Số, ký hiệu hoặc tên văn bản",
    "loai": "Loại văn bản",
    "ngay": "Ngày ban hành",
    "co_quan": "Cơ quan ban hành",
}
_TASK = {
    "don_vi": "Đơn vị thực hiện (cách nhau bằng dấu ;)",
    "chu_tri": "Chủ trì",
    "phoi_hop": "Phối hợp",
    "bao_cao_ve": "Báo cáo về",
}


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a form: key, label, value; `options` where one of some words is chosen; `targets` finds documents."""

    key: str
    label: str
    value: str
    options: tuple[str, ...] = ()
    targets: bool = False


def form_of(document: Document, fact: Fact) -> tuple[Field, ...]:
    """Return the form for a fact; its fields are empty for one that is to be added."""
    if fact.kind == "vien_dan":
        citation = next((found for found in document.citations if found.span == fact.span), None)
        values = citation_fields(citation) if citation and fact.value else {}
        return tuple(Field(key, label, values.get(key, ""), (), key == "la") for key, label in _CITATION.items())
    if fact.kind == "nhiem_vu":
        task = next((found for found in document.obligations if found.span == fact.span), None)
        given = task_fields(task) if task and fact.value else {}
        return tuple(Field(key, label, given.get(key, "")) for key, label in _TASK.items())
    if fact.kind == "quan_he":
        return (Field("quan_he", "Quan hệ", fact.value.removesuffix(" một phần"), tuple(RELATIONS)),)
    if fact.kind == "thoi_han":
        limit = next((word for word in LIMITS if fact.value.startswith(word)), "chậm nhất")
        day = fact.value.removeprefix(limit).strip() if fact.value.startswith(limit) else ""
        recurs = next((word for word in RECURRENCES if fact.value.endswith(word)), "")
        return (
            Field("ngay", "Ngày, tháng, quý hoặc năm", day.removesuffix(recurs).strip()),
            Field("moc", "Nghĩa của ngày", limit, tuple(LIMITS)),
            Field("dinh_ky", "Định kỳ", recurs, ("", *RECURRENCES)),
        )
    return (Field(fact.kind, FACT_KINDS[fact.kind].capitalize(), fact.value),)
