"""The record of a document: its head, its foot, and who issued what to whom."""
