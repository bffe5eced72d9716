"""Mentions of other instruments: what they are called, who issued them, and how this document stands to them."""
