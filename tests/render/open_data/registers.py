"""The registers on which open data is tested, each read once: documents of the tests, the sample, hostile ones."""

import io
import tempfile
import zipfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from build_tools import build as stages
from build_tools.model.corpus import Work
from build_tools.publish.page_files import bytes_of
from build_tools.render.lookups import Site
from build_tools.render.open_data.tables import DATABASE
from build_tools.render.page_task import Plan, plan_of
from build_tools.render.pages.plans import render
from tests.conftest import COLLECTION, ROOT, SAMPLE
from tests.hostile.documents import documents

NAMES = ("collection", "corpus", "sample", "hostile")
DONG_NAI = """UBND TỈNH ĐỒNG NAI
SỞ NỘI VỤ

Số: 7/KH-SNV

Đồng Nai, ngày 10 tháng 01 năm 2024

KẾ HOẠCH
Thực hiện quy chế dân chủ ở cơ sở năm 2024

Căn cứ Nghị định số 59/2023/NĐ-CP ngày 14/8/2023 của Chính phủ;

1. Văn phòng Sở đôn đốc các phòng báo cáo trước ngày 30/11/2024.
"""
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

    def packed(self) -> dict[str, bytes]:
        """What is in the archive of the database, by name."""
        with zipfile.ZipFile(io.BytesIO(self.files[DATABASE])) as archive:
            return {name: archive.read(name) for name in archive.namelist()}


@cache
def register(name: str) -> Register:
    if name in _FOLDERS:
        return _read(_FOLDERS[name])
    with tempfile.TemporaryDirectory() as folder:
        given = {"2024/ke-hoach.txt": DONG_NAI.encode()} if name == "dong_nai" else documents()
        for path, data in given.items():
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
