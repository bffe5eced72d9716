"""How many words of scanned pages recognition gets right: `python -m tests.tools.bench_words SCANS TRUTH [--misses]`.

TRUTH holds NAME.txt for some NAME.pdf of SCANS: the first page as a person reads it, without the letters of seals.
Each page is recognised anew. A line gives the words of the page, the share of them that are there in any order
and in the same order, how many words are there that the page does not have, and seconds of processor time.
"""

import re
import sys
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from io import BytesIO
from os import times
from pathlib import Path

import pypdfium2

from build_tools.base.text import canonical
from build_tools.source.pdf import read_pdf
from build_tools.source.recognition import Recogniser


def words(text: str) -> list[str]:
    return re.findall(r"\w+", canonical(text))


def first_page(file: Path) -> bytes:
    with pypdfium2.PdfDocument(file) as whole, pypdfium2.PdfDocument.new() as page:
        page.import_pages(whole, [0])
        made = BytesIO()
        page.save(made)
        return made.getvalue()


def agreeing(theirs: list[str], ours: list[str]) -> int:
    """How many words stand in both in the same order."""
    blocks = SequenceMatcher(None, theirs, ours, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks)


def differing(theirs: list[str], ours: list[str]) -> Iterator[str]:
    for kind, start, end, first, last in SequenceMatcher(None, theirs, ours, autojunk=False).get_opcodes():
        if kind != "equal":
            yield f"    {' '.join(theirs[start:end])!r} read as {' '.join(ours[first:last])!r}"


def main(scans: Path, truth: Path, *, misses: bool) -> None:
    totals = Counter[str]()
    for transcript in sorted(truth.glob("*.txt")):
        data, start = first_page(scans / f"{transcript.stem}.pdf"), sum(times()[:4])
        ours = words(read_pdf(data, Recogniser().pages).text)
        seconds = sum(times()[:4]) - start
        theirs = words(transcript.read_text(encoding="utf-8"))
        have = (Counter(theirs) & Counter(ours)).total()
        ordered = agreeing(theirs, ours)
        totals.update(words=len(theirs), have=have, ordered=ordered, pages=1, ticks=round(seconds * 100))
        print(
            f"{transcript.stem[:34]:35} {len(theirs):5} words  {have / len(theirs):6.1%}"
            f"  in order {ordered / len(theirs):6.1%}  {len(ours) - have:3} more  {seconds:4.1f} s"
        )
        if misses:
            print(*differing(theirs, ours), sep="\n")
    print(
        f"{totals['pages']} pages, {totals['words']} words: {totals['have'] / totals['words']:.2%} right,"
        f" {totals['ordered'] / totals['words']:.2%} in order, {totals['ticks'] / totals['pages'] / 100:.1f} s a page"
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), misses="--misses" in sys.argv)
