"""The page "Việc": what is overdue, due today, this week and later; the browser reckons it from the files by month."""

from collections.abc import Iterator

from build_tools.base.text import collation
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
from build_tools.render.lookups import Site, grouped
from build_tools.render.page_task import PageTask, Plan

_PATH = f"{DUE}/index.md"


def due_page_tasks(plan: Plan) -> Iterator[PageTask]:
    """Plan the page and its files. What is said to begin on a day ("kể từ …") is no limit."""
    rows = [due for due in plan.agenda if due.deadline.relation != "from"]
    dated = grouped((due for due in rows if due.deadline.date), lambda due: last_day(due.deadline.date or "")[:7])
    recurring = tuple(due for due in rows if not due.deadline.date and due_rule(due.deadline))
    undated = sum(not due.deadline.date for due in rows) - len(recurring)
    months = sorted(dated.items())
    for month, same in months:
        yield PageTask(f"{DUE}/{month}", month_file, (month, tuple(same)))
    yield PageTask(f"{DUE}/dinh-ky", recurring_file, (recurring,))
    bound = {duty.unit for duty in plan.corpus.duties if duty.obligation.deadlines}
    names = plan.site.units
    units = sorted(
        (unit for unit in bound if unit in plan.addresses.units), key=lambda u: (collation(names[u].full_name), u)
    )
    yield PageTask(f"{DUE}/don-vi", unit_file, (tuple(units),))
    counts = tuple((month, len(same)) for month, same in months)
    yield PageTask(f"{DUE}/muc-luc", contents_file, (counts, len(recurring), undated))
    yield PageTask(_PATH, _index, (len(rows),), listed=True)


def _index(_: Site, count: int) -> Iterator[Page]:
    yield page(_PATH, "due", count=count, calendar=relative(_PATH, "lich/index.md"))
