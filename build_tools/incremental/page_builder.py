"""Runs the page tasks that are out of date; other pages stay as the last build left them.

A page task is out of date if its inputs, the result of one of its lookups or the program has changed, or if one of its
files is not as the last build left it. Many page tasks are shared among forked children, which inherit the corpus.
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
from build_tools.incremental.kept_pages import KeptPages
from build_tools.incremental.page_dependencies import (
    DIGEST_SIZE,
    PageDependencies,
    Renumbered,
    TaskRecord,
    answers_of,
    digest_of,
    encode_lookup,
    read,
    refuse_two_makers,
    write,
)
from build_tools.publish.page_files import write_page
from build_tools.render.page_task import PageTask, Plan
from build_tools.render.pages.plans import run_page_task

# Up to so many page tasks, and so many bytes of the last build, are made in this process: starting children would take
# longer.
INLINE, _LITTLE = 60, 1_000_000
# Minimum number of lookups for which a child pays off; so many are sought in the bytes of a record one by one.
_MANY, _FEW = 10_000, 40


class _Result(Value, frozen=True):
    """The result of running a page task: its index in the list, its lookups, a digest of its inputs, files, note.

    `changed` is the number of files that differed. To send each lookup only once, each process numbers its lookups:
    `new_lookups` are encoded and continue its numbers, `looked_up` are the numbers of all lookups of this page task.
    """

    process: int
    index: int
    new_lookups: tuple[bytes, ...]
    looked_up: bytes
    inputs: bytes
    files: tuple[tuple[str, int, int], ...]
    note: bytes
    changed: int


_RESULT = decoder(_Result)


def _setting(plan: Plan) -> bytes:
    """What every page may depend on and no look-up tells: the site's address, the names that the register confirmed."""
    vocabulary = plan.site.vocabulary
    return repr((plan.site.base, vocabulary.abbreviations, sorted(vocabulary.own_units.items()))).encode()


