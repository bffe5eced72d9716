"""The order of the folders of parse/: each imports only from those before it."""

import re

import pytest

from tests.conftest import ROOT

ORDER = ("text", "grammar", "dates", "structure", "metadata", "citations", "obligations")
PARSE = ROOT / "build_tools" / "parse"


@pytest.mark.parametrize("folder", ORDER)
def test_a_folder_imports_only_from_those_before_it(folder: str) -> None:
    files = [PARSE / f"{folder}.py", *(PARSE / folder).rglob("*.py")]
    imported = {
        name
        for file in files
        if file.exists()
        for name in re.findall(r"^from build_tools\.parse\.(\w+)", file.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert imported <= set(ORDER[: ORDER.index(folder) + 1])
