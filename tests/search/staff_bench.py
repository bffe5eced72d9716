"""How the search answers queries as staff type them, on a folder of documents built as `build` does.

`python -m tests.search.staff_bench FOLDER QUERIES OUT [--misses]`

FOLDER holds documents; QUERIES are JSON rows {"q", "group", "exp", "accept"}: `exp` are paths of documents of which any
is right, `accept` those that do in the first three. Prints by group how many come first and among three, from a server
and from a folder, and how long an answer takes with all files loaded; and the same of lunr and Pagefind, where npm is.
"""

import json
import shutil
import statistics
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser

from build_tools import build as stages
from build_tools.render.addresses import addresses, html_address
from build_tools.render.wording import full_name, subject_of
from tests.conftest import ROOT, chromium, copy_project, serving
from tests.search.bench import ASK
from tests.search.peers import Text, peers

Row = Mapping[str, Any]


def built(documents: Path, root: Path) -> Mapping[str, Text]:
    """Build the site of the documents below `root`; return the page of each document by its path."""
    if not (root / "mkdocs.yml").is_file():
        root.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(copy_project(root) / "source_docs")
    shutil.copytree(ROOT / "docs" / "assets", root / "docs" / "assets", dirs_exist_ok=True)
    for file in documents.rglob("*.txt"):
        target = root / "source_docs" / file.relative_to(documents)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(file, target)
    stages.build(root, lambda *_: None)
    corpus = stages.read(root, lambda *_: None).corpus
    assert corpus is not None
    pages = addresses(corpus).works
    return {
        work.document.source.path: Text(
            html_address(pages[work.id]), f"{full_name(work)} {subject_of(work)}", work.document.source.text
        )
        for work in corpus.works
        if work.document
    }


def ranked(rows: Sequence[Row], pages: Mapping[str, str], found: Sequence[Sequence[str]]) -> str:
    """Return the table of how many of the queries have a right document first and among three, by group."""
    counts: Counter[tuple[str, str]] = Counter()
    for row, links in zip(rows, found, strict=True):
        right = {pages[path] for path in row["exp"]}
        fine = right | {pages[path] for path in row["accept"]}
        for group in (row["group"], "all"):
            counts[group, "of"] += 1
            counts[group, "first"] += bool(right.intersection(links[:1]))
            counts[group, "top three"] += bool(fine.intersection(links[:3]))
    lines = ["| group | of | first | top three |", "| --- | --- | --- | --- |"]
    cells = {group: [str(counts[group, key]) for key in ("of", "first", "top three")] for group, _ in sorted(counts)}
    return "\n".join([*lines, *(f"| {group} | {' | '.join(numbers)} |" for group, numbers in cells.items())])


def asked(rows: Sequence[Row], pages: Mapping[str, str], browser: Browser, address: str, *, misses: bool) -> str:
    """Ask each query once to load what it needs, once for the time; return the table."""
    page = browser.new_page()
    page.goto(f"{address}tim-kiem.html")
    page.evaluate("svb.engine().then(() => svb.store.ready()).then(() => 0)")
    found, times = [], []
    for row in rows:
        _, links = page.evaluate(ASK, row["q"])
        documents = list(dict.fromkeys(link.removeprefix(address).partition("#")[0] for link in links))
        found.append(documents)
        right = {pages[path] for path in row["exp"]}
        if misses and not right.intersection(documents[:1]):
            rank = next((place for place, link in enumerate(documents, 1) if link in right), 0)
            sys.stdout.write(f"{row['id']} ({rank or '-'}) {row['q']}: {documents[:2]}\n")
        times.append(page.evaluate(ASK, row["q"])[0])
    page.close()
    late = sorted(times)[int(len(times) * 0.95)]
    return f"{ranked(rows, pages, found)}\nAnswer {statistics.median(times):.0f} ms (median), {late:.0f} ms (95 %)."


def main(documents: Path, queries: Path, out: Path, *, misses: bool) -> None:
    """Print the tables."""
    texts = built(documents, out)
    pages = {path: text.address for path, text in texts.items()}
    rows = json.loads(queries.read_text(encoding="utf-8"))
    with serving(out / "site") as served, chromium() as browser:
        for name, address in (("http", served), ("file", f"{(out / 'site').resolve().as_uri()}/")):
            table = asked(rows, pages, browser, address, misses=misses and name == "http")
            sys.stdout.write(f"{name}\n{table}\n\n")
            sys.stdout.flush()
        queries_asked = [row["q"] for row in rows]
        for name, found in peers(list(texts.values()), queries_asked, out / "peers", browser).items():
            sys.stdout.write(f"{name}\n{ranked(rows, pages, found)}\n\n")


if __name__ == "__main__":
    _flags = [argument for argument in sys.argv[1:] if argument.startswith("--")]
    _documents, _queries, _out = (Path(argument) for argument in sys.argv[1:] if not argument.startswith("--"))
    main(_documents, _queries, _out, misses="--misses" in _flags)
