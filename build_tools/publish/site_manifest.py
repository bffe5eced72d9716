"""A record of the inputs and the files of the last site: if either has changed, the site is built again."""

import hashlib
import json
import sys
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path

from build_tools.base import checked_file
from build_tools.base.files import Files, file_at, files_below, whole_seconds
from build_tools.base.values import Value, decoder
from build_tools.register.packaged import theme
from build_tools.render.addresses import HOME, OWNED, is_generated

# The key is the version of the format only: the modules that make pages are among the inputs.
_FILE, _KEY = ".build/published-site.msgpack", b"site manifest 1"
_TOOLS = ("mkdocs", "mkdocs-material", "markdown", "pymdown-extensions")

# Size, time of change and checksum of a file; it is read again if size or time differ.
Input = tuple[int, int, str]
Inputs = Mapping[str, Input]


class SiteManifest(Value, frozen=True):
    """The inputs of the last build by path, and a digest of its site; empty if unknown."""

    inputs: dict[str, Input]
    site: str


_MANIFEST = decoder(SiteManifest)


def read(root: Path) -> SiteManifest:
    """Return the manifest of the last build; an empty one if it is missing or damaged."""
    return checked_file.read(root / _FILE, _KEY, _MANIFEST) or SiteManifest({}, "")


def write(root: Path, inputs: Inputs, site: Files) -> SiteManifest:
    """Store the manifest of this build, and return it."""
    manifest = SiteManifest(dict(inputs), signature(site))
    checked_file.write(root / _FILE, _KEY, manifest)
    return manifest


def stamp(root: Path) -> tuple[int, int, int]:
    """Return what another record of a site has otherwise, whatever it says; zeros where there is none."""
    try:
        status = (root / _FILE).stat()
    except FileNotFoundError:
        return 0, 0, 0
    return status.st_ino, status.st_size, status.st_mtime_ns


def is_ours(path: str) -> bool:
    """Return whether the input is a generated file: only its own output depends on it.

    All pages may depend on the other inputs.
    """
    return path.startswith("docs/") and is_generated(path.removeprefix("docs/"))


def own_files(root: Path) -> Files:
    """Return the hand-written files that the site depends on: configuration, theme, pages."""
    names = [entry.name for entry in (root / "docs").iterdir()] if (root / "docs").is_dir() else []
    written = sorted(f"docs/{name}" for name in names if not is_generated(name) and not is_generated(f"{name}/"))
    files = {**file_at(root, "mkdocs.yml"), **files_below(root, "build_tools/theme")}
    for path in written:
        files |= files_below(root, path) if (root / path).is_dir() else file_at(root, path)
    return files


def own_inputs(root: Path, last: SiteManifest) -> Inputs:
    """Return these files and the program that renders them as inputs of the site."""
    here = Path(__file__)
    ours = [_hash(here.with_name(name)) for name in ("mkdocs_worker.py", "mkdocs_process.py", "fast_inline.py")]
    ours += [_hash(theme() / path) for path in files_below(theme())]
    tools = json.dumps([sys.version, *ours, *(version(tool) for tool in _TOOLS)])
    return {"": (0, 0, tools), **_hashed(root, own_files(root), last)}


def generated_files(root: Path) -> dict[str, tuple[int, int]]:
    """Return the generated files by path below docs/."""
    return {**files_below(root / "docs", *OWNED), **file_at(root / "docs", HOME)}


def generated_inputs(root: Path, generated: Files, last: SiteManifest) -> Inputs:
    """Return the generated files (by path below docs/) as inputs of the site."""
    return _hashed(root, {f"docs/{path}": found for path, found in generated.items()}, last)


def hashes(inputs: Inputs) -> dict[str, str]:
    """Return the checksums only: another time alone is no change."""
    return {path: found[2] for path, found in inputs.items()}


def signature(files: Files) -> str:
    """Return a digest of the names, sizes and times of all files."""
    digest = hashlib.sha256()
    for path, (size, time) in sorted(files.items()):
        digest.update(f"{path}\0{size}\0{whole_seconds(time)}\n".encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def _hashed(root: Path, files: Files, last: SiteManifest) -> Inputs:
    """Return the files with checksums, taken from the last build if size and time are the same."""
    found = {}
    for path, (size, time) in files.items():
        was = last.inputs.get(path)
        found[path] = was if was and was[:2] == (size, time) else (size, time, _hash(root / path))
    return found


def _hash(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()
