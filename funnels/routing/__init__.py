"""How one visitor goes through a funnel. The run time, the simulation and the traffic generator all use this."""

from .fork import Fork
from .looks import Looks
from .places import ByAction, Place, Question, Straight
from .split import Arm, Chance, Split
from .steps import Asks, Ending, Lost, Onward, Sent, Shown, Step
from .trip import Draw, Memory, Trip
from .walk import MOST_STEPS, TOO_LONG, Walk, missing, walk
from .wired import Wired, follow
from .wiring import wire

__all__ = [
    "MOST_STEPS",
    "TOO_LONG",
    "Arm",
    "Asks",
    "ByAction",
    "Chance",
    "Draw",
    "Ending",
    "Fork",
    "Looks",
    "Lost",
    "Memory",
    "Onward",
    "Place",
    "Question",
    "Sent",
    "Shown",
    "Split",
    "Step",
    "Straight",
    "Trip",
    "Walk",
    "Wired",
    "follow",
    "missing",
    "walk",
    "wire",
]
