"""`mkdocs build --strict` in parallel and for single pages: `python -m build_tools.publish.mkdocs_worker ROOT SITE`.

Writes the same bytes as MkDocs, in one process per processor. Each page is freed once it is written, so that memory
does not grow with their number. Beside `mkdocs_private` the only module that imports MkDocs.

Loads the settings at once, then answers each line of JSON on standard input, until it ends: `added` and `removed` are
the files of docs/ that differ from those of the line before, `pages` those to make, `null` for the whole site. Files
that depend on all pages are made where they may differ from those made before. Prints progress, then every warning,
then a line with the status (STATUS): 0; 1 if there are warnings; 2 if a file can't be read or written, which the line
before names (FAILURE). Each line is answered by a child, so that no page leaves anything behind for the next answer.
"""

import json
import logging
import os
import re
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from pathlib import Path

from jinja2 import TemplateNotFound
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from mkdocs.structure.files import File, Files, InclusionLevel, set_exclusions
from mkdocs.structure.nav import Navigation, get_navigation
from mkdocs.structure.pages import Page

from build_tools.base.files import files_below
from build_tools.base.fork import as_bytes, fork_map
from build_tools.base.values import Value, decoder, encode
from build_tools.config.settings import has_own_theme
from build_tools.publish import mkdocs_private
from build_tools.publish.fast_inline import InlineMarks
from build_tools.publish.mkdocs_process import FAILURE, PROGRESS, STATUS
from build_tools.publish.templates import CompiledTemplates
from build_tools.register.packaged import theme
from build_tools.render.addresses import is_generated
from build_tools.render.fidelity import shows


class _PageReport(Value, frozen=True):
    """The result of a process: warnings, the anchors of each page, links to anchors (page, link, target, anchor)."""

    warnings: tuple[str, ...]
    anchors: dict[str, tuple[str, ...]]
    links: tuple[tuple[str, str, str, str], ...]


# The date in the front matter of a page, which is within its first bytes.
_DATE, _HEAD = re.compile(rb"^date: (\d{4}-\d\d-\d\d)$", re.MULTILINE), 2000
_PAGE_REPORT = decoder(_PageReport)


class _Files(Files):
    """The files of docs/, with a faster lookup of link targets that are spelt as generated pages spell them."""

    def get_file_from_path(self, path: str) -> File | None:
        return self.src_uris.get(path) or super().get_file_from_path(path)


