"""An attribute as one request asks for it: its value in SQL, and which events have one.

In SQL a value is text that is empty for N/A, or the number of a day, weekday, hour or month for a time.
"""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from funnels.reports import ATTRIBUTE, Attribute, Reach
from funnels.wire import Json

from ..refusal import invalid
from ..storage import Store
from .calendar import CALENDAR
from .fields import SLOTS, slots
from .period import Period
from .zones import local

JOURNEY = "Insight: Visitor Journey"

HITS = "event_type IN ('entrance', 'view')"
ACTIONS = "event_type = 'action'"


@dataclass(frozen=True, slots=True)
class Dimension:
    attribute: Attribute
    reach: Reach
    value: str
    """SQL over the columns of an event."""
    columns: tuple[str, ...]
    """Those the value is made of."""
    on: str = HITS
    """SQL: the events whose values a visit touches."""
    title: str = ""
    """What tells it from another of the same attribute: the tracking field."""

    @property
    def is_journey(self) -> bool:
        return self.attribute.name == JOURNEY

    @property
    def is_time(self) -> bool:
        return self.attribute.is_time

    @property
    def is_asset(self) -> bool:
        return bool(self.attribute.family) or self.attribute.column == "node_id"


@dataclass(frozen=True, slots=True)
class Clock:
    """What local times are taken from."""

    zone: ZoneInfo
    period: Period
    by_event: bool

    @property
    def column(self) -> str:
        return "event_time" if self.by_event else "entrance_time"


def dimension(asked: Json, place: str, clock: Clock, store: Store) -> Dimension:
    """Of an attribute as grouping or filter; `place` is where in the body it stands."""
    attribute = ATTRIBUTE[asked["attribute"]]
    if attribute.needs_field:
        return _field(attribute, asked.get("trackingField", ""), place, store)
    if attribute.is_time:
        value = CALENDAR[attribute.column].sql(local(clock.column, clock.zone, clock.period))
        return Dimension(attribute, Reach.OWN if clock.by_event else Reach.VISIT, value, (clock.column,))
    if attribute.name == JOURNEY:
        return Dimension(attribute, Reach.VISIT, "journey", ("page_id",))
    if attribute.page_type:
        value = f"CASE WHEN page_type = '{attribute.page_type}' THEN page_id ELSE '' END"
        return Dimension(attribute, attribute.reach, value, ("page_type", "page_id"))
    if attribute.column == "action_number":
        value = f"CASE WHEN {ACTIONS} THEN coalesce(CAST(action_number AS VARCHAR), '') ELSE '' END"
        return Dimension(attribute, attribute.reach, value, ("action_number",), ACTIONS)
    return Dimension(attribute, attribute.reach, attribute.column, (attribute.column,))


def _field(attribute: Attribute, wanted: str, place: str, store: Store) -> Dimension:
    """A slot, or the name that traffic sources have for one: each of them may have it in a slot of its own."""
    if not wanted:
        raise invalid(f"{place}.trackingField", "is required with 'Tracking: Field': a slot or the name of a field")
    if wanted.casefold() in SLOTS:
        slot = wanted.casefold()
        return Dimension(attribute, attribute.reach, slot, (slot,), title=slot)
    found = slots(wanted, f"{place}.trackingField", store)
    cases = " ".join(f"WHEN '{source}' THEN {slot}" for source, slot in sorted(found.items()))
    value = f"CASE traffic_source_id {cases} ELSE '' END"
    return Dimension(
        attribute, attribute.reach, value, ("traffic_source_id", *sorted(set(found.values()))), title=wanted
    )
