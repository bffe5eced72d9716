"""Sổ Văn Bản: a folder of Vietnamese administrative directives becomes a cross-linked static site."""
