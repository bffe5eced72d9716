"""The page "Việc": what is overdue, due today, this week and later; the browser reckons it from the files by month."""

from collections.abc import Iterable, Iterator

from build_tools.base.text import collation
from build_tools.model.corpus import Duty
from build_tools.model.page import Page
from build_tools.render.addresses import DUE, relative
from build_tools.render.files.due_files import (
    contents_file,
    due_rule,
    last_day,
    month_file,
    recurring_file,
    unit_file,
)
from build_tools.render.jinja import page
from build_tools.render.lookups import Site
from build_tools.render.page_task import Due, PageTask, Plan, sorted_pairs

_PATH = f"{DUE}/index.md"


def due_page_tasks(plan: Plan) -> Iterator[PageTask]:
    """Plan the page and its files. What is said to begin on a day ("kể từ …") is no limit."""
    memo = plan.memo
    limits = {date: memo(_limits, rows) for date, rows in plan.days.items()}
    months = plan.joined(
        "due", sorted_pairs((last_day(date)[:7], rows) for date, rows in limits.items() if date and rows)
    )
    undated = limits.get("", ())
    recurring = memo(_recurring, undated)
    for month, same in months.items():
        yield PageTask(f"{DUE}/{month}", month_file, (month, same))
    yield PageTask(f"{DUE}/dinh-ky", recurring_file, (recurring,))
    bound = [unit for unit, duties in plan.site.duties.items() if memo(_has_deadlines, duties)]
    names = plan.site.units
    units = sorted(
        (unit for unit in bound if unit in plan.addresses.units), key=lambda u: (collation(names[u].full_name), u)
    )
    yield PageTask(f"{DUE}/don-vi", unit_file, (tuple(units),))
    counts = tuple((month, len(same)) for month, same in months.items())
    yield PageTask(f"{DUE}/muc-luc", contents_file, (counts, len(recurring), len(undated) - len(recurring)))
    yield PageTask(_PATH, _index, (sum(map(len, limits.values())),), listed=True)


def _limits(rows: Iterable[Due]) -> tuple[Due, ...]:
    return tuple(due for due in rows if due.deadline.relation != "from")


def _recurring(rows: Iterable[Due]) -> tuple[Due, ...]:
    return tuple(due for due in rows if due_rule(due.deadline))


def _has_deadlines(duties: Iterable[Duty]) -> bool:
    return any(duty.obligation.deadlines for duty in duties)


def _index(_: Site, count: int) -> Iterator[Page]:
    yield page(_PATH, "due", count=count, calendar=relative(_PATH, "lich/index.md"))
