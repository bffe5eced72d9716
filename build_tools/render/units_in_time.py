"""Units and provinces in time, in words: what has become of each, since which day, by which source."""

from build_tools.base.text import fold
from build_tools.model.corpus import Unit
from build_tools.render.lookups import Site
from build_tools.render.markdown import Md, link, shown
from build_tools.render.wording import vietnamese_date
from build_tools.vocabulary import Vocabulary


def what_became(site: Site, unit: Unit, path: str) -> Md:
    """Return a sentence on what the unit has become, for the page `path`; "" if it goes on as it is."""
    after = unit.successor
    if after is None:
        return Md("")
    since, source = vietnamese_date(after.since), shown(after.source)
    if not after.name:
        return Md(f"Từ {since} không còn cấp huyện ({source}).")
    name = link(after.name, site.unit_url(path, after.unit)) if after.unit else shown(after.name)
    if after.renamed:
        return Md(
            f"Mang tên này từ {since} ({source})."
            if after.name == unit.full_name
            else f"Từ {since} là {name} ({source})."
        )
    other = ", cùng tên nhưng địa giới khác" if after.name == unit.full_name else ""
    return Md(f"Từ {since} thuộc {name}{other} ({source}).")


def borders(unit: Unit) -> str:
    """Return a sentence on a unit whose name was another's before; "" for any other."""
    day = vietnamese_date(unit.id.since) if unit.id.since else ""
    return day and f"Địa giới từ {day}; đơn vị cùng tên trước ngày ấy là đơn vị khác."


def in_a_list(unit: Unit) -> str:
    """Return what stands behind the name of a unit in lists (" – trước 01/07/2025"); "" if it goes on as it is."""
    after = unit.successor
    if after is None or (after.name == unit.full_name and after.renamed):
        return f" – từ {vietnamese_date(unit.id.since)}" if unit.id.since else ""
    since = vietnamese_date(after.since)
    return f" – từ {since}: {after.name}" if after.renamed else f" – trước {since}"


def now(unit: Unit) -> str | None:
    """Return what the unit has become with day and source, as in the open data; `None` if it goes on as it is."""
    after = unit.successor
    return f"{after.name or 'không còn cấp huyện'} (từ {after.since}; nguồn: {after.source})" if after else None


def of_place(place: str, vocabulary: Vocabulary) -> str:
    """Return what has become of a province ("từ 01/07/2025 thuộc tỉnh Gia Lai (…)"); "" if it goes on as it is."""
    row = vocabulary.place_by_name.get(fold(place))
    if row is None or row.since is None:
        return ""
    since = row.since.isoformat()
    target = vocabulary.place_by_name[fold(row.into)].on(since) if row.into else ""
    became = f"thuộc {target}" if target else f"là {row.full_name}"
    return f"từ {vietnamese_date(since)} {became} ({row.source})"
