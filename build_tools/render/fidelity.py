"""Whether a page shows a text whole: every character but white space, in order, compared by a checksum.

The page carries the checksum of the text before it is HTML; the publisher looks at what became of it.
"""

import hashlib
import html
import re

# The part of a page that shows the full text; it holds no other division.
_OPENING = '<div class="toan-van">'
_TAG = re.compile(r"<[^>]*>")


def mark_of(text: str) -> str:
    """Return the checksum of the characters of a text, white space left out."""
    return hashlib.blake2b("".join(text.split()).encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


def full_text_of(page: str) -> str:
    """Return the part of the HTML of a page that shows the full text of a document; "" where it has none."""
    return page.partition(_OPENING)[2].partition("</div>")[0]


def shows(page: str, mark: str) -> bool:
    """Return whether the full text in this HTML is the one with this checksum."""
    return mark_of(html.unescape(_TAG.sub("", full_text_of(page)))) == mark
