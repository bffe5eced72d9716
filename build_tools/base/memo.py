"""Results of pure functions, kept from one round to the next: what has the same arguments is not computed again.

Arguments are told by identity: values are immutable, and equal ones are the same object from round to round as long as
each step keeps what it is given (`same`).
"""

from collections.abc import Callable, Sequence
from operator import is_
from typing import Any, TypeVar

Item = TypeVar("Item")
T = TypeVar("T")


class Memo:
    """Results by function and arguments, or by name; one that a whole round does not ask for is forgotten.

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
        return self.keep(name, value)

    def made_of(self, name: object, parts: Sequence[object], make: Callable[[], T]) -> T:
        """Return the value of this name, made anew unless it was made of these very objects in the last round."""
        before = self._before.get(name)
        if before is None or not _are(before[1], parts):
            before = make(), parts
        self._now[name] = before
        result: T = before[0]
        return result

    def each(self, name: object, items: Sequence[Item], make: Callable[[Item], T], *shared: object) -> list[T]:
        """Return what `make` gives for each item, made anew for items that the last round did not have.

        `shared` are the objects that `make` depends on besides the item. With the same items it is the same object.
        """
        results, (former, *others) = self._before.get(name) or ([], [()])
        if not _are(others, shared):
            results, former = [], ()
        if former is not items:
            known = dict(zip(map(id, former), results, strict=True))
            results = [known[id(item)] if id(item) in known else make(item) for item in items]
        self._now[name] = results, (items, *shared)
        return results

    def keep(self, name: object, value: T) -> T:
        """Keep the value under this name, and return it."""
        self._now[name] = value, ()
        return value

    def current(self, name: object) -> Any:  # noqa: ANN401 – whatever was kept
        """Return the value of this name in this round; `None` if there is none yet."""
        found = self._now.get(name)
        return found[0] if found else None

    def former(self, name: object) -> Any:  # noqa: ANN401 – whatever was kept
        """Return the value of this name in the last round; `None` if there was none."""
        found = self._before.get(name)
        return found[0] if found else None

    def next_round(self) -> None:
        """Forget what this round did not ask for."""
        self._before, self._now = self._now, {}


def _are(some: Sequence[object], others: Sequence[object]) -> bool:
    """Return whether these are the same objects in the same order."""
    return len(some) == len(others) and all(map(is_, some, others))
