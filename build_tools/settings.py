"""What mkdocs.yml says to our own part of the build, below `extra`."""

from pathlib import Path

from build_tools.yaml_records import switch

_FILE = "mkdocs.yml"


def masks_all(root: Path) -> bool:
    """Return whether numbers of persons are hidden in all documents (`extra.che_so`).

    Raises InputError (VB003) where that can't be told: nothing is published that might have to be hidden.
    """
    file = root / _FILE
    text = file.read_text(encoding="utf-8") if file.is_file() else ""
    return switch(text, _FILE, "extra", "che_so", code="VB003")
