"""The built site as files: every link and anchor leads somewhere, nothing comes from elsewhere, Zensical agrees."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

import jinja2
import pytest
from selectolax.lexbor import LexborHTMLParser

from build_tools import build as stages
from tests.conftest import ROOT, copy_project
from tests.site_config import CONFIG

LOADED = ("script[src]", "link[href]", "img[src]", "iframe[src]", "source[src]", "video[src]")


@pytest.fixture(scope="module")
def trees(project: Path) -> dict[Path, LexborHTMLParser]:
    return {
        file: LexborHTMLParser(file.read_text(encoding="utf-8")) for file in sorted((project / "site").rglob("*.html"))
    }


def test_every_link_and_anchor_leads_somewhere(project: Path, trees: dict[Path, LexborHTMLParser]) -> None:
    anchors = {file: {node.attributes.get("id") for node in tree.css("[id]")} for file, tree in trees.items()}
    dead = []
    for file, tree in trees.items():
        for node in tree.css("a[href]"):
            parts = urlsplit(node.attributes["href"] or "")
            if parts.scheme or file.name == "404.html":
                continue
            target = (file.parent / unquote(parts.path)).resolve() if parts.path else file
            target = target / "index.html" if target.is_dir() else target
            fragment = unquote(parts.fragment)
            if not target.is_file() or (fragment and not fragment.startswith("__") and fragment not in anchors[target]):
                dead.append((file.relative_to(project), node.attributes["href"]))
    assert dead == []


def test_nothing_comes_from_elsewhere(trees: dict[Path, LexborHTMLParser]) -> None:
    for file, tree in trees.items():
        for selector in LOADED:
            for node in tree.css(selector):
                url = node.attributes.get("src") or node.attributes.get("href") or ""
                assert not urlsplit(url).netloc, (file, url)


def test_no_style_or_script_names_another_host(project: Path) -> None:
    for file in (project / "docs" / "assets").rglob("*"):
        if file.suffix in (".css", ".js"):
            words = file.read_text(encoding="utf-8").replace("// ", "")
            # Names of a workbook's XML namespaces are no addresses: nothing is loaded from them.
            assert "//" not in words.replace("http://schemas.openxmlformats.org/", "")
    for host in (b"fonts.googleapis", b"fonts.gstatic", b"unpkg.com", b"cdnjs", b"jsdelivr"):
        assert [f for f in (project / "site").rglob("*.html") if host in f.read_bytes()] == []


def test_every_page_allows_scripts_of_the_site_alone(trees: dict[Path, LexborHTMLParser]) -> None:
    """In the page for a folder and any host, in the header of the server's example: the same policy."""
    policies = set()
    for file, tree in trees.items():
        policy = tree.css_first("meta[http-equiv=Content-Security-Policy]")
        assert policy is not None, file
        policies.add(policy.attributes["content"])
        html = tree.html or ""
        assert html.index("Content-Security-Policy") < html.index("<script"), file
        for script in tree.css("script"):
            assert script.attributes.get("src") or script.attributes.get("type") == "application/json", file
        assert not [node.html for node in tree.css("[style], style")], file
    (policy_of_pages,) = policies
    assert "unsafe" not in str(policy_of_pages)
    example = (ROOT / "docs" / "phat-trien" / "nginx.conf").read_text(encoding="utf-8")
    assert f"Content-Security-Policy \"{policy_of_pages}; frame-ancestors 'self'\"" in example


def test_the_site_speaks_vietnamese(trees: dict[Path, LexborHTMLParser]) -> None:
    for tree in trees.values():
        html = tree.css_first("html")
        assert html is not None
        assert html.attributes["lang"] == "vi"


def test_what_stands_before_a_page_is_not_shown(trees: dict[Path, LexborHTMLParser]) -> None:
    """YAML that can't be read would be shown as text; every page has a description of its own words."""
    for file, tree in trees.items():
        assert tree.body is not None
        assert not re.search(r"exclude: true\}\s+title:", tree.body.text()), file
    described = [tree.css_first("meta[name=description]") for file, tree in trees.items() if file.name != "404.html"]
    assert all(node is not None and node.attributes["content"] for node in described)


def test_the_configuration_is_strict() -> None:
    assert CONFIG["strict"] is True
    assert CONFIG["validation"]["links"]["anchors"] == "warn"
    assert CONFIG["use_directory_urls"] is False
    assert CONFIG["theme"]["font"] is False
    assert len(CONFIG["nav"]) <= 12


def test_the_full_text_shows_exactly_the_source(project: Path, trees: dict[Path, LexborHTMLParser]) -> None:
    shown = {}
    for tree in trees.values():
        if (text := tree.css_first(".toan-van")) is not None:
            link = tree.css_first("a[download]")
            assert link is not None
            shown[unquote(link.attributes["href"] or "").partition("tep-goc/")[2]] = "".join(text.text().split())
    sources = sorted((project / "source_docs").rglob("*.txt"))
    assert len(shown) == len(sources) == 5
    for source in sources:
        expected = "".join(source.read_text(encoding="utf-8").split())
        assert shown[source.relative_to(project / "source_docs").as_posix()] == expected


