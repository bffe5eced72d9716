"""How many bytes of shards bounds could spare, at best: python -m tests.search.bounds COLLECTION QUERIES OUT

COLLECTION and QUERIES are those of tests/search/bench.py, OUT the search that it built. Terms are taken in the order of
the most that they can add to a page, as if that were known before any is loaded. Those behind the term at which no page
can change its place any more could stay unloaded: among the twenty pages that are looked into, or in the order of ten.
"""

import statistics
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.search.bench import Bench, report

_DRAWN = 75
# The shards that a query needs: all of them, those of the terms up to which the twenty pages can change, and the order
# of ten. What a posting adds is written as in fulltext.js.
_NEEDED = """async text => {
    const {rows, segments} = svb.store, query = svb.readings(text)[0], weights = new Map();
    query.words.forEach((word, place) => {
        weights.set(word, 1);
        if (place) weights.set(query.words[place - 1] + " " + word, 1.6);
    });
    const times = [1, 2.4, 5, 11], long = digit => 1.2 * (0.25 + 0.75 * 2 ** digit * 0.7 / 600);
    const parts = segments.reduce((sum, segment) => sum + segment.lengths.length, 0);
    const terms = await Promise.all(Array.from(weights, async ([term, weight]) => {
        const files = [], lists = await Promise.all(segments.map(async segment => {
            const at = segment.first.findLastIndex(first => first <= term), found = [];
            if (segment.first.length) files.push(`m${segment.place}-${Math.max(at, 0)}`);
            let part = -1;
            for (const value of svb.numbers((await svb.store.shard(segment, term)).get(term) || "")) {
                part += Math.floor(value / 4);
                found.push([part, times[value & 3]]);
            }
            return found;
        }));
        const count = lists.reduce((sum, list) => sum + list.length, 0);
        const tells = weight * Math.log(1 + (parts - count + 0.5) / (count + 0.5));
        let most = 0;
        lists.forEach((list, place) => list.forEach(posting => {
            posting[1] = tells * 2.2 * posting[1] / (posting[1] + long(segments[place].lengths[posting[0]]));
            most = Math.max(most, posting[1]);
        }));
        return {files, lists, most};
    }));
    terms.sort((one, other) => other.most - one.most);
    const fields = svb.searchFields(query), factor = rows.map(row => row.other ? 0.7 : row.missing ? 0.6 : 1);
    const sums = segments.map(segment => new Float64Array(segment.lengths.length));
    const best = new Float64Array(rows.length);
    let rest = terms.reduce((sum, term) => sum + term.most, 0), among = terms.length, order = terms.length;
    for (let used = 0; used < terms.length; used += 1) {
        const least = row => (best[row] + fields[row]) * factor[row], most = row => least(row) + rest * factor[row];
        const ranked = Array.from(rows.keys()).sort((one, other) => least(other) - least(one));
        const outside = first => ranked.slice(first).reduce((bound, row) => Math.max(bound, most(row)), 0);
        if (least(ranked[19]) >= outside(20)) among = Math.min(among, used);
        const settled = ranked.slice(0, 9).every((row, place) => least(row) >= most(ranked[place + 1]));
        if (settled && least(ranked[9]) >= outside(10)) order = Math.min(order, used);
        rest -= terms[used].most;
        terms[used].lists.forEach((list, place) => list.forEach(([part, adds]) => {
            const row = segments[place].start + segments[place].owners[part];
            best[row] = Math.max(best[row], sums[place][part] += adds);
        }));
    }
    return [terms.length, among, order].map(used => [...new Set(terms.slice(0, used).flatMap(term => term.files))]);
}"""


def _report(bench: Bench, queries: Path) -> Iterator[str]:
    page = bench.open(bench.address)
    page.evaluate("svb.engine().then(() => 0)")
    yield "| asked | of | shards, kB (median) | spared: same twenty | spared: same order of ten |"
    yield "| --- | --- | --- | --- | --- |"
    sets = (
        ("queries", bench.queries(queries)),
        ("phrases", list(bench.phrases())[:_DRAWN]),
        ("long", list(bench.long())[:_DRAWN]),
    )
    for name, rows in sets:
        found = [page.evaluate(_NEEDED, text) for text, _ in rows]
        sizes = [
            [sum((bench.out / "0" / "tim-kiem" / f"{file}.js").stat().st_size for file in files) for files in row]
            for row in found
        ]
        needed = [sum(row[place] for row in sizes) for place in range(3)]
        median = statistics.median(row[0] for row in sizes)
        spared = (f"{1 - part / needed[0]:.0%}" for part in needed[1:])
        yield f"| {name} | {len(rows)} | {median / 1e3:.0f} | {' | '.join(spared)} |"


def main(collection: Path, queries: Path, out: Path) -> None:
    """Print the table."""
    report(collection, out, lambda bench: _report(bench, queries))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
