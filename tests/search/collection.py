"""A collection of pages given as pages.json and docs/vb/*.md → a folder with nothing but its search."""

import json
import re
import shutil
import time
import zlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from build_tools.publish.page_files import write_pages
from build_tools.render.files.search_files import lexicon
from build_tools.search import Entry, Passage, index_pages
from build_tools.vocabulary import load
from tests.conftest import ROOT

_LINK = re.compile(r"\[([^\]]*)\]\(([^)]*)\.md\)")
_MARK = re.compile(r"[*|#_]+")


def entries(collection: Path) -> Iterator[Entry]:
    """Yield an entry for each page; what it cites is read from the links of the others."""
    listed = json.loads((collection / "pages.json").read_text(encoding="utf-8"))
    files = {page["slug"]: collection / "docs" / "vb" / f"{page['slug']}.md" for page in listed}
    texts = {slug: file.read_text(encoding="utf-8") for slug, file in files.items()}
    cited = Counter(target for text in texts.values() for target in {link[1] for link in _LINK.findall(text)})
    for page in listed:
        body = texts[page["slug"]].partition("\n")[2]
        lines = [_MARK.sub(" ", _LINK.sub(r"\1", line)).strip() for line in body.splitlines()]
        yield Entry(
            address=f"vb/{page['slug']}.html",
            type_name=page["type"],
            number=page["no"],
            subject=page["title"].removeprefix(f"{page['type']} số {page['no']} "),
            cited=cited[page["slug"]],
            passages=tuple(Passage(f"d{place}", "", line) for place, line in enumerate(lines) if line.strip(" -")),
        )


def build(collection: Path, out: Path, registers: int = 1) -> str:
    """Write the search of the collection, with its page as it stands in docs/, without a theme; return what it took.

    Each of several registers holds a part of the pages, in the folders OUT/0, OUT/1 …, and names the others.
    """
    pages = list(entries(collection))
    started = time.perf_counter()
    for place in range(registers):
        part = [entry for entry in pages if zlib.crc32(entry.address.encode()) // 7 % registers == place]
        others = [{"ten": f"Sổ {other}", "dia_chi": f"../{other}/"} for other in range(registers) if other != place]
        _write(part, out / str(place), json.dumps({"ten": f"Sổ {place}", "so": others}, ensure_ascii=False))
    took = time.perf_counter() - started
    files = list(out.glob("*/tim-kiem/*.js"))
    size = sum(file.stat().st_size for file in files)
    return f"{len(pages)} pages: index in {took:.1f} s, {len(files)} files, {size / 1e6:.1f} MB without the texts"


def _write(pages: list[Entry], out: Path, registers: str) -> None:
    write_pages(out, list(index_pages(pages, lexicon(load()))), ["tim-kiem"], out)
    shutil.copytree(ROOT / "docs" / "assets" / "search", out / "assets" / "search", dirs_exist_ok=True)
    body = (ROOT / "docs" / "tim-kiem.md").read_text(encoding="utf-8").split("---\n", 2)[2]
    head = '<!doctype html><html lang="vi"><meta charset="utf-8"><link rel="icon" href="data:,"><title>Tìm kiếm</title>'
    head += f"<meta name=so-khac content='{registers}'>"
    page = f'{head}<body>{body}<script src="assets/search/start.js"></script></body></html>'
    (out / "tim-kiem.html").write_text(page, encoding="utf-8")
