"""How fast the files of a folder are read, and how many of the words of another program's extraction we have.

`python -m tests.tools.bench_read FOLDER` prints for each file the best of three readings in milliseconds, then the
words that LibreOffice (docx, odt, doc) or pdftotext (pdf) finds, the share of them that we have, and the share that
we have in the same order. The old encodings that we put right are put right in theirs too. Conversions by other
programs (.doc, scans) are kept, so their first reading is timed apart.
"""

import re
import shutil
import subprocess
import sys
from collections import Counter
from difflib import SequenceMatcher
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from build_tools.source import read_file
from build_tools.source.letters import apply, repairs


def words(text: str) -> list[str]:
    return re.findall(r"\w+", apply(text, repairs(text)))


def independent(file: Path, folder: Path) -> str | None:
    """What another program extracts; `None` where there is none for this format."""
    made = folder / f"{file.stem}.txt"
    if file.suffix == ".pdf" and shutil.which("pdftotext"):
        command = ["pdftotext", str(file), str(made)]
    elif file.suffix in (".docx", ".odt", ".doc"):
        command = ["soffice", "--headless", "--convert-to", "txt:Text", "--outdir", str(folder), str(file)]
    else:
        return None
    subprocess.run(command, check=True, capture_output=True)
    return made.read_text(encoding="utf-8-sig")


def line(file: Path, folder: Path) -> str:
    times = []
    for _ in range(4):
        start = perf_counter()
        source, _ = read_file(file, folder / "cache")
        times.append((perf_counter() - start) * 1000)
    figures = f"{file.name[:44]:45} {min(times):6.0f} ms  first {times[0]:6.0f} ms"
    theirs, ours = words(independent(file, folder) or ""), words(source.text)
    if not theirs:
        return figures
    have = (Counter(theirs) & Counter(ours)).total() / len(theirs)
    blocks = SequenceMatcher(None, theirs, ours, autojunk=False).get_matching_blocks()
    return f"{figures}  {len(theirs):5} words  {have:6.1%}  in order {sum(b.size for b in blocks) / len(theirs):6.1%}"


if __name__ == "__main__":
    with TemporaryDirectory() as scratch:
        for path in sorted(Path(sys.argv[1]).iterdir()):
            print(line(path, Path(scratch)))
