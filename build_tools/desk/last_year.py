"""What a keeper decided of the same task in last year's document: offered beside this year's fact, applied by nobody.

Documents are of one series as `resolve/series` says, tasks are the same as `resolve/task_changes` says.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from build_tools.base.text import fold, squeeze
from build_tools.base.values import Value, field
from build_tools.desk.documents import Held
from build_tools.desk.statements import task_fields
from build_tools.model.document import Document, Genre
from build_tools.model.obligation import Deadline, Obligation
from build_tools.model.span import Span
from build_tools.model.statement import LIMITS, RECURRENCES, StatedObligation
from build_tools.parse.facts import Fact, deadline_words, stated_at, task_words
from build_tools.parse.reviews import Review
from build_tools.resolve.likeness import likeness
from build_tools.resolve.series import term, without_counts
from build_tools.resolve.task_changes import later, same_tasks_of
from build_tools.vocabulary import Vocabulary

# Of 100, how much the beginning of a task is like one that a keeper dropped last year.
_AS_DROPPED = 85
_LIMITS = {meant: words for words, meant in LIMITS.items()}
_RECURRENCES = {meant: words for words, meant in RECURRENCES.items()}


class Offer(Value, frozen=True):
    """A decision of last year about the fact at `place` among this year's reviews, as one that can be taken over.

    `review` is what it would be about, `action` and `fields` are as in a Decision; `words` say it, `source` is the
    document of last year, `reason` names it.
    """

    place: int
    review: Review
    action: str
    words: str
    source: str
    reason: str
    fields: Mapping[str, str] = field(default_factory=dict)


def offers_for(held: Held, others: Iterable[Held], vocabulary: Vocabulary) -> tuple[Offer, ...]:
    """Return what last year's document of the series offers for facts that nobody has settled."""
    before = _before(held, others)
    if before is None:
        return ()
    return tuple(_Comparison(before, held, vocabulary).offers())


def _before(held: Held, others: Iterable[Held]) -> Held | None:
    """The document of the series for the nearest year before."""
    key = _key(held.document)
    if key is None:
        return None
    alike = [(_term(o.document), o.document.record.issued_date, o) for o in others if _key(o.document) == key]
    earlier = [row for row in alike if row[0] < _term(held.document)]
    return max(earlier, key=lambda row: (row[0], str(row[1]), row[2].id))[2] if earlier else None


def _key(document: Document) -> tuple[str, ...] | None:
    record = document.record
    if not (record.organ and record.subject and record.issued_date and document.obligations):
        return None
    subject = None if record.genre is Genre.NEWS else without_counts(record.subject.value)
    place = fold(record.place.value) if record.place else ""
    return None if subject is None else (record.type_name, fold(record.organ.value), place, subject)


def _term(document: Document) -> int:
    record = document.record
    return term(record.subject.value if record.subject else "", str(record.issued_date or "0"))


class _Comparison:
    """The document of this year beside that of last year."""

    def __init__(self, before: Held, held: Held, vocabulary: Vocabulary) -> None:
        self._old, self._new, self._vocabulary = before.document, held.document, vocabulary
        self._reviews = held.reviews
        facts = [(place, review.fact) for place, review in enumerate(self._reviews) if review.fact]
        self._places = {(fact.kind, fact.span): place for place, fact in reversed(facts)}  # the first of each
        self._settled = {
            (review.fact.kind, review.fact.span): review for review in before.reviews if review.fact and review.settled
        }
        record = self._old.record
        code = f" {record.code.text}" if record.code else ""
        self._source = f"{record.type_name}{code} ngày {record.issued_date:%d/%m/%Y}"
        self._years = _term(self._new) - _term(self._old)

    def offers(self) -> Iterator[Offer]:
        """Yield what is offered, in the order of the tasks."""
        pairs = same_tasks_of(self._old, self._new, self._vocabulary)
        for old, new in pairs:
            yield from self._task(old, new)
            yield from self._deadline(old, new)
        same = {new.span for _, new in pairs}
        yield from self._dropped([task for task in self._new.obligations if task.span not in same])

    def _task(self, old: Obligation, new: Obligation) -> Iterator[Offer]:
        place = self._open("nhiem_vu", new.span)
        if place is None or ("nhiem_vu", old.span) not in self._settled:
            return
        words, reason = task_words(old), self._reason(old.span)
        if words == task_words(new):
            yield Offer(place, self._reviews[place], "dung", words, self._source, reason)
        else:
            yield Offer(place, self._reviews[place], "sua", words, self._source, reason, task_fields(old))

    def _deadline(self, old: Obligation, new: Obligation) -> Iterator[Offer]:
        """One time limit is that of last year, so many years later; of several it is not sure which is which."""
        if len(old.deadlines) != 1 or len(new.deadlines) > 1 or not self._decided(old.deadlines[0]):
            return
        fields = self._limit(old.deadlines[0])
        if fields is None:
            return
        words = " ".join(filter(None, (fields["ngay"] and f"{fields['moc']} {fields['ngay']}", fields["dinh_ky"])))
        reason = self._reason(old.span)
        if not new.deadlines:
            if (place := self._place("nhiem_vu", new.span)) is not None:
                added = Review(Fact("thoi_han", "", new.span))
                yield Offer(place, added, "them", words, self._source, reason, fields)
        elif (place := self._open("thoi_han", new.deadlines[0].span)) is not None:
            same = deadline_words(new.deadlines[0], self._new.source.text) == words
            action, given = ("dung", {}) if same else ("sua", fields)
            yield Offer(place, self._reviews[place], action, words, self._source, reason, given)

    def _decided(self, deadline: Deadline) -> bool:
        return deadline.by_keeper or ("thoi_han", deadline.span) in self._settled

    def _limit(self, deadline: Deadline) -> dict[str, str] | None:
        """The fields of the form for this time limit in this year, `None` for one that a sidecar can't state."""
        if deadline.rule or deadline.relation not in _LIMITS:
            return None
        if deadline.recurrence and deadline.recurrence not in _RECURRENCES:
            return None
        day = "/".join(reversed(later(deadline.date, self._years).split("-"))) if deadline.date else ""
        recurs = _RECURRENCES[deadline.recurrence] if deadline.recurrence else ""
        return {"ngay": day, "moc": _LIMITS[deadline.relation], "dinh_ky": recurs} if day or recurs else None

    def _dropped(self, tasks: Sequence[Obligation]) -> Iterator[Offer]:
        """Tasks that begin like one of which a keeper said last year that it is none."""
        rows = [(fold(squeeze(row.quote)), row) for row in self._old.source.statement.obligations if row.dropped]
        for task in tasks:
            place = self._open("nhiem_vu", task.span)
            begins = fold(squeeze(task.span.of(self._new.source.text)))
            alike = (row for quote, row in rows if likeness(quote, begins[: len(quote)]) >= _AS_DROPPED)
            if place is not None and (row := next(alike, None)):
                said = f"như {self._source}: {row.reason}"
                yield Offer(place, self._reviews[place], "bo", "không phải nhiệm vụ", self._source, said)

    def _open(self, kind: str, span: Span) -> int | None:
        place = self._place(kind, span)
        return None if place is None or self._reviews[place].settled else place

    def _place(self, kind: str, span: Span) -> int | None:
        return self._places.get((kind, span))

    def _reason(self, old: Span) -> str:
        stated: Sequence[StatedObligation] = self._old.source.statement.obligations
        row = stated_at(self._old.source.text, old, stated)
        return f"như {self._source}" + (f": {row.reason}" if row else "")
