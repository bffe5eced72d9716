"""Corpus → Pages: one module per page kind, its plan listed here; templates hold layout only."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from build_tools.model.corpus import Corpus
from build_tools.model.page import Page
from build_tools.render.files.feeds import feed_recipes
from build_tools.render.files.search_files import directory_recipe, headings_of, others_recipe, segment_recipes
from build_tools.render.lookups import Seen
from build_tools.render.page_task import Note, Plan, Recipe, plan_of
from build_tools.render.pages.agenda import agenda_recipes
from build_tools.render.pages.glossary import glossary_recipes
from build_tools.render.pages.home import home_recipes
from build_tools.render.pages.lists import list_recipes
from build_tools.render.pages.moved import moved_recipes
from build_tools.render.pages.quality import quality_recipes
from build_tools.render.pages.timeline import timeline_recipes
from build_tools.render.pages.unit import unit_recipes
from build_tools.render.pages.work import work_recipes
from build_tools.vocabulary import Vocabulary

PLANS: tuple[Callable[[Plan], Iterator[Recipe]], ...] = (
    unit_recipes,
    segment_recipes,
    agenda_recipes,
    timeline_recipes,
    work_recipes,
    moved_recipes,
    list_recipes,
    home_recipes,
    glossary_recipes,
    quality_recipes,
    feed_recipes,
)
# Makes what must be made of some recipes, and returns the notes of all of them by key.
Maker = Callable[[Sequence[Recipe]], Mapping[str, bytes]]


def make_all(plan: Plan, guides: Sequence[Page], make: Maker) -> None:
    """Let every file of docs/ be made, what others need first. `guides` are the hand-written pages that we find too."""
    recipes = [recipe for planned in PLANS for recipe in planned(plan)]
    notes = dict(make(recipes))
    others = others_recipe(plan, guides, [notes[recipe.key] for recipe in recipes if recipe.listed])
    notes |= make([others])
    make([directory_recipe(plan, others, notes)])


def made(plan: Plan, recipe: Recipe) -> tuple[list[Page], bytes, Seen]:
    """Return the files of a recipe, its note, and everything that it looked up."""
    site, seen = plan.site.watched()
    found = list(recipe.made(site))
    pages = [page for page in found if isinstance(page, Page)]
    note = headings_of(pages) if recipe.listed else b"".join(n.data for n in found if isinstance(n, Note))
    return pages, note, seen()


def render(corpus: Corpus, vocabulary: Vocabulary, guides: Sequence[Page] = ()) -> tuple[Page, ...]:
    """Return every generated file of docs/, ordered by path. The same corpus gives the same bytes."""
    plan = plan_of(corpus, vocabulary)
    pages: list[Page] = []

    def make(recipes: Sequence[Recipe]) -> Mapping[str, bytes]:
        notes = {}
        for recipe in recipes:
            files, notes[recipe.key], _ = made(plan, recipe)
            pages.extend(files)
        return notes

    make_all(plan, guides, make)
    return tuple(sorted(pages, key=lambda page: page.path))
