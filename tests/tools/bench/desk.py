"""How soon the site shows a decision of the desk: `python -m tests.tools.bench.desk FOLDER SIZE`.

A project of so many documents is made in FOLDER and served with its desk. Ten facts of ten documents are confirmed, one
after the other, as the desk's page does it; told is how long the desk took to answer, how long it was from the key
until the page of the document said so, and how much processor time the server and its children took for it (Linux):
on a machine that does other work, too, the second is long where the third is not.
"""

import json
import re
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from statistics import median

from tests.conftest import ROOT, copy_project
from tests.publish.test_dev_server import free_port
from tests.tools.bench.collection import documents, write
from tests.tools.bench.processor_time import processor_time

_DECISIONS = 10
_LONGEST = 120


def main(folder: Path, size: int) -> None:
    """Measure, and print one line for each decision and the median of all."""
    root = folder / "project"
    if not root.exists():
        root.mkdir(parents=True)
        write(documents(size), folder / "documents")
        copy_project(root, folder / "documents")
    port = free_port()
    command = [sys.executable, "-m", "build_tools", "serve", "--soat", "--project", str(root), "--port", str(port)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        try:
            assert process.stdout
            address = next(found[0] for line in process.stdout if (found := re.search(r"http://\S+/soat/\S+/", line)))
            _measure(address, port, process.pid)
        finally:
            process.terminate()


def _measure(address: str, port: int, server: int) -> None:
    began = time.monotonic()
    queue = _text(address)
    print(f"the list of documents: {time.monotonic() - began:.2f} s")
    identities = re.findall(r'class="dong" href="[^"]*/van-ban/(\w+)"', queue)
    step = max(len(identities) // _DECISIONS, 1)
    shown, answered, worked = [], [], []
    for identity in identities[::step][:_DECISIONS]:
        before = processor_time(server)
        answer, whole = _decide(address, port, identity)
        time.sleep(1)  # the old site is removed
        worked.append(processor_time(server) - before)
        print(f"answered after {answer:.2f} s, shown after {whole:.2f} s; processor {worked[-1]:.2f} s", flush=True)
        answered.append(answer)
        shown.append(whole)
    print(
        f"answered, median: {median(answered):.2f} s; shown, median: {median(shown):.2f} s, longest {max(shown):.2f} s"
    )
    print(f"processor, median: {median(worked):.2f} s, longest {max(worked):.2f} s")


def _decide(address: str, port: int, identity: str) -> tuple[float, float]:
    page = _text(f"{address}van-ban/{identity}")
    version = re.search(r'data-version="(\w+)"', page)
    number = re.search(r'data-so="(\d+)" data-dieu="so_ky_hieu"', page)
    source = re.search(r"<p>(\S+) · đã soát", page)
    assert version
    assert number, "a document without a number"
    assert source
    mark = f"Đo {time.time_ns()}"
    given = {"id": identity, "version": version[1], "number": number[1], "action": "dung", "by": mark}
    headers = {
        "Content-Type": "application/json",
        "X-So-Van-Ban": address.rstrip("/").rpartition("/")[2],
        "Origin": f"http://127.0.0.1:{port}",
    }
    site = _page_of(port, source[1])
    began = time.monotonic()
    request = urllib.request.Request(f"{address}quyet-dinh", json.dumps(given).encode(), headers)  # noqa: S310
    with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310
        assert answer.status == 200
    answered = time.monotonic() - began
    while mark not in _text(site):
        assert time.monotonic() - began < _LONGEST
        time.sleep(0.05)
    return answered, time.monotonic() - began


def _page_of(port: int, source: str) -> str:
    """The address of the page of a document, as the open data tell it."""
    rows = _text(f"http://127.0.0.1:{port}/du-lieu/van-ban.csv")
    found = re.search(rf"(van-ban/[\w./-]+\.html),.*van-ban/tep-goc/{re.escape(source)}", rows)
    assert found, source
    return f"http://127.0.0.1:{port}/{found[1]}"


def _text(address: str) -> str:
    with urllib.request.urlopen(address, timeout=60) as answer:  # noqa: S310
        return str(answer.read().decode())


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
