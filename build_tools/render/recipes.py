"""How each page is made: a recipe for every few files that are made together, from what it is given and looks up."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from build_tools.corpus import Corpus
from build_tools.model import Page
from build_tools.render.paths import Addresses, addresses
from build_tools.render.site import Site, site_of
from build_tools.values import Value
from build_tools.vocabulary import Vocabulary


class Note(Value, frozen=True):
    """What a recipe hands to recipes that come after it, encoded."""

    data: bytes


@dataclass(frozen=True, slots=True)
class Recipe:
    """`make(site, *given)` yields the files; the same recipe has the same `key` in every build.

    `given` are values that can be encoded. A recipe depends on nothing but these and what it looks up in the site.
    `listed` says that the search finds its pages by their headings: the note is then that of `headings_of`.
    """

    key: str
    make: Callable[..., Iterator[Page | Note]]
    given: tuple[Any, ...] = ()
    listed: bool = False

    def made(self, site: Site) -> Iterator[Page | Note]:
        """Make the files."""
        return self.make(site, *self.given)


@dataclass(frozen=True, slots=True)
class Plan:
    """What the plans walk through to write recipes: the corpus, its addresses, its look-ups."""

    corpus: Corpus
    addresses: Addresses
    site: Site


def plan_of(corpus: Corpus, vocabulary: Vocabulary) -> Plan:
    """Return what recipes are planned from."""
    places = addresses(corpus)
    return Plan(corpus, places, site_of(corpus, vocabulary, places))
