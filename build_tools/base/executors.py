"""Executors that read documents: processes of this machine, or the workers of a Dask cluster."""

import gc
import os
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from contextlib import AbstractContextManager, contextmanager, suppress

from build_tools.base.process_pool import ProcessPool

# Makes an executor when there is something to do for it, and ends it.
Executors = Callable[[], AbstractContextManager[Executor]]
_SECONDS = 20
_NICE = 10


class ClusterError(Exception):
    """A cluster that does not answer, or can't be asked; the message says what to do."""


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
    """Disable the garbage collector: values hold no cycles, and in a large register the search for some takes long."""
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
    """Return what makes an executor on the Dask cluster whose scheduler has this address (tcp://…).

    A task whose worker is lost is done by another. Raises ClusterError where there is none.
    """

    @contextmanager
    def executors() -> Iterator[Executor]:
        try:
            from distributed import Client  # an extra: only who asks for a cluster needs it
        except ImportError:
            raise ClusterError("Cần cài thêm: pip install 'so-van-ban[cluster]'") from None
        try:
            client = Client(address, timeout=_SECONDS, set_as_default=False)  # type: ignore[no-untyped-call]
        except (OSError, ValueError) as error:
            raise ClusterError(f"Không gặp được cụm máy ở {address}: {error}") from None
        with client:
            yield client.get_executor(pure=False)  # type: ignore[no-untyped-call]

    return executors
