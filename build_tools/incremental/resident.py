"""What `serve` keeps between two builds: the parsed documents, and the next site as far as it is known beforehand.

Nothing of it is trusted: a document is used for the same bytes only, a prepared site if the last one is as it was.
"""

from pathlib import Path

from build_tools.incremental.document_cache import DocumentCache
from build_tools.publish.site_builder import NextSite


class Resident:
    """Kept by a process that builds one project again and again; `close` it at the end."""

    def __init__(self, root: Path, documents: Path) -> None:
        self._root, self._documents = root, documents
        self._cache: DocumentCache | None = None
        self._site: NextSite | None = None

    def cache(self) -> DocumentCache:
        """Return the cache of parsed documents, which is read from disk once."""
        self._cache = self._cache or DocumentCache(self._documents)
        return self._cache

    def site(self) -> NextSite:
        """Return the prepared site, or a new one where there is none or something else has happened since."""
        prepared, self._site = self._site, None
        if prepared and prepared.is_current():
            return prepared
        if prepared:
            prepared.end()
        return NextSite(self._root)

    def prepare(self) -> None:
        """Start MkDocs and link the files of the site for the next build; the caller holds the lock of the project."""
        if self._site is None:
            self._site = NextSite(self._root)
            self._site.prepare()

    def close(self) -> None:
        """End what was started for the next build."""
        if self._site:
            self._site.end()
        self._site = None
