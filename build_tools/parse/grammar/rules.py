r"""Rule files compiled to `re` over a string of tags.

A line "name = body" defines a rule from tags (in capitals, see `tags`) and rules above it; "<name: rule>" is a group
that is read out. Quantifiers are possessive, so that a match takes linear time: what one takes it never gives back.
"pass name" begins a pass of the cascade. Indented lines are examples: "+ words | rest" is matched by the rule up to the
bar, "- words | rest" is not; in clauses "[…]" marks the group.
"""

import re
from functools import cache

from build_tools.base.values import Value
from build_tools.parse.grammar.tags import DATES, TAGS

_NAME = re.compile(r"<(?P<group>[a-z]+): (?P<ref>[A-Za-z]+)>|(?P<name>[A-Za-z]+)")
_QUANTIFIER = re.compile(r"(?<=[)\w}])(?P<sign>[*+?]|\{\d+(?:,\d*)?\})")


class Example(Value, frozen=True):
    """An example beside a rule; `right` says whether the rule takes the words before the bar, or the bracketed ones."""

    rule: str
    right: bool
    words: str


class Rules(Value, frozen=True):
    """The compiled rules of one file by name, and their examples."""

    name: str
    patterns: dict[str, re.Pattern[str]]
    examples: tuple[Example, ...]


@cache
def rules_of(source: str) -> Rules:
    """Return the rules of a file. Raises ValueError naming the rule that uses an unknown tag or rule."""
    bodies: dict[str, str] = {}
    examples: list[Example] = []
    name = passed = ""
    for line in source.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        if line.startswith("pass "):
            passed = line.split()[1]
        elif line.startswith("  "):
            examples.append(Example(name, line.strip()[0] == "+", line.strip()[2:]))
        else:
            name, _, body = (part.strip() for part in line.partition("="))
            bodies[name] = _compiled(name, body, bodies, DATES if passed == "deadlines" else TAGS)
    return Rules(passed, {rule: re.compile(body) for rule, body in bodies.items()}, tuple(examples))


def _compiled(name: str, body: str, bodies: dict[str, str], tags: dict[str, str]) -> str:
    def replaced(match: re.Match[str]) -> str:
        word = match["ref"] or match["name"]
        known = tags.get(word) or bodies.get(word)
        if known is None:
            raise ValueError(f"{name}: {word}")
        if match["group"]:
            return f"(?P<{match['group']}>{known})"
        if word in tags:
            return known if known.startswith(("[", "$")) else re.escape(known)
        return f"(?:{known})"

    pattern = re.sub(r"\((?!\?)", "(?:", body)
    quantified = _QUANTIFIER.sub(lambda match: f"{match['sign']}+", pattern)
    return _NAME.sub(replaced, quantified).replace(" ", "")
