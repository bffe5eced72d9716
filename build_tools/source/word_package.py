"""The parts of a Word file and how they refer to each other (ECMA-376, parts 1 and 2; strict files are read as others).

Only what holds text must be whole: a picture, a thumbnail or a link that leads nowhere is no reason to refuse a file.
"""

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from docx.oxml import parse_xml

from build_tools.source.archive import DAMAGED, member, parts
from build_tools.source.reading import RefusedError
from build_tools.source.word_styles import Node

# Part 1 (strict) and part 4 (transitional) name the same elements in other namespaces.
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(wordprocessingml|drawingml|officeDocument)/(\w+)")
_FIRST = "word/document.xml"


@dataclass(frozen=True, slots=True)
class Related:
    """A relationship of the document: what kind of part it leads to, and the name of that part."""

    kind: str
    name: str


class Package:
    """A Word file as parts. Raises RefusedError (VB010, VB011) if it is unsafe, damaged, or has no document."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._parts = {_name(name): _transitional(part) for name, part in parts(data).items()}
        main = [related.name for related in self._relations("").values() if related.kind == "officeDocument"]
        self._main = next((name for name in (*main, _FIRST) if name in self._parts), None)
        if self._main is None:
            raise RefusedError("VB011", DAMAGED)
        self.document: Node = parse_xml(self._parts[self._main])
        self._related = self._relations(self._main)
        self.missing: set[str] = set()

    def part(self, kind: str) -> Node:
        """Return the root of the first part of this kind ("styles", "numbering"), or `None`."""
        return next(self.parts_of(kind), None)

    def parts_of(self, kind: str) -> Iterator[Node]:
        """Yield the roots of all parts of this kind ("header"), in the order of their names.

        Names of those that the document refers to and the file does not hold whole are put into `missing`.
        """
        for name in sorted({related.name for related in self._related.values() if related.kind == kind}):
            if name in self._parts:
                yield parse_xml(self._parts[name])
            else:
                self.missing.add(name)

    def target(self, key: str | None) -> tuple[str, bytes | None]:
        """Return name and bytes of the part that a relationship leads to; `None` for bytes that are not there."""
        related = self._related.get(key or "")
        return (related.name, member(self._data, related.name)) if related else ("", None)

    def _relations(self, source: str) -> Mapping[str, Related]:
        """Return the relationships of a part, or of the package (""), but for those that lead out of the file."""
        folder, _, name = source.rpartition("/")
        part = self._parts.get(posixpath.join(folder, "_rels", f"{name}.rels").lower())
        if part is None:
            return {}
        return {
            node.get("Id", ""): Related(
                node.get("Type", "").rpartition("/")[2],
                _name(posixpath.normpath(posixpath.join("/", folder, unquote(node.get("Target", ""))))),
            )
            for node in parse_xml(part)
            if isinstance(node.tag, str) and node.get("TargetMode") != "External"
        }


def _name(path: str) -> str:
    """Return the name of a part as it is looked up: names differ neither in case nor in the slash (part 2, 6.2.2)."""
    return path.replace("\\", "/").lstrip("/").lower()


def _transitional(part: bytes) -> bytes:
    """Return a part with the namespaces of transitional files."""
    return _STRICT.sub(_renamed, part) if b"purl.oclc.org/ooxml" in part[:20_000] else part


def _renamed(match: re.Match[bytes]) -> bytes:
    family, name = match.groups()
    return b"http://schemas.openxmlformats.org/%b/2006/%b" % (family, name)
