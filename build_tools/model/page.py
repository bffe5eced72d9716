"""A generated file of docs/, from which MkDocs makes the site."""

from build_tools.base.values import Value


class Original(Value, frozen=True):
    """The content of a page that is the unchanged file of source_docs at this path, with this checksum."""

    path: str
    sha256: str


class Records(Value, frozen=True):
    """The content of a page that is those of the generated files at these paths, one after another, packed by gzip."""

    paths: tuple[str, ...]


class Page(Value, frozen=True):
    """A generated file of docs/; `path` is relative to that."""

    path: str
    content: str | bytes | Original | Records
