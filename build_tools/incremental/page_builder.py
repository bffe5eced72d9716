"""Which pages must be made again, and by whom: the others stay as the last build left them.

A page is made again when what it was given, anything that it looked up, or our own program has changed, or when its
file is not the one we left. Where many are to be made, processes share them; they are forked, so that the corpus need
not be sent to them.
"""

import itertools
import os
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from pathlib import Path

from build_tools.base.files import Files, whole_seconds
from build_tools.base.fork import fork_map, fork_once
from build_tools.base.values import Value, decoder, encode, replace
from build_tools.incremental.fingerprint import fingerprint_of_pages
from build_tools.incremental.page_dependencies import (
    DIGEST_SIZE,
    PageDependencies,
    TaskRecord,
    answers_of,
    digest_of,
    look_up_of,
    read,
    write,
)
from build_tools.publish.page_files import write_page
from build_tools.render import run_page_task
from build_tools.render.page_task import PageTask, Plan

# So few pages are made inline: other processes would take longer than they save.
INLINE = 60
# For fewer look-ups a copy of this process costs more than it does.
_MANY = 10_000


class _Made(Value, frozen=True):
    """What a process tells of a page task that it made: place in the list, look-ups, what it was given, files, note.

    `inputs` is a digest of what it was given; `changed` is how many files differed.
    Each process numbers the look-ups that it meets and tells each once: `met` are those that are new, `looked_up` the
    numbers of all that this page task asked for.
    """

    process: int
    place: int
    met: tuple[bytes, ...]
    looked_up: bytes
    inputs: bytes
    files: tuple[tuple[str, int, int], ...]
    note: bytes
    changed: int


_MADE = decoder(_Made)


class _Renumbered(dict[int, int]):
    """The place in the new table of each look-up of the last one, found when it is asked for."""

    def __init__(self, table: Sequence[bytes], place: Callable[[bytes], int]) -> None:
        super().__init__()
        self._table, self._place = table, place

    def __missing__(self, last: int) -> int:
        self[last] = self._place(self._table[last])
        return self[last]


