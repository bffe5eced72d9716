"""Incremental builds: caches of parsed documents and findings, and pages made again only if their inputs changed."""
