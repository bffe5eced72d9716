"""The whole build on one screen: source_docs → Sources → Documents → Corpus → Pages → docs/ → site/."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from build_tools.base.diagnostics import Diagnostic, Severity
from build_tools.base.executors import Executors, processes, uncollected
from build_tools.base.files import Files
from build_tools.base.fork import fork_once
from build_tools.base.memo import Memo
from build_tools.base.values import Value, decoder, encode, replace
from build_tools.checks import check_citations, corpus_checks, in_order
from build_tools.checks.duplicates import Alike, Pair, alike_in
from build_tools.config.mistakes import refuse_mistakes
from build_tools.config.settings import has_own_theme, masks_all, other_registers, site_url
from build_tools.incremental.document_cache import DocumentCache
from build_tools.incremental.former_stores import carry_over
from build_tools.incremental.input_digest import input_digest, keep_findings, last_findings
from build_tools.incremental.page_builder import INLINE, PageBuilder
from build_tools.incremental.parse_documents import documents_of, parse_documents
from build_tools.incremental.resident import Resident
from build_tools.model.corpus import Corpus
from build_tools.model.findings import FOR_KEEPERS
from build_tools.publish.former_addresses import dead_addresses
from build_tools.publish.page_files import Written, guides, remove
from build_tools.publish.site_builder import NextSite, Published, alone, current
from build_tools.publish.site_manifest import generated_files
from build_tools.register.packaged import bring_pages
from build_tools.render.page_task import plan_of
from build_tools.render.pages.plans import make_all
from build_tools.resolve import resolve
from build_tools.resolve.localities import with_new_provinces
from build_tools.source import bundles, collection, none_found, own_names, require
from build_tools.vocabulary import Vocabulary, load
from build_tools.vocabulary.own_names import with_names

# Below the project: what other programs made of the documents, and what we did, by content.
CONVERSIONS = ".build/conversions"
DOCUMENTS = ".build/documents"
PAGES = ".build/page-dependencies.msgpack"
# For fewer documents a copy of this process costs more than it does.
_MANY = 500
_ALIKE = decoder(frozenset[Pair])
_FINDINGS = decoder(tuple[Diagnostic, ...])
# Called as a stage goes on: its name, how much is done, how much there is.
Progress = Callable[[str, int, int], None]


class LoadedCorpus(Value, frozen=True):
    """What the documents say: the corpus with all findings, or no corpus where a file can't be used."""

    corpus: Corpus | None
    diagnostics: tuple[Diagnostic, ...]
    vocabulary: Vocabulary


def read(
    root: Path,
    progress: Progress,
    executors: Executors = processes,
    resident: Resident | None = None,
    *,
    hurried: bool = False,
) -> LoadedCorpus:
    """Read and resolve all documents below `root`/source_docs; nothing is written but what is kept for later."""
    masked = masks_all(root)
    other_registers(root)  # told before an hour of work, not after it
    cache = resident.cache() if resident else DocumentCache(root / DOCUMENTS)
    memo = resident.memo if resident else None
    folder, conversions = root / "source_docs", root / CONVERSIONS
    return read_documents(folder, progress, conversions, cache, executors, memo, masked=masked, hurried=hurried)


def read_documents(
    folder: Path,
    progress: Progress,
    conversions: Path | None = None,
    cache: DocumentCache | None = None,
    executors: Executors = processes,
    memo: Memo | None = None,
    *,
    masked: bool = False,
    hurried: bool = False,
) -> LoadedCorpus:
    """Read and resolve all documents below the folder that are published; without a cache each is read anew.

    `memo` has what was found of them before. `masked` asks to hide numbers of persons in all of them. With `hurried`
    the cache's documents are taken where sizes and times of their files are as they were.
    """
    lasting = memo is not None  # so that what it keeps is used again: a copy of this process keeps nothing
    memo = memo or Memo()
    memo.next_round()
    files, problems = collection(folder), list[Diagnostic]()
    vocabulary = memo(with_names, load(), memo.same("names", own_names(files, problems)))
    count, cache = len(files.files), cache or DocumentCache(None)
    given = bundles(files, problems, masked=masked, is_known=partial(cache.is_known, trusting=hurried))
    found = parse_documents(given, cache, conversions, executors, lambda done: progress("Đọc văn bản", done, count))
    cache.save()
    problems += [problem for each in found for problem in each.findings]
    documents = list(documents_of(found))
    told = any(problem.severity is Severity.ERROR or problem.code == "VB019" for problem in problems)
    if not documents and not told:  # nothing says why there is none
        problems.append(none_found(folder))
    if any(problem.severity is Severity.ERROR for problem in problems):
        return LoadedCorpus(None, in_order(problems), vocabulary)
    samples = {each.document.source.path: each.sample for each in found if each.document}
    before: Alike | None = memo.former("alike")
    inline = len(samples) < _MANY or lasting
    likeness = fork_once(lambda: encode(alike_in(samples, before)), inline=len(samples) < _MANY or before is not None)
    progress("Đối chiếu", 0, 1)
    vocabulary = with_new_provinces(documents, vocabulary, memo)
    corpus = resolve(documents, vocabulary, memo)
    progress("Đối chiếu", 1, 1)
    alike = memo.same("alike", Alike(samples, _ALIKE(likeness()))).pairs
    checked = _checked(corpus, vocabulary, alike, memo, progress, inline=inline)
    diagnostics = in_order((*problems, *corpus.diagnostics, *checked))
    shown = tuple(found for found in diagnostics if found.code not in FOR_KEEPERS)
    return LoadedCorpus(replace(corpus, diagnostics=shown), diagnostics, vocabulary)


