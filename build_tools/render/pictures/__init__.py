"""Pictures made of text: diagrams, months, years."""
