"""Numbered or bulleted provisions with content of their own, as opposed to headings and bare citations."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise

from build_tools.model.citation import Citation
from build_tools.model.document import Provision
from build_tools.parse.obligations.attributes import AttributeLines
from build_tools.parse.obligations.list_context import ListContext
from build_tools.parse.obligations.provision_words import EDGES, content_of, says_itself

_CLOSES = re.compile(r"Trên đây là|Xin trân trọng|Trân trọng")


class Items:
    """The items of a document by their place in its outline, without headings and bare citations."""

    def __init__(
        self,
        text: str,
        body: Sequence[Provision],
        citations: Sequence[Citation],
        contexts: Mapping[str, ListContext],
        lines: AttributeLines,
    ) -> None:
        self._text = text
        self._items: dict[str | None, list[Provision]] = defaultdict(list)
        self._bare: set[str] = set()
        self._leads_on: set[str] = set()
        first: dict[str, int] = {}
        for citation in citations:
            first.setdefault(citation.eid, citation.span.start)
        for provision, following in pairwise([*body, None]):
            if provision is None:
                break
            if contexts[provision.eid].ordered and provision.eid not in lines.eids:
                self._items[provision.parent].append(provision)
            if first.get(provision.eid, len(text)) - content_of(provision).start <= 2:
                self._bare.add(provision.eid)
            if following is not None and following.marker is None and following.eid not in lines.eids:
                self._leads_on.add(provision.eid)

    def is_bare(self, provision: Provision) -> bool:
        """Return whether the provision only names an instrument ("+ Chỉ thị số 30-CT/TW …")."""
        return provision.eid in self._bare

    def has_items(self, provision: Provision) -> bool:
        """Return whether numbered or bulleted items stand inside the provision."""
        return any(item.marker for item in self._items[provision.eid])

    def is_item(self, provision: Provision) -> bool:
        """Return whether a numbered or bulleted provision states something of its own: no heading, no citation."""
        words = content_of(provision).of(self._text).rstrip()
        if provision.marker is None and (words[:1].islower() or _CLOSES.match(words)):
            return False  # the rest of a paragraph that a page broke, or the formula at the end
        if provision.eid in self._bare or not words.strip(EDGES) or self._is_heading(provision, words):
            return False
        items = self._items[provision.eid]
        if not items:
            return len(words.split()) > 4
        if all(item.eid in self._bare for item in items):
            return True
        return says_itself(words)

    def _is_heading(self, provision: Provision, words: str) -> bool:
        """Return whether an item without full stop is the heading of the paragraph below, as its siblings are."""
        if words[-1:] in ".;:,/" or provision.eid not in self._leads_on:
            return False
        siblings = self._items[provision.parent]
        return any(self._items[sibling.eid] for sibling in siblings if sibling.kind is provision.kind)
