"""A pool of processes in which a worker that dies is noticed at once, whatever it was sent.

`concurrent.futures.ProcessPoolExecutor` of Python 3.11.2 (Debian 12) hangs for ever where a worker is killed while the
thread that feeds its queue is blocked in a write. Here each worker has a pipe and a thread of its own: a write to or a
read from a dead worker fails, and nothing waits for anything else.
"""

import signal
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context, resource_tracker
from multiprocessing.connection import Connection
from queue import SimpleQueue
from typing import Any, TypeVar

Result = TypeVar("Result")


class _Worker:
    """A new process that shares nothing with this one, and the pipe to it."""

    def __init__(self) -> None:
        context = get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs,), daemon=True)
        with _interrupts_held():
            self._process.start()
        theirs.close()  # only the worker holds it now: its end is the end of the pipe

    def call(self, function: Callable[..., Result], arguments: tuple[Any, ...]) -> Result:
        """Return what the function returns there, or raise what it raises; BrokenExecutor where the worker has died."""
        try:
            self._pipe.send((function, arguments))
            done, value = self._pipe.recv()
        except (EOFError, OSError) as error:
            raise BrokenExecutor("a worker has ended before its work was done") from error
        if done:
            result: Result = value
            return result
        raise value

    def end(self) -> None:
        """Kill it; a pending call raises BrokenExecutor."""
        self._process.kill()
        self._process.join()

    def close(self) -> None:
        """Close the pipe, once no thread uses it."""
        self._pipe.close()


class ProcessPool(Executor):
    """A pool of `count` spawned workers. Functions and arguments must be picklable.

    Leaving it ends the workers, whatever they are doing: ask for the results of all futures before.
    """

    def __init__(self, count: int) -> None:
        self._workers = [_Worker() for _ in range(count)]
        self._idle: SimpleQueue[_Worker] = SimpleQueue()
        for worker in self._workers:
            self._idle.put(worker)
        self._threads = ThreadPoolExecutor(count)

    def submit(self, function: Callable[..., Result], /, *arguments: Any, **_: Any) -> Future[Result]:  # noqa: ANN401
        """Let the next free worker call the function; its future raises BrokenExecutor where that worker dies."""
        return self._threads.submit(self._call, function, arguments)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End the workers at once, and whatever is not done; returns when all have ended."""
        for worker in self._workers:
            worker.end()
        self._threads.shutdown(wait=True, cancel_futures=True)
        for worker in self._workers:
            worker.close()

    def _call(self, function: Callable[..., Result], arguments: tuple[Any, ...]) -> Result:
        worker = self._idle.get()
        try:
            return worker.call(function, arguments)
        finally:
            self._idle.put(worker)  # also a dead one: the next call to it raises BrokenExecutor


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Hold back Ctrl+C: a process that is begun meanwhile never hears it, not even while its Python starts.

    It is for this process, which ends its workers.
    """
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    resource_tracker.ensure_running()  # begun with the first process; it would let interrupts through again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(pipe: Connection) -> None:
    """Run the calls that come through the pipe until it is closed."""
    while True:
        try:
            function, arguments = pipe.recv()
        except (EOFError, OSError):
            return
        try:
            answer = True, function(*arguments)
        except Exception as error:
            answer = False, error
        pipe.send(answer)
