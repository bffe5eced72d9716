"""The search measured in a browser on a collection of tests/search/collection.py.

python -m tests.search.bench COLLECTION QUERIES OUT [REGISTERS]

QUERIES: JSON rows {"q": …, "exp": [page or "title:words", …]}. The pages are divided among so many REGISTERS, and asked
for in the first.

Prints a table in Markdown: ranks of the queries from a server and a folder, and of what is drawn with a fixed seed:
numbers typed anyhow, phrases from texts, long queries of words that stand near each other; time to be ready, time to
answer, bytes that a first query loads.
"""

import json
import random
import re
import statistics
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, Request

from build_tools.search.folding import folded, words
from tests.conftest import chromium, serving
from tests.search.collection import build

_DRAWN = 150
_RUN = 4
# Long queries: so many words of a run of a text, in their order; of so many only the load is measured.
_LONG, _OF, _LOADED = 14, 20, 40
_SHORT = {"Công văn": "cv", "Quyết định": "qd", "Kế hoạch": "kh", "Nghị định": "nd", "Thông tư": "tt", "Chỉ thị": "ct"}
ASK = """async text => {
    const box = document.querySelector("#tim input"), list = document.getElementById("ket-qua");
    const began = performance.now();
    box.value = text;
    box.dispatchEvent(new Event("input", {bubbles: true}));
    const turn = new MessageChannel();
    do {
        await new Promise(go => { turn.port1.onmessage = go; turn.port2.postMessage(0); });
    } while (list.getAttribute("aria-busy") !== "false");
    return [performance.now() - began, Array.from(list.querySelectorAll("li a"), a => a.href)];
}"""
Fits = Callable[[str], bool]


class Bench:
    """A collection, its search in OUT, and a browser that looks at it."""

    def __init__(self, collection: Path, out: Path, browser: Browser, address: str) -> None:
        self.pages = {row["slug"]: row for row in json.loads((collection / "pages.json").read_text(encoding="utf-8"))}
        self.folder, self.browser, self.address, self.out = collection / "docs" / "vb", browser, address, out

    def open(self, address: str) -> Page:
        page = self.browser.new_page()
        page.goto(f"{address}tim-kiem.html")
        page.evaluate("svb.store.ready().then(() => 0)")
        return page

    def ranks(self, asked: Sequence[tuple[str, Fits]], address: str) -> tuple[Counter[str], list[float]]:
        """Return how many come first, among three, among ten, or not; and the times in ms, all files loaded before."""
        page = self.open(address)
        found: Counter[str] = Counter()
        for text, fits in asked:
            _, links = page.evaluate(ASK, text)
            slugs = [link.rpartition("/")[2].partition(".html")[0] for link in links]
            rank = next((place for place, slug in enumerate(slugs, 1) if fits(slug)), 99)
            found["first"] += rank == 1
            found["top 3"] += rank <= 3
            found["top 10"] += rank <= 10
            if rank > 1:
                sys.stderr.write(f"not first: {text} ({rank}): {slugs[:3]}\n")
        times = [page.evaluate(ASK, text)[0] for text, _ in asked]
        page.close()
        return found, times

    def ready(self) -> list[float]:
        times = []
        for _ in range(7):
            context = self.browser.new_context()
            page = context.new_page()
            page.goto(f"{self.address}tim-kiem.html")
            times.append(page.evaluate("svb.store.ready().then(() => performance.now())"))
            context.close()
        return times

    def cold(self, asked: Sequence[tuple[str, Fits]]) -> list[int]:
        """Return the bytes of index, rows and texts that each query loads in a browser that has nothing."""
        sizes = []
        for text, _ in asked:
            context = self.browser.new_context()
            page = context.new_page()
            loaded: set[str] = set()
            page.on("request", partial(_note, loaded))
            page.goto(f"{self.address}tim-kiem.html")
            page.evaluate("svb.store.ready().then(() => 0)")
            page.evaluate(ASK, text)
            server = self.address.removesuffix("0/")
            files = [self.out / url.removeprefix(server) for url in loaded if "/tim-kiem/" in url]
            sizes.append(sum(file.stat().st_size for file in files))
            context.close()
        return sizes

    def queries(self, file: Path) -> list[tuple[str, Fits]]:
        def fits(expected: Sequence[str], slug: str) -> bool:
            title = folded(self.pages[slug]["title"])
            return any(e == slug or (e.startswith("title:") and folded(e[6:]) in title) for e in expected)

        rows: list[dict[str, Any]] = json.loads(file.read_text(encoding="utf-8"))
        return [(row["q"], partial(fits, row["exp"])) for row in rows]

    def numbers(self) -> Iterator[tuple[str, Fits]]:
        """Yield numbers that one page bears, in small letters, with blanks, other dashes, a type before them."""
        draw = random.Random(7)  # noqa: S311
        same = Counter(folded(page["no"]) for page in self.pages.values())
        alone = [page for page in self.pages.values() if page["no"][0].isdigit() and same[folded(page["no"])] == 1]
        for page in draw.sample(alone, min(_DRAWN, len(alone))):
            number, flat = page["no"], folded(page["no"])
            glued = number.upper() if re.match(r"\d+ \d", flat) else flat.replace(" ", "", 1)
            text = draw.choice(
                (
                    number.lower(),
                    flat.replace(" ", draw.choice(" -/")),
                    number.replace("-", "–").replace("/", " / "),
                    number.lstrip("0"),
                    f"{page['type']} {number}",
                    f"{_SHORT.get(page['type'], '')} {flat}",
                    glued,
                )
            )
            yield text, partial(str.__eq__, page["slug"])

    @cached_property
    def texts(self) -> dict[str, Sequence[str]]:
        """The folded words of each page."""
        files = {slug: (self.folder / f"{slug}.md").read_text(encoding="utf-8") for slug in self.pages}
        return {slug: words(re.sub(r"\]\([^)]*\)", "]", text)) for slug, text in files.items()}

    def long(self) -> Iterator[tuple[str, Fits]]:
        """Yield fourteen of twenty neighbouring words in their order: a question that no text has as it stands."""
        draw = random.Random(7)  # noqa: S311
        slugs = [slug for slug, text in self.texts.items() if len(text) > 3 * _OF]
        for slug in draw.sample(slugs, min(_DRAWN, len(slugs))):
            start = draw.randrange(_OF, len(self.texts[slug]) - _OF)
            kept = sorted(draw.sample(range(start, start + _OF), _LONG))
            yield " ".join(self.texts[slug][place] for place in kept), partial(str.__eq__, slug)

    def phrases(self) -> Iterator[tuple[str, Fits]]:
        """Yield four to six neighbouring words, without tones, of which the first four stand once in all texts."""
        draw = random.Random(7)  # noqa: S311
        texts = self.texts
        times: Counter[int] = Counter()
        for text in texts.values():
            times.update(map(hash, zip(*(text[start:] for start in range(_RUN)), strict=False)))
        slugs, left = list(texts), _DRAWN
        while left:
            slug, size = draw.choice(slugs), draw.randrange(4, 7)
            if len(texts[slug]) < size + 30:
                continue
            start = draw.randrange(20, len(texts[slug]) - size)
            phrase = " ".join(texts[slug][start : start + size])
            if not re.search(r"\d", phrase) and times[hash(tuple(texts[slug][start : start + _RUN]))] == 1:
                left -= 1
                yield phrase, partial(str.__eq__, slug)


