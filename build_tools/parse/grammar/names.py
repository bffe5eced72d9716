"""The names in a list of parties; a shared head is added to each ("Các Bộ: Quốc phòng, Tài chính")."""

import re

from build_tools.model.span import Span
from build_tools.parse.grammar.chunks import Chunks, Party
from build_tools.parse.grammar.words import spelt, words_in
from build_tools.parse.text import Text

# "Sở Nội vụ - cơ quan thường trực Ban Chỉ đạo": what a party is besides.
_APPOSED = re.compile("-[^,;r]+")
_OFFICE_ALONE = re.compile("P?O+")


def names_of(text: Text, chunks: Chunks, first: int, last: int) -> tuple[str, ...]:
    """Return the names of the parties among the words from `first` to `last`."""
    apposed = {index for match in _APPOSED.finditer(chunks.tags, first, last) for index in range(*match.span())}
    places = (index for index in range(first, last) if index in chunks.parties and index not in apposed)
    parties = [(index, chunks.parties[index]) for index in places]
    prefix = ""
    if (
        len(parties) > 1 and chunks.tags[parties[0][0] + 1] == ":"
    ):  # "Giám đốc: Sở A, Sở B", "Thủ trưởng các cơ quan: …"
        head = parties.pop(0)[1]
        prefix = f"{_name(text, head.span)} " if _OFFICE_ALONE.fullmatch(head.tags) else ""
    named = {
        index: _shared(text, party) if party.rule == "shared" else [_name(text, party.span)] for index, party in parties
    }
    words = chunks.words
    for index in range(first, last):  # "Đảng đoàn, ban cán sự đảng, các ban …": a kind alone
        if chunks.tags[index] == "h" and index not in apposed:
            named[index] = [_name(text, Span(words.starts[index], words.ends[index]))]
    names = (name for _, several in sorted(named.items()) for name in several)
    return tuple(dict.fromkeys(f"{prefix}{name}" for name in names if name))


def _name(text: Text, span: Span) -> str:
    return spelt(text, span).strip(" ,;:")


def _shared(text: Text, party: Party) -> list[str]:
    """Return "Giám đốc các Sở: Tư pháp, Nội vụ" as "Giám đốc Sở Tư pháp", "Giám đốc Sở Nội vụ"."""
    words = words_in(text, party.span)
    at = re.search("[SsH]", words.tags)
    if at is None:
        return [_name(text, party.span)]
    office = re.search("O+", words.tags[: at.start()])
    head = text.source[words.starts[at.start()] : words.ends[at.start()]]
    head = head[0].upper() + head[1:]
    before = f"{_name(text, Span(words.starts[office.start()], words.ends[office.end() - 1]))} " if office else ""
    colon = words.tags.find(":")
    body = colon + 1 if colon > 0 else at.end()
    names = []
    for match in re.finditer("[^,;r]+", words.tags[body:]):
        name = _name(text, Span(words.starts[body + match.start()], words.ends[body + match.end() - 1]))
        names.append(f"{before}{head} {name}")
    return names
