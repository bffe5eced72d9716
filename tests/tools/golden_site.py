"""The golden site: the pages that the small documents of tests/corpus give, kept in tests/golden.

`make golden` writes them anew after a change that is meant. Files whose bytes depend on a version of SQLite or of zlib
are left out: tests/render/open_data has what they hold.
"""

import shutil

from build_tools import build as stages
from build_tools.publish.page_files import bytes_of
from build_tools.render import render
from tests.conftest import ROOT

CORPUS = ROOT / "tests" / "corpus"
GOLDEN = ROOT / "tests" / "golden"


def golden_pages() -> dict[str, bytes]:
    """The generated files by path."""
    reading = stages.read_documents(CORPUS, lambda *_: None)
    assert reading.corpus is not None
    pages = render(reading.corpus, reading.vocabulary)
    return {p.path: bytes_of(p, CORPUS) for p in pages if not p.path.endswith((".db", ".gz"))}


def main() -> None:
    shutil.rmtree(GOLDEN, ignore_errors=True)
    for path, content in golden_pages().items():
        file = GOLDEN / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)


if __name__ == "__main__":
    main()
