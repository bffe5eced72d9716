"""A local server for editing: rebuilds the site after each change of the documents; open pages reload themselves.

Serves site/ as docs/phat-trien/nginx.conf does: ".html" may be left out, and a missing page gives the site's own 404
page. The server runs in a child process, since builds fork this one. It answers this machine alone: another name in
`Host` is that of a page elsewhere which has had it resolved to this machine.
"""

import errno
import signal
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from threading import Lock, Thread
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from build_tools.base.fork import LostError, as_bytes, os_error
from build_tools.publish.requests import Answer, Request
from build_tools.publish.site_manifest import own_files
from build_tools.source import stamp

# How often it looks for changes, in seconds and in times of a look.
_SHORTEST, _LONGEST, _SHARE = 0.2, 2.0, 10
# After how many seconds without a change what was left follows: at least and at most, and in times of how long that
# took the last time, since a change has to wait for it.
_QUIET, _MOST_QUIET, _QUIET_SHARE = 4.0, 30.0, 5
# Where decisions at the desk come while the site is built, the next build waits until so many seconds pass without one,
# at most so many.
_APART, _AT_MOST = 0.4, 1.5
_OURS = ("127.0.0.1", "localhost", "[::1]")
_LONGEST_BODY = 64 * 1024
# How long a browser may take to send a request, in seconds.
_PATIENCE = 30
# Addresses of the reload script and the version of the site; same origin, as the Content-Security-Policy requires.
_SCRIPT_AT, _VERSION_AT = "/.tai-lai.js", "/.phien-ban"
_SCRIPT = b"""(function () {
  var version = document.currentScript.src.split("?")[1];
  function ask() {
    if (document.visibilityState !== "visible") return;
    fetch("%b").then(function (answer) { return answer.text(); }).then(function (now) {
      if (now && now !== version) location.reload();
    }, function () { /* the server has ended */ });
  }
  document.addEventListener("visibilitychange", ask);
  setInterval(ask, 1000);
})();
""" % _VERSION_AT.encode()


class PortTakenError(Exception):
    """The port is in use by another program."""


def serve(
    root: Path,
    port: int,
    refresh: Callable[[bool], bool],
    started: Callable[[], object],
    more: Callable[[], Answer] | None = None,
) -> int:
    """Serve until interrupted; return the exit status, which is 1 if the first build fails.

    `refresh` builds the site, at the start and after each change, when it is told to hurry; once nothing changes it is
    called again without hurry. `started` is called after the first build. `more` is called in the server process; what
    it returns answers other addresses than those of the site. The server process never outlives this one. Raises
    PortTakenError, and LostError if the server process ends by itself.
    """
    with _interrupted_by_signals(), _server(root / "site", port, more) as (server, wrote), suppress(KeyboardInterrupt):
        seen, pause, quiet, built, behind = _state(root), _SHORTEST, _QUIET, 0.0, False
        if not refresh(False):
            return 1
        started()
        while True:
            gather(wrote) if behind else wrote(pause)
            if not server.is_alive():
                raise LostError
            start = time.monotonic()
            now, behind = _state(root), False
            pause = min(_LONGEST, max(_SHORTEST, _SHARE * (time.monotonic() - start)))
            if now != seen:
                seen = now
                built = time.monotonic() if refresh(True) else 0.0
                behind = wrote(0.0)  # decisions come faster than the site: those that follow are built together
            elif built and start - built > quiet:
                built = 0.0
                refresh(False)
                quiet = min(_MOST_QUIET, max(_QUIET, _QUIET_SHARE * (time.monotonic() - start)))
    return 0


def gather(wrote: Callable[[float], bool]) -> None:
    """Wait until nothing has been written for a moment; `wrote` waits for so many seconds, or until something is."""
    end = time.monotonic() + _AT_MOST
    while wrote(_APART) and time.monotonic() < end:
        pass


def _state(root: Path) -> object:
    """Return paths, sizes and times of all hand-written files."""
    return stamp(root / "source_docs"), own_files(root)


@contextmanager
def _server(
    site: Path, port: int, more: Callable[[], Answer] | None
) -> Iterator[tuple[BaseProcess, Callable[[float], bool]]]:
    """Run the server process; it ends when this end of a pipe closes, also if this process is killed.

    The function waits so many seconds, or until the server has written; it returns whether it has.
    """
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_run, args=(site, port, theirs, more), daemon=True)
    process.start()
    theirs.close()
    try:
        try:
            failure = ours.recv_bytes()
        except EOFError:
            raise LostError from None
        if failure:
            error = os_error(failure)
            raise PortTakenError if error.errno == errno.EADDRINUSE else error
        yield process, partial(_wait, ours)
    finally:
        ours.close()
        process.join()


def _wait(pipe: Connection, seconds: float) -> bool:
    if not pipe.poll(seconds):
        return False
    try:
        pipe.recv_bytes()
    except EOFError:  # the server has ended: the caller sees it
        time.sleep(seconds)
        return False
    return True