def test_the_original_file_is_published_unchanged(project: Path) -> None:
    for source in sorted((project / "source_docs").rglob("*.txt")):
        published = project / "site" / "van-ban" / "tep-goc" / source.relative_to(project / "source_docs")
        assert published.read_bytes() == source.read_bytes()


def test_zensical_builds_the_same_tree_without_a_warning(project: Path, tmp_path: Path) -> None:
    root = tmp_path / "zensical"
    shutil.copytree(project, root, ignore=shutil.ignore_patterns("site", ".build"))
    command = [sys.executable, "-m", "zensical", "build", "--strict", "--clean"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    said = done.stdout + done.stderr
    assert done.returncode == 0, said
    assert "No issues found" in said
    mine = {f.relative_to(project / "site").as_posix() for f in (project / "site" / "van-ban").rglob("*.html")}
    assert mine
    for path in mine:
        theirs = LexborHTMLParser((root / "site" / path).read_text(encoding="utf-8")).css_first("article")
        ours = LexborHTMLParser((project / "site" / path).read_text(encoding="utf-8")).css_first("article")
        assert theirs is not None
        assert ours is not None
        assert "".join(theirs.text().split()) == "".join(ours.text().split()), path


def test_a_browser_may_search_the_register_from_its_address_bar() -> None:
    """The OpenSearch description has whole addresses, once mkdocs.yml says where the site is."""
    source = (ROOT / "build_tools" / "theme" / "tim-kiem.xml").read_text(encoding="utf-8")
    config = {**CONFIG, "site_url": "http://so.example.vn/", "site_name": "Sổ & <Văn Bản>"}
    text = jinja2.Environment(autoescape=True).from_string(source).render(config=config)
    tree = ElementTree.fromstring(text)  # noqa: S314
    space = "{http://a9.com/-/spec/opensearch/1.1/}"
    assert tree.findtext(f"{space}ShortName") == "Sổ & <Văn Bản>"
    url = tree.find(f"{space}Url")
    assert url is not None
    assert url.attrib["template"] == "http://so.example.vn/tim-kiem.html?q={searchTerms}"


@pytest.fixture(scope="module")
def named(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkout whose mkdocs.yml says where its site is served, built."""
    root = copy_project(tmp_path_factory.mktemp("named"))
    settings = root / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    assert "# site_url: http://so-van-ban.example.vn/" in text
    settings.write_text(text.replace("# site_url:", "site_url:"), encoding="utf-8")
    assert stages.build(root, lambda *_: None).published
    return root


def test_a_site_with_a_name_tells_robots_where_its_map_is(named: Path, project: Path) -> None:
    robots = (named / "site" / "robots.txt").read_text(encoding="utf-8")
    assert robots.split("\n\n")[-1].strip() == "Sitemap: http://so-van-ban.example.vn/sitemap.xml"
    assert "Disallow" not in robots
    assert "http://so-van-ban.example.vn/van-ban/96-skhcn-vp.html" in (named / "site" / "sitemap.xml").read_text(
        "utf-8"
    )
    assert not (project / "site" / "robots.txt").exists()


def test_each_page_of_it_says_its_own_address(named: Path, project: Path) -> None:
    for name in ("index.html", "van-ban/96-skhcn-vp.html", "du-lieu/index.html"):
        tree = LexborHTMLParser((named / "site" / name).read_text(encoding="utf-8"))
        links = [link.attributes["href"] for link in tree.css("link[rel=canonical]")]
        assert links == [f"http://so-van-ban.example.vn/{name}"]
        without = LexborHTMLParser((project / "site" / name).read_text(encoding="utf-8"))
        assert without.css("link[rel=canonical]") == []


def test_an_office_may_tell_robots_something_else(named: Path) -> None:
    (named / "docs" / "robots.txt").write_text("User-agent: *\nDisallow: /\n", encoding="utf-8")
    stages.build(named, lambda *_: None)
    assert (named / "site" / "robots.txt").read_text(encoding="utf-8") == "User-agent: *\nDisallow: /\n"


def test_a_page_leads_programs_to_its_data(named: Path, project: Path) -> None:
    for root, base in ((named, "http://so-van-ban.example.vn/van-ban/"), (project, "")):
        site = root / "site" / "van-ban"
        tree = LexborHTMLParser((site / "96-skhcn-vp.html").read_text(encoding="utf-8"))
        (link,) = tree.css("link[type='application/ld+json']")
        assert "alternate" in (link.attributes["rel"] or "").split()
        told = json.loads((site / str(link.attributes["href"])).read_text(encoding="utf-8"))
        assert told["@id"] == f"{base}96-skhcn-vp.html"
        names = [a.attributes["href"] for a in tree.css("p.du-lieu a")]
        assert names == ["96-skhcn-vp.json", "96-skhcn-vp.jsonld", "96-skhcn-vp.akn.xml"]
        assert all((site / str(name)).is_file() for name in names)
    assert not LexborHTMLParser((project / "site" / "index.html").read_text("utf-8")).css(
        "link[type='application/ld+json']"
    )
