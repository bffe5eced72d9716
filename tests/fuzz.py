"""Coverage-guided fuzzing: `python -m tests.fuzz TARGET MINUTES` (or `make fuzz MINUTES=30`, which runs every target).

Whatever the bytes, a reader gives a text or refuses the file, the parser's spans lie in the text and cover it, the full
text shows every character, and none takes longer than its length allows. What breaks that is written to .build/fuzz.
"""

import io
import sys
import time
import zipfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["build_tools"]):
    from build_tools.checks import check_document
    from build_tools.diagnostics import InputError
    from build_tools.model import Document, Source
    from build_tools.parse import parse
    from build_tools.render.annotate import full_text
    from build_tools.source.conversion import Converter
    from build_tools.source.formats import read
    from build_tools.source.private_data import without_numbers
    from build_tools.source.reading import Reading, RefusedError
    from build_tools.source.sidecars import read_statement
    from build_tools.text import canonical
    from build_tools.vocabulary import load

ROOT = Path(__file__).parents[1]
VOCABULARY = load()
# A slow machine, instrumented code: far more than a document needs, far less than the square of its length.
SECONDS, SECONDS_PER_KILOBYTE = 2.0, 0.25
WORD = (
    '<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    "<w:body>{}</w:body></w:document>"
)
OPEN = (
    '<?xml version="1.0"?><office:document-content '
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0">'
    "<office:body><office:text>{}</office:text></office:body></office:document-content>"
)


def document(source: Source) -> None:
    """Parse a source; raise AssertionError for what a page could not show."""
    found: Document = parse(source, VOCABULARY)
    text, end = source.text, 0
    for provision in found.provisions:
        assert text[end : provision.span.start].strip() == "", "characters in no provision"
        assert provision.span.start >= end, "provisions overlap"
        end = provision.span.end
    assert text[end:].strip() == "", "characters behind the last provision"
    facts = [(fact.eid, fact.span) for fact in found.citations]
    facts += [(fact.eid, fact.span) for fact in found.obligations]
    facts += [(fact.eid, fact.span) for fact in found.abbreviations]
    for eid, span in facts:
        assert 0 <= span.start < span.end <= len(text), "a span outside the text"
        assert found.provision(eid).span.holds(span), "a fact outside its clause"
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
    provider = atheris.FuzzedDataProvider(data)
    pieces = []
    while provider.remaining_bytes():
        number = provider.ConsumeIntInRange(0, len(PIECES))
        pieces.append(PIECES[number] if number < len(PIECES) else provider.ConsumeUnicodeNoSurrogates(6))
    document(Source.of("a.txt", canonical(" ".join(pieces)), ""))


def web(data: bytes) -> None:
    """Bytes as a saved web page."""
    shown(read(data, ".html", Converter()))


def word(data: bytes) -> None:
    """Bytes inside a Word document."""
    shown(read(packed({"word/document.xml": wrapped(WORD, data)}), ".docx", Converter()))


def open_document(data: bytes) -> None:
    """Bytes inside an OpenDocument text."""
    parts = {"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": wrapped(OPEN, data)}
    shown(read(packed(parts), ".odt", Converter()))


def pdf(data: bytes) -> None:
    """Bytes as a PDF."""
    shown(read(b"%PDF-1.4\n" + data, ".pdf", Converter()))


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


def wrapped(frame: str, data: bytes) -> bytes:
    return frame.encode().replace(b"{}", data)


def packed(parts: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


TARGETS: Mapping[str, Callable[[bytes], None]] = {
    "text": text,
    "words": words,
    "web": web,
    "word": word,
    "open": open_document,
    "pdf": pdf,
    "sidecar": sidecar,
}
SEEDS = [file.read_bytes() for file in sorted((ROOT / "source_docs").rglob("*.txt"))]
MARKS = ("\n", "\n\n", "1.", "a)", "-", "Điều 1.")
PIECES = (*sorted({piece for seed in SEEDS for piece in seed.decode().split(" ")}), *MARKS)


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
    for number, seed in enumerate(SEEDS):
        (kept / "seeds" / str(number)).write_bytes(seed[:6000])
    options = [f"-max_total_time={int(float(minutes) * 60)}", "-max_len=8000", "-timeout=60", "-rss_limit_mb=3000",
               f"-artifact_prefix={kept}/found/", "-print_final_stats=1", "-verbosity=0", f"{kept}/seeds"]  # fmt: skip
    atheris.Setup([sys.argv[0], *options], guarded(TARGETS[name]))
    atheris.Fuzz()


if __name__ == "__main__":
    main(*sys.argv[1:])
