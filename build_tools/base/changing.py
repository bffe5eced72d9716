"""Sequences that differ little from one round to the next, and their groups: only those that differ are made anew.

Items are told by identity, as in `Memo`: what is the same object is the same item. No object stands in a sequence
twice.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain, count, filterfalse
from operator import is_
from typing import Generic, TypeVar

from build_tools.base.memo import Memo

Item = TypeVar("Item")
Key = TypeVar("Key")


class Changing(Generic[Item]):
    """A sequence of this round, with what differs from that of the round `before`.

    `gone` are the items, by identity, that only the former one has; `new`, in their order, those that only this has.
    """

    def __init__(self, items: Sequence[Item], before: Sequence[Item]) -> None:
        self.items, self.before = items, before
        shorter = min(len(before), len(items))
        self._head = _same(before, items, shorter)
        tail = _same(reversed(before), reversed(items), shorter - self._head)
        # Between what is the same at the beginning and at the end, by identity: former items, places of present ones.
        present = items[self._head : len(items) - tail]
        self._had = {id(item): item for item in before[self._head : len(before) - tail]}
        self._place = dict(zip(map(id, present), count()))
        gone, new = self._had.keys() - self._place.keys(), self._place.keys() - self._had.keys()
        if [*filterfalse(gone.__contains__, self._had)] != [*filterfalse(new.__contains__, self._place)]:
            gone, new = {*self._had}, {*self._place}  # what stays has moved
        self.gone: Mapping[int, Item] = {identity: self._had[identity] for identity in gone}
        self.new: Sequence[Item] = [item for item in present if id(item) in new] if before else items

    @property
    def differing(self) -> Iterator[Item]:
        """All items that only one of the two sequences has."""
        return chain(self.gone.values(), self.new)

    @cached_property
    def _heads(self) -> frozenset[int]:
        return frozenset(map(id, self.items[: self._head]))

    def merged(self, group: Sequence[Item], new: Sequence[Item]) -> list[Item]:
        """Return some items of the sequence before, without what is gone and with some that are new, in order."""
        place = next((place for place, item in enumerate(group) if id(item) in self._had), None)
        start = sum(id(item) in self._heads for item in group) if place is None else place
        end = start + sum(id(item) in self._had for item in group)
        stay = (item for item in group[start:end] if id(item) not in self.gone)
        return [*group[:start], *sorted((*stay, *new), key=lambda item: self._place[id(item)]), *group[end:]]


class _Groups(Generic[Key, Item]):
    """The items of a sequence by key."""

    def __init__(self, items: Sequence[Item], groups: dict[Key, list[Item]]) -> None:
        self.items, self.groups = items, groups


def changing(memo: Memo, name: object, items: Sequence[Item]) -> Changing[Item]:
    """Return a sequence with what differs from that of the same name in the last round."""
    now: Changing[Item] | None = memo.current(name)
    if now and now.items is items:
        return now
    former: Changing[Item] | None = memo.former(name)
    return memo.keep(name, Changing(items, former.items if former else ()))


def grouped_by(
    memo: Memo, name: object, items: Changing[Item], keys: Callable[[Item], Iterable[Key]]
) -> Mapping[Key, Sequence[Item]]:
    """Return the items by each of their keys, each group in the order of the items; the keys are in no order.

    `keys` depends on the item alone. A group is the same object as in the last round if it has the same items.
    """
    now: _Groups[Key, Item] | None = memo.current(name)
    if now and now.items is items.items:
        return now.groups
    former: _Groups[Key, Item] | None = memo.former(name)
    if former and former.items is items.before:
        groups = _regrouped(former.groups, items, keys)
    else:
        groups = grouped_many(items.items, keys)
    return memo.keep(name, _Groups(items.items, groups)).groups


def grouped_many(items: Iterable[Item], keys: Callable[[Item], Iterable[Key]]) -> dict[Key, list[Item]]:
    """Return the items by each of their keys, each group in the order of the items."""
    groups: dict[Key, list[Item]] = defaultdict(list)
    for item in items:
        for key in keys(item):
            groups[key].append(item)
    return dict(groups)


def _regrouped(
    former: Mapping[Key, list[Item]], items: Changing[Item], keys: Callable[[Item], Iterable[Key]]
) -> dict[Key, list[Item]]:
    """Return the groups of the last round with what differs in them."""
    groups, fresh = dict(former), grouped_many(items.new, keys)
    for key in {key for item in items.gone.values() for key in keys(item)} | fresh.keys():
        groups[key] = items.merged(groups.get(key, ()), fresh.get(key, ()))
        if not groups[key]:
            del groups[key]
    return groups


def _same(some: Iterable[object], others: Iterable[object], most: int) -> int:
    """Return how many objects are the same at the beginning, at most so many."""
    same = bytes(map(is_, some, others)).find(0)
    return most if same < 0 else min(same, most)
