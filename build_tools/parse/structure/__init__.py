"""A text as blocks (paragraphs), and these as the outline of a document."""
