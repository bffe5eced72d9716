"""The Markdown extensions of mkdocs.yml, for tests that render a page by itself."""

from typing import Any

import yaml

from tests.conftest import ROOT

CONFIG: dict[str, Any] = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
_NAMED = [item if isinstance(item, dict) else {item: {}} for item in CONFIG["markdown_extensions"]]
EXTENSIONS = [name for item in _NAMED for name in item]
EXTENSION_CONFIGS = {name: options for item in _NAMED for name, options in item.items()}
