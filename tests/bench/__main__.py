"""What a collection of a size costs: `python -m tests.bench NUMBER FOLDER` (or `make bench-build NUMBER=1000`).

Makes a project with that many documents in the folder, then prints the seconds of processor time of each stage, the
time of the first build, of one with one document more, and of one with nothing changed, and what lies in the site.
"""

import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from build_tools.checks import run_checks
from build_tools.model import Original
from build_tools.parse import parse
from build_tools.render import render
from build_tools.resolve import resolve
from build_tools.source import read_sources
from build_tools.values import replace
from build_tools.vocabulary import load
from build_tools.write import guides
from tests.bench.collection import documents, write
from tests.conftest import copy_project

T = TypeVar("T")


def project(number: int, root: Path) -> None:
    shutil.rmtree(root, ignore_errors=True)
    root.mkdir(parents=True)
    shutil.rmtree(copy_project(root) / "source_docs")
    write(number, root / "source_docs")


def timed(name: str, action: Callable[[], T]) -> T:
    start = time.process_time()
    result = action()
    print(f"{name:34} {time.process_time() - start:8.2f} s", flush=True)
    return result


def by_stage(root: Path) -> None:
    vocabulary = load()
    sources, _ = timed("read", lambda: read_sources(root / "source_docs"))
    parsed = timed("parse", lambda: [parse(source, vocabulary) for source in sources])
    corpus = timed("resolve", lambda: resolve(parsed, vocabulary))
    found = timed("check", lambda: tuple(run_checks(corpus, vocabulary)))
    whole = replace(corpus, diagnostics=(*corpus.diagnostics, *found))
    pages = timed("render", lambda: render(whole, vocabulary, guides(root / "docs")))
    size = sum(len(page.content) for page in pages if not isinstance(page.content, Original)) / 1e6
    print(f"{len(sources)} documents, {len(corpus.works)} works, {len(pages)} files of {size:.0f} MB")
    print(f"most memory so far {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3:.0f} MB")


def built(name: str, root: Path) -> None:
    start = time.perf_counter()
    command = [sys.executable, "-m", "build_tools", "build", "--project", str(root)]
    subprocess.run(command, check=True, capture_output=True)
    print(f"{name:34} {time.perf_counter() - start:8.2f} s of the clock", flush=True)


def main(number: int, root: Path) -> None:
    project(number, root)
    by_stage(root)
    built("first build", root)
    path, text = list(documents(number + 1))[-1]
    (root / "source_docs" / path).parent.mkdir(parents=True, exist_ok=True)
    (root / "source_docs" / path).write_text(text, encoding="utf-8")
    built("with one document more", root)
    built("nothing changed", root)
    files = [file for file in (root / "site").rglob("*") if file.is_file()]
    pages = sorted((file.stat().st_size, file.name) for file in files if file.suffix == ".html")
    size = sum(file.stat().st_size for file in files) / 1e6
    print(f"site {size:.0f} MB in {len(files)} files; largest page {pages[-1]}")


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
