"""Corpus → Pages: one module per page kind, its plan in PLANS; templates hold layout only."""
