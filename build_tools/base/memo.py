"""Results of pure functions, kept from one round to the next: what has the same arguments is not computed again.

Arguments are told by identity: values are immutable, and equal ones are the same object from round to round as long as
each step keeps what it is given (`same`).
"""

from collections.abc import Callable
from typing import Any, TypeVar

T = TypeVar("T")


class Memo:
    """Results by function and arguments; one that a whole round does not ask for is forgotten.

    One without a round before does all the work, and keeps little.
    """

    def __init__(self) -> None:
        self._before: dict[Any, Any] = {}
        self._now: dict[Any, Any] = {}

    def __call__(self, function: Callable[..., T], *arguments: object) -> T:
        """Return the result of a function of a module for these arguments."""
        key = (function, *map(id, arguments))
        found = self._now.get(key) or self._before.get(key) or (function(*arguments), arguments)
        self._now[key] = found  # with the arguments, so that no other object gets their identity
        result: T = found[0]
        return result

    def same(self, name: object, value: T) -> T:
        """Return the value of this name in the last round if it is equal, else the value."""
        before = self._before.get(name)
        if before is not None and before[0] == value:
            self._now[name] = before
            result: T = before[0]
            return result
        self._now[name] = (value, ())
        return value

    def former(self, name: object) -> Any:  # noqa: ANN401 – whatever was kept
        """Return the value of this name in the last round; `None` if there was none."""
        found = self._before.get(name)
        return found[0] if found else None

    def next_round(self) -> None:
        """Forget what this round did not ask for."""
        self._before, self._now = self._now, {}
