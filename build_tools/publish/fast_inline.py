"""A faster inline processor for Python-Markdown with the same HTML: it skips patterns whose characters do not occur.

Python-Markdown tries each of its patterns on every piece of text; most text of a register contains no markup.
"""

import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import InlineProcessor
from markdown.util import AtomicString

# By name of the pattern (markdown/inlinepatterns.py): it can't match where this is not found. Others are always tried.
_ANYTHING = ""
_MARKS = {
    "backtick": "`",
    "escape": r"\\",
    "link": r"\[",
    "image_link": r"!\[",
    "autolink": "<",
    "automail": "<",
    "linebreak": "\n",
    "html": "<",
    "entity": "&",
    "em_strong": "[*_]",
}
# These match only names that a line such as "[name]: address" defines.
_OF_REFERENCES = {
    "reference": r"\[",
    "image_reference": r"!\[",
    "short_reference": r"\[",
    "short_image_ref": r"!\[",
}
_NOTHING = r"(?!)"


class InlineMarks(Extension):
    """A Markdown extension that replaces the inline processor."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 – Markdown's name
        """Register it under the name and priority of the one it replaces."""
        md.treeprocessors.register(_InlineProcessor(md), "inline", 20)


class _InlineProcessor(InlineProcessor):
    def run(self, tree: Element, ancestors: list[str] | None = None) -> Element:
        """Apply the patterns to the tree of a document."""
        of_references = _OF_REFERENCES if self.md.references else dict.fromkeys(_OF_REFERENCES, _NOTHING)
        marks = [_ANYTHING] * len(self.inlinePatterns)
        for name, mark in (_MARKS | of_references).items():
            if name in self.inlinePatterns:
                marks[self.inlinePatterns.get_index_for_name(name)] = mark
        self._marked = [(pattern, re.compile(mark)) for pattern, mark in zip(self.inlinePatterns, marks, strict=True)]
        self._any_mark = re.compile("|".join(dict.fromkeys(marks)))
        return super().run(tree, ancestors)

    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:  # noqa: N802, N803
        """Override the private method of Markdown; a test compares the HTML of all pages with Markdown's own."""
        if isinstance(data, AtomicString) or not self._any_mark.search(data):
            return data
        for place in range(patternIndex, len(self._marked)):
            pattern, mark = self._marked[place]
            matched, start = True, 0
            while matched and mark.search(data):
                found = self._InlineProcessor__applyPattern(pattern, data, place, start)  # type: ignore[attr-defined]
                data, matched, start = found
        return data
