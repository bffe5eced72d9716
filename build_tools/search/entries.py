"""The values that the search is built from: a page that can be found, and its passages."""

from build_tools.base.values import Value


class Passage(Value, frozen=True):
    """A clause for full-text search: its anchor in the page, its label ("Điều 5, khoản 2"), its text on one line."""

    anchor: str
    label: str
    text: str


class Task(Value, frozen=True):
    """A task or duty as an answer quotes it: its clause, its words on one line, who does it by when, in words.

    `dates` are those of its time limits, ISO or a month, quarter or year alone.
    """

    anchor: str
    text: str
    bearers: str = ""
    coordinate: str = ""
    deadline: str = ""
    dates: tuple[str, ...] = ()


class UnitTask(Value, frozen=True):
    """A task of a unit: the address and the name of the work that lays it, and the unit's part in it, in words."""

    work: str
    name: str
    role: str
    task: Task


class Entry(Value, frozen=True):
    """A page that can be found.

    `address` is relative to the site's root and unique. `number` is number and symbol, or ""; `title` names a page
    without a number, or an instrument that also has a name ("Luật Đất đai"). `date` is an ISO date, a year or "".
    `place` is the province of a local issuer, folded: "" for a national issuer, None if the province is unknown.
    `cited` is the number of pages that cite this one. Full text covers `passages` only. `is_work` is false for a page
    that is not of an instrument, such as that of a unit.
    """

    address: str
    type_name: str
    number: str = ""
    title: str = ""
    subject: str = ""
    organ: str = ""
    date: str = ""
    place: str | None = ""
    status: str = ""
    units: tuple[str, ...] = ()
    cited: int = 0
    passages: tuple[Passage, ...] = ()
    is_work: bool = True

    @property
    def held(self) -> bool:
        """Whether the register holds its text."""
        return bool(self.passages)
