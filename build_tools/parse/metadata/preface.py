"""The head of a directive (thể thức phần mở đầu): number, place and date, type and subject, addressees, issuing organ.

Nghị định 30/2020/NĐ-CP, Phụ lục I. Each function returns values with their spans; a field left blank is `None`.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache

from build_tools.base.text import alternatives, fold, is_shouted, squeeze
from build_tools.base.values import Value
from build_tools.model.codes import Code, code_at
from build_tools.model.document import Stated
from build_tools.model.span import Span
from build_tools.parse.dates.full_dates import date_after, real_date
from build_tools.parse.metadata.subject import subject_below
from build_tools.parse.structure.blocks import Block
from build_tools.parse.text import Text
from build_tools.vocabulary import DocumentType, Vocabulary

HEAD_LENGTH = 4_000
# "Luật số: 10/2022/QH15" in a head; "Nghị quyết số 48/NQ-CP ngày …" begins a sentence.
_NUMBER_LINE = re.compile(
    r"(?:^|\n|\||\t)[ \t*_]*(?:(?:Luật|Bộ luật|Pháp lệnh|Nghị quyết)\s+số(?![ :]*\S+\s+(?:ngày|của)\s)|[Ss][ốóồổỗôơ])"
    r"(?:[ \t]*:|(?=[\d_]|[^\w\n]))[ \t]*\s{0,3}"
)
_SCRAWL = 12
_BODY = re.compile(r"\n[ \t*\-]*(?:Căn cứ|Điều 1)\s")
_PLACE_DATE = re.compile(
    r"""(?:^|\n|\||\t|[ ]{3}|\bso\s?:\s?\d*\s?/\s?[^\s,]+[ ]) [ \t*]*
        (?P<place>[^\W\d_][^\n\t,|:;]{1,40}(?:\n[^\W\d_][^\n\t,|:;]{0,20})?) , \s{0,3}
        ngay (?P<day>[\s.…]{0,40}(?:\d{1,2})?) (?: [\s.…]{0,40} thang \s{0,20} | \s?[/.\-]\s? )
        (?P<month>(?:\d{1,2})?) (?: [\s.…]{0,40} nam \s{0,20} | \s?[/.\-]\s? ) (?P<year>\d{4})
        [ \t*_.]* (?=$|\n|\||\t|[ ]{3})""",
    re.VERBOSE,
)
# Month and year where the day is in handwriting, and what recognition makes of "11" and "10", the one that ends in 0.
_MONTH = re.compile(
    r"nga[yw][^\n]{0,12}?thang\s{0,3}(?P<month>\d{1,2}(?!\w|\])|[1ilt|][1il|\]]|[^\s0][0o])\s{0,3}[^\w\n]?\s{0,3}"
    r"nam\s{0,3}(?P<year>(?:19|20)\d\d)(?!\d)"
)
_ATTACHED_TO = re.compile(r"(?:^|[(\n])[ \t*]*(?:ban\s+hanh\s+)?kem\s+theo\s+(?P<type>[a-z\s]{4,40}?)\s+so\s")
_SUBJECT = re.compile(r"(?:^|\n|\|)[ \t*]*\(?[Vv]/[vVwW][:.]?\s*|(?:^|\n|\|)[ \t*]*Về việc\s*")
_LINE = re.compile(r"[^\n]+")
# "K Ế  H O Ạ C H"
_SPACED = re.compile(r"\w(?:[ ]{1,4}\w){3,}")
_ADDRESSED = re.compile(r"(?:^|\n)[ \t*|]*kinh\s+g[uo]i")
_NO_SUBJECT = re.compile(r"ngay\s|cong\s+hoa|doc\s+lap|dang\s+cong\s+san|hoa\s+toc|^\W*(?:khan|mat)\W*$|so\s*:")
_LONGEST_LINE = 300
# In characters; no line of a head is so long behind the addressees.
_RUNNING_TEXT = 200
_EDGES = " \t\n.;,:|*_"
_AROUND = f"{_EDGES}-–'`’‘^~¡!"


class Title(Value, frozen=True):
    """The type of the instrument and its subject (tên loại và trích yếu)."""

    type_name: str
    span: Span | None
    subject: Stated | None


class OwnNumber(Value, frozen=True):
    """The code and the date of the document, as stated in an annex."""

    span: Span
    code: Code
    date: date | None


def find_number(text: Text, blocks: tuple[Block, ...]) -> tuple[Span, Code] | None:
    """Return the code of the document ("Số: 96 /SKHCN-VP"); its number is `None` if left blank.

    It stands above the text: a number below is that of a document enclosed.
    """
    for match in _NUMBER_LINE.finditer(text.source, 0, _head_end(text, blocks)):
        if _typed(text.vocabulary).search(text.folded, max(0, match.start() - 40), match.start()):
            continue  # "… tại Công văn⏎số: 828/TCT-KK" goes on with a sentence
        if found := code_at(text.source, match.end()) or _unreadable(text.source, match.end()):
            return found
    return None


def _head_end(text: Text, blocks: tuple[Block, ...]) -> int:
    """Return where the head ends at the latest: at the grounds, or at running text behind the addressees."""
    body = _BODY.search(text.source, 0, HEAD_LENGTH)
    end = body.start() if body else HEAD_LENGTH
    addressed = _ADDRESSED.search(text.folded, 0, end)
    if addressed is None:
        return end
    running = (
        block.span.start
        for block in blocks
        if block.span.start >= addressed.end() and block.span.end - block.span.start > _RUNNING_TEXT
    )
    return min(end, next(running, end))


@cache
def _typed(vocabulary: Vocabulary) -> re.Pattern[str]:
    """Return a pattern of a type in the middle of a line, at the end of the words before a number."""
    return re.compile(rf"[^\W\d_][ ](?:{alternatives(vocabulary.type_by_name)})\s*$")


def _unreadable(text: str, start: int) -> tuple[Span, Code] | None:
    """Return a code whose handwritten number was not recognised ("Số: Ê|ã /HC-CNHC"), as blank number and symbol."""
    scrawl = text[start : start + _SCRAWL + 1].partition("\n")[0]
    slashes = (start + place for place, letter in enumerate(scrawl) if place and letter == "/")
    return next(filter(None, (code_at(text, slash) for slash in slashes)), None)


def find_own_number(text: Text, start: int, type_name: str) -> OwnNumber | None:
    """Return the number of the document as an annex states it ("(Kèm theo Công văn số … ngày …)").

    An annex of an instrument of another type does not count.
    """
    for match in _ATTACHED_TO.finditer(text.folded, start):
        if type_name and not match["type"].startswith(fold(type_name)):
            continue
        if found := code_at(text.source, match.end()):
            stated = date_after(text.folded, found[0].end)
            return OwnNumber(*found, date.fromisoformat(stated[1]) if stated and stated[1] else None)
    return None


def find_place_date(text: Text, above: int = 0) -> tuple[Stated, Span, date | None] | None:
    """Return place name, span of the date and date ("Quảng Trị, ngày 15 tháng 02 năm 2022") below the offset."""
    folded = text.folded[: above + HEAD_LENGTH]
    match = _PLACE_DATE.search(folded, above)
    if not match:
        return _known_place_date(text, folded) if above == 0 else None
    start, end = match.span("place")
    line = folded.rfind("\n", start, end) + 1
    if start < line and squeeze(folded[start:end]) not in text.vocabulary.place_by_name:
        start = line  # the line above is not part of the name
    place = Stated(squeeze(text.source[start:end]).lstrip("*| "), Span(start, end))
    whole = Span(match.end("place") + 1, match.end())
    day = match["day"].strip(" .…\n\t")
    return place, whole, real_date(match["year"], match["month"], day) if day and match["month"] else None


def _known_place_date(text: Text, folded: str) -> tuple[Stated, Span, date | None] | None:
    """Return a known place before ", ngày" above the body, anywhere in a line: both columns of the head may be in one.

    At the head of a line or column the comma may be missing. The date is `None` if recognition of a scan gave no
    figures.
    """
    body = _BODY.search(text.source, 0, HEAD_LENGTH)
    match = _known_place(text.vocabulary).search(folded, 0, body.start() if body else len(folded))
    if not match:
        return None
    where = Span(*match.span("place" if match["place"] else "alone"))
    found = real_date(match["year"], match["month"], match["day"]) if match["year"] else None
    return Stated(squeeze(where.of(text.source)), where), Span(where.end + 1, match.end()), found


@cache
def _known_place(vocabulary: Vocabulary) -> re.Pattern[str]:
    names = alternatives(vocabulary.place_by_name)
    return re.compile(
        rf"(?:(?<!\w)(?P<place>{names})\s?[,.]\s{{0,3}}|(?:^|\n|[ ]{{3}})(?P<alone>{names})\s{{1,3}}(?=ngay\s\d))"
        r"ngay(?!\w)"
        r"(?:\s{1,3}(?P<day>\d{1,2})(?:\s{1,3}thang\s{1,3}|\s?[/.\-]\s?)(?P<month>\d{1,2})"
        r"(?:\s{1,3}nam\s{1,3}|\s?[/.\-]\s?)(?P<year>\d{4})(?!\w))?"
    )


def stated(text: str, start: int, end: int) -> Stated | None:
    """Return the text between the offsets on one line, without bullets, bold marks and closing punctuation."""
    raw = text[start:end]
    left = len(raw) - len(raw.lstrip(_EDGES))
    value = squeeze(raw.strip(_EDGES).replace("**", ""))
    return Stated(value, Span(start + left, start + len(raw.rstrip(_EDGES)))) if value else None


def find_month(text: Text, end: int, unsure: Sequence[Span]) -> str | None:
    """Return month and year ("2017-11") of a head, up to the offset `end`, in which the day can't be read.

    `None` for a single figure of which recognition is `unsure`.
    """
    match = _MONTH.search(text.folded, 0, min(end, HEAD_LENGTH))
    if not match:
        return None
    if len(match["month"]) == 1 and any(Span(*match.span("month")).overlaps(other) for other in unsure):
        return None
    stated = match["month"]
    month = 10 if stated[1:] in ("0", "o") else int(stated) if stated.isdigit() else 11
    return f"{match['year']}-{month:02}" if 1 <= month <= 12 else None


def find_title(text: Text, blocks: tuple[Block, ...], number: tuple[Span, Code] | None) -> Title:
    """Return type and subject: the line in capitals that names a type above the addressees, else "V/v …" (a công văn).

    `number` is what `find_number` returns of the text.
    The type is "" where the head says neither.
    """
    match = _SUBJECT.search(text.source, 0, HEAD_LENGTH)
    titled = _titled(text, blocks)
    if match and not (titled and titled[0] < match.start()):
        block = next((block for block in blocks if block.span.end >= match.end()), None)
        subject = stated(text.source, match.end(), block.span.end) if block else None
        addressed = _ADDRESSED.search(text.folded, match.end(), HEAD_LENGTH)
        if titled and addressed and titled[0] < addressed.start():
            return Title(titled[1], Span(titled[0], titled[2]), subject)
        return Title("Công văn", None, subject)
    if not titled:
        return Title("", None, _below(text, number[0])) if number else _headline(text, blocks) or Title("", None, None)
    start, name, end = titled
    return Title(name, Span(start, end), subject_below(text.source, end))


def _headline(text: Text, blocks: tuple[Block, ...]) -> Title | None:
    """Return the title of a text without its head whose first line is type and subject ("Thông báo tổ chức thi …")."""
    if not blocks or _ADDRESSED.search(text.folded, 0, HEAD_LENGTH):
        return None
    first = blocks[0].span
    line = Span(first.start, first.end if first.end - first.start <= _LONGEST_LINE else first.start)
    match = _headed(text.vocabulary).match(text.source, line.start, line.end)
    if not match or text.source[line.end - 1] in ".;:":
        return None
    name = text.vocabulary.type_by_name[fold(squeeze(match["type"]))].name
    return Title(name, Span(*match.span("type")), stated(text.source, match.end(), line.end))


@cache
def _headed(vocabulary: Vocabulary) -> re.Pattern[str]:
    """A type with a capital before the small letters of its subject."""
    types = (row for row in vocabulary.types if not (row.unnamed or row.cited_only or row.law))
    names = alternatives(row.name for row in types)
    return re.compile(rf"[#*\s]*(?P<type>{names})\s+(?:[Vv]ề việc\s+)?(?!số\s|này\s|của\s)(?=[a-zđà-ỹ])")


def _below(text: Text, number: Span) -> Stated | None:
    """Return the subject that stands below the number with nothing before it, as the Party's letters have it.

    Hướng dẫn 36-HD/VPTW, 1.5: "trích yếu nội dung của công văn trình bày dưới số và ký hiệu".
    """
    address = _ADDRESSED.search(text.folded, number.end, HEAD_LENGTH)
    if address is None:
        return None
    found: list[Span] = []
    for line in _LINE.finditer(text.source, number.end, address.start()):
        words = squeeze(line[0]).strip(_EDGES)
        noise = not words or words.isupper() or _NO_SUBJECT.search(text.folded, line.start(), line.end())
        if found and (noise or line.start() - found[-1].end > 2):
            break
        if not noise:
            found.append(Span(*line.span()))
    subject = stated(text.source, found[0].start, found[-1].end) if found else None
    return subject if subject and len(subject.value.split()) > 2 else None


def _titled(text: Text, blocks: tuple[Block, ...]) -> tuple[int, str, int] | None:
    """Return start, type and end of the first type in capitals that begins a block or is a line of its own.

    It stands in the head: "QUYẾT ĐỊNH:" below the grounds is the enacting formula.
    """
    title = _title(text.vocabulary)
    end = _head_end(text, blocks)
    starts = (block.span.start for block in blocks if block.span.start <= end)
    leading = next((match for start in starts if (match := title.match(text.source, start))), None)
    alone = next((m for m in _LINE.finditer(text.source, 0, end) if title.fullmatch(m[0].rstrip(" \t|*"))), None)
    matches = [match for match in (leading, alone and title.match(text.source, alone.start())) if match]
    types = text.vocabulary.type_by_name
    found = [(m.start(), types[fold(squeeze(m["type"]))].name, m.end("type")) for m in matches]
    if misread := _misread_title(text, end):
        found.append(misread)
    return min(found, key=lambda each: each[2], default=None)


def _misread_title(text: Text, end: int) -> tuple[int, str, int] | None:
    """A type in capitals alone on a line above `end`, its tones misread ("KÉ HOẠCH") or its letters spaced."""
    types, spaced = text.vocabulary.type_by_name, _without_blanks(text.vocabulary)
    for line in _LINE.finditer(text.source, 0, end):
        words = line[0].strip(_AROUND)
        if not is_shouted(words):
            continue
        row = spaced.get(fold("".join(words.split()))) if _SPACED.fullmatch(words) else types.get(fold(squeeze(words)))
        if row and not row.unnamed and not row.cited_only:
            start = line.start() + line[0].index(words)
            return start, row.name, start + len(words)
    return None


@cache
def _without_blanks(vocabulary: Vocabulary) -> Mapping[str, DocumentType]:
    return {name.replace(" ", ""): row for name, row in vocabulary.type_by_name.items()}


@cache
def _title(vocabulary: Vocabulary) -> re.Pattern[str]:
    """Return a pattern of types in capitals, also across lines, after marks of a heading or of bold."""
    words = alternatives(row.name.upper() for row in vocabulary.types if not row.unnamed and not row.cited_only)
    return re.compile(rf"[#*\s]*(?P<type>{words})(?!\w|\s+CHUNG)")
