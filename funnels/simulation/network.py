"""A funnel as states and the ways between them, with the chance of each way for each kind of visitor.

A state is a node, or a page seen at a node, with what of the visitor's history matters there. Whatever follows is
counted on this: exactly, or by lot.
"""

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from .crowd import UNTAGGED, Tagging

Floats = NDArray[np.float64]


class At(NamedTuple):
    """On the way, at a node."""

    node: str
    tagging: Tagging = UNTAGGED
    action: int = 0
    walked: int = 0
    """Steps since the last page, where the loop guard may matter."""


class Views(NamedTuple):
    """Seeing a page."""

    node: str
    page: str
    tagging: Tagging = UNTAGGED


class Gone(NamedTuple):
    """Out of the funnel, from a node."""

    how: Literal["left", "sent", "lost"]
    node: str
    reason: str = ""


State = At | Views | Gone


@dataclass(slots=True)
class Network:
    """States, and arcs between them in columns; arcs stand in the order of the states they leave."""

    kinds: int
    """How many kinds of visitors there are."""
    states: list[State] = field(default_factory=list)
    """The first is where visitors come in."""
    sources: list[int] = field(default_factory=list)
    targets: list[int] = field(default_factory=list)
    chances: list[float] = field(default_factory=list)
    """For everybody; 0 where it is decided by kind."""
    decided: dict[int, Floats] = field(default_factory=dict)
    """By arc: 1 for each kind of visitor who goes this way for sure, 0 for the others."""
    ways: list[str] = field(default_factory=list)
    """Id of the connection or of the page; number of the action on a page; empty where it is none of these."""
    marked: dict[int, list[int]] = field(default_factory=dict)
    """Arcs of clicks that count as conversions, by the state they leave."""
