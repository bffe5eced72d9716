"""Pictures as inline SVG: diagrams, months, years."""
