"""Which pages must be made again, and by whom: the others stay as the last build left them.

A page is made again when what it was given, anything that it looked up, or our own program has changed, or when its
file is not the one we left. Where many are to be made, processes share them; they are forked, so that the corpus need
not be sent to them.
"""

import gc
import hashlib
import multiprocessing
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from multiprocessing.sharedctypes import Synchronized
from pathlib import Path

from build_tools import workers
from build_tools.corpus import UnitId, WorkId
from build_tools.readings import fingerprint
from build_tools.render import made
from build_tools.render.recipes import Plan, Recipe
from build_tools.render.site import Site
from build_tools.tree import Files
from build_tools.values import Value, decoder, encode, replace
from build_tools.write import write_page

# How the keys of a look-up are read back; those of works and units apart, by the name of the look-up.
_KEYS: dict[str, Callable[[bytes], object]] = {
    **dict.fromkeys(("units", "unit_pages", "duties", "groups", "children", "former"), decoder(UnitId)),
    **dict.fromkeys(("written", "findings", "by_path"), decoder(str)),
    "parties": decoder(tuple[WorkId, int]),
}
_WORK = decoder(WorkId)
# So few are made here, without other processes; these take so many at a time.
_FEW, _AT_ONCE = 60, 8


class _Record(Value, frozen=True):
    """A recipe as last made: a print of what it was given, places in the table of what it looked up, its files."""

    key: str
    given: bytes
    looked_up: bytes
    files: tuple[tuple[str, int, int], ...]
    note: bytes


class _Made(Value, frozen=True):
    """What a process tells of recipes that it made: place in the list, look-ups, files, note; and how many differed."""

    place: int
    looked_up: tuple[bytes, ...]
    files: tuple[tuple[str, int, int], ...]
    note: bytes
    changed: int


class _Manifest(Value, frozen=True):
    """All recipes as last made; `table` are all look-ups, `answers` the prints of what they answered."""

    program: bytes
    table: tuple[bytes, ...] = ()
    answers: tuple[bytes, ...] = ()
    records: tuple[_Record, ...] = ()


_MANIFEST = decoder(_Manifest)
_SEVERAL = decoder(tuple[_Made, ...])


def _print(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=12).digest()


def _seconds(time: int) -> int:
    """A time in whole seconds, as archives keep them: what a cache brings back is still ours."""
    return time // 1_000_000_000


def _look_up(name: str, key: object) -> bytes:
    """A look-up as bytes: its name and the key that was asked for."""
    return name.encode() + b"\0" + encode(key)


def _answer(site: Site, look_up: bytes) -> bytes:
    """A print of what the look-up answers now."""
    name, _, key = look_up.partition(b"\0")
    answers = getattr(site, name.decode())
    return _print(encode(answers.get(_KEYS.get(name.decode(), _WORK)(key))))


