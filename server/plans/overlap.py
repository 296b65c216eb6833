"""Both sides of what others and a plan would each have their own way."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from funnels.wire import Json

from ..errors import Moved
from .change import Change
from .clean import clean
from .leaning import Leaning
from .naming import names_in
from .sides import MOST_TOLD, Clash, beside, place_of
from .wording import value


@dataclass(frozen=True, slots=True)
class Overlap:
    """Where others and the plan cannot both have their way, side by side and in words."""

    family: str
    id: str
    name: str
    field: str
    planned_on: str
    theirs: str
    ours: str
    why: str = ""
    """What would be wrong with the funnel if both stayed, where it is not the same field that both changed."""


def side_by_side(one: Overlap) -> str:
    """For a list that people read."""
    place = place_of(one.family, one.name, one.field)
    if one.why and not one.field:
        return f"{place}, with both changes: {one.why}"
    return f"{beside(place, one.planned_on, one.theirs, one.ours)}. {one.why}".strip()


def clashing_sides(change: Change, now: Json, many: Sequence[Clash]) -> Iterator[Overlap]:
    names = names_in([change, change.model_copy(update={"before": now, "after": None})])
    for one in many[:MOST_TOLD]:
        said = (value(one.field, side, names) for side in (one.before, one.theirs, one.ours))
        yield Overlap(change.family, change.id, clean(change.name), clean(one.field), *said)


def name_taken(one: Moved) -> Overlap:
    why = "There is a funnel of this name by now."
    return Overlap(one.family, one.id, one.name, one.field, one.planned_on, one.now, one.wanted, why)


def left_hanging(one: Moved) -> Overlap:
    why = f"It {'belongs' if one.field else 'leads'} to {one.now!r}, which the plan deletes."
    return Overlap(one.family, one.id, one.name, one.field, one.planned_on, one.now, "nothing", why)


def led_nowhere(one: Leaning) -> Overlap:
    why = "The plan leads to it, and it is gone."
    return Overlap(one.family, one.id, clean(one.name), "", "there", "nothing", "led to", why)