class _Heard(logging.Handler):
    """Collects the warnings of MkDocs."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(f"{record.levelname}: {record.getMessage()}")


class _Site:
    """The configuration, then the files and the navigation (`take`); makes single pages of them."""

    def __init__(self, root: Path, site: Path, heard: _Heard) -> None:
        self.heard = heard
        config = load_config(str(root / "mkdocs.yml"), site_dir=str(site))
        if not has_own_theme(root):
            config.theme.dirs.insert(0, str(theme()))
        config.markdown_extensions.append(InlineMarks())  # type: ignore[arg-type]  # Markdown takes objects too
        config.plugins.on_startup(command="build", dirty=False)
        self.config: MkDocsConfig = config.plugins.on_config(config)
        self.config.plugins.on_pre_build(config=self.config)
        self._templates = CompiledTemplates()
        # Prepared while the build still reads documents: most files will be the same.
        self._likely = {path: self._file(path) for path in files_below(Path(self.config.docs_dir))}
        # The files as last told; the dates of pages in the files made last that depend on all pages.
        self._paths: set[str] = set()
        self._dates: dict[str, str] = {}

    def take(self, added: Collection[str], removed: Collection[str]) -> None:
        """Set the files of docs/ by what differs from those before."""
        if not added and not removed:
            return
        self._dates.clear()
        self._paths = (self._paths - set(removed)) | set(added)
        self._take(self._paths)

    def _take(self, paths: Iterable[str]) -> None:
        ordered = sorted(paths, key=lambda path: path.split("/"))
        self.own = [self._file(path) for path in ordered if not is_generated(path)]
        set_exclusions(self.own, self.config)
        self.own = [file for file in self.own if file.inclusion is InclusionLevel.INCLUDED]
        generated = [self._likely.get(path) or self._file(path) for path in ordered if is_generated(path)]
        for file in generated:
            file.inclusion = InclusionLevel.INCLUDED
        self.generated = [file for file in generated if file.is_documentation_page()]
        files = _Files([*self.own, *generated])
        env = self.config.theme.get_env()
        files.add_files_from_theme(env, self.config)
        self.files: Files = self.config.plugins.on_files(files, config=self.config)
        nav: Navigation = get_navigation(self.files, self.config)
        self.nav: Navigation = self.config.plugins.on_nav(nav, config=self.config, files=self.files)
        self.pages = self.files.documentation_pages()
        for page in self.nav.pages:  # their front matter may show in the navigation of every page
            page.read_source(self.config)
        self.env = self.config.plugins.on_env(env, config=self.config, files=self.files)
        self._templates.prepare(self.env)

    def _file(self, path: str) -> File:
        return File(path, self.config.docs_dir, self.config.site_dir, self.config.use_directory_urls)

    def make(self, file: File) -> tuple[list[str], list[tuple[str, str, str, str]]]:
        """Write the page; return its anchors and its links to anchors. Frees the content."""
        page = file.page
        if not isinstance(page, Page):
            raise TypeError(f"{file.src_uri} is no page")
        mkdocs_private.populate(page, self.config, self.files)
        mark = page.meta.get("toan_van")
        if mark and not shows(page.content or "", str(mark)):
            self.heard.said.append(
                f"{file.src_uri}: trang không hiện đúng từng chữ của văn bản. Đây là lỗi của chương trình, hãy báo lại "
                "kèm tệp gốc; để dựng được ngay, ghi “khong_cong_bo: true” trong tệp khai báo của văn bản."
            )
        mkdocs_private.write(page, self.config, self.pages, self.nav, self.env)
        wanted = [
            (file.src_uri, link, target.src_uri, anchor)
            for target, links in (page.links_to_anchors or {}).items()
            for anchor, link in links.items()
        ]
        anchors = sorted(page.present_anchor_ids or ())
        page.content = page.markdown = page.links_to_anchors = page.present_anchor_ids = None
        page.toc = ()  # type: ignore[assignment]
        return anchors, wanted

    def has_frame(self, pages: Iterable[str]) -> bool:
        """Return whether the files that depend on all pages stand as they must, though these pages are made again."""
        return bool(self._dates) and all(self._dates.get(page) == self._issued(page) for page in pages)

    def remember_frame(self, pages: Iterable[str] | None) -> None:
        """Remember what the files that depend on all pages were made of; `pages` may have changed, all for `None`."""
        for page in self._paths if pages is None or not self._dates else pages:
            self._dates[page] = self._issued(page)

    def _issued(self, page: str) -> str:
        """Return the ISO date in the front matter of a page; "" if it has none."""
        if not page.endswith(".md"):
            return ""
        with (Path(self.config.docs_dir) / page).open("rb") as opened:
            found = _DATE.search(opened.read(_HEAD))
        return found[1].decode() if found else ""

    def make_frame(self) -> None:
        """Write the files that depend on the list of all pages: the static templates of the theme."""
        if self.config.site_url:  # the sitemap has the dates of issue, not the date of the build
            for file in self.pages:
                if file.page:
                    file.page.update_date = self._issued(file.src_uri)
        mine = {file.src_uri for file in self.own}
        for template in (name for name in self.config.theme.static_templates if name not in mine):
            mkdocs_private.write_theme_template(template, self.env, self.files, self.config, self.nav)
        for template in self.config.extra_templates:
            mkdocs_private.write_extra_template(str(template), self.files, self.config, self.nav)


def publish_whole(site: _Site) -> list[str]:
    """Write the whole site except generated files that are only copied; return the warnings."""
    copied = Files(file for file in site.files if not is_generated(file.src_uri))
    copied.copy_static_files()
    site.make_frame()
    reports = [*_shared(site, site.generated), *_made(site, (f for f in site.own if f.is_documentation_page()))]
    site.config.plugins.on_post_build(config=site.config)
    anchors = {page: set(found) for report in reports for page, found in report.anchors.items()}
    dead = [
        f"WARNING: Doc file '{page}' contains a link '{link}', but '{to}' does not contain an anchor '#{anchor}'"
        for report in reports
        for page, link, to, anchor in report.links
        if to in anchors and anchor not in anchors[to]
    ]
    return [*site.heard.said, *(said for report in reports for said in report.warnings), *dead]


def publish_pages(site: _Site, paths: Sequence[str]) -> list[str]:
    """Write these pages, and the files that depend on all pages where these may differ; return the warnings."""
    if not site.has_frame(paths):
        site.make_frame()
    wanted = set(paths)
    reports = list(_shared(site, [file for file in site.generated if file.src_uri in wanted]))
    return [*site.heard.said, *(said for report in reports for said in report.warnings)]


def _made(site: _Site, files: Iterable[File]) -> Iterator[_PageReport]:
    """Make the pages; yield a report of each."""
    for file in files:
        before = len(site.heard.said)
        anchors, links = site.make(file)
        yield _PageReport(tuple(site.heard.said[before:]), {file.src_uri: tuple(anchors)}, tuple(links))
        del site.heard.said[before:]


def _shared(site: _Site, files: Sequence[File]) -> Iterator[_PageReport]:
    """Make the pages in one process per processor, and print the progress."""

    def work(places: Iterable[int]) -> Iterator[bytes]:
        yield from map(encode, _made(site, (files[place] for place in places)))

    for done, report in enumerate(fork_map(len(files), work), 1):
        sys.stdout.write(f"{PROGRESS}{done} {len(files)}\n")
        sys.stdout.flush()
        yield _PAGE_REPORT(report)


def answered(site: _Site, line: str) -> int:
    """Make what a line asks for, print the warnings, return the status."""
    asked = json.loads(line)
    site.heard.said.clear()
    status = _told(site.heard, lambda: site.take(asked["added"], asked["removed"]))
    if status == 0:
        pages = asked["pages"]
        status = _apart(lambda: _told(site.heard, lambda: _published(site, pages)))
        if status == 0:
            site.remember_frame(pages)
    return status


def _published(site: _Site, pages: Sequence[str] | None) -> list[str]:
    return publish_whole(site) if pages is None else publish_pages(site, pages)


def _apart(work: Callable[[], int]) -> int:
    """Return the status of the work, done by a copy of this process where the system can make one."""
    if not hasattr(os, "fork"):
        return work()
    sys.stdout.flush()
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    status = 2
    try:
        status = work()
        sys.stdout.flush()
    finally:  # also where nobody listens any more
        os._exit(status)


def _told(heard: _Heard, work: Callable[[], Sequence[str] | None]) -> int:
    """Do the work; print the warnings that it returns, or what ended it; return the status."""
    try:
        said = work() or ()
    except TemplateNotFound as error:  # before OSError, of which it is one
        said = [f"mkdocs.yml: Material không có tệp “{error.name}”. Hãy xem lại “theme”: language, icon, custom_dir."]
    except MkDocsException as error:
        said = [*heard.said, *filter(None, [str(error)])] or [repr(error)]
    except OSError as error:
        sys.stdout.write(f"\n{FAILURE}{as_bytes(error).hex()}\n")
        return 2
    sys.stdout.write("".join(f"{line}\n" for line in said))
    return 1 if said else 0


def main(arguments: Sequence[str]) -> int:
    """Answer what standard input asks for; return the status of the last answer."""
    root, target = Path(arguments[0]).resolve(), Path(arguments[1]).resolve()
    os.chdir(root)
    heard = _Heard()
    logging.getLogger("mkdocs").addHandler(heard)
    loaded: list[_Site] = []
    status = _told(heard, lambda: loaded.append(_Site(root, target, heard)))
    for line in sys.stdin:
        if loaded:
            status = answered(loaded[0], line)
        sys.stdout.write(f"{STATUS}{status}\n")
        sys.stdout.flush()
        if not hasattr(os, "fork"):
            break  # what the pages left behind must not show in others
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
