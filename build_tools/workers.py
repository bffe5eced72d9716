"""Who reads the documents: processes of this machine, or the workers of a Dask cluster. The one door to both."""

import os
from concurrent.futures import Executor, ProcessPoolExecutor
from multiprocessing import get_context


def count() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0))


def processes() -> Executor:
    """Return a pool of processes, one for each processor; they begin anew and share nothing with this one."""
    return ProcessPoolExecutor(count(), mp_context=get_context("spawn"))
