"""mkdocs.yml: what it says to our own part of the build, and the mistakes in it, each with its line."""
