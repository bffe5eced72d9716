"""Folders of hard links to the files of a site: what does not change is in the next site without being made again.

Files of a site are replaced and never changed in place, so that links to them are safe.
"""

import os
from collections.abc import Collection, Iterable
from contextlib import suppress
from pathlib import Path

from build_tools.base.files import files_below
from build_tools.publish.page_files import remove


def linked(site: Path, links: Path) -> dict[str, tuple[int, int]]:
    """Hard-link all files of the site into another folder and return them; none if one can't be linked."""
    stands = files_below(site)
    try:
        make_folders(links, stands)
        for path in stands:
            os.link(f"{site}/{path}", f"{links}/{path}")
    except OSError:
        return {}
    return stands


def link_inputs(root: Path, site: Path, paths: Iterable[str]) -> None:
    """Hard-link these files of docs/ into the site."""
    for path in paths:
        target = site / path.removeprefix("docs/")
        target.parent.mkdir(parents=True, exist_ok=True)
        os.link(root / path, target)


def move_among(made: Path, links: Path, new: Collection[str], gone: Collection[str]) -> None:
    """Move the files that are `new` from one folder among the links of another, from which others are `gone`."""
    remove(links, gone)
    make_folders(links, new)
    for path in new:
        os.replace(made / path, links / path)  # replaces the link; the site that has the file too keeps it


def made_level(old: Path, site: Path, new: Iterable[str], gone: Collection[str]) -> bool:
    """Let a former site have the files of the present one, which has `new` files and others no more.

    Returns whether it has; else it is to be thrown away.
    """
    try:
        remove(old, gone)
        for path in new:
            with suppress(FileNotFoundError):
                os.unlink(f"{old}/{path}")  # noqa: PTH108 – a path of strings, as in `linked`
            (old / path).parent.mkdir(parents=True, exist_ok=True)
            os.link(f"{site}/{path}", f"{old}/{path}")
    except OSError:
        return False
    return True


def make_folders(root: Path, paths: Iterable[str]) -> None:
    """Create the folders of these files below `root`."""
    for folder in {path.rpartition("/")[0] for path in paths}:
        (root / folder).mkdir(parents=True, exist_ok=True)
