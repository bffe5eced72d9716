"""Code that is independent of documents: values, text, YAML, diagnostics, files, processes."""
