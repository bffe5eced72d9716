"""Documents that return each year: the list of series, a page of each, and each document against the one before it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from build_tools.model.corpus import Series, Work, WorkId
from build_tools.model.page import Page
from build_tools.render.addresses import SERIES, relative, series_page, step_page
from build_tools.render.comparison import comparison
from build_tools.render.jinja import page
from build_tools.render.lookups import Site
from build_tools.render.markdown import Md, link
from build_tools.render.page_task import PageTask, Plan, part_page_tasks
from build_tools.render.paging import PageLink, parts
from build_tools.render.tasks import Task
from build_tools.render.wording import short_name, subject_of, vietnamese_date
from build_tools.resolve.series import term_of
from build_tools.resolve.task_changes import Aspect, ChangeKind, TaskChange, task_changes

INDEX = f"{SERIES}/index"
# The order on a page, and what each is called.
_KINDS = (
    (ChangeKind.ADDED, "Việc mới", "moi"),
    (ChangeKind.DROPPED, "Việc không còn", "bo"),
    (ChangeKind.CHANGED, "Việc đổi", "doi"),
    (ChangeKind.KEPT, "Việc giữ nguyên", "giu-nguyen"),
)
_ASPECTS = {Aspect.PARTIES: "đơn vị", Aspect.DEADLINES: "thời hạn", Aspect.WORDS: "lời văn"}
# So many tasks stand on one page.
_MOST = 120


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """A task as the document before has it and as the later one has it; both at once in a line, and where they differ.

    `task` is the later one, or the one that is dropped.
    """

    task: Task
    before: Md
    after: Md
    aspects: str


@dataclass(frozen=True, slots=True)
class ChangeSection:
    """The tasks of which the same has become; `count` is that of the whole document."""

    title: str
    anchor: str
    kind: str
    count: int
    rows: Sequence[ChangeRow]


@dataclass(frozen=True, slots=True)
class Member:
    """A document of a series: its term, how many tasks it lays, what has changed since the one before, and where."""

    link: Md
    term: int
    date: str
    tasks: int
    counts: Sequence[int]
    step: Md


def series_page_tasks(plan: Plan) -> Iterator[PageTask]:
    """Plan the list of series, the page of each, and a page for each document and the one before it."""
    listed = sorted(plan.corpus.series, key=lambda each: (-len(each.works), each.name))
    yield from part_page_tasks(parts(INDEX, listed, between="-"), "Văn bản trở lại hằng năm", _index)
    for series in plan.corpus.series:
        yield PageTask(series_page(series), _series, (series,), listed=True)
        for before, after in pairwise(series.works):
            yield PageTask(step_page(series, after), _step, (series, before, after))


def previous(site: Site, work: WorkId, path: str) -> Md:
    """Return the link from the page at `path` to what has changed since the document before; "" for the first."""
    series = site.series.get(work)
    place = series.works.index(work) if series else 0
    if not series or not place:
        return Md("")
    before = site.works[series.works[place - 1]]
    return link(f"So với {short_name(before)}", relative(path, step_page(series, work)))


def series_link(site: Site, work: WorkId, path: str) -> Md:
    """Return the link from the page at `path` to the series that the document is in; "" for none."""
    series = site.series.get(work)
    return link(f"{len(series.works)} văn bản cùng loạt", relative(path, series_page(series))) if series else Md("")


def _index(site: Site, path: str, title: str, listed: Sequence[Series], pages: Sequence[PageLink]) -> Iterator[Page]:
    rows = [_series_row(site, path, series) for series in listed]
    yield page(path, "series_index", title=title, rows=rows, pages=pages)


def _series_row(site: Site, path: str, series: Series) -> tuple[Md, str, str, Md]:
    newest = site.works[series.works[-1]]
    years = f"{term_of(site.works[series.works[0]])}–{term_of(newest)}"
    name = link(_title(newest), relative(path, series_page(series)))
    return name, newest.organ or "", years, link(short_name(newest), relative(path, step_page(series, newest.id)))


def _title(newest: Work) -> str:
    return f"{newest.type_name}: {subject_of(newest)}"


def _series(site: Site, series: Series) -> Iterator[Page]:
    path = series_page(series)
    newest = site.works[series.works[-1]]
    members = [_member(site, path, series, place) for place in range(len(series.works) - 1, -1, -1)]
    yield page(path, "series", title=_title(newest), organ=newest.organ, members=members, kinds=_KINDS)


def _member(site: Site, path: str, series: Series, place: int) -> Member:
    work = site.works[series.works[place]]
    counts, step = [], Md("")
    if place:
        found = Counter(change.kind for change in _changes(site, series.works[place - 1], work.id))
        counts = [found[kind] for kind, _, _ in _KINDS]
        step = link("xem từng việc", relative(path, step_page(series, work.id)))
    tasks = len(work.document.obligations) if work.document else 0
    name = link(short_name(work), site.url(path, work.id))
    return Member(name, term_of(work), vietnamese_date(work.date), tasks, counts, step)


def _changes(site: Site, before: WorkId, after: WorkId) -> tuple[TaskChange, ...]:
    return task_changes(site.works[before], site.works[after], site.vocabulary)


def _step(site: Site, series: Series, before: WorkId, after: WorkId) -> Iterator[Page]:
    path = step_page(series, after)
    old, new = site.works[before], site.works[after]
    changes = _changes(site, before, after)
    counts = Counter(change.kind for change in changes)
    order = [kind for kind, _, _ in _KINDS]
    ordered = sorted(changes, key=lambda change: order.index(change.kind))
    title = f"{short_name(new)} so với {short_name(old)}"
    for part in parts(path.removesuffix(".md"), ordered, most=_MOST):
        here = part.path
        yield page(
            here,
            "step",
            title=part.titled(title),
            old=link(short_name(old), site.url(here, before)),
            new=link(short_name(new), site.url(here, after)),
            series=link("các năm khác", relative(here, series_page(series))),
            text=comparison(site, here, before, after, "so sánh toàn văn"),
            years=term_of(new) - term_of(old),
            sections=list(_sections(site, here, before, after, part.items, counts)),
            pages=part.pages,
        )


def _sections(
    site: Site, path: str, old: WorkId, new: WorkId, changes: Sequence[TaskChange], counts: Counter[ChangeKind]
) -> Iterator[ChangeSection]:
    for kind, title, anchor in _KINDS:
        rows = [_row(site, path, old, new, change) for change in changes if change.kind is kind]
        if rows:
            yield ChangeSection(title, anchor, kind, counts[kind], rows)


def _row(site: Site, path: str, old: WorkId, new: WorkId, change: TaskChange) -> ChangeRow:
    tasks = [
        Task(site, path, work, task) for work, task in ((old, change.before), (new, change.after)) if task is not None
    ]
    return ChangeRow(
        tasks[-1], _line(tasks[0]), _line(tasks[-1]), ", ".join(_ASPECTS[aspect] for aspect in change.aspects)
    )


def _line(task: Task) -> Md:
    """The sentence, and below it where it stands, who must do it and by when."""
    return Md(f"{task.quote}<br><small>{task.clause} · {task.bearers} · {task.deadlines}</small>")
