from typing import Annotated

from pydantic import Field, SerializeAsAny

from .forms import LIST, NAME, NAME_OR_LIST
from .references import GroupRef, Money, Text, TrafficSourceRef
from .steps import Arm, Rotation, Step
from .strict import Strict

START = "start"
"""What the entrance is called where a step key is expected; no step can have this key."""

StepKey = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_]{0,63}$")]


class Blueprint(Strict):
    """A funnel as a planner writes it and a person reads it: names, percent, plain keys."""

    funnel: Text
    group: GroupRef | None
    """None only for an existing funnel whose group is gone."""
    sources: tuple[TrafficSourceRef, ...] = ()
    """The traffic sources its links are for; they are not part of the funnel document."""
    start: Annotated[Annotated[str, NAME] | Annotated[tuple[Arm, ...], LIST], NAME_OR_LIST]
    """The first step, or a weighted split over several."""
    rotation: Rotation = "plain"
    """How visitors stay with their arm of a split start."""
    steps: dict[StepKey, SerializeAsAny[Step]]
    default_cost: Money | None = None
    """Per entrance, in the account's currency."""
