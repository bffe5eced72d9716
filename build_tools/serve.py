"""The site on this machine while documents are edited: MkDocs reloads the browser, we rewrite the pages."""

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from build_tools.publish import environment
from build_tools.source import stamp

_SECONDS = 1.0


def serve(root: Path, port: int, refresh: Callable[[], object]) -> int:
    """Serve until interrupted and return the exit status; `refresh` runs after each change below source_docs."""
    command = [sys.executable, "-m", "mkdocs", "serve", "--livereload", "--no-strict", "--quiet"]
    command += ["--dev-addr", f"127.0.0.1:{port}"]
    sources = root / "source_docs"
    seen = stamp(sources)
    server = subprocess.Popen(command, cwd=root, env=environment())
    try:
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
