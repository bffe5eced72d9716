"""Files that are damaged or made to harm: each is read or refused, in bounded time, and never ends the build."""

import io
import random
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest

from build_tools.source import read_file, read_sources
from build_tools.source.conversion import Converter
from build_tools.source.formats import read
from build_tools.source.pdf import read_pdf
from build_tools.source.reading import Reading, RefusedError
from build_tools.source.web_page import read_web_page
from tests.source.office import PLAN, converted, plan, saved, with_part

# A file that our reader can't read LibreOffice opens, a second and a half each: with --long there are more of them.
ROUNDS, LONG_ROUNDS = 5, 150
HTML = b"<html><title>T</title><body><table><tr><td rowspan=2 colspan=3>a<ol start=5 type=i><li>b</table></body>"


def mutated(data: bytes, chance: random.Random) -> bytes:
    """The file with a few bytes changed, a piece cut out or doubled."""
    parts = bytearray(data)
    for _ in range(chance.randint(1, 12)):
        at = chance.randrange(len(parts) or 1)
        kind = chance.randrange(3)
        if kind == 0:
            parts[at : at + 1] = bytes([chance.randrange(256)])
        elif kind == 1:
            del parts[at : at + chance.randrange(40)]
        else:
            parts[at:at] = parts[at : at + chance.randrange(40)]
    return bytes(parts)


def inside(data: bytes, chance: random.Random) -> bytes:
    """An archive whose XML is changed, so that the damage reaches the reader."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        name = chance.choice([name for name in archive.namelist() if name.endswith((".xml", ".rels"))])
        part = archive.read(name)
    return with_part(data, name, mutated(part, chance))


def samples(rounds: int) -> Iterator[tuple[str, bytes]]:
    chance = random.Random(5)  # noqa: S311  the same files each time
    odt, pdf = converted(PLAN, "odt"), converted(PLAN, "pdf")
    whole = ((".docx", PLAN), (".odt", odt), (".pdf", pdf), (".html", HTML), (".txt", "Số 5/A".encode()))
    for _ in range(rounds):
        for suffix, data in whole:
            yield suffix, mutated(data, chance)
        yield ".docx", inside(PLAN, chance)
        yield ".odt", inside(odt, chance)


def test_a_damaged_file_is_read_or_refused(pytestconfig: pytest.Config) -> None:
    rounds = LONG_ROUNDS if pytestconfig.getoption("--long") else ROUNDS
    outcomes = {"read": 0, "refused": 0}
    for suffix, data in samples(rounds):
        try:
            text = read(data, suffix, Converter()).text
            text.encode()  # no half characters
            outcomes["read"] += 1
        except RefusedError:
            outcomes["refused"] += 1
    assert min(outcomes.values()) > rounds


def test_a_damaged_file_does_not_end_the_build(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Số: 1/SNV\n")
    start = PLAN.index(b"word/document.xml") + 300
    (tmp_path / "b.docx").write_bytes(PLAN[:start] + b"\x00" * 60 + PLAN[start + 60 :])
    sources, (found,) = read_sources(tmp_path)
    assert ([source.path for source in sources], found.code) == (["a.txt"], "VB011")


@pytest.mark.parametrize(
    "page",
    [
        b"<div>" * 100_000 + b"x",
        b"<p style='" + b"border" * 20_000 + b"'>x</p><table><tr><td style='" + b"border:    " * 400 + b"'>y</table>",
        b"<ol type=i start=999999999><li>x</ol>",
        "<td rowspan=²>x</td>".encode(),
        b"<html hidden><body hidden>x",
    ],
    ids=["deep", "styles", "start", "digit", "hidden"],
)
def test_a_hostile_page_takes_no_time(page: bytes) -> None:
    start = time.process_time()
    try:
        read(page, ".html", Converter())
    except RefusedError as refused:
        assert refused.code in ("VB001", "VB011")  # noqa: PT017
    assert time.process_time() - start < 3


def turned(data: bytes, angle: int) -> bytes:
    made = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            page.Rotate = angle
            wide, tall = float(page.MediaBox[2]), float(page.MediaBox[3])
            move = {90: f"0 1 -1 0 {wide} 0 cm\n", 180: f"-1 0 0 -1 {wide} {tall} cm\n", 270: f"0 -1 1 0 0 {tall} cm\n"}
            page.contents_add(move[angle].encode(), prepend=True)
        pdf.save(made)
    return made.getvalue()


def square(data: bytes) -> bytes:
    """The same pages on square paper, so that turning them cuts nothing off."""
    made = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            page.MediaBox = [0, 0, 800, 800]
        pdf.save(made)
    return made.getvalue()


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_a_turned_page_is_read_as_it_is_shown(angle: int) -> None:
    upright = square(converted(PLAN, "pdf"))
    plain, other = read_pdf(upright), read_pdf(turned(upright, angle))
    assert other.text == plain.text
    assert [row.table for row in other.rows] == [row.table for row in plain.rows]


def cells(reading: Reading) -> list[list[str]]:
    return [[cell.span.of(reading.text) for cell in row.cells] for row in reading.rows]


def test_merged_cells_keep_the_columns() -> None:
    made = plan()
    table = made.tables[1]
    table.cell(1, 2).merge(table.cell(2, 2))
    word = saved(made)
    expected = cells(read(word, ".docx", Converter()))
    assert cells(read(converted(word, "odt"), ".odt", Converter())) == expected
    assert expected[2][2] == ""
    rows = "<tr><td>1<td>việc<td rowspan=2>A<td>B<tr><td>2<td>khác<td>C"
    page = f"<table border=1>{rows}</table>".encode()
    assert cells(read_web_page(page)) == [["1", "việc", "A", "B"], ["2", "khác", "", "C"]]


def test_a_table_in_a_table_is_read_once() -> None:
    made = plan()
    inner = made.tables[1].cell(1, 1).add_table(1, 2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "Lồng", "vào"
    word = saved(made)
    texts = [read(word, ".docx", Converter()).text, read(converted(word, "odt"), ".odt", Converter()).text]
    assert [text.count("Lồng") for text in texts] == [1, 1]


def test_a_hidden_file_is_read_when_it_is_named(tmp_path: Path) -> None:
    (tmp_path / ".an.txt").write_text("Số: 1/SNV\n")
    assert read_file(tmp_path / ".an.txt")[0].text == "Số: 1/SNV\n"
