"""Copies of this process that share a piece of work, and see all that stands here."""

import gc
from collections.abc import Callable, Iterable, Iterator
from multiprocessing import get_all_start_methods, get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.sharedctypes import Synchronized

from build_tools import workers


class LostError(RuntimeError):
    """A process has ended before its work was done, as when the system takes its memory away."""


def forked(
    number: int, at_once: int, work: Callable[[Iterable[int]], Iterator[bytes]], *, here: bool = False
) -> Iterator[bytes]:
    """Yield what `work` yields in copies of this process, as it comes; each is given the next few places until all are.

    The copies see all that stands here now. With one processor, or a system that can't copy, or where the caller says
    `here` since a copy costs more than so little work, it is done here.
    Raises LostError where a copy ends before its work is done.
    """
    copies = min(workers.count(), -(-number // at_once))
    if here or copies <= 1 or "fork" not in get_all_start_methods():
        yield from work(range(number))
        return
    context = get_context("fork")
    turn = context.Value("I", 0)
    gc.collect()
    gc.freeze()  # what the collector does not look at is not copied for it
    pipes: list[Connection] = []
    processes = []
    for _ in range(copies):
        ours, theirs = context.Pipe(duplex=False)
        process = context.Process(target=_work, args=(work, _turns(number, at_once, turn), theirs), daemon=True)
        process.start()
        theirs.close()
        pipes.append(ours)
        processes.append(process)
    gc.unfreeze()
    while pipes:
        for pipe in wait(pipes):
            try:
                yield pipe.recv_bytes()  # type: ignore[union-attr]
            except EOFError:
                pipes.remove(pipe)  # type: ignore[arg-type]
    for process in processes:
        process.join()
        if process.exitcode != 0:
            raise LostError


def _work(work: Callable[[Iterable[int]], Iterator[bytes]], places: Iterator[int], pipe: Connection) -> None:
    gc.enable()  # what stood here before is frozen; what MkDocs and Jinja make holds circles
    for result in work(places):
        pipe.send_bytes(result)
    pipe.close()


def _turns(number: int, at_once: int, turn: "Synchronized[int]") -> Iterator[int]:
    while True:
        with turn.get_lock():
            first = turn.value
            turn.value = first + at_once
        if first >= number:
            return
        yield from range(first, min(first + at_once, number))
