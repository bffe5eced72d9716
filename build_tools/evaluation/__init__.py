"""Extracted records held against annotated ones: precision, recall and F1 per measure, and every miss in words."""

from build_tools.evaluation.scoring import Scores, score
from build_tools.evaluation.tally import Tally

__all__ = ["Scores", "Tally", "score"]
