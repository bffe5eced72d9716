"""What knows no document: values, text, YAML, diagnostics, files, processes."""
