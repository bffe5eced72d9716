"""Checks by a checksum that a page shows a text completely: every character but white space, in order.

The Markdown page carries the checksum of the text; publish/mkdocs_worker.py compares it with the HTML.
"""

import hashlib
import html
import re

# Begins the full text in a page; there is no <div> inside.
_OPENING = '<div class="toan-van">'
# What the file shows crossed out is no part of its text.
_STRUCK = re.compile(r"<del>.*?</del>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


def mark_of(text: str) -> str:
    """Return the checksum of the characters of a text, white space left out."""
    return hashlib.blake2b("".join(text.split()).encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


def full_text_of(page: str) -> str:
    """Return the part of the HTML of a page that shows the full text of a document; "" if there is none."""
    return page.partition(_OPENING)[2].partition("</div>")[0]


def shows(page: str, mark: str) -> bool:
    """Return whether the full text in this HTML is the one with this checksum."""
    return mark_of(html.unescape(_TAG.sub("", _STRUCK.sub("", full_text_of(page))))) == mark
