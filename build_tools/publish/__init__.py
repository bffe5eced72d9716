"""docs/ → site/: MkDocs as a child process, the site built in a folder of its own and swapped in atomically."""
