"""A text as paragraphs, and these as the numbered parts of a document."""
