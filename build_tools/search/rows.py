"""The rows of a segment: what a result shows, and what a number, a name or a filter is matched against.

Names that many rows share (types, issuers, units) stand once for each segment, so that a row never changes with the
documents of another.
"""

from collections.abc import Iterable, Mapping, Sequence

from build_tools.base.text import squeeze
from build_tools.search.entries import Entry
from build_tools.search.folding import folded
from build_tools.search.postings import number


def rows(segment: Sequence[Entry], lengths: Sequence[Sequence[int]]) -> Mapping[str, object]:
    """Return the tables and one line for each entry: number, title, subject, address, type, issuer, date, state, place.

    Type, issuer, state and place stand in tables of their own; the address is left out where number and folder give it.
    `parts` says how many parts each page has, `lengths` how many words each part: binary logarithms, a digit each.
    `held`: 1 for a page with a text, and 2 more for what is no instrument.
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
    """Return the names of the units and, for each entry, the places of those that it lays duties on."""
    units = _table(unit for entry in segment for unit in entry.units)
    return {"units": list(units), "rows": [[units[unit] for unit in entry.units] for entry in segment]}


def _table(names: Iterable[str]) -> dict[str, int]:
    return {name: place for place, name in enumerate(sorted(set(names)))}


def _place(entry: Entry) -> str:
    return "?" if entry.place is None else entry.place


def _usual(entry: Entry) -> str:
    """The address that the browser makes of the number by itself."""
    return f"van-ban/{folded(entry.number).replace(' ', '-')}.html"
