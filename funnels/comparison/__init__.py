"""Comparing the arms of a split: which is better, whether that is real, how many more visitors it takes."""

from .arm import Arm
from .reweighting import reweighted, usual_floor
from .sample_size import needed, needed_for_lift, needed_peeking
from .verdict import ALPHA, LEAST_SUCCESSES, LEAST_TRIALS, Judgement, Standing, Verdict, compare

__all__ = [
    "ALPHA",
    "LEAST_SUCCESSES",
    "LEAST_TRIALS",
    "Arm",
    "Judgement",
    "Standing",
    "Verdict",
    "compare",
    "needed",
    "needed_for_lift",
    "needed_peeking",
    "reweighted",
    "usual_floor",
]