def _note(loaded: set[str], request: Request) -> None:
    loaded.add(request.url.partition("?")[0])


def _report(bench: Bench, queries: Path) -> Iterator[str]:
    asked = bench.queries(queries)
    sets = (
        ("queries", asked, bench.address),
        ("queries, file://", asked, f"{bench.out.as_uri()}/0/"),
        ("numbers", list(bench.numbers()), bench.address),
        ("phrases", list(bench.phrases()), bench.address),
        ("long queries", list(bench.long()), bench.address),
    )
    yield "| asked | of | first | top 3 | top 10 | answer, median ms | 95 % |"
    yield "| --- | --- | --- | --- | --- | --- | --- |"
    for name, rows, address in sets:
        found, times = bench.ranks(rows, address)
        late = sorted(times)[int(len(times) * 0.95)]
        counts = " | ".join(str(found[key]) for key in ("first", "top 3", "top 10"))
        yield f"| {name} | {len(rows)} | {counts} | {statistics.median(times):.0f} | {late:.0f} |"
    yield f"\nReady {statistics.median(bench.ready()):.0f} ms (median of 7 fresh browsers)."
    for name, rows in (("query", asked), ("long query", sets[-1][1][:_LOADED])):
        cold = bench.cold(rows)
        yield f"A first {name} loads {statistics.median(cold) / 1e6:.2f} MB (median), {max(cold) / 1e6:.2f} MB at most."


def report(collection: Path, out: Path, lines: Callable[[Bench], Iterator[str]]) -> None:
    """Open the search that is built in a folder, and print what is measured of it as it comes."""
    with serving(out) as address, chromium() as browser:
        for line in lines(Bench(collection, out.resolve(), browser, f"{address}0/")):
            sys.stdout.write(f"{line}\n")
            sys.stdout.flush()


def main(collection: Path, queries: Path, out: Path, registers: int) -> None:
    """Build the search of the collection and print what it does."""
    sys.stdout.write(build(collection, out, registers) + "\n\n")
    report(collection, out, lambda bench: _report(bench, queries))


if __name__ == "__main__":
    _collection, _queries, _out, *_count = sys.argv[1:]
    main(Path(_collection), Path(_queries), Path(_out), int(_count[0]) if _count else 1)
