"""Escaping: Markdown that shows exactly the characters of a text.

Templates escape by default: a value that is not `Md` goes through `escape`, so that nothing in a source can become
markup. Verified against Python-Markdown with the extensions of mkdocs.yml (tests/render/test_markdown.py).
"""

import itertools
import re
from collections.abc import Iterable

from build_tools.base.text import squeeze

# Characters with a meaning anywhere in a line, and those with one only at its beginning.
_INLINE = re.compile(r"[\\`*_{}\[\]<>&|]")
_LINE_START = re.compile(r"^([ \t]*)([-+=#:~!]|\d+(?=[.)]))", re.MULTILINE)
# The first characters of lines that `_LINE_START` can match.
_BEGINNING = frozenset(" \t-+=#:~!0123456789")
# Text outside the full text of a document is cut to so many characters.
_LONGEST = 2_000
_ENTITIES = {"<": "&lt;", ">": "&gt;", "&": "&amp;", "|": "&#124;"}


class Md(str):
    """Text that is Markdown already, and so is not escaped."""

    __slots__ = ()


def escape(text: str) -> Md:
    """Return Markdown that shows exactly the text, anywhere in a paragraph or a cell."""
    if isinstance(text, Md):
        return text
    safe = _INLINE.sub(_in_line, text)
    if "\n" in safe or safe[:1] in _BEGINNING:
        safe = _LINE_START.sub(_at_line_start, safe)
    return Md(safe)


def shown(text: str) -> Md:
    """Return Markdown that shows the text; a very long name or subject is cut, with "…".

    The full text of the document has all of it. Python-Markdown's time is quadratic in a paragraph's length.
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
    """Return the text as an attribute of an HTML element inside Markdown: only letters, digits, blanks and entities."""
    return "".join(c if c.isalnum() or c == " " or not c.isascii() else f"&#{ord(c)};" for c in squeeze(text))


def link(label: str, url: str) -> Md:
    """Return a link; the URL is not escaped: it comes from addresses.py."""
    return Md(f"[{shown(label)}]({url})")


def join(parts: Iterable[str], separator: str = ", ") -> Md:
    """Return the parts, escaped unless they are Markdown, with the separator between them; of very many the first."""
    escaped = [shown(part) for part in parts]
    if sum(map(len, escaped)) <= 2 * _LONGEST or len(escaped) == 1:
        return Md(separator.join(escaped))
    ends = itertools.accumulate(len(part) for part in escaped)
    most = sum(end <= 2 * _LONGEST for end in ends) or 1
    return Md(separator.join([*escaped[:most], f"… và {len(escaped) - most} mục nữa"]))
