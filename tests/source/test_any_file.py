"""Whatever stands in the frame of an office file, its reader gives a text that can be shown, or refuses the file.

The readers themselves are asked: `read` would call a fault of ours a damaged file.
"""

import random
from collections.abc import Callable
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from build_tools.base.text import canonical
from build_tools.source.conversion import Converter
from build_tools.source.formats import READERS
from build_tools.source.reading import RefusedError
from tests.texts import check_spans, document_of
from tests.tools import frames

FRAMES = {".docx": frames.word, ".odt": frames.open_document, ".ods": frames.spreadsheet, ".pdf": frames.pdf}


@pytest.mark.parametrize(("suffix", "frame"), FRAMES.items(), ids=FRAMES)
@settings(max_examples=60 if settings().derandomize else settings().max_examples)
@given(data=st.binary(min_size=50, max_size=3000))
def test_what_a_reader_gives_can_be_shown(suffix: str, frame: Callable[[bytes], bytes], data: bytes) -> None:
    with suppress(RefusedError):
        reading = READERS[suffix](frame(data), Converter())
        assert canonical(reading.text) == reading.text
        assert all(0 <= row.span.start <= row.span.end <= len(reading.text) for row in reading.rows)
        check_spans(document_of(reading.text))


@pytest.mark.parametrize(("suffix", "frame"), FRAMES.items(), ids=FRAMES)
def test_the_frames_are_whole(suffix: str, frame: Callable[[bytes], bytes], pytestconfig: pytest.Config) -> None:
    """Else the readers would only ever be seen to refuse. Some are recognised as pictures, a second each."""
    count = 40 if pytestconfig.getoption("--long") else 8 if suffix == ".pdf" else 16
    texts = [READERS[suffix](frame(random.Random(seed).randbytes(1000)), Converter()).text for seed in range(count)]  # noqa: S311  the same each time
    assert sum(len(text.split()) > 20 for text in texts) > count // 4
