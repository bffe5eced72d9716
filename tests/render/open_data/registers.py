"""The registers on which open data is tested, each read once: documents of the tests, the sample, hostile ones."""

import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from build_tools import build as stages
from build_tools.model.corpus import Work
from build_tools.publish.page_files import bytes_of
from build_tools.render.lookups import Site
from build_tools.render.page_task import Plan, plan_of
from build_tools.render.pages.plans import render
from tests.conftest import COLLECTION, ROOT, SAMPLE
from tests.hostile.documents import documents

NAMES = ("collection", "corpus", "sample", "hostile")
_FOLDERS = {"collection": COLLECTION, "corpus": ROOT / "tests" / "corpus", "sample": SAMPLE}


@dataclass(frozen=True)
class Register:
    """The plan of a register, and the generated files of the open data by path."""

    plan: Plan
    files: dict[str, bytes]

    @property
    def site(self) -> Site:
        return self.plan.site

    @property
    def works(self) -> tuple[Work, ...]:
        return self.plan.corpus.works

    def beside(self, work: Work, ending: str) -> bytes:
        """The file of a work beside its page."""
        return self.files[self.site.work_pages[work.id].removesuffix(".md") + ending]


@cache
def register(name: str) -> Register:
    if name in _FOLDERS:
        return _read(_FOLDERS[name])
    with tempfile.TemporaryDirectory() as folder:
        for path, data in documents().items():
            file = Path(folder) / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
        return _read(Path(folder))


def _read(folder: Path) -> Register:
    reading = stages.read_documents(folder, lambda *_: None)
    assert reading.corpus is not None
    pages = render(reading.corpus, reading.vocabulary)
    files = {page.path: bytes_of(page, folder, folder) for page in pages}
    return Register(plan_of(reading.corpus, reading.vocabulary), files)
