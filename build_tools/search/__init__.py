"""Entries → the files in which a reader's browser searches; docs/phat-trien/tim-kiem.md has design and figures."""

from build_tools.search.entries import Entry, Passage, Task, UnitTask
from build_tools.search.facts import Action, Fact
from build_tools.search.index import (
    FOLDER,
    SegmentRow,
    directory_pages,
    facts_file,
    index_pages,
    segment_count,
    segment_of,
    segment_pages,
    text_file,
    unit_tasks_file,
)
from build_tools.search.words import Lexicon

__all__ = [
    "FOLDER",
    "Action",
    "Entry",
    "Fact",
    "Lexicon",
    "Passage",
    "SegmentRow",
    "Task",
    "UnitTask",
    "directory_pages",
    "facts_file",
    "index_pages",
    "segment_count",
    "segment_of",
    "segment_pages",
    "text_file",
    "unit_tasks_file",
]
