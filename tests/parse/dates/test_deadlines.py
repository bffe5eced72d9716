from typing import Any

import pytest

from build_tools.model.span import Span
from build_tools.parse.dates.chunks import date_chunks
from build_tools.parse.dates.deadlines import find_deadlines
from build_tools.parse.grammar.rules import Example, rules_of
from build_tools.parse.text import Text
from tests.texts import VOCABULARY, cases


@pytest.mark.parametrize("case", cases("deadlines"))
def test_deadlines(case: Any) -> None:
    text = case["text"]
    found = find_deadlines(Text.of(text, VOCABULARY), Span(0, len(text)), case["year"])
    values = [
        {
            "quote": deadline.span.of(text),
            "date": deadline.date,
            "relation": deadline.relation,
            "recurrence": deadline.recurrence and str(deadline.recurrence),
            "inferred": deadline.inferred is not None,
            "rule": deadline.rule,
        }
        for deadline in found
    ]
    assert [{key: value[key] for key in expected} for value, expected in zip(values, case["expect"], strict=True)] == (
        case["expect"]
    )


@pytest.mark.parametrize("example", rules_of(VOCABULARY.rules[2]).examples, ids=lambda example: example.words)
def test_the_examples_beside_the_rules(example: Example) -> None:
    limit, _, rest = example.words.partition(" | ")
    text = Text.of(f"{limit} {rest}", VOCABULARY)
    chunks = date_chunks(text.folded, Span(0, len(text.source)))
    match = rules_of(VOCABULARY.rules[2]).pattern(example.rule).match(chunks.tags)
    assert (text.source[: chunks.ends[match.end() - 1]].strip() if match else None) == (
        limit if example.right else None
    )
