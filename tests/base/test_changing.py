"""Groups of sequences that change: what they are put together of is what a plain grouping gives."""

import random
from collections import defaultdict

import pytest

from build_tools.base.changing import changing, grouped_by
from build_tools.base.memo import Memo


class Item:
    """Told by identity; in one group or two."""

    def __init__(self, key: int) -> None:
        self.keys = (key, key + 10)[: 1 + key % 2]


def plainly_grouped(items: list[Item]) -> dict[int, list[Item]]:
    groups: dict[int, list[Item]] = defaultdict(list)
    for item in items:
        for key in item.keys:
            groups[key].append(item)
    return groups


def altered(items: list[Item], chance: random.Random) -> None:
    """Replace, remove, add or move one item."""
    kind, place = chance.randrange(4), chance.randrange(len(items) + 1)
    taken = items.pop(chance.randrange(len(items))) if kind < 3 and items else Item(0)
    if kind != 1:
        items.insert(min(place, len(items)), taken if kind == 2 else Item(chance.randrange(4)))


@pytest.mark.parametrize("seed", range(300))
def test_groups_are_those_of_the_items(seed: int) -> None:
    chance, memo = random.Random(seed), Memo()  # noqa: S311
    items = [Item(chance.randrange(4)) for _ in range(chance.randrange(14))]
    for _ in range(6):
        memo.next_round()
        found = grouped_by(memo, "groups", changing(memo, "items", tuple(items)), lambda item: item.keys)
        assert {key: list(group) for key, group in found.items()} == plainly_grouped(items)
        for _ in range(chance.randrange(4)):
            altered(items, chance)


def test_what_is_not_touched_is_the_same_object() -> None:
    memo, items = Memo(), [Item(0), Item(2), Item(0), Item(2)]
    memo.next_round()
    first = grouped_by(memo, "groups", changing(memo, "items", tuple(items)), lambda item: item.keys)
    items[0] = Item(0)
    memo.next_round()
    then = grouped_by(memo, "groups", changing(memo, "items", tuple(items)), lambda item: item.keys)
    assert then[2] is first[2]
    assert list(then[0]) == [items[0], items[2]]


def test_a_round_without_the_groups_makes_them_anew() -> None:
    memo, items = Memo(), [Item(0), Item(2)]
    memo.next_round()
    grouped_by(memo, "groups", changing(memo, "items", tuple(items)), lambda item: item.keys)
    memo.next_round()
    changing(memo, "items", (items[0],))
    memo.next_round()
    found = grouped_by(memo, "groups", changing(memo, "items", tuple(items)), lambda item: item.keys)
    assert {key: list(group) for key, group in found.items()} == {0: [items[0]], 2: [items[1]]}


def test_what_is_made_of_each_item_is_kept_with_what_it_depends_on() -> None:
    memo, items, shared = Memo(), (Item(0), Item(1)), [object(), object()]
    made: list[Item] = []

    def make(item: Item) -> object:
        made.append(item)
        return object()

    first = memo.each("name", items, make, shared[0])
    memo.next_round()
    assert memo.each("name", items, make, shared[0]) is first
    memo.next_round()
    more = (*items, Item(2))
    assert memo.each("name", more, make, shared[0])[:2] == first
    assert made == [*more]
    memo.next_round()
    assert not set(memo.each("name", more, make, shared[1])) & set(first)


def test_what_is_made_of_the_same_parts_is_kept() -> None:
    memo, parts = Memo(), (object(), object())
    first = memo.made_of("name", parts, object)
    memo.next_round()
    assert memo.made_of("name", parts, object) is first
    memo.next_round()
    assert memo.made_of("name", parts[:1], object) is not first
