"""Bundles → parsed documents, cached by content: a document is read and parsed once.

The work is a pure map of bytes to bytes, so that any `concurrent.futures.Executor` can do it: a pool of processes here,
the workers of a cluster.
"""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from contextlib import ExitStack
from functools import cache
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

# A task for a worker: small enough to share the work evenly, large enough not to be mostly sending.
_TASK_BYTES, _TASK_DOCUMENTS = 400_000, 64
_UNDER_WAY = 8
_BUNDLES = decoder(tuple[Bundle, ...])
_ENTRIES = decoder(tuple[ParsedEntry, ...])


def parse_bundle(bundle: Bundle, vocabulary: Vocabulary, conversions: Path | None = None) -> ParsedEntry:
    """Read, parse and check one document; of one that is not published, say only that it is not.

    `conversions` is the folder of what other programs make of documents.
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
    """Parse several bundles; bundles and entries are encoded, as workers exchange them.

    Raises RuntimeError in a worker whose program is not the one that asks: its answers would not be ours.
    """
    if program != fingerprint():
        raise RuntimeError("a worker runs another version of the program, of its libraries or of its converters")
    folder = Path(conversions) if conversions else None
    return encode(tuple(parse_bundle(bundle, _vocabulary(), folder) for bundle in _BUNDLES(bundles)))


@cache
def _vocabulary() -> Vocabulary:
    """The vocabulary of a worker, loaded once."""
    return load()


def parse_documents(
    bundles: Iterable[Bundle],
    cache: DocumentCache,
    conversions: Path | None,
    executors: Executors,
    on_progress: Callable[[int], object],
) -> list[ParsedEntry]:
    """Return what is made of each bundle, in their order; `on_progress` is called with how many are done.

    A few documents are read here; for more an executor is made. No more bytes are under way than the workers need.
    Raises LostError where a worker ends before its work is done.
    """
    results: dict[int, ParsedEntry] = {}
    waiting: dict[int, tuple[Bundle, bytes]] = {}
    with ExitStack() as stack:
        tasks = _Tasks(stack, executors, conversions)
        for place, bundle in enumerate(bundles):
            key = bundle.key
            if found := cache.find(bundle, key):
                results[place] = found
            else:
                waiting[place] = bundle, key
                if len(waiting) >= _TASK_DOCUMENTS or sum(len(b.data) for b, _ in waiting.values()) > _TASK_BYTES:
                    tasks.send(waiting)
                    waiting = {}
            results |= tasks.done(cache)
            on_progress(len(results))
        for place, (bundle, key) in waiting.items():
            results[place] = parse_bundle(bundle, _vocabulary(), conversions)
            cache.put(bundle.path, key, results[place])
        results |= tasks.done(cache, everything=True)
        on_progress(len(results))
    return [results[place] for place in sorted(results)]


class _Tasks:
    """The tasks that workers have under way; the executor is created for the first one."""

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
        """Return finished entries; wait for all, or until no more tasks are under way than the workers need."""
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
