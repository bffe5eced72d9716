"""The machine's reading held against what keepers have confirmed: the accuracy of this register, by kind and doubt."""

from collections.abc import Iterable

from build_tools.evaluation.tally import Tally
from build_tools.model.document import Document
from build_tools.model.statement import FACT_KINDS

# Of these kinds a reading may be in doubt; certain and doubtful ones are counted apart.
_IN_DOUBT = ("vien_dan", "nhiem_vu")
_DOUBTFUL, _CERTAIN = "{} chưa chắc", "{} không ghi chưa chắc"


def confirmed_tallies(documents: Iterable[Document]) -> dict[str, Tally]:
    """Return the counts of each kind of fact in Vietnamese, in the order of FACT_KINDS; kinds without any are left out.

    What was confirmed as absent and read all the same counts as found; what a keeper added counts as annotated.
    """
    counts: dict[str, Tally] = {}
    for document in documents:
        for row in document.judged:
            name = FACT_KINDS[row.kind]
            names = [name]
            if row.kind in _IN_DOUBT and row.found:
                names.append((_DOUBTFUL if row.doubtful else _CERTAIN).format(name))
            for each in names:
                counts.setdefault(each, Tally()).add(row.right, row.there, row.found)
    kinds = list(FACT_KINDS.values())
    order = {name: next(place for place, kind in enumerate(kinds) if name.startswith(kind)) for name in counts}
    return dict(sorted(counts.items(), key=lambda pair: (order[pair[0]], pair[0])))
