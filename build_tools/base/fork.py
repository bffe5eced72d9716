"""Copies of this process that share a piece of work, and see all that stands here.

A copy that is interrupted with us (Ctrl+C) ends without a word: what is to be said, the first process says.
"""

import gc
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from multiprocessing import get_all_start_methods, get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.sharedctypes import Synchronized
from signal import SIG_DFL, SIGINT, signal

from build_tools.base import executors
from build_tools.base.values import decoder, encode

# What a message of a copy begins with.
_DONE, _FAILED = b"\0", b"\1"
# When a copy looks for circles: Python's own 700 objects take a tenth of the time of all pages for 15 MB of memory.
_SELDOM = (20_000, 50, 100)
_OS_ERROR = decoder(tuple[int, str, str])


class LostError(RuntimeError):
    """A process has ended before its work was done, as when the system takes its memory away."""


def forked(number: int, work: Callable[[Iterable[int]], Iterator[bytes]], *, here: bool = False) -> Iterator[bytes]:
    """Yield what `work` yields in copies of this process, as it comes; each is given the next place until all are.

    The copies see all that stands here now. With one processor, or a system that can't copy, or where the caller says
    `here` since a copy costs more than so little work, it is done here.
    Raises LostError where a copy ends before its work is done, OSError where a file failed it.
    """
    copies = min(executors.count(), number)
    if here or copies <= 1 or not _can_copy():
        yield from work(range(number))
        return
    context = get_context("fork")
    turn = context.Value("I", 0)
    gc.freeze()  # what the collector does not look at is not copied for it
    pipes: list[Connection] = []
    processes = []
    for _ in range(copies):
        ours, theirs = context.Pipe(duplex=False)
        process = context.Process(target=_work, args=(work, _turns(number, turn), theirs), daemon=True)
        process.start()
        theirs.close()
        pipes.append(ours)
        processes.append(process)
    gc.unfreeze()
    while pipes:
        for pipe in wait(pipes):
            try:
                told = pipe.recv_bytes()  # type: ignore[union-attr]
            except EOFError:
                pipes.remove(pipe)  # type: ignore[arg-type]
                continue
            if told[:1] == _FAILED:
                for process in processes:
                    process.terminate()
                raise os_error(told[1:])
            yield told[1:]
    for process in processes:
        process.join()
        if process.exitcode != 0:
            raise LostError


def aside(work: Callable[[], bytes], *, here: bool = False, gently: bool = False) -> Callable[[], bytes]:
    """Let a copy of this process do the work while this one goes on; what is returned waits for its result.

    `gently` says that the others come first where there is more to do than there are processors. The work is done here,
    once it is asked for, in the cases in which `forked` does so. Raises LostError and OSError as that does.
    """
    if here or not _can_copy():
        return work
    context = get_context("fork")
    ours, theirs = context.Pipe(duplex=False)

    def copied() -> None:
        if gently:
            executors.give_way()
        _tell((work() for _ in range(1)), theirs)

    process = context.Process(target=copied, daemon=True)
    process.start()
    theirs.close()

    def result() -> bytes:
        try:
            told = ours.recv_bytes()
        except EOFError:
            raise LostError from None
        finally:
            process.join()
        if told[:1] == _FAILED:
            raise os_error(told[1:])
        return told[1:]

    return result


def _can_copy() -> bool:
    """Whether this system can copy a process, and another processor would run the copy."""
    return executors.count() > 1 and "fork" in get_all_start_methods()


def as_bytes(error: OSError) -> bytes:
    """Return a failure of the system as one process tells it to another; `os_error` reads it."""
    return encode((error.errno or 0, error.strerror or str(error), str(error.filename or "")))


def os_error(told: bytes) -> OSError:
    """Return the failure that another process told."""
    return OSError(*_OS_ERROR(told))


def _work(work: Callable[[Iterable[int]], Iterator[bytes]], places: Iterator[int], pipe: Connection) -> None:
    gc.set_threshold(*_SELDOM)
    gc.enable()  # what stood here before is frozen; what MkDocs and Jinja make holds circles
    _tell(work(places), pipe)


def _tell(results: Iterator[bytes], pipe: Connection) -> None:
    """Send what is made, or which file failed it."""
    signal(SIGINT, SIG_DFL)
    try:
        for result in results:
            pipe.send_bytes(_DONE + result)
    except OSError as error:
        with suppress(OSError):  # who asked may be gone
            pipe.send_bytes(_FAILED + as_bytes(error))
    pipe.close()


def _turns(number: int, turn: "Synchronized[int]") -> Iterator[int]:
    while True:
        with turn.get_lock():
            place = turn.value
            turn.value += 1
        if place >= number:
            return
        yield place