class PageBuilder:
    """Makes page tasks over the files of the last build; `finish` keeps the record and tells which files belong to it.

    Up to `inline` tasks are done in this process.
    """

    def __init__(
        self,
        plan: Plan,
        docs: Path,
        sources: Path,
        kept: Path,
        files: Files,
        on_progress: Callable[[int, int], object],
        inline: int = INLINE,
    ) -> None:
        self._plan, self._docs, self._sources, self._on_progress = plan, docs, sources, on_progress
        self._inline = inline
        self._kept, self._program = kept, fingerprint_of_pages()
        self._files = dict(files)
        self._last = read(kept, self._program)
        self._before = {record.key: record for record in self._last.records}
        self._answer = answers_of(plan.site)
        table = self._last.table
        self._pending_answers = self._answered(table)
        self._table: dict[bytes, int] = {}
        self._renumbered = _Renumbered(self._last.table, self._place)
        self._records: list[TaskRecord] = []
        self.changed = 0

    @cached_property
    def _answers(self) -> Mapping[bytes, bytes]:
        """What each look-up of the last build answers now: found out while the page tasks were planned."""
        return dict(zip(self._last.table, _digests(self._pending_answers()), strict=True))

    def _answered(self, look_ups: Sequence[bytes]) -> Callable[[], bytes]:
        """Let a copy of this process find out what these look-ups answer."""
        return fork_once(lambda: b"".join(map(self._answer, look_ups)), inline=len(look_ups) < _MANY)

    @cached_property
    def _changed(self) -> set[int]:
        """The look-ups of the last build that answer something else now."""
        answers = zip(self._answers.values(), self._last.answers, strict=True)
        return {place for place, (now, then) in enumerate(answers) if now != then}

    def __call__(self, page_tasks: Sequence[PageTask]) -> Mapping[str, bytes]:
        """Make what must be made of these page tasks; return the notes of all of them."""
        records = [self._before.get(page_task.key) for page_task in page_tasks]
        stale = [
            place
            for place, (page_task, record) in enumerate(zip(page_tasks, records, strict=True))
            if record is None or record.inputs != _inputs_digest(page_task) or not self._stands(record)
        ]
        # What takes long is not left to the end.
        stale.sort(key=lambda place: _size(records[place]) * page_tasks[place].weight, reverse=True)
        notes = {}
        for place in set(range(len(page_tasks))).difference(stale):
            if record := records[place]:
                notes[record.key] = record.note
                kept = map(self._renumbered.__getitem__, array("I", record.looked_up))
                records[place] = replace(record, looked_up=array("I", kept).tobytes())
        numbered: dict[int, list[int]] = defaultdict(list)
        for found in self._made([page_tasks[place] for place in stale]):
            numbers = numbered[found.process]
            numbers += map(self._place, found.met)
            looked_up = array("I", map(numbers.__getitem__, array("I", found.looked_up))).tobytes()
            place = stale[found.place]
            key = page_tasks[place].key
            files = tuple((path, size, whole_seconds(time)) for path, size, time in found.files)
            records[place] = TaskRecord(key, found.inputs, looked_up, files, found.note)
            self._files.update((path, (size, time)) for path, size, time in found.files)
            notes[key] = found.note
            self.changed += found.changed
        self._records += [record for record in records if record]
        return notes

    def _stands(self, record: TaskRecord) -> bool:
        """Return whether nothing that the page task looked up has changed, and its files are those that it left."""
        for path, size, seconds in record.files:
            found = self._files.get(path)
            if found is None or (found[0], whole_seconds(found[1])) != (size, seconds):
                return False
        return self._changed.isdisjoint(array("I", record.looked_up))

    def _place(self, look_up: bytes) -> int:
        """The place of a look-up in the new table."""
        return self._table.setdefault(look_up, len(self._table))

    def _made(self, page_tasks: Sequence[PageTask]) -> Iterator[_Made]:
        self._on_progress(0, len(page_tasks))
        several = fork_map(len(page_tasks), partial(self._work, page_tasks), inline=len(page_tasks) <= self._inline)
        for done, found in enumerate(several, 1):
            yield _MADE(found)
            self._on_progress(done, len(page_tasks))

    def _work(self, page_tasks: Sequence[PageTask], places: Iterable[int]) -> Iterator[bytes]:
        numbers: dict[tuple[str, object], int] = {}
        for place in places:
            pages, note, seen = run_page_task(self._plan, page_tasks[place])
            new = seen.difference(numbers)
            numbers |= zip(new, itertools.count(len(numbers)))
            met = tuple(look_up_of(name, key) for name, key in new)
            looked_up = array("I", map(numbers.__getitem__, seen)).tobytes()
            written = [write_page(self._docs, page, self._sources) for page in pages]
            files = tuple((file.path, file.size, file.time) for file in written)
            changed = sum(file.changed for file in written)
            yield encode(
                _Made(os.getpid(), place, met, looked_up, _inputs_digest(page_tasks[place]), files, note, changed)
            )

    def finish(self) -> Files:
        """Keep the record of this build; return all files that belong to it, as they stand.

        Raises RuntimeError where two page tasks have written one file: which of them stands would be chance.
        """
        owners: dict[str, str] = {}
        for record in self._records:
            for path, _, _ in record.files:
                if (other := owners.setdefault(path, record.key)) != record.key:
                    raise RuntimeError(f"{path} is made by {other} and by {record.key}")
        new = [look_up for look_up in self._table if look_up not in self._answers]
        half = self._answered(new[::2])  # of a first build these are all, and a second of work
        answers = {**self._answers, **{look_up: self._answer(look_up) for look_up in new[1::2]}}
        answers |= zip(new[::2], _digests(half()), strict=True)
        table = tuple(self._table)
        write(
            self._kept,
            self._program,
            PageDependencies(table, tuple(map(answers.__getitem__, table)), tuple(self._records)),
        )
        return {path: self._files[path] for path in owners}


def _inputs_digest(page_task: PageTask) -> bytes:
    return digest_of(encode(page_task.inputs))


def _digests(data: bytes) -> Iterator[bytes]:
    return (data[start : start + DIGEST_SIZE] for start in range(0, len(data), DIGEST_SIZE))


def _size(record: TaskRecord | None) -> int:
    """How many bytes a page task made last time."""
    return sum(size for _, size, _ in record.files) if record else 0