class Maker:
    """Makes recipes over the files of the last build; `finish` removes what none of them made and keeps the record."""

    def __init__(
        self, plan: Plan, docs: Path, sources: Path, kept: Path, files: Files, told: Callable[[int, int], object]
    ) -> None:
        self._plan, self._docs, self._sources, self._told = plan, docs, sources, told
        self._kept, self._program = kept, fingerprint_of_pages()
        self._files = {path: (size, _seconds(time)) for path, (size, time) in files.items()}
        self._last = _read(kept, self._program)
        self._before = {record.key: record for record in self._last.records}
        self._fresh: dict[int, bool] = {}
        self._table: dict[bytes, int] = {}
        self._records: list[_Record] = []
        self.changed = 0

    def __call__(self, recipes: Sequence[Recipe]) -> Mapping[str, bytes]:
        """Make what must be made of these recipes; return the notes of all of them."""
        given = [_print(encode(recipe.given)) for recipe in recipes]
        records = [self._before.get(recipe.key) for recipe in recipes]
        stale = [
            place
            for place, (record, now) in enumerate(zip(records, given, strict=True))
            if record is None or record.given != now or not self._stands(record)
        ]
        notes = {}
        for place, record in enumerate(records):
            if record is not None:
                notes[record.key] = record.note
                again = (self._last.table[at] for at in array("I", record.looked_up))
                records[place] = replace(record, looked_up=self._places(again))
        for found in self._made([recipes[place] for place in stale]):
            place = stale[found.place]
            key = recipes[place].key
            looked_up = self._places(found.looked_up)
            records[place] = _Record(key, given[place], looked_up, found.files, found.note)
            notes[key] = found.note
            self.changed += found.changed
        self._records += [record for record in records if record]
        return notes

    def _stands(self, record: _Record) -> bool:
        """Return whether nothing that the recipe looked up has changed, and its files are those that it left."""
        if any(self._files.get(path) != (size, seconds) for path, size, seconds in record.files):
            return False
        return all(self._is_fresh(place) for place in array("I", record.looked_up))

    def _is_fresh(self, place: int) -> bool:
        if place not in self._fresh:
            self._fresh[place] = _answer(self._plan.site, self._last.table[place]) == self._last.answers[place]
        return self._fresh[place]

    def _places(self, looked_up: Iterable[bytes]) -> bytes:
        return array("I", (self._table.setdefault(row, len(self._table)) for row in looked_up)).tobytes()

    def _made(self, recipes: Sequence[Recipe]) -> Iterator[_Made]:
        count = workers.count()
        self._told(0, len(recipes))
        if len(recipes) <= _FEW or count == 1 or "fork" not in multiprocessing.get_all_start_methods():
            for place, recipe in enumerate(recipes):
                yield self._one(place, recipe)
                self._told(place + 1, len(recipes))
            return
        yield from self._shared(recipes, count)

    def _shared(self, recipes: Sequence[Recipe], count: int) -> Iterator[_Made]:
        """Make them in forked processes, each taking the next few until none is left."""
        context = multiprocessing.get_context("fork")
        turn = context.Value("I", 0)
        gc.collect()
        gc.freeze()  # what is not looked at by the collector is not copied for it
        pipes, processes = [], []
        for _ in range(count):
            ours, theirs = context.Pipe(duplex=False)
            process = context.Process(target=self._work, args=(recipes, turn, theirs), daemon=True)
            process.start()
            theirs.close()
            pipes.append(ours)
            processes.append(process)
        gc.unfreeze()
        done = 0
        while pipes:
            for pipe in wait(pipes):
                with suppress(EOFError):
                    for found in _SEVERAL(pipe.recv_bytes()):  # type: ignore[union-attr]
                        done += 1
                        yield found
                    self._told(done, len(recipes))
                    continue
                pipes.remove(pipe)  # type: ignore[arg-type]
        for process in processes:
            process.join()
        if done < len(recipes):
            raise RuntimeError("a process that makes pages has ended before its work was done")

    def _work(self, recipes: Sequence[Recipe], turn: "Synchronized[int]", pipe: Connection) -> None:
        gc.disable()
        while True:
            with turn.get_lock():
                first = turn.value
                turn.value = first + _AT_ONCE
            places = range(first, min(first + _AT_ONCE, len(recipes)))
            if not places:
                break
            pipe.send_bytes(encode(tuple(self._one(place, recipes[place]) for place in places)))
        pipe.close()

    def _one(self, place: int, recipe: Recipe) -> _Made:
        pages, note, seen = made(self._plan, recipe)
        written = [write_page(self._docs, page, self._sources) for page in pages]
        looked_up = tuple(sorted(_look_up(name, key) for name, key in seen))
        files = tuple((file.path, file.size, _seconds(file.time)) for file in written)
        return _Made(place, looked_up, files, note, sum(file.changed for file in written))

    def finish(self) -> set[str]:
        """Keep the record of this build; return the paths of all files that belong to it."""
        known = {self._last.table[place]: self._last.answers[place] for place, fresh in self._fresh.items() if fresh}
        answers = tuple(known.get(look_up) or _answer(self._plan.site, look_up) for look_up in self._table)
        payload = encode(_Manifest(self._program, tuple(self._table), answers, tuple(self._records)))
        self._kept.parent.mkdir(parents=True, exist_ok=True)
        aside = self._kept.with_suffix(".moi")
        aside.write_bytes(_print(payload) + payload)
        aside.replace(self._kept)
        return {path for record in self._records for path, _, _ in record.files}


def _read(kept: Path, program: bytes) -> _Manifest:
    """The record of the last build; an empty one where it is not whole or not of this program."""
    with suppress(OSError, ValueError):
        data = kept.read_bytes()
        manifest = _MANIFEST(data[12:])
        if data[:12] == _print(data[12:]) and manifest.program == program:
            return manifest
    return _Manifest(program)


def fingerprint_of_pages() -> bytes:
    """Return what besides the corpus decides what the pages are: all of our program."""
    digest = hashlib.blake2b(fingerprint(), digest_size=16)
    ours = Path(__file__).parent
    for file in sorted(ours.rglob("*")):
        if file.suffix in (".py", ".j2", ".yml"):
            digest.update(file.relative_to(ours).as_posix().encode() + b"\0" + file.read_bytes())
    return digest.digest()
