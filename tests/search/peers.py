"""lunr (with the settings of Material) and Pagefind on the same documents and queries, where npm can fetch them."""

import html
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser

from tests.conftest import serving

_PACKAGES = ("lunr@2.3.9", "lunr-languages@1.14.0", "pagefind@1.5.2")
_PAGEFIND = """async texts => {
    const engine = await import("/pagefind/pagefind.js");
    const found = [];
    for (const text of texts) {
        const all = await engine.search(text);
        const three = await Promise.all(all.results.slice(0, 3).map(result => result.data()));
        found.push(three.map(page => page.url.replace(/^\\//, "")));
    }
    return found;
}"""
# As Material asks: any of the words, each with what begins so; a title counts a thousand times.
_LUNR = """([pages, texts]) => {
    lunr.tokenizer.separator = /[\\s\\-]+/;
    const index = lunr(function () {
        this.pipeline.reset();
        this.searchPipeline.reset();
        this.pipeline.add(lunr.vi.stopWordFilter);
        this.ref("address");
        this.field("title", {boost: 1000});
        this.field("text");
        pages.forEach(page => this.add(page));
    });
    const ask = (text, wildcard) => index.query(query => {
        lunr.tokenizer(text).forEach(token => query.term(token.toString(), {wildcard}));
    });
    const either = text => {
        try { return ask(text, lunr.Query.wildcard.TRAILING); }
        catch (error) { return ask(text, lunr.Query.wildcard.NONE); }  // it fails on some beginnings
    };
    return texts.map(text => either(text).slice(0, 3).map(result => result.ref));
}"""


@dataclass(frozen=True, slots=True)
class Text:
    """A document as the peers index it: the address of its page, its name with subject and issuer, its text."""

    address: str
    title: str
    text: str


def peers(texts: Sequence[Text], asked: Sequence[str], out: Path, browser: Browser) -> Mapping[str, list[list[str]]]:
    """Return, for each peer, the addresses of the first three of each query; nothing where npm is not there."""
    npm = shutil.which("npm")
    if npm is None:
        return {}
    out.mkdir(parents=True, exist_ok=True)
    subprocess.run([npm, "install", "--silent", "--no-audit", "--prefix", str(out), *_PACKAGES], check=True)
    return {"lunr": _lunr(texts, asked, out, browser), "Pagefind": _pagefind(texts, asked, out, browser)}


def _lunr(texts: Sequence[Text], asked: Sequence[str], out: Path, browser: Browser) -> list[list[str]]:
    page = browser.new_page()
    for script in ("lunr/lunr.js", "lunr-languages/lunr.stemmer.support.js", "lunr-languages/lunr.vi.js"):
        page.add_script_tag(path=out / "node_modules" / script)
    # lunr takes an asterisk in a text for a wildcard, and fails.
    pages = [
        {"address": t.address, **{key: getattr(t, key).replace("*", " ") for key in ("title", "text")}} for t in texts
    ]
    found: list[list[str]] = page.evaluate(_LUNR, [pages, list(asked)])
    page.close()
    return found


def _pagefind(texts: Sequence[Text], asked: Sequence[str], out: Path, browser: Browser) -> list[list[str]]:
    site = out / "html"
    shutil.rmtree(site, ignore_errors=True)
    for text in texts:
        file = site / text.address
        file.parent.mkdir(parents=True, exist_ok=True)
        title, body = html.escape(text.title), html.escape(text.text)
        lines = f"<title>{title}</title><body><h1>{title}</h1><p>{body}</p></body>"
        file.write_text(f'<html lang="vi">{lines}</html>', encoding="utf-8")
    (site / "index.html").write_text('<html lang="vi"><body data-pagefind-ignore="all">', encoding="utf-8")
    command = [str(out / "node_modules" / ".bin" / "pagefind"), "--site", str(site), "--quiet"]
    subprocess.run(command, check=True)
    with serving(site) as address:
        page = browser.new_page()
        page.goto(f"{address}index.html")
        found: list[list[str]] = page.evaluate(_PAGEFIND, list(asked))
        page.close()
    return found
