"""Entries → the files in which a reader's browser searches; docs/phat-trien/tim-kiem.md has design and figures."""

from build_tools.search.entries import Entry, Passage
from build_tools.search.index import (
    FOLDER,
    SegmentRow,
    directory_pages,
    index_pages,
    segment_count,
    segment_of,
    segment_pages,
    text_file,
)
from build_tools.search.words import Lexicon

__all__ = [
    "FOLDER",
    "Entry",
    "Lexicon",
    "Passage",
    "SegmentRow",
    "directory_pages",
    "index_pages",
    "segment_count",
    "segment_of",
    "segment_pages",
    "text_file",
]
