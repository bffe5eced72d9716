"""What a reader of a document's page may report as wrong: docs/assets/report.js puts “Báo sai” beside it.

The mark tells the kind of the fact and where it begins in the text; the desk finds it by these.
"""

from build_tools.render.markdown import Md


def reportable(words: Md, kind: str, start: int) -> Md:
    """Return the words that show a fact, marked as that."""
    return Md(f'<span data-bao="{kind} {start}">{words}</span>')
