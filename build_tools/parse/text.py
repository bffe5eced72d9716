"""One text with the views of it that finders search: as written, folded, and lowered with its tones."""

from build_tools.base.text import folded_text, lowered_text
from build_tools.base.values import Value
from build_tools.vocabulary import Vocabulary


class Text(Value, frozen=True):
    """A canonical text and the vocabulary that it is read with.

    All views have the same length: a span found in one is valid in each. `folded` has no diacritics, `lowered` keeps
    them (tones tell "sở" from "số").
    """

    source: str
    folded: str
    lowered: str
    vocabulary: Vocabulary

    @classmethod
    def of(cls, source: str, vocabulary: Vocabulary) -> "Text":
        """Return the text with its views."""
        return cls(source, folded_text(source), lowered_text(source), vocabulary)
