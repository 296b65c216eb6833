from decimal import Decimal
from typing import Annotated

from pydantic import Field, SerializeAsAny

from .references import NewGroup, NewTrafficSource, Text
from .steps import Arm, Step
from .strict import Strict

StepKey = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_]{0,63}$")]


class Blueprint(Strict):
    """A funnel as a planner writes it and a person reads it: names, percent, plain keys."""

    funnel: Text
    group: Text | NewGroup
    sources: tuple[Text | NewTrafficSource, ...] = ()
    """The traffic sources its links are for; they are not part of the funnel document."""
    start: StepKey | tuple[Arm, ...]
    """The first step, or a weighted split over several."""
    steps: dict[StepKey, SerializeAsAny[Step]]
    default_cost: Annotated[Decimal, Field(ge=0)] | None = None
    """Per entrance, in the account's currency."""
