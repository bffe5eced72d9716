"""Extracted against annotated records: precision, recall and F1 per measure, with a list of all errors."""

from build_tools.evaluation.scoring import Scores, score
from build_tools.evaluation.tally import Tally

__all__ = ["Scores", "Tally", "score"]
