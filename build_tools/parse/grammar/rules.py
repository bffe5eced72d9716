r"""Rule files, compiled to functions and regular expressions over a string of tags.

A line "name = body" defines a rule from tags (in capitals, see `tags`) and rules above it; "<name: rule>" is a group
that is captured. Quantifiers are possessive (no backtracking), so matching takes linear time. "pass name" begins a pass
of the cascade. Indented lines are examples: the rule matches "+ words | rest" up to the bar, and does not match "-
words | rest"; in clauses "[…]" marks the group.

Short rules are inlined into the regular expressions that use them. Long ones are called as functions, also without
backtracking, and are compiled once however many rules use them.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache, partial

from build_tools.base.values import Value
from build_tools.parse.grammar.tags import DATES, TAGS

# From the index of a match to its end; -1 if there is no match.
Matcher = Callable[[str, int], int]
# The source of a regular expression, or a matcher if the rule calls others.
_Part = str | Matcher

_TOKEN = re.compile(r"\s*(?P<token><[a-z]+:|\(\?[=!]|[(|)>]|[*+?]|\{\d+(?:,\d*)?\}|[A-Za-z]+)")
# Length in characters from which on a rule is called: about the size of "organ", where calls begin to be cheaper.
_CALLED = 3_000


class Example(Value, frozen=True):
    """An example beside a rule; `right` says whether the rule takes the words before the bar, or the bracketed ones."""

    rule: str
    right: bool
    words: str


class Rules:
    """The rules of one file and their examples. A rule is compiled when it is first asked for."""

    def __init__(self, source: str) -> None:
        """Raises ValueError naming the rule that uses an unknown tag or rule."""
        self.examples: list[Example] = []
        self._parts: dict[str, _Part] = {}
        self._patterns: dict[str, re.Pattern[str]] = {}
        self._tags = TAGS
        name = ""
        for line in source.splitlines():
            if line.startswith("pass "):
                self._tags = DATES if line.split()[1] == "deadlines" else TAGS
            elif line.startswith("  "):
                self.examples.append(Example(name, line.strip()[0] == "+", line.strip()[2:]))
            elif line.strip() and not line.startswith("#"):
                name, _, body = (part.strip() for part in line.partition("="))
                self._parts[name] = _choice(list(_tokens(body)), partial(self._named, name))

    def pattern(self, rule: str) -> re.Pattern[str]:
        """Return the regular expression of a rule that calls no others."""
        if rule not in self._patterns:
            part = self._parts[rule]
            if not isinstance(part, str):
                raise ValueError(f"{rule} calls long rules")
            self._patterns[rule] = re.compile(part)
        return self._patterns[rule]

    def end(self, rule: str, tags: str, at: int) -> int:
        """Return the end of the rule's match at the index; -1 if it does not match."""
        part = self._parts[rule]
        if isinstance(part, str):
            part = self._parts[rule] = _matcher(part)
        return part(tags, at)

    def _named(self, rule: str, word: str) -> _Part:
        if word in self._tags:
            tag = self._tags[word]
            return tag if tag.startswith(("[", "$")) else re.escape(tag)
        if word not in self._parts:
            raise ValueError(f"{rule}: {word}")
        part = self._parts[word]
        if isinstance(part, str) and len(part) < _CALLED:
            return f"(?:{part})"
        return lambda tags, at: self.end(word, tags, at)


@cache
def rules_of(source: str) -> Rules:
    """Return the rules of a file. Raises ValueError naming the rule that uses an unknown tag or rule."""
    return Rules(source)


def _tokens(body: str) -> Iterator[str]:
    at = 0
    while at < len(body):
        match = _TOKEN.match(body, at)
        if not match:
            raise ValueError(f"{body[at:]!r}: not the notation of rules")
        yield match["token"]
        at = match.end()


def _choice(tokens: list[str], named: Callable[[str], _Part]) -> _Part:
    """Read "a | b" up to a closing bracket or the end; the tokens read are taken from the list."""
    options = [_sequence(tokens, named)]
    while tokens and tokens[0] == "|":
        tokens.pop(0)
        options.append(_sequence(tokens, named))
    joined = _joined(options, "|")
    if len(joined) == 1:
        return joined[0]
    matchers = [_matcher(part) for part in joined]

    def first(tags: str, at: int) -> int:
        for matcher in matchers:
            end = matcher(tags, at)
            if end >= 0:
                return end
        return -1

    return first


def _sequence(tokens: list[str], named: Callable[[str], _Part]) -> _Part:
    items = []
    while tokens and tokens[0] not in ("|", ")", ">"):
        items.append(_item(tokens, named))
    joined = _joined(items, "")
    if len(joined) == 1:
        return joined[0]
    matchers = [_matcher(part) for part in joined]

    def each(tags: str, at: int) -> int:
        for matcher in matchers:
            at = matcher(tags, at)
            if at < 0:
                break
        return at

    return each


def _item(tokens: list[str], named: Callable[[str], _Part]) -> _Part:
    token = tokens.pop(0)
    if token[0] not in "<(":
        part = named(token)
    else:
        part = _choice(tokens, named)
        tokens.pop(0)
        part = _bracketed(token, part)
    if tokens and tokens[0][0] in "*+?{":
        part = _repeated(part, tokens.pop(0))
    return part


def _bracketed(opening: str, part: _Part) -> _Part:
    if isinstance(part, str):
        group = f"(?P<{opening[1:-1]}>" if opening[0] == "<" else "(?:" if opening == "(" else opening
        return f"{group}{part})"
    if opening == "(":
        return part
    if opening == "(?=":
        return lambda tags, at: at if part(tags, at) >= 0 else -1
    if opening == "(?!":
        return lambda tags, at: -1 if part(tags, at) >= 0 else at
    raise ValueError(f"{opening}: a group can't hold a long rule")


def _repeated(part: _Part, sign: str) -> _Part:
    if isinstance(part, str):
        # Not {part}{sign}+: Python before 3.11.5 matches wrongly where such a part holds alternatives (gh-106052).
        return f"(?>{part}{sign})"
    if sign[0] == "{":
        raise ValueError(f"{sign}: a long rule can't be counted")

    def repeated(tags: str, at: int) -> int:
        end = part(tags, at)
        if end < 0:
            return -1 if sign == "+" else at
        while sign != "?" and end > at:
            at, end = end, part(tags, end)
        return max(at, end)

    return repeated


def _joined(parts: list[_Part], link: str) -> list[_Part]:
    """Return the parts with neighbours that are regular expressions made one."""
    joined: list[_Part] = []
    for part in parts:
        if joined and isinstance(part, str) and isinstance(before := joined[-1], str):
            joined[-1] = before + link + part
        else:
            joined.append(part)
    return joined


def _matcher(part: _Part) -> Matcher:
    """Return the part as a matcher; regular expressions are compiled at first use."""
    if not isinstance(part, str):
        return part
    compiled: list[re.Pattern[str]] = []

    def match(tags: str, at: int) -> int:
        if not compiled:
            compiled.append(re.compile(part))
        found = compiled[0].match(tags, at)
        return found.end() if found else -1

    return match
