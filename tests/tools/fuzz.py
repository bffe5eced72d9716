"""Coverage-guided fuzzing: `python -m tests.tools.fuzz TARGET MINUTES` (`make fuzz` runs every target).

Whatever the bytes, a reader gives a text or refuses the file, the parser's spans lie in the text and cover it, the full
text shows every character, and none takes longer than its length allows. What breaks that is written to .build/fuzz.
"""

import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress

import atheris

with atheris.instrument_imports(include=["build_tools"]):
    from build_tools.base.diagnostics import InputError
    from build_tools.base.text import canonical, without_layout
    from build_tools.checks import check_document
    from build_tools.model.source import Source
    from build_tools.parse import parse
    from build_tools.render.annotate import full_text
    from build_tools.source.conversion import Converter
    from build_tools.source.formats import READERS, read
    from build_tools.source.private_data import without_numbers
    from build_tools.source.reading import Reading, RefusedError
    from build_tools.source.sidecars import read_statement
    from tests.conftest import ROOT
    from tests.texts import VOCABULARY, check_spans
    from tests.tools import frames

# A slow machine, instrumented code: far more than a document needs, far less than the square of its length.
SECONDS, SECONDS_PER_KILOBYTE = 2.0, 0.25


def document(source: Source) -> None:
    """Parse a source; raise AssertionError for what a page could not show."""
    found = parse(source, VOCABULARY)
    check_spans(found)
    check_document(found, VOCABULARY)
    full_text(found, {citation.span: "x.md" for citation in found.citations})


def text(data: bytes) -> None:
    """Bytes as a text file, with numbers hidden and without."""
    reading = read(data, ".txt", Converter())
    assert canonical(reading.text) == reading.text
    document(Source.of("a.txt", reading.text, ""))
    hidden, _ = without_numbers(Reading(reading.text))
    assert len(hidden.text) == len(reading.text)


def words(data: bytes) -> None:
    """Words put together at random from those that a parser looks for."""
    document(Source.of("a.txt", without_layout(frames.words(data)), ""))


def web(data: bytes) -> None:
    """Bytes as a saved web page."""
    shown(read(data, ".html", Converter()))


def word(data: bytes) -> None:
    """Bytes as the parts of a Word document."""
    shown(READERS[".docx"](frames.word(data), Converter()))


def open_document(data: bytes) -> None:
    """Bytes as the parts of an OpenDocument text."""
    shown(READERS[".odt"](frames.open_document(data), Converter()))


def sheet(data: bytes) -> None:
    """Bytes as the tables of an OpenDocument spreadsheet."""
    shown(READERS[".ods"](frames.spreadsheet(data), Converter()))


def package(data: bytes) -> None:
    """Bytes as an archive, and as a file whose name says nothing."""
    for suffix in (".zip", ".xlsx", ".mht", ""):
        with suppress(RefusedError):
            shown(read(data, suffix, Converter()))


def pdf(data: bytes) -> None:
    """Bytes as what the pages of a PDF show."""
    shown(READERS[".pdf"](frames.pdf(data), Converter()))


def sidecar(data: bytes) -> None:
    """Bytes as a keeper's statement."""
    read_statement(data.decode("utf-8", "replace"), "a.yml", "Căn cứ Nghị định số 04/2015/NĐ-CP")


def shown(reading: Reading) -> None:
    """What a reader gives has its rows where its text has them."""
    for row in reading.rows:
        assert 0 <= row.span.start <= row.span.end <= len(reading.text), "a row outside the text"
    source = Source.of("a.txt", reading.text, "")
    if source.text.strip():
        document(source)


TARGETS: Mapping[str, Callable[[bytes], None]] = {
    "text": text,
    "words": words,
    "web": web,
    "word": word,
    "open": open_document,
    "sheet": sheet,
    "package": package,
    "pdf": pdf,
    "sidecar": sidecar,
}


def guarded(target: Callable[[bytes], None]) -> Callable[[bytes], None]:
    """The target with what is allowed: a refusal that says why, in time."""

    def run(data: bytes) -> None:
        start = time.perf_counter()
        with suppress(RefusedError, InputError):
            target(data)
        assert time.perf_counter() - start < SECONDS + SECONDS_PER_KILOBYTE * len(data) / 1e3, "too slow"

    return run


def main(name: str, minutes: str) -> None:
    """Fuzz one target for so long; ends with status 0 where nothing was found."""
    kept = ROOT / ".build" / "fuzz" / name
    (kept / "found").mkdir(parents=True, exist_ok=True)
    (kept / "seeds").mkdir(exist_ok=True)
    for number, seed in enumerate(frames.SEEDS):
        (kept / "seeds" / str(number)).write_bytes(seed[:6000])
    options = [f"-max_total_time={int(float(minutes) * 60)}", "-max_len=8000", "-timeout=60", "-rss_limit_mb=3000",
               f"-artifact_prefix={kept}/found/", "-print_final_stats=1", "-verbosity=0", f"{kept}/seeds"]  # fmt: skip
    atheris.Setup([sys.argv[0], *options], guarded(TARGETS[name]))
    atheris.Fuzz()


if __name__ == "__main__":
    main(*sys.argv[1:])
