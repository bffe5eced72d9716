"""What collections of these sizes cost: `python -m tests.tools.bench FOLDER SIZE …` (or `make bench SIZES="100 1000"`).

For each size a project is made in FOLDER and built: at first, with one document more, in a fresh checkout with the
caches of the last build, with nothing changed. The same Markdown is then published by plain MkDocs (its search off),
by Hugo where it is installed and, up to 1,000 documents, by Zensical. All in one run: compare within it. Ends with a
table of all sizes side by side.
"""

import gzip
import json
import math
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import mean
from typing import Any

from build_tools.base.text import canonical
from build_tools.model.source import Source
from build_tools.parse import parse
from build_tools.render.addresses import is_generated
from build_tools.vocabulary import load
from tests.conftest import ROOT, copy_project
from tests.tools.bench.collection import documents, write

HUGO = """baseURL = "/"
disableKinds = ["taxonomy", "term", "RSS", "sitemap"]
[markup.goldmark.renderer]
unsafe = true
"""
# Zensical takes half an hour for ten thousand documents. A shorter stage than so many seconds does not tell its growth.
_FOR_ZENSICAL, _SHORTEST = 1_000, 0.05
LAYOUT = "<html><head><title>{{.Title}}</title></head><body>{{.Content}}</body></html>"


def project(number: int, root: Path) -> tuple[Path, str]:
    """Make a project of so many documents; return path and text of one more, the newest of the same collection."""
    shutil.rmtree(root, ignore_errors=True)
    root.mkdir(parents=True)
    shutil.rmtree(copy_project(root) / "source_docs")
    *first, (path, text) = documents(number + 1)
    write(first, root / "source_docs")
    return root / "source_docs" / path, text


def built(name: str, root: Path) -> dict[str, Any]:
    """Build the project in a process of its own; print and return what it tells."""
    command = [sys.executable, "-m", "tests.tools.bench.stages", str(root)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT)
    told: dict[str, Any] = json.loads(done.stdout)
    parts = ", ".join(f"{stage} {seconds:.1f}" for stage, seconds in told["stages"].items())
    print(
        f"{name:22} {told['whole']:7.1f} s  ({parts}); {told['megabytes']:.0f} MB; {told['changed']} files", flush=True
    )
    return told


def timed(name: str, command: Sequence[str], folder: Path, **options: str) -> float:
    """Run a command; print and return its seconds. A failure is told and is infinitely long."""
    start = time.perf_counter()
    done = subprocess.run(
        command, cwd=folder, env={**os.environ, **options}, capture_output=True, text=True, check=False
    )
    seconds = time.perf_counter() - start
    if done.returncode != 0:
        print(f"{name}: {(done.stdout + done.stderr).strip()[-300:]}")
        return math.inf
    print(f"{name:22} {seconds:7.1f} s", flush=True)
    return seconds


def plain_mkdocs(root: Path) -> float:
    """MkDocs alone over the same Markdown, without its search."""
    settings = (root / "mkdocs.yml").read_text(encoding="utf-8")
    plain = re.sub(r"^plugins:\n(?:[ -].*\n)+", "plugins: []\n", settings, flags=re.MULTILINE)
    (root / "mkdocs-plain.yml").write_text(plain, encoding="utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", "mkdocs-plain.yml", "-d", ".build/plain"]
    return timed("mkdocs build", command, root, NO_MKDOCS_2_WARNING="1")


def hugo(root: Path) -> float:
    """Hugo with a bare theme over the same Markdown."""
    site = root / ".build" / "hugo"
    shutil.rmtree(site, ignore_errors=True)
    ignored = shutil.ignore_patterns(
        "*.ics", "*.csv", "*.xml", "*.js", "*.txt", "*.png", "*.css", "*.json", "*.jsonld", "*.gz", "*.zip"
    )
    shutil.copytree(root / "docs", site / "content", ignore=ignored)
    for index in (site / "content").rglob("index.md"):  # else all below is a part of that page
        index.rename(index.with_name("_index.md"))
    (site / "config.toml").write_text(HUGO)
    for layout in ("single", "list"):
        file = site / "layouts" / "_default" / f"{layout}.html"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(LAYOUT)
    return timed("hugo", ["hugo", "--quiet"], site)


