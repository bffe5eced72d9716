"""Counts of one measure, and the normal forms in which values are compared."""

import re
import unicodedata
from dataclasses import dataclass

from build_tools.base.text import spelling

_DASHES = re.compile("[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]")
_JOINTS = re.compile(r"\s*([/\-&])\s*")
_LONG_FORMS = (
    ("ubnd", "ủy ban nhân dân"),
    ("hđnd", "hội đồng nhân dân"),
    ("kh&cn", "khoa học và công nghệ"),
    ("gdđt", "giáo dục và đào tạo"),
    ("gd&đt", "giáo dục và đào tạo"),
    ("tp.", "thành phố "),
    ("btv ", "ban thường vụ "),
    ("bch ", "ban chấp hành "),
)


@dataclass(slots=True)
class Tally:
    """The number of hits, of annotated values (`gold`) and of found ones (`found`)."""

    hit: int = 0
    gold: int = 0
    found: int = 0

    def add(self, hit: int, gold: int, found: int) -> None:
        """Add the counts of a document or a field."""
        self.hit, self.gold, self.found = self.hit + hit, self.gold + gold, self.found + found

    @property
    def precision(self) -> float:
        """Hits per found value; 1 if nothing was annotated and nothing found."""
        if self.found:
            return self.hit / self.found
        return 0.0 if self.gold else 1.0

    @property
    def recall(self) -> float:
        """Hits per annotated value."""
        return self.hit / self.gold if self.gold else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def squash(text: str | None) -> str:
    """Return the text in NFC without white space: spans are compared in this form."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFC", text or ""))


def plain(value: object) -> str:
    """Return a value without case, white space, outer punctuation, tone placement and kind of dash."""
    text = unicodedata.normalize("NFC", str(value or "")).replace("Ð", "Đ").casefold()
    text = spelling(_DASHES.sub("-", text))
    text = re.sub(r"\s+", " ", text).strip(" .;:,-–“”\"'()*")
    return _JOINTS.sub(r"\1", text)


def plain_organ(value: object) -> str:
    """Return the name of an organ as `plain` does, with common abbreviations spelt out and brackets removed."""
    text = plain(value)
    for short, long in _LONG_FORMS:
        text = text.replace(short, long)
    text = re.sub(r"\(.*?\)", " ", text)
    text = re.sub(r"\bthành phố hcm\b", "thành phố hồ chí minh", text)
    return re.sub(r"\s+", " ", text).strip()


def plain_authority(value: object) -> str:
    """Return an authority ("TM. …, KT. …") as `plain` does, without commas."""
    return plain(value).replace(",", "")
