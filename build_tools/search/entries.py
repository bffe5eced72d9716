"""What the search knows of a page."""

from build_tools.base.values import Value


class Passage(Value, frozen=True):
    """A clause as it is found and quoted: its anchor in the page, its place in words, its text on one line."""

    anchor: str
    label: str
    text: str


class Entry(Value, frozen=True):
    """A page that can be found.

    `address` is relative to the site's root and tells entries apart. `number` is number and symbol, "" where there is
    none; `title` names a page without a number, or an instrument that has a name too ("Luật Đất đai"). `date` is ISO,
    a year alone or "". `place` is the province of a local issuer, folded: "" for a national one, None where it is
    not known which. `cited` is how many pages rely on it. Only `passages` are read in full text.
    `is_work` is false for what is no instrument, such as the page of a unit.
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
        """Whether its text can be read."""
        return bool(self.passages)