def _run(site: Path, port: int, pipe: Connection, more: Callable[[], Answer] | None) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent handles Ctrl+C and closes the pipe
    try:
        answer = more() if more else None
        server = _Server(("127.0.0.1", port), partial(_Pages, _Wake(pipe), answer, directory=str(site)))
    except OSError as error:
        pipe.send_bytes(as_bytes(error))
        return
    Thread(target=server.serve_forever, daemon=True).start()
    pipe.send_bytes(b"")
    with suppress(EOFError):
        pipe.recv_bytes()


class _Wake:
    """Tells the process that builds that something was written."""

    def __init__(self, pipe: Connection) -> None:
        self._pipe, self._lock = pipe, Lock()

    def __call__(self) -> None:
        with self._lock, suppress(OSError):
            self._pipe.send_bytes(b"!")


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ANN401 – as the library has it
        """Report a failure, unless the browser closed the connection."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class _Pages(SimpleHTTPRequestHandler):
    """Serves the files of the site; adds the reload script to pages."""

    timeout = _PATIENCE

    def __init__(self, wake: Callable[[], None], answer: Answer | None, *given: Any, **more: Any) -> None:  # noqa: ANN401
        self._wake, self._answer = wake, answer
        super().__init__(*given, **more)

    def do_GET(self) -> None:
        """Answer a request."""
        path = urlsplit(self.path).path
        if self._is_refused() or self._is_answered():
            return
        if path == _VERSION_AT:
            self._send(HTTPStatus.OK, "text/plain", self._version())
        elif path == _SCRIPT_AT:
            self._send(HTTPStatus.OK, "text/javascript", _SCRIPT)
        elif (file := self._file(path)) is None:
            self._send_page(HTTPStatus.NOT_FOUND, Path(self.directory) / "404.html")
        elif file.suffix == ".html":
            self._send_page(HTTPStatus.OK, file)
        else:
            super().do_GET()

    def do_HEAD(self) -> None:
        """Answer as for GET, without content."""
        if not self._is_refused():
            super().do_HEAD()

    def do_POST(self) -> None:
        """Answer a request that sends something; the site itself takes nothing."""
        length = self.headers.get("Content-Length", "")
        if not length.isdecimal() or int(length) > _LONGEST_BODY:
            self.close_connection = True  # nothing of it is read
            self._send(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "text/plain", b"")
            return
        body = self.rfile.read(int(length))
        if not self._is_refused() and not self._is_answered(body):
            self._send(HTTPStatus.METHOD_NOT_ALLOWED, "text/plain", b"")

    def _is_refused(self) -> bool:
        """Refuse a request that names another machine."""
        if (self.headers.get("Host") or "").rpartition(":")[0] in _OURS or self.headers.get("Host") in _OURS:
            return False
        self._send(HTTPStatus.MISDIRECTED_REQUEST, "text/plain", b"")
        return True

    def _is_answered(self, body: bytes = b"") -> bool:
        """Let others answer first."""
        if self._answer is None:
            return False
        parts = urlsplit(self.path)
        headers = {name.lower(): value for name, value in self.headers.items()}
        found = self._answer(Request(self.command, parts.path, dict(parse_qsl(parts.query)), headers, body))
        if found is None:
            return False
        if found.wrote:
            self._wake()
        self._send(found.status, found.kind, found.body, found.headers)
        return True

    def _file(self, path: str) -> Path | None:
        """Return the file at an address, with or without ".html"; for a folder its index page."""
        file = Path(self.translate_path(path))
        if file.is_dir():
            file = file / "index.html" if path.endswith("/") else file
        elif not file.is_file():
            file = file.with_name(f"{file.name}.html")
        return file if file.exists() else None

    def _version(self) -> bytes:
        """Return an identifier of the present site: each build replaces the folder by another one."""
        try:
            status = Path(self.directory).stat()
        except OSError:  # not built yet
            return b""
        return f"{status.st_ino}-{status.st_mtime_ns}".encode()

    def _send_page(self, status: HTTPStatus, file: Path) -> None:
        script = b'<script src="%b?%b"></script>' % (_SCRIPT_AT.encode(), self._version())
        try:
            before, end, after = file.read_bytes().rpartition(b"</body>")
        except OSError:
            before, end, after = b"", b"", status.phrase.encode()
        self._send(status, "text/html; charset=utf-8", before + script + end + after)

    def _send(self, status: HTTPStatus, kind: str, data: bytes, headers: Mapping[str, str] | None = None) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    def end_headers(self) -> None:
        """Forbid browsers to cache."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Log no requests."""


@contextmanager
def _interrupted_by_signals() -> Iterator[None]:
    """Handle SIGTERM and SIGHUP like Ctrl+C, so that the server process is ended too."""

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    before = {number: signal.signal(number, interrupt) for number in (signal.SIGTERM, signal.SIGHUP)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
