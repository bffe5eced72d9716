"""Executors that parse documents: a process pool on this machine, or the workers of a Dask cluster."""

import gc
import os
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from contextlib import AbstractContextManager, contextmanager, suppress

from build_tools.base.process_pool import ProcessPool

# Creates an executor when there is work for it, and shuts it down.
Executors = Callable[[], AbstractContextManager[Executor]]
_SECONDS = 20
_NICE = 10


class ClusterError(Exception):
    """The cluster can't be reached, or its client is not installed; the message says what to do."""


def count() -> int:
    """Return how many processors this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # Windows and macOS know no such set
        return os.cpu_count() or 1


def give_way() -> None:
    """Lower the priority of this process."""
    with suppress(AttributeError):  # Windows has no such number
        os.nice(_NICE)


@contextmanager
def uncollected() -> Iterator[None]:
    """Pause the garbage collector: values hold no reference cycles, and scanning a large register for them is slow."""
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()


def processes() -> AbstractContextManager[Executor]:
    """Return a pool of spawned processes, one for each processor."""
    return ProcessPool(count())


def cluster(address: str) -> Executors:
    """Return a factory of executors on the Dask cluster whose scheduler has this address (tcp://…).

    A task whose worker is lost runs on another. The factory raises ClusterError where the cluster can't be reached.
    """

    @contextmanager
    def executors() -> Iterator[Executor]:
        try:
            from distributed import Client  # an optional dependency
        except ImportError:
            raise ClusterError("Cần cài thêm: pip install 'so-van-ban[cluster]'") from None
        try:
            client = Client(address, timeout=_SECONDS, set_as_default=False)  # type: ignore[no-untyped-call]
        except (OSError, ValueError) as error:
            raise ClusterError(f"Không gặp được cụm máy ở {address}: {error}") from None
        with client:
            yield client.get_executor(pure=False)  # type: ignore[no-untyped-call]

    return executors
