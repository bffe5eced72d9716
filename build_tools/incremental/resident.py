"""What `serve` keeps between two builds: the parsed documents, and the next site as far as it is known beforehand.

Nothing of it is trusted: a document is used for the same bytes only, a prepared site if the last one is as it was.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from build_tools.base.memo import Memo
from build_tools.incremental.document_cache import DocumentCache
from build_tools.incremental.kept_pages import KeptPages
from build_tools.model.corpus import Corpus
from build_tools.publish.site_builder import NextSite
from build_tools.render.jinja import load_templates


class Resident:
    """Kept by a process that builds one project again and again; `close` it at the end."""

    def __init__(self, root: Path, documents: Path) -> None:
        self._root, self._documents = root, documents
        self._cache: DocumentCache | None = None
        self._site: NextSite | None = None
        self._held: dict[str, bool] | None = None
        self.pages: KeptPages | None = None
        self.memo = Memo()

    def taken_pages(self) -> KeptPages | None:
        """Return what was kept of the pages, which is nothing any more until a build has made all that it planned."""
        taken, self.pages = self.pages, None
        return taken

    def may_hurry(self, corpus: Corpus) -> bool:
        """Return whether no document was withdrawn since the last build: removed, not published, or masked since.

        What is withdrawn must leave the search and the open data in the same build.
        """
        now, before = _masks(corpus), self._held
        return before is not None and all(path in now and now[path] <= masked for path, masked in before.items())

    def remember(self, corpus: Corpus) -> None:
        """Keep which documents this build has published."""
        self._held = _masks(corpus)

    def cache(self) -> DocumentCache:
        """Return the cache of parsed documents, which is read from disk once."""
        self._cache = self._cache or DocumentCache(self._documents)
        return self._cache

    @contextmanager
    def site(self, *, hurried: bool) -> Iterator[NextSite]:
        """Give the prepared site, or a new one where there is none or something else has happened since.

        With `hurried` the files that the last build left are taken for those that are there: a build without hurry
        follows, which looks.
        """
        site, self._site = self._site, None
        if site and not site.is_current():
            site.end()
            site = None
        site = site or NextSite(self._root, lasting=True)
        with site.trusting() if hurried else site:
            yield site
        if site.goes_on:
            self._site = site

    def prepare(self) -> None:
        """Start MkDocs, link the files of the site and load templates for the next build.

        The caller holds the lock of the project.
        """
        self._site = self._site or NextSite(self._root, lasting=True)
        self._site.prepare()
        load_templates()

    def close(self) -> None:
        """End what was started for the next build."""
        if self._site:
            self._site.end()
        self._site = None


def _masks(corpus: Corpus) -> dict[str, bool]:
    """Return by path of the held documents whether numbers are masked in them."""
    sources = (work.document.source for work in corpus.works if work.document)
    return {source.path: source.masked for source in sources}
