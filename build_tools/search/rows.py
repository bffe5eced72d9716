"""The rows of a segment: what a result shows and what numbers, names and filters are matched against.

Names that rows share (types, issuers, units) are in tables of their segment, so no segment changes with another.
"""

from collections.abc import Iterable, Mapping, Sequence

from build_tools.base.text import squeeze
from build_tools.search.entries import Entry
from build_tools.search.folding import folded
from build_tools.search.postings import number


def rows(segment: Sequence[Entry], lengths: Sequence[Sequence[int]]) -> Mapping[str, object]:
    """Return the tables and one line for each entry: number, title, subject, address, type, issuer, date, state, place.

    Type, issuer, state and place are indexes into tables; the address is omitted if number and folder determine it.
    `parts` has the number of parts of each page, `lengths` the binary logarithm of the words of each part, one digit
    each. `held` is a bit set: 1 for a page with text, 2 for a page that is not of an instrument.
    """
    types = _table(entry.type_name for entry in segment)
    organs = _table(entry.organ for entry in segment)
    places = _table(_place(entry) for entry in segment)
    states = _table(entry.status for entry in segment)
    lines = (
        "\t".join(
            (
                squeeze(entry.number),
                squeeze(entry.title),
                squeeze(entry.subject),
                "" if entry.address == _usual(entry) else entry.address,
                number(types[entry.type_name]),
                number(organs[entry.organ]),
                entry.date.replace("-", ""),
                number(states[entry.status]),
                number(places[_place(entry)]),
            )
        )
        for entry in segment
    )
    return {
        "types": list(types),
        "organs": list(organs),
        "states": list(states),
        "places": list(places),
        "rows": "\n".join(lines),
        "held": "".join(str(2 * (not entry.is_work) + entry.held) for entry in segment),
        "parts": "".join(number(len(of_page)) for of_page in lengths),
        "lengths": "".join(number(min(length.bit_length(), 31)) for of_page in lengths for length in of_page),
    }


def unit_rows(segment: Sequence[Entry]) -> Mapping[str, object]:
    """Return the names of the units and, for each entry, the indexes of the units that have tasks in it."""
    units = _table(unit for entry in segment for unit in entry.units)
    return {"units": list(units), "rows": [[units[unit] for unit in entry.units] for entry in segment]}


def _table(names: Iterable[str]) -> dict[str, int]:
    return {name: place for place, name in enumerate(sorted(set(names)))}


def _place(entry: Entry) -> str:
    return "?" if entry.place is None else entry.place


def _usual(entry: Entry) -> str:
    """Return the address that the browser derives from the number."""
    return f"van-ban/{folded(entry.number).replace(' ', '-')}.html"
