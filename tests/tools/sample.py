"""What the register would show of a folder of documents, drawn by a seed, to be judged by a reader.

`python -m tests.tools.sample FOLDER KIND COUNT [SEED]` (or `make sample FOLDER=… KIND=… COUNT=…`) with KIND one of
`units`, `tasks`, `deadlines`, `titles`, `ends`, `findings`. Each line says what a page would state and quotes the text
that it was read from, so that right and wrong can be counted without opening a file. The first line has the number of
all that were drawn from. The same folder, kind, count and seed give the same lines.
"""

import random
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from build_tools.base.text import squeeze
from build_tools.build import read_documents
from build_tools.model.citation import Relation
from build_tools.model.corpus import Corpus, Role, Work
from build_tools.model.document import Document
from build_tools.model.span import Span
from build_tools.render.addresses import addresses

_QUOTE = 400


def _quote(document: Document, span: Span) -> str:
    return squeeze(span.of(document.source.text))[:_QUOTE]


def _documents(corpus: Corpus) -> Iterator[tuple[Work, Document]]:
    return ((work, work.document) for work in corpus.works if work.document)


def units(corpus: Corpus) -> Iterator[str]:
    """Each unit that has a page, with its own name and a task that names it."""
    texts = {work.id: document for work, document in _documents(corpus)}
    tasks = {duty.unit: duty for duty in corpus.duties if duty.via is None}
    for unit in corpus.units:
        if unit.id in addresses(corpus).units:
            duty = tasks.get(unit.id)
            place = texts[duty.work].source.path if duty else "-"
            quote = _quote(texts[duty.work], duty.obligation.span) if duty else ""
            yield f"{unit.full_name} ({'group' if unit.is_group else 'unit'})\n    {place}: {quote}"


def tasks(corpus: Corpus) -> Iterator[str]:
    """Each task that is shown without doubt, with those who bear it."""
    for _, document in _documents(corpus):
        for task in document.obligations:
            if not task.doubt:
                bearers = "; ".join(task.bearers) or "(nobody)"
                days = "; ".join(deadline.date or deadline.rule or "(words)" for deadline in task.deadlines)
                roles = f" | {Role.LEAD}: {task.lead} | {Role.COORDINATE}: {task.coordinate}"
                yield f"{bearers} | {days}{roles}\n    {document.source.path}: {_quote(document, task.span)}"


def deadlines(corpus: Corpus) -> Iterator[str]:
    """Each time limit with a day or a rule, with the sentence around it."""
    for _, document in _documents(corpus):
        for task in document.obligations:
            for deadline in task.deadlines:
                if not task.doubt and (deadline.date or deadline.rule):
                    stated = f"{deadline.relation} {deadline.date} {deadline.rule or ''} {deadline.inferred or ''}"
                    around = Span(max(deadline.span.start - 120, 0), deadline.span.end + 60)
                    words = _quote(document, deadline.span)
                    yield f"{stated} “{words}”\n    {document.source.path}: {_quote(document, around)}"


def titles(corpus: Corpus) -> Iterator[str]:
    """Each held document with its record, and the first words of its text."""
    for work, document in _documents(corpus):
        number = work.code.text if work.code else "(no number)"
        stated = f"{work.type_name} {number} | {work.date} | {work.organ} | {work.subject}"
        head = squeeze(document.source.text[:900])
        yield f"{stated}\n    {document.source.path}: {head}"


def ends(corpus: Corpus) -> Iterator[str]:
    """Each instrument that another repeals, with the sentence that says so."""
    works = {work.id: work for work in corpus.works}
    for edge in corpus.edges:
        witness = works[edge.witness].document
        if edge.relation is Relation.REPEALS and witness:
            target = works[edge.target]
            name = f"{target.type_name} {target.code.text if target.code else target.title}"
            yield f"{edge.relation} {name} ({target.date})\n    {witness.source.path}: {_quote(witness, edge.sentence)}"


def findings(corpus: Corpus) -> Iterator[str]:
    """Each finding with what it is about."""
    return (f"{finding}\n    {finding.quote[:_QUOTE]}" for finding in corpus.diagnostics)


KINDS: Mapping[str, Callable[[Corpus], Iterator[str]]] = {
    "units": units,
    "tasks": tasks,
    "deadlines": deadlines,
    "titles": titles,
    "ends": ends,
    "findings": findings,
}


def main(folder: Path, kind: str, count: int, seed: int) -> None:
    """Print the drawing."""
    corpus = read_documents(folder, lambda *_: None, folder.parent / ".sample-conversions").corpus
    if corpus is None:
        sys.exit(f"{folder}: a document can't be used; `so-van-ban check` says which")
    lines = list(KINDS[kind](corpus))
    drawn = random.Random(seed).sample(lines, min(count, len(lines)))  # noqa: S311
    print(f"{len(drawn)} of {len(lines)} {kind}, seed {seed}")
    for number, line in enumerate(drawn, 1):
        print(f"{number}. {line}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4]) if len(sys.argv) > 4 else 1)
