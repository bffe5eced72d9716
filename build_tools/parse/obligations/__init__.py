"""Tasks: who must do what by when, in lists, sentences and tables."""
