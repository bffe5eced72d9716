"""Provinces and cities under the central government, each with the name that it had on a day."""

from dataclasses import dataclass
from datetime import date as Date  # noqa: N812 – as in the vocabulary

from build_tools.base.text import fold


@dataclass(frozen=True)
class Place:
    """A province or a city under the central government, with the word for its kind.

    On the day `since` it became part of `into`, or `kind` after it had been of the kind `was`.
    """

    name: str
    kind: str
    source: str
    into: str | None = None
    since: Date | None = None
    was: str = ""

    @property
    def full_name(self) -> str:
        """The name with its kind in front ("tỉnh Quảng Trị"), not repeated ("Thành phố Hồ Chí Minh")."""
        return self.name if fold(self.name).startswith(fold(self.kind)) else f"{self.kind} {self.name}"

    @property
    def former_name(self) -> str:
        """The name with the kind that it had before ("tỉnh Đồng Nai"); "" if its kind has not changed."""
        return f"{self.was} {self.name}" if self.was else ""

    @property
    def names(self) -> tuple[str, ...]:
        """All names, without and with a kind."""
        return tuple(filter(None, (self.name, self.full_name, self.former_name)))

    def on(self, day: str | None) -> str:
        """Return the full name on an ISO day, which may be cut ("2025"); today's if there is none."""
        before = self.was and self.since and day is not None and day < self.since.isoformat()
        return self.former_name if before else self.full_name

    def called(self, name: str) -> str:
        """Return the full name with the kind that `name` states; today's if it states none."""
        return self.former_name if self.was and fold(name) == fold(self.former_name) else self.full_name
