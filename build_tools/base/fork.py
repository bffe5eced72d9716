"""Fork-based parallel work: children inherit the memory of this process, so that nothing is sent to them.

A child that is interrupted with us (Ctrl+C) ends without a word: the parent says what is to be said.
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

# What a message of a child begins with.
_DONE, _FAILED = b"\0", b"\1"
# How seldom a child looks for circles: at Python's own 700 objects it takes a tenth of the time, and saves 15 MB.
_SELDOM = (20_000, 50, 100)
_OS_ERROR = decoder(tuple[int, str, str])


class LostError(RuntimeError):
    """A process has ended before its work was done, as when the system takes its memory away."""


def fork_map(number: int, work: Callable[[Iterable[int]], Iterator[bytes]], *, inline: bool = False) -> Iterator[bytes]:
    """Yield what `work` yields for the places below `number`, as results come; each child takes the next place.

    With one processor, on a system without fork, or where the caller says `inline` since a child costs more than so
    little work, this process does it.
    Raises LostError where a child ends before its work is done, OSError where a file failed it.
    """
    children = min(executors.count(), number)
    if inline or children <= 1 or not _can_fork():
        yield from work(range(number))
        return
    context = get_context("fork")
    turn = context.Value("I", 0)
    gc.freeze()  # what the collector does not look at is not copied for it
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
    """Let a child do the work while this process goes on; what is returned waits for its result.

    `gently` lowers its priority. In the cases in which `fork_map` works inline, so does this, once the result is asked
    for. Raises LostError and OSError as that does.
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
    """Whether this system can fork, and another processor would run the child."""
    return executors.count() > 1 and "fork" in get_all_start_methods()


def as_bytes(error: OSError) -> bytes:
    """Return a failure of the system encoded for another process; `os_error` decodes it."""
    return encode((error.errno or 0, error.strerror or str(error), str(error.filename or "")))


def os_error(data: bytes) -> OSError:
    """Return the failure that `as_bytes` encoded."""
    return OSError(*_OS_ERROR(data))


def _work(work: Callable[[Iterable[int]], Iterator[bytes]], places: Iterator[int], pipe: Connection) -> None:
    gc.set_threshold(*_SELDOM)
    gc.enable()  # what stood here before is frozen; what MkDocs and Jinja make holds circles
    _send(work(places), pipe)


def _send(results: Iterator[bytes], pipe: Connection) -> None:
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
