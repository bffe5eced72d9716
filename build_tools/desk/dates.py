"""Days as a keeper types them."""

import re

from build_tools.base.yaml_edits import EditError

_QUARTERS = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}
_SHAPES = (
    (re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})"), "{2}-{1:0>2}-{0:0>2}"),
    (re.compile(r"(\d{4})-(\d{2})-(\d{2})"), "{0}-{1}-{2}"),
    (re.compile(r"(?:tháng )?(\d{1,2})[/-](\d{4})"), "{1}-{0:0>2}"),
    (re.compile(r"(\d{4})-(\d{2})"), "{0}-{1}"),
    (re.compile(r"(?:quý |q)([1-4]|i{1,3}|iv)[/-](\d{4})"), "{1}-Q{0}"),
    (re.compile(r"(\d{4})-q([1-4])"), "{0}-Q{1}"),
    (re.compile(r"(?:năm )?(\d{4})"), "{0}"),
)


def iso_of(words: str) -> str | None:
    """Return "30/11/2022", "tháng 12/2025", "quý IV/2025" or "2025" as a sidecar has it; `None` for no words.

    Raises EditError for anything else.
    """
    given = words.strip().lower()
    if not given:
        return None
    for pattern, shape in _SHAPES:
        if found := pattern.fullmatch(given):
            return shape.format(*(_QUARTERS.get(part, part) for part in found.groups()))
    raise EditError(f"“{words}” không phải ngày. Hãy viết như 30/11/2022, 12/2025, quý IV/2025 hoặc 2025.")
