"""docs/ → site/: MkDocs as a process of ours, the site built aside and swapped in one step."""
