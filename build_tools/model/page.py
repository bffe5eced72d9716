"""A file of the site's sources."""

from build_tools.base.values import Value


class Original(Value, frozen=True):
    """The bytes of the file of source_docs at this path, whose checksum is known."""

    path: str
    sha256: str


class Page(Value, frozen=True):
    """A file of the site's sources: `path` is relative to docs/."""

    path: str
    content: str | bytes | Original
