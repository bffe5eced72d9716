"""The site on this machine while documents are edited: MkDocs reloads the browser, we rewrite the pages."""

import contextlib
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from build_tools.publisher_process import environment
from build_tools.source import stamp

_SECONDS = 1.0


class PortTakenError(Exception):
    """Another program listens on the port already."""


def serve(root: Path, port: int, refresh: Callable[[], object], started: Callable[[], object]) -> int:
    """Serve until interrupted and return the exit status; `refresh` runs after each change below source_docs.

    `started` is called once the server answers. However we end, the server ends with us. Raises PortTakenError.
    """
    if _answers(port):
        raise PortTakenError
    command = [sys.executable, "-m", "mkdocs", "serve", "--livereload", "--no-strict", "--quiet"]
    command += ["--dev-addr", f"127.0.0.1:{port}"]
    sources = root / "source_docs"
    seen = stamp(sources)
    with _interrupted_by_signals():
        server = subprocess.Popen(command, cwd=root, env=environment())
        try:
            while server.poll() is None and not _answers(port):
                time.sleep(0.1)
            if server.poll() is None:
                started()
            while server.poll() is None:
                time.sleep(_SECONDS)
                now = stamp(sources)
                if now != seen:
                    seen = now
                    refresh()
            return server.returncode
        except KeyboardInterrupt:
            return 0
        finally:
            server.terminate()
            server.wait()


def _answers(port: int) -> bool:
    with contextlib.closing(socket.socket()) as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@contextlib.contextmanager
def _interrupted_by_signals() -> Iterator[None]:
    """Let SIGTERM and SIGHUP end us as Ctrl+C does, so that the server is ended too."""

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    before = {number: signal.signal(number, interrupt) for number in (signal.SIGTERM, signal.SIGHUP)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
