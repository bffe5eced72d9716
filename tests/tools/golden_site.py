"""The golden site: the pages that the small documents of tests/corpus give, kept in tests/golden.

`make golden` writes them anew after a change that is meant. Files whose bytes depend on a version of SQLite or of zlib
are left out: tests/render/open_data has what they hold.
"""

import shutil

from build_tools import build as stages
from build_tools.publish.page_files import bytes_of
from build_tools.render.pages.plans import render
from tests.conftest import ROOT

CORPUS = ROOT / "tests" / "corpus"
GOLDEN = ROOT / "tests" / "golden"
LEFT_OUT = (".zip", ".gz")


def generated_pages() -> dict[str, bytes]:
    """All generated files by path."""
    reading = stages.read_documents(CORPUS, lambda *_: None)
    assert reading.corpus is not None
    pages = render(reading.corpus, reading.vocabulary)
    return {p.path: bytes_of(p, CORPUS, CORPUS) for p in pages}


def golden_pages() -> dict[str, bytes]:
    """Those that are kept."""
    return {path: data for path, data in generated_pages().items() if not path.endswith(LEFT_OUT)}


def main() -> None:
    shutil.rmtree(GOLDEN, ignore_errors=True)
    for path, content in golden_pages().items():
        file = GOLDEN / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)


if __name__ == "__main__":
    main()
