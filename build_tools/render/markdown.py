"""Markdown that shows exactly the characters it is given: the one place where text becomes markup.

Templates escape by default: a value that is not `Md` goes through `escape`, so that nothing in a source can become
structure. Verified against Python-Markdown with the extensions of mkdocs.yml (tests/render/test_markdown.py).
"""

import itertools
import re
from collections.abc import Iterable

from build_tools.base.text import squeeze

# Everywhere in a line, then what means something only where a line begins.
_INLINE = re.compile(r"[\\`*_{}\[\]<>&|]")
_LINE_START = re.compile(r"^([ \t]*)([-+=#:~!]|\d+(?=[.)]))", re.MULTILINE)
# What a line has to begin with for the second to match.
_BEGINNING = frozenset(" \t-+=#:~!0123456789")
# What is no document's full text is shown up to so many characters.
_LONGEST = 2_000
_ENTITIES = {"<": "&lt;", ">": "&gt;", "&": "&amp;", "|": "&#124;"}


class Md(str):
    """Text that is Markdown already and is not escaped again."""

    __slots__ = ()


def escape(text: str) -> Md:
    """Return Markdown that shows the text, each character as itself, wherever it stands in a paragraph or a cell."""
    if isinstance(text, Md):
        return text
    safe = _INLINE.sub(_in_line, text)
    if "\n" in safe or safe[:1] in _BEGINNING:
        safe = _LINE_START.sub(_at_line_start, safe)
    return Md(safe)


def shown(text: str) -> Md:
    """Return Markdown that shows the text; a name or a subject that is very long is cut, with "…".

    The full text of the document has all of it. Markdown takes the square of a paragraph's length.
    """
    return escape(text if isinstance(text, Md) or len(text) <= _LONGEST else f"{text[:_LONGEST]} …")


def _in_line(match: re.Match[str]) -> str:
    return _ENTITIES.get(match[0], f"\\{match[0]}")


def _at_line_start(match: re.Match[str]) -> str:
    blank, mark = match.groups()
    if mark.isdigit():
        return f"{blank}{mark}\\"
    return f"{blank}&#{ord(mark)};" if mark in "=:~" else f"{blank}\\{mark}"


def attribute(text: str) -> str:
    """Return the text as the value of an HTML attribute or the content of an HTML element."""
    return (
        text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace('"', "&quot;")
        .replace("'", "&#39;")
    )


def attribute_in_markdown(text: str) -> str:
    """Return the text as an attribute of an element that stands in Markdown: nothing in it can mean anything there."""
    return "".join(c if c.isalnum() or c == " " or not c.isascii() else f"&#{ord(c)};" for c in squeeze(text))


def link(label: str, url: str) -> Md:
    """Return a link; the address is one that `paths` made."""
    return Md(f"[{shown(label)}]({url})")


def join(parts: Iterable[str], separator: str = ", ") -> Md:
    """Return the parts, each shown unless it is Markdown, with the separator between them; of very many the first."""
    given = [shown(part) for part in parts]
    if sum(map(len, given)) <= 2 * _LONGEST or len(given) == 1:
        return Md(separator.join(given))
    ends = itertools.accumulate(len(part) for part in given)
    most = sum(end <= 2 * _LONGEST for end in ends) or 1
    return Md(separator.join([*given[:most], f"… và {len(given) - most} mục nữa"]))