class PageBuilder:
    """Runs page tasks over the files of the last build; `finish` writes the record of this one.

    `files` are the generated files as they stand; `kept` is the path of the record, `before` what this process kept of
    its last build. Up to `inline` tasks at a time are run in this process. `on_progress` is called with tasks done and
    tasks to do. With `hurried`, what may come later is left as it is, if all of it is whole, and no record is written:
    the next builder does both.
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
        *,
        hurried: bool = False,
        before: KeptPages | None = None,
    ) -> None:
        self._plan, self._docs, self._sources, self._on_progress = plan, docs, sources, on_progress
        self._inline, self._hurried, self._records_it = inline, hurried, not hurried
        self._kept, self._program = kept, fingerprint_of_pages() + _setting(plan)
        self._files = dict(files)
        self._memory = before if before and before.program == self._program else None
        # The files are those that the last build left, by the word of who gives them: none needs a look.
        self._trusts = self._memory is not None and files is self._memory.files
        self._last = self._memory.dependencies if self._memory else read(kept, self._program)
        self._before = {record.key: record for record in self._last.records}
        self._answer = answers_of(plan.site)
        self._pending_answers = None if self._memory else self._answer_in_child(self._last.table)
        # While somebody edits, look-ups keep their numbers, also those that nobody asks for any more.
        self._keeps_numbers = hurried and self._memory is not None
        self._table: dict[bytes, int] = dict(self._places) if self._keeps_numbers else {}
        self._renumbered = Renumbered(self._last.table, self._number)
        self._records: list[TaskRecord] = []
        self._tasks: dict[str, PageTask] = {}
        # Sets of page tasks that are not left for later, since a part of them is missing.
        self._made_now: set[str] = set()
        self.changed = self.left = 0

    @cached_property
    def _places(self) -> Mapping[bytes, int]:
        """The number of each lookup of the last build."""
        return {lookup: number for number, lookup in enumerate(self._last.table)}

    @cached_property
    def _answers(self) -> Sequence[bytes]:
        """Digests of the present results of the last build's lookups, computed while page tasks were planned."""
        if self._pending_answers:
            return tuple(_digests(self._pending_answers()))
        answers = list(self._last.answers)
        for number in self._changed:
            answers[number] = self._answer(self._last.table[number])
        return answers

    def _answer_in_child(self, lookups: Sequence[bytes]) -> Callable[[], bytes]:
        """Start a child that computes the digests of the results of these lookups."""
        return fork_once(lambda: b"".join(map(self._answer, lookups)), inline=len(lookups) < _MANY)

    @cached_property
    def _changed(self) -> set[int]:
        """The numbers of the last build's lookups whose results have changed."""
        if self._memory:
            places = map(self._places.get, self._memory.changed(self._plan.site))
            return {place for place in places if place is not None}
        answers = zip(self._answers, self._last.answers, strict=True)
        return {number for number, (now, then) in enumerate(answers) if now != then}

    def __call__(self, page_tasks: Sequence[PageTask]) -> Mapping[str, bytes]:
        """Run those of these page tasks that are out of date; return the notes of all of them by key."""
        records = [self._before.get(page_task.key) for page_task in page_tasks]
        stale = [
            index
            for index, (page_task, record) in enumerate(zip(page_tasks, records, strict=True))
            if record is None or not self._has_same_inputs(page_task, record) or not self._is_current(record)
        ]
        self._tasks |= {page_task.key: page_task for page_task in page_tasks}
        stale = self._without_later(page_tasks, records, stale)
        # Long tasks first, so that none is left to a single process at the end.
        stale.sort(key=lambda index: _size(records[index]) * page_tasks[index].weight, reverse=True)
        notes = {}
        for index in set(range(len(page_tasks))).difference(stale):
            if record := records[index]:
                notes[record.key] = record.note
                if self._keeps_numbers:
                    continue
                renumbered = map(self._renumbered.__getitem__, array("I", record.looked_up))
                records[index] = replace(record, looked_up=array("I", renumbered).tobytes())
        numbered: dict[int, list[int]] = defaultdict(list)
        little = sum(_size(records[index]) for index in stale) < _LITTLE
        for result in self._run([page_tasks[index] for index in stale], inline=little and len(stale) <= self._inline):
            numbers = numbered[result.process]
            numbers += map(self._number, result.new_lookups)
            looked_up = array("I", map(numbers.__getitem__, array("I", result.looked_up))).tobytes()
            index = stale[result.index]
            key = page_tasks[index].key
            files = tuple((path, size, whole_seconds(time)) for path, size, time in result.files)
            records[index] = TaskRecord(key, result.inputs, looked_up, files, result.note)
            self._files.update((path, (size, time)) for path, size, time in result.files)
            notes[key] = result.note
            self.changed += result.changed
        self._records += [record for record in records if record]
        return notes

    def _without_later(
        self, page_tasks: Sequence[PageTask], records: list[TaskRecord | None], stale: list[int]
    ) -> list[int]:
        """Return which tasks to run now; the records of those left for later are marked as out of date.

        What belongs together is left where all of it is whole.
        """
        if not self._hurried:
            return stale
        for page_task, record in zip(page_tasks, records, strict=True):
            if page_task.later and (record is None or not self._stands(record)):
                self._made_now.add(page_task.later)
        now = []
        for index in stale:
            page_task, record = page_tasks[index], records[index]
            if record and page_task.later and page_task.later not in self._made_now:
                records[index] = replace(record, inputs=b"")
                del self._tasks[record.key]
                self.left += 1
            else:
                now.append(index)
        return now

    def _has_same_inputs(self, page_task: PageTask, record: TaskRecord) -> bool:
        """Return whether the inputs of the page task are those of the last build."""
        if self._memory:
            return self._memory.has(page_task)
        return record.inputs == _inputs_digest(page_task)

    def _is_current(self, record: TaskRecord) -> bool:
        """Return whether the results of the page task's lookups are unchanged, and its files as it left them."""
        likely = any(mark in record.looked_up for mark in self._marks) if self._marks else bool(self._changed)
        return self._stands(record) and not (likely and self._changed.intersection(array("I", record.looked_up)))

    @cached_property
    def _marks(self) -> Sequence[bytes]:
        """The numbers of the changed lookups as bytes, where there are few: most records have none of these."""
        return [array("I", [number]).tobytes() for number in self._changed] if len(self._changed) <= _FEW else ()

    def _stands(self, record: TaskRecord) -> bool:
        """Return whether the files of a page task are as it left them."""
        if self._trusts:
            return True
        for path, size, seconds in record.files:
            file = self._files.get(path)
            if file is None or (file[0], whole_seconds(file[1])) != (size, seconds):
                return False
        return True

    def _number(self, lookup: bytes) -> int:
        """Return the number of a lookup in the new table, to which it is added if it is new."""
        return self._table.setdefault(lookup, len(self._table))

    def _run(self, page_tasks: Sequence[PageTask], *, inline: bool) -> Iterator[_Result]:
        self._on_progress(0, len(page_tasks))
        results = fork_map(len(page_tasks), partial(self._work, page_tasks), inline=inline)
        for done, result in enumerate(results, 1):
            yield _RESULT(result)
            self._on_progress(done, len(page_tasks))

    def _work(self, page_tasks: Sequence[PageTask], indexes: Iterable[int]) -> Iterator[bytes]:
        """Run the page tasks at these indexes, in a child or in this process; yield encoded results."""
        numbers: dict[tuple[str, object], int] = {}
        for index in indexes:
            pages, note, keys = run_page_task(self._plan, page_tasks[index])
            new = keys.difference(numbers)
            numbers |= zip(new, itertools.count(len(numbers)))
            new_lookups = tuple(encode_lookup(name, key) for name, key in new)
            looked_up = array("I", map(numbers.__getitem__, keys)).tobytes()
            written = [write_page(self._docs, page, self._sources) for page in pages]
            files = tuple((file.path, file.size, file.time) for file in written)
            changed = sum(file.changed for file in written)
            inputs = _inputs_digest(page_tasks[index])
            yield encode(_Result(os.getpid(), index, new_lookups, looked_up, inputs, files, note, changed))

    def finish(self) -> Files:
        """Write the record of this build, unless it was hurried; return all files that belong to it.

        Raises RuntimeError if two page tasks have written the same file: which of them is left would be chance.
        """
        paths = [path for record in self._records for path, _, _ in record.files]
        ours = set(paths)
        if len(ours) < len(paths):
            refuse_two_makers(self._records)
        table = tuple(self._table)
        answers = self._answers_of(table)
        self._last = PageDependencies(table, tuple(answers), tuple(self._records))
        if self._records_it:
            write(self._kept, self._program, self._last)
        self._files = {path: found for path, found in self._files.items() if path in ours}
        return self._files

    def _answers_of(self, table: Sequence[bytes]) -> Iterable[bytes]:
        """Return the digests of the present results of these lookups."""
        if self._keeps_numbers:  # it begins with the table of the last build
            return itertools.chain(self._answers, map(self._answer, table[len(self._last.table) :]))
        known = dict(zip(self._last.table, self._answers, strict=True))
        new = [lookup for lookup in table if lookup not in known]
        half = self._answer_in_child(new[::2])  # in a first build all lookups are new: a second of work
        known |= {lookup: self._answer(lookup) for lookup in new[1::2]}
        known |= zip(new[::2], _digests(half()), strict=True)
        return map(known.__getitem__, table)

    def memory(self) -> KeptPages:
        """Return what the next builder of this process may be given, once this one has finished."""
        return KeptPages(self._program, self._plan.site, self._tasks, self._last, self._files)


def _inputs_digest(page_task: PageTask) -> bytes:
    return digest_of(encode(page_task.inputs))


def _digests(data: bytes) -> Iterator[bytes]:
    return (data[start : start + DIGEST_SIZE] for start in range(0, len(data), DIGEST_SIZE))


def _size(record: TaskRecord | None) -> int:
    """Return how many bytes a page task wrote last time."""
    return sum(size for _, size, _ in record.files) if record else 0
