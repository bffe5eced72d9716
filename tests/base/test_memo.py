"""What is kept from round to round: the same objects give the same result, and nothing else does."""

from build_tools.base.memo import Memo


def joined(*words: str) -> list[str]:
    return ["".join(words)]


def test_the_same_objects_give_the_same_result_as_long_as_each_round_asks() -> None:
    memo, words = Memo(), ("a b", "c d")
    first = memo(joined, *words)
    assert first == ["a bc d"]
    for _ in range(3):
        memo.next_round()
        assert memo(joined, *words) is first
    memo.next_round()
    memo.next_round()  # a round that did not ask
    again = memo(joined, *words)
    assert again == first
    assert again is not first


def test_other_objects_and_other_functions_are_told_apart() -> None:
    memo = Memo()
    one, other = ["a"], ["a"]
    assert memo(len, one) == 1
    other.append("b")
    assert memo(len, other) == 2
    assert memo(sorted, one) == ["a"]


def test_what_is_equal_becomes_the_former_object() -> None:
    memo = Memo()
    first = memo.same("name", [1, 2])
    assert memo.former("name") is None
    memo.next_round()
    assert memo.former("name") is first
    assert memo.same("name", [1, 2]) is first
    memo.next_round()
    other = memo.same("name", [1, 3])
    memo.next_round()
    assert memo.same("name", [1, 3]) is other
