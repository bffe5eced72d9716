"""The examples beside each rule of the grammar, and what rule files may not say."""

import pytest

from build_tools.model.span import Span
from build_tools.parse.grammar.chunks import chunks_in
from build_tools.parse.grammar.rules import Example, rules_of
from build_tools.parse.grammar.words import words_in
from build_tools.parse.text import Text
from tests.texts import VOCABULARY

PARTIES, CLAUSES, _ = (rules_of(source) for source in VOCABULARY.rules)


@pytest.mark.parametrize("example", PARTIES.examples, ids=lambda example: example.words)
def test_what_the_name_of_a_party_is_made_of(example: Example) -> None:
    name, rest = example.words.split("|")
    text = Text.of((name.strip() + " " + rest.strip()).replace(" ,", ",").replace(" ;", ";"), VOCABULARY)
    words = words_in(text, Span(0, len(text.source)))
    end = PARTIES.end(example.rule, words.tags, 0)
    found = text.source[: words.ends[end - 1]] if end > 0 else None
    assert found == (name.strip() if example.right else None)


@pytest.mark.parametrize("example", CLAUSES.examples, ids=lambda example: example.words)
def test_who_is_told(example: Example) -> None:
    before, _, rest = example.words.partition("[")
    names, _, after = rest.partition("]")
    text = Text.of(before + names + after, VOCABULARY)
    chunks = chunks_in(text, Span(0, len(text.source)))
    match = CLAUSES.pattern(example.rule).match(chunks.tags)
    found = None
    if match:
        first, last = match.span("bearers")
        found = text.source[chunks.words.starts[first] : chunks.words.ends[last - 1]]
    assert (found == names) is example.right


def test_every_rule_of_parties_that_is_a_name_has_examples() -> None:
    assert {"organ", "group", "office", "shared"} <= {example.rule for example in PARTIES.examples}


def test_an_unknown_tag_is_named() -> None:
    with pytest.raises(ValueError, match="organ: NOTHING"):
        rules_of("pass parties\norgan = HEAD NOTHING\n")
