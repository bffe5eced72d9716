"""Source → Document: each module finds one thing; `parse` lists them in order.

Nothing here decides what a citation points to, and no malformed text is refused: a value not found is `None`.
"""

from build_tools.base.values import encode, replace
from build_tools.model.document import Document
from build_tools.model.source import Source
from build_tools.model.statement import Statement
from build_tools.parse.abbreviations import find_abbreviations
from build_tools.parse.blurred import with_blurred_citations, with_blurred_deadlines
from build_tools.parse.citations.find_citations import find_citations
from build_tools.parse.citations.relations import find_claims
from build_tools.parse.corrections import correct_citations, correct_obligations
from build_tools.parse.dates.year_of_issue import with_year_of_issue
from build_tools.parse.metadata.record import find_record
from build_tools.parse.obligations.find_obligations import find_obligations
from build_tools.parse.obligations.task_tables import find_table_tasks, in_order
from build_tools.parse.reviews import judged, with_reviews
from build_tools.parse.structure.blocks import find_blocks
from build_tools.parse.structure.provisions import find_provisions
from build_tools.parse.text import Text
from build_tools.vocabulary import Vocabulary


def parse(source: Source, vocabulary: Vocabulary) -> Document:
    """Return the document of the source. Pure: the result depends on the arguments only."""
    text = Text.of(source.text, vocabulary)
    blocks = find_blocks(text, [row.span for row in source.rows])
    head = find_record(text, source.statement, blocks, source.unsure)
    provisions = find_provisions(text, blocks, head.body, head.foot_end)
    stated = source.statement
    citations = find_citations(text, provisions, head.record)
    citations = with_blurred_citations(text.source, citations, source.unsure)
    citations = correct_citations(text, provisions, citations, stated.citations)
    duties = find_obligations(text, head.record, provisions, citations)
    obligations = in_order(duties.tasks, find_table_tasks(text, source.rows, head.record, provisions))
    dated = with_year_of_issue(text, obligations, head.record.issued_date)
    dated = with_blurred_deadlines(text.source, dated, source.unsure)
    document = Document(
        source=source,
        record=head.record,
        outline=encode(provisions),
        citations=citations,
        claims=find_claims(text.folded, citations),
        obligations=correct_obligations(text.written, provisions, dated, stated.obligations),
        abbreviations=find_abbreviations(text.source, provisions),
        norms=duties.norms,
    )
    if not stated.confirmations:
        return with_reviews(document)
    alone = parse(replace(source, statement=Statement()), vocabulary) if stated.corrects else document
    return with_reviews(replace(document, judged=judged(alone, stated.confirmations)))
