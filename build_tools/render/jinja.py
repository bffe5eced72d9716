"""The only use of Jinja2: templates hold layout only, and whatever they print is escaped unless it is `Md`."""

import jinja2

from build_tools.base.text import squeeze
from build_tools.model.page import Page
from build_tools.render.markdown import Md, attribute, attribute_in_markdown, join, link, shown


def _finalize(value: object) -> str:
    return value if isinstance(value, Md) else shown("" if value is None else str(value))


def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader(__package__ or "build_tools.render"),
        undefined=jinja2.StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,  # no template changes during a build
        cache_size=-1,
        autoescape=False,  # the pages are Markdown: `finalize` escapes them as that
    )
    environment.filters["attribute"] = lambda value: Md(attribute(str(value)))
    environment.filters["attribute_in_markdown"] = lambda value: Md(attribute_in_markdown(str(value)))
    environment.filters["yaml"] = lambda value: Md(_yaml(str(value)))
    environment.globals.update(link=link, join=join)
    return environment


_ENVIRONMENT = _environment()


def _yaml(value: str) -> str:
    """Return a double-quoted YAML scalar, escaped for HTML, since MkDocs does not do that."""
    return '"' + attribute(squeeze(value)).replace("\\", "\\\\") + '"'


def page(path: str, template: str, **values: object) -> Page:
    """Return the page rendered from the template with these values."""
    return Page(path, _ENVIRONMENT.get_template(f"{template}.md.j2").render(path=path, **values))


def load_templates() -> None:
    """Compile all templates, so that processes forked from this one need not, each for itself."""
    for name in _ENVIRONMENT.list_templates():
        _ENVIRONMENT.get_template(name)