def _checked(
    corpus: Corpus,
    vocabulary: Vocabulary,
    alike: frozenset[Pair],
    memo: Memo,
    progress: Progress,
    *,
    inline: bool,
) -> Iterator[Diagnostic]:
    """Yield what the checks of all documents find; citations are checked beside the others unless `inline`."""

    def others() -> tuple[Diagnostic, ...]:
        return tuple(found for check in corpus_checks(alike) for found in check(corpus, vocabulary, memo))

    pending = None if inline else fork_once(lambda: encode(others()))
    progress("Kiểm tra", 0, 2)
    yield from check_citations(corpus, memo)
    progress("Kiểm tra", 1, 2)
    yield from _FINDINGS(pending()) if pending else others()
    progress("Kiểm tra", 2, 2)


def write(
    root: Path,
    corpus: Corpus,
    vocabulary: Vocabulary,
    progress: Progress,
    files: Files | None = None,
    inline: int = INLINE,
    *,
    hurried: bool = False,
    resident: Resident | None = None,
) -> Written:
    """Make the pages of the corpus below `root`/docs: those in which something shows that has changed.

    `files` are the generated files that stand there, where they are known; `inline`, `hurried` are for `PageBuilder`.
    """
    docs, sources = root / "docs", root / "source_docs"
    progress("Viết trang", 0, 1)
    files = generated_files(root) if files is None else files
    plan = plan_of(corpus, vocabulary, site_url(root), resident.memo if resident else None)
    told = partial(progress, "Viết trang")
    before = resident.taken_pages() if resident else None
    make = PageBuilder(plan, docs, sources, root / PAGES, files, told, inline, hurried=hurried, before=before)
    make_all(plan, guides(docs), make)
    ours = make.finish()
    if resident:
        resident.pages = make.memory()
    return Written(make.changed, len(ours) - make.changed, remove(docs, files.keys() - ours.keys()), ours, make.left)


class Built(Value, frozen=True):
    """What a build did: all findings, what was written and published; neither where a file must be put right first.

    `written` is `None` too where nothing had changed since the last build, so that nothing was read.
    """

    diagnostics: tuple[Diagnostic, ...]
    written: Written | None
    published: Published | None


def build(
    root: Path,
    progress: Progress,
    executors: Executors = processes,
    resident: Resident | None = None,
    *,
    hurried: bool = False,
) -> Built:
    """Do all of it, alone: another build of the same project comes first where it was begun before.

    Where a file can't be used, nothing is written and the last site stays. `resident` is kept from build to build of a
    process. With `hurried` the search and the open data may stay those of the last build; the next one makes them.
    """
    require(root / "source_docs")  # nothing is left in a folder that is none of ours
    refuse_mistakes(root)
    with uncollected(), alone(root, lambda: progress("Chờ lần dựng khác xong", 0, 1)):
        built = _build(root, progress, executors, resident, hurried=hurried)
        if resident:
            resident.prepare()
        return built


def _build(root: Path, progress: Progress, executors: Executors, resident: Resident | None, *, hurried: bool) -> Built:
    carry_over(root / ".build")
    if not has_own_theme(root):
        bring_pages(root / "docs")
    inputs = "" if resident and hurried else input_digest(root)
    found = last_findings(root, inputs) if inputs else None
    if found is not None and (same := current(root)):
        return Built(found, None, same)
    with resident.site(hurried=hurried) if resident else NextSite(root) as site:
        reading = read(root, progress, executors, resident, hurried=hurried)
        if reading.corpus is None:
            return Built(reading.diagnostics, None, None)
        hurried = hurried and resident is not None and resident.may_hurry(reading.corpus)
        files = site.generated()
        written = write(root, reading.corpus, reading.vocabulary, progress, files, hurried=hurried, resident=resident)
        progress("Dựng trang web", 0, 1)
        published = site.publish(lambda done, count: progress("Dựng trang web", done, count), written.files)
    if resident:
        resident.remember(reading.corpus)
    diagnostics = in_order((*reading.diagnostics, *dead_addresses(root, reading.corpus)))
    keep_findings(root, "" if written.left else inputs, diagnostics)
    return Built(diagnostics, written, published)
