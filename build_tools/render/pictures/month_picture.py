"""The number of documents and deadlines of each month: a row per year, a cell per month, linked to its list."""

from collections import Counter
from collections.abc import Iterable

from build_tools.render.markdown import Md
from build_tools.render.wording import vietnamese_date

_LEFT, _TOP, _CELL, _LINE = 52, 24, 60, 40
_TALLEST = 26
_COLUMN = 18


def anchor(month: str) -> str:
    """Return the anchor of the list of a month ("2022-11"), a quarter ("2022-Q4") or a year without a month."""
    return f"luc-{month[:7].lower()}"


def month_picture(counted: Iterable[tuple[str, bool, int]], *, split: bool = False) -> Md:
    """Return the picture, the newest year on top; `counted` are months, whether deadlines are counted, and the counts.

    Dates without a month are left out. `split` means that each year has a page of its own. The height of a column is
    the square root of its count, so that one document is visible beside a hundred.
    """
    counts: Counter[tuple[str, bool]] = Counter()
    for month, due, count in counted:
        if month[5:7].isdigit():
            counts[month, due] += count
    if not counts:
        return Md("")
    years = sorted({month[:4] for month, _ in counts}, reverse=True)
    most = max(counts.values())
    width, height = _LEFT + 12 * _CELL, _TOP + len(years) * _LINE + 6
    label = f"Số văn bản và thời hạn theo tháng, từ {years[-1]} đến {years[0]}"
    parts = [f'<svg viewBox="0 0 {width} {height}" role="group" class="bieu-do-thang" aria-label="{label}">']
    parts += [f'<text x="{_LEFT + (m - 0.5) * _CELL:g}" y="16" class="so">tháng {m}</text>' for m in range(1, 13)]
    for row, year in enumerate(years):
        base = _TOP + (row + 1) * _LINE
        page = f"{year}.html" if split else ""
        parts.append(f'<path d="M{_LEFT} {base}H{width}"/><text x="{_LEFT / 2:g}" y="{base - 6}">{year}</text>')
        for place in range(12):
            parts += _cell(f"{year}-{place + 1:02}", _LEFT + place * _CELL, base, counts, most, page)
    parts.append("</svg>")
    return Md('<div class="so-do-khung">\n' + "\n".join(parts) + "\n</div>")


def _cell(month: str, left: float, base: float, counts: Counter[tuple[str, bool]], most: int, page: str) -> list[str]:
    documents, deadlines = counts[month, False], counts[month, True]
    if not documents and not deadlines:
        return []
    columns = ""
    for place, (kind, count) in enumerate((("cot-0", documents), ("cot-2", deadlines))):
        if count:
            height = max(_TALLEST * (count / most) ** 0.5, 3)
            x = left + 10 + place * (_COLUMN + 4)
            columns += f'<rect class="{kind}" x="{x:g}" y="{base - height:g}" width="{_COLUMN}" height="{height:g}"/>'
            columns += f'<text x="{x + _COLUMN / 2:g}" y="{base - height - 2:g}" class="so">{count}</text>'
    words = f"{vietnamese_date(month)}: {documents} văn bản, {deadlines} thời hạn"
    return [f'<a href="{page}#{anchor(month)}" aria-label="{words}"><title>{words}</title>{columns}</a>']
