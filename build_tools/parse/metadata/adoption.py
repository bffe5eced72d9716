"""The day on which an assembly adopted an instrument that has no date line ("… thông qua ngày 20 tháng 11 năm 2019").

It is the day of the instrument: Luật 64/2025/QH15, forms of laws and resolutions of the National Assembly.
"""

import re
from datetime import date

from build_tools.model.span import Span
from build_tools.parse.dates.full_dates import date_after
from build_tools.parse.text import Text

_ADOPTED = re.compile(
    r"(?:luat|phap\s+lenh|nghi\s+quyet)\s+nay\s+(?:da\s+)?duoc\s[^.;]{10,200}?thong\s+qua(?=\s+ngay\s)"
)


def adopted_on(text: Text) -> tuple[Span, date] | None:
    """Return the span of the day of adoption and the day, from the formula below the last article."""
    for match in _ADOPTED.finditer(text.folded):
        stated = date_after(text.folded, match.end())
        if stated and stated[1]:
            return stated[0], date.fromisoformat(stated[1])
    return None