def fresh_checkout(root: Path) -> Path:
    """The project as CI has it: new files from git, caches of the last build with times in whole seconds."""
    fresh = root.with_name(f"{root.name}-fresh")
    shutil.rmtree(fresh, ignore_errors=True)
    shutil.copytree(root, fresh, ignore=shutil.ignore_patterns("hugo", "plain"))
    for file in (file for file in fresh.rglob("*") if file.is_file()):
        inside = file.relative_to(fresh)
        cached = inside.parts[0] in (".build", "site") or (
            inside.parts[0] == "docs" and is_generated(inside.relative_to("docs").as_posix())
        )
        os.utime(file, (file.stat().st_mtime // 1,) * 2 if cached else None)
    return fresh


def parse_alone(root: Path) -> float:
    """Seconds of parsing all documents in one process."""
    vocabulary = load()
    texts = [canonical(file.read_text("utf-8")) for file in sorted((root / "source_docs").rglob("*.txt"))]
    start = time.perf_counter()
    for text in texts:
        parse(Source.of("x.txt", text, ""), vocabulary)
    return time.perf_counter() - start


def look(root: Path) -> dict[str, str]:
    """What lies in the site and what a reader loads."""
    files = {file.relative_to(root / "site").as_posix(): file for file in (root / "site").rglob("*") if file.is_file()}
    pages = sorted((file.stat().st_size, path) for path, file in files.items() if path.endswith(".html"))
    index = sum(file.stat().st_size for path, file in files.items() if path.startswith("tim-kiem/"))
    rows = [file for path, file in files.items() if re.fullmatch(r"tim-kiem/(?:h\d+|muc-luc|tu)\.js", path)]
    packed = [len(gzip.compress(file.read_bytes())) for file in rows]
    size = sum(file.stat().st_size for file in files.values())
    data = sum(file.stat().st_size for path, file in files.items() if path.startswith("du-lieu/"))
    beside = sum(
        file.stat().st_size
        for path, file in files.items()
        if path.startswith("van-ban/") and path.endswith((".json", ".jsonld", ".akn.xml"))
    )
    return {
        "site": f"{size / 1e6:,.0f} MB, {len(files):,} files, {len(pages):,} pages",
        "open data: the folder / beside the pages": f"{data / 1e6:.0f} / {beside / 1e6:.0f} MB",
        "largest page": f"{pages[-1][0] / 1e3:.0f} kB ({pages[-1][1]})",
        "search, all files": f"{index / 1e6:.0f} MB",
        "who searches loads first, packed": f"{sum(packed) / 1e3:.0f} kB, no file over {max(packed) / 1e3:.0f} kB",
    }


def measure(number: int, root: Path) -> tuple[dict[str, float], dict[str, str]]:
    """Measure one size; return the seconds of the first build, by stage, and the rows of the table."""
    print(f"\n{number} documents", flush=True)
    added, text = project(number, root)
    parses = [parse_alone(root)]  # before and after the build that it is held against: machines drift
    first = built("first build", root)
    parses.append(parse_alone(root))
    added.parent.mkdir(parents=True, exist_ok=True)
    added.write_text(text, encoding="utf-8")
    fresh = built("fresh, with caches", fresh_checkout(root))
    shutil.rmtree(root.with_name(f"{root.name}-fresh"))
    more = built("one document more", root)
    same = built("nothing changed", root)
    whole, alone = first["whole"], mean(parses)
    seconds = {"first build": whole, **{f"– {stage}": taken for stage, taken in first["stages"].items()}}
    mkdocs = plain_mkdocs(root)
    rows = {name: f"{taken:.1f} s" for name, taken in seconds.items()}
    rows |= {
        "one document more": f"{more['whole']:.1f} s",
        "the same on a fresh checkout with caches": f"{fresh['whole']:.1f} s",
        "nothing changed": f"{same['whole']:.1f} s",
        "most memory of a process": f"{max(told['megabytes'] for told in (first, more, fresh)):.0f} MB",
        **look(root),
        "parse alone, one process": f"{alone:.1f} s",
        "all before MkDocs / parse alone": f"{(whole - first['stages']['publish']) / alone:.2f}",
        "mkdocs build": f"{mkdocs:.1f} s",
        "first build / mkdocs build": f"{whole / mkdocs:.2f}",
    }
    if shutil.which("hugo"):
        other = hugo(root)
        rows["hugo"] = f"{other:.1f} s"
        rows["one document more / hugo"] = f"{more['whole'] / other:.2f}"
        rows["fresh checkout / hugo"] = f"{fresh['whole'] / other:.2f}"
    if number <= _FOR_ZENSICAL:
        other = timed("zensical", [str(Path(sys.executable).with_name("zensical")), "build"], root)
        rows["zensical"] = f"{other:.1f} s"
        rows["first build / zensical"] = f"{whole / other:.2f}"
    return seconds, rows


def growth(smaller: tuple[int, dict[str, float]], larger: tuple[int, dict[str, float]]) -> dict[str, str]:
    """How each stage grows from one size to the next: times, and as the exponent of the number of documents."""
    (few, before), (many, after) = smaller, larger
    times = {stage: after[stage] / max(seconds, _SHORTEST) for stage, seconds in before.items()}
    return {
        f"growth of {stage.removeprefix('– ')}": f"×{grown:.1f}, exponent {math.log(grown) / math.log(many / few):.2f}"
        for stage, grown in times.items()
    }


def table(sizes: Sequence[int], columns: Sequence[Mapping[str, str]]) -> str:
    """The rows of all sizes side by side, as Markdown."""
    names = dict.fromkeys(name for column in columns for name in column)
    lines = [["", *(f"{size:,}" for size in sizes)], ["---", *("--:" for _ in sizes)]]
    lines += [[name, *(column.get(name, "") for column in columns)] for name in names]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def main(folder: Path, sizes: Sequence[int]) -> None:
    """Measure all sizes; print them side by side, with how the stages grow from one to the next."""
    found: list[tuple[int, dict[str, float]]] = []
    columns: list[dict[str, str]] = []
    for number in sizes:
        seconds, rows = measure(number, folder / f"bench-{number}")
        found.append((number, seconds))
        columns.append(rows | (growth(*found[-2:]) if len(found) > 1 else {}))
    print(f"\n{table(sizes, columns)}")


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve(), [int(size) for size in sys.argv[2:]])
