"""What a process that builds again and again keeps of the pages between two builds: page tasks and look-ups as values.

Values tell what has changed without being encoded: most are the same objects, and others are compared field by field.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from build_tools.base.files import Files
from build_tools.incremental.page_dependencies import PageDependencies, encode_lookup
from build_tools.render.lookups import LOOKUPS, Site
from build_tools.render.page_task import PageTask

_ABSENT = object()


@dataclass(frozen=True, slots=True)
class KeptPages:
    """The page tasks of the last build by key, its look-ups, and its record; `program` is what that depends on.

    A task that was left for later is not among the `tasks`. `files` are those that the build left.
    """

    program: bytes
    site: Site
    tasks: Mapping[str, PageTask]
    dependencies: PageDependencies
    files: Files

    def has(self, page_task: PageTask) -> bool:
        """Return whether the page task is the same: the same function with the same inputs."""
        before = self.tasks.get(page_task.key)
        return before is not None and before.make is page_task.make and before.inputs == page_task.inputs

    def changed(self, site: Site) -> Iterator[bytes]:
        """Yield the look-ups, encoded, whose results differ in another site."""
        for name in LOOKUPS:
            before, now = getattr(self.site, name), getattr(site, name)
            for key in _differing(before, now):
                yield encode_lookup(name, key)


def _differing(before: Mapping[Any, Any], now: Mapping[Any, Any]) -> Iterator[Any]:
    """Yield the keys whose values differ, or that only one of both has."""
    for key, value in now.items():
        former = before.get(key, _ABSENT)
        if former is not value and former != value:
            yield key
    yield from before.keys() - now.keys()
