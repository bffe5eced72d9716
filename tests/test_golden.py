"""The whole chain on the small documents of tests/corpus: every byte of every page as committed in tests/golden."""

import pytest

from tests.tools.golden_site import GOLDEN, golden_pages

PAGES = golden_pages()


def test_the_pages_are_those_of_the_golden_site() -> None:
    committed = {file.relative_to(GOLDEN).as_posix() for file in GOLDEN.rglob("*") if file.is_file()}
    assert sorted(PAGES) == sorted(committed)


@pytest.mark.parametrize("path", sorted(PAGES))
def test_golden(path: str) -> None:
    assert PAGES[path].decode() == (GOLDEN / path).read_bytes().decode(), "nếu đổi có chủ ý: make golden"
