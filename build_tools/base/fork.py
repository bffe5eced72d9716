"""Parallel work in forked children: they inherit the memory of this process, so that no input is sent to them.

A child interrupted by Ctrl+C exits silently: its parent reports the interruption.
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

# The first byte of a child's message.
_DONE, _FAILED = b"\0", b"\1"
# Garbage collection thresholds of a child: Python's own (700 objects) cost a tenth of the time and save 15 MB.
_SELDOM = (20_000, 50, 100)
_OS_ERROR = decoder(tuple[int, str, str])


class LostError(RuntimeError):
    """A child process ended before its work was done, as when the system runs out of memory."""


def fork_map(number: int, work: Callable[[Iterable[int]], Iterator[bytes]], *, inline: bool = False) -> Iterator[bytes]:
    """Yield what `work` yields for the indexes 0 … `number` - 1, in the order of completion.

    Each child takes the next index when it is free. The work is done in this process with one processor, on a system
    without fork, or if `inline` is set because there is too little of it to pay for children.
    Raises LostError if a child ends before its work is done, and the OSError that a child raised.
    """
    children = min(executors.count(), number)
    if inline or children <= 1 or not _can_fork():
        yield from work(range(number))
        return
    context = get_context("fork")
    turn = context.Value("I", 0)
    gc.freeze()  # the collector would write to inherited objects and so copy their memory
    pipes: list[Connection] = []
    processes = []
    for _ in range(children):
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
                message = pipe.recv_bytes()  # type: ignore[union-attr]
            except EOFError:
                pipes.remove(pipe)  # type: ignore[arg-type]
                continue
            if message[:1] == _FAILED:
                for process in processes:
                    process.terminate()
                raise os_error(message[1:])
            yield message[1:]
    for process in processes:
        process.join()
        if process.exitcode != 0:
            raise LostError


def fork_once(work: Callable[[], bytes], *, inline: bool = False, gently: bool = False) -> Callable[[], bytes]:
    """Start the work in a child; return a function that waits for its result.

    `gently` lowers the child's priority. Where `fork_map` would work inline, the returned function does the work.
    It raises LostError and OSError as `fork_map` does.
    """
    if inline or not _can_fork():
        return work
    context = get_context("fork")
    ours, theirs = context.Pipe(duplex=False)

    def child() -> None:
        if gently:
            executors.give_way()
        _send((work() for _ in range(1)), theirs)

    process = context.Process(target=child, daemon=True)
    process.start()
    theirs.close()

    def result() -> bytes:
        try:
            message = ours.recv_bytes()
        except EOFError:
            raise LostError from None
        finally:
            process.join()
        if message[:1] == _FAILED:
            raise os_error(message[1:])
        return message[1:]

    return result


def _can_fork() -> bool:
    """Return whether this system can fork, and has another processor for the child."""
    return executors.count() > 1 and "fork" in get_all_start_methods()


def as_bytes(error: OSError) -> bytes:
    """Return an error encoded for another process; `os_error` decodes it."""
    return encode((error.errno or 0, error.strerror or str(error), str(error.filename or "")))


def os_error(data: bytes) -> OSError:
    """Return the error that `as_bytes` encoded."""
    return OSError(*_OS_ERROR(data))


def _work(work: Callable[[Iterable[int]], Iterator[bytes]], places: Iterator[int], pipe: Connection) -> None:
    gc.set_threshold(*_SELDOM)
    gc.enable()  # inherited objects are frozen; those of MkDocs and Jinja hold reference cycles
    _send(work(places), pipe)


def _send(results: Iterator[bytes], pipe: Connection) -> None:
    """Send the results, or the OSError that ended them."""
    signal(SIGINT, SIG_DFL)
    try:
        for result in results:
            pipe.send_bytes(_DONE + result)
    except OSError as error:
        with suppress(OSError):  # the parent may be gone
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
