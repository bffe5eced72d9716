"""Bundles → parsed documents with their own findings, from the cache or by workers.

The work is a pure function from bytes to bytes, so any `concurrent.futures.Executor` can do it: a process pool or a
cluster.
"""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from contextlib import ExitStack
from pathlib import Path

from build_tools.base.diagnostics import Diagnostic, InputError, Location, Severity
from build_tools.base.executors import Executors
from build_tools.base.fork import LostError
from build_tools.base.values import decoder, encode
from build_tools.checks import check_document
from build_tools.checks.duplicates import sample_of
from build_tools.incremental.document_cache import DocumentCache, ParsedEntry
from build_tools.incremental.fingerprint import fingerprint
from build_tools.model.document import Document
from build_tools.model.source import Bundle
from build_tools.parse import parse
from build_tools.source import is_unpublished, source_of
from build_tools.vocabulary import Vocabulary, load

# Limits of a worker's task, in bytes and documents: small enough to spread evenly, large enough to outweigh sending.
_TASK_BYTES, _TASK_DOCUMENTS = 400_000, 64
_UNDER_WAY = 8
_BUNDLES = decoder(tuple[Bundle, ...])
_ENTRIES = decoder(tuple[ParsedEntry, ...])


def parse_bundle(bundle: Bundle, vocabulary: Vocabulary, conversions: Path | None = None) -> ParsedEntry:
    """Read, parse and check one document; for an unpublished one return only a note that says so (VB019).

    `conversions` is the folder of converted files.
    """
    if is_unpublished(bundle):
        message = "Không công bố theo tệp khai báo: trang web không có gì của văn bản này."
        return ParsedEntry(None, (Diagnostic(Location(bundle.path), Severity.NOTE, "VB019", message),))
    try:
        source, notes = source_of(bundle, conversions)
    except InputError as error:
        return ParsedEntry(None, error.diagnostics)
    document = parse(source, vocabulary)
    return ParsedEntry(document, (*notes, *check_document(document, vocabulary)), sample_of(source.text))


def parse_encoded(bundles: bytes, conversions: str | None, program: bytes) -> bytes:
    """Return `parse_bundle` of several bundles; argument and result are encoded for a worker.

    Raises RuntimeError if the worker's program is not the caller's (`program`): its results could differ.
    """
    if program != fingerprint():
        raise RuntimeError("a worker runs another version of the program, of its libraries or of its converters")
    folder = Path(conversions) if conversions else None
    return encode(tuple(parse_bundle(bundle, load(), folder) for bundle in _BUNDLES(bundles)))


def parse_documents(
    bundles: Iterable[Bundle | str],
    cache: DocumentCache,
    conversions: Path | None,
    executors: Executors,
    on_progress: Callable[[int], object],
    *,
    task_documents: int = _TASK_DOCUMENTS,
) -> list[ParsedEntry]:
    """Return the entry of each bundle, in their order; `on_progress` is called with the number of entries done.

    A path stands for the bundle whose entry the cache gave last.

    A few documents are parsed in this process, more by an executor. Only a few tasks are submitted at a time, to limit
    the bytes in memory; a task has at most `task_documents`. Raises LostError if a worker ends before its work is done.
    """
    results: dict[int, ParsedEntry] = {}
    waiting: dict[int, tuple[Bundle, bytes]] = {}
    with ExitStack() as stack:
        tasks = _Tasks(stack, executors, conversions)
        for place, bundle in enumerate(bundles):
            if isinstance(bundle, str):
                results[place] = cache.last(bundle)
                continue
            key = bundle.key
            if found := cache.find(bundle, key):
                results[place] = found
            else:
                waiting[place] = bundle, key
                if len(waiting) >= task_documents or sum(len(b.data) for b, _ in waiting.values()) > _TASK_BYTES:
                    tasks.send(waiting)
                    waiting = {}
            results |= tasks.done(cache)
            on_progress(len(results))
        for place, (bundle, key) in waiting.items():
            results[place] = parse_bundle(bundle, load(), conversions)
            cache.put(bundle.path, key, results[place])
        results |= tasks.done(cache, everything=True)
        on_progress(len(results))
    return [results[place] for place in sorted(results)]


class _Tasks:
    """The submitted tasks; the executor is created with the first one."""

    def __init__(self, stack: ExitStack, executors: Executors, conversions: Path | None) -> None:
        self._stack, self._executors = stack, executors
        self._conversions = str(conversions) if conversions else None
        self._executor: Executor | None = None
        self._under_way: dict[Future[bytes], dict[int, tuple[str, bytes]]] = {}

    def send(self, waiting: dict[int, tuple[Bundle, bytes]]) -> None:
        if self._executor is None:
            self._executor = self._stack.enter_context(self._executors())
        payload = encode(tuple(bundle for bundle, _ in waiting.values()))
        names = {place: (bundle.path, key) for place, (bundle, key) in waiting.items()}
        self._under_way[self._executor.submit(parse_encoded, payload, self._conversions, fingerprint())] = names

    def done(self, cache: DocumentCache, *, everything: bool = False) -> dict[int, ParsedEntry]:
        """Return the entries of completed tasks; wait until at most `_UNDER_WAY` are left, or for `everything`."""
        found: dict[int, ParsedEntry] = {}
        while self._under_way and (everything or len(self._under_way) > _UNDER_WAY):
            for future in wait(self._under_way, return_when=FIRST_COMPLETED).done:
                names = self._under_way.pop(future)
                try:
                    several = _ENTRIES(future.result())
                except BrokenExecutor:
                    raise LostError from None
                for (place, (path, key)), made in zip(names.items(), several, strict=True):
                    found[place] = made
                    cache.put(path, key, made)
        return found


def documents_of(found: Iterable[ParsedEntry]) -> Iterator[Document]:
    """Yield the documents that can be used."""
    return (entry.document for entry in found if entry.document)
