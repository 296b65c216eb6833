# ruff: noqa: S608 - names and numbers are our own, and what was sent goes in as parameters
"""Costs that are booked after the fact.

Our rulings where the contract is silent. The range is over and touches the account's events: costs of what is still
going on, or of a time before the first event, would be lost. Countries are in any case, values of tracking fields are
exact. Where segments overlap the later one has the entrance; one that is left with none is refused, and with it all.
An amount for a whole segment is divided exactly, to the millionth: what is left over goes to the first entrances.
What was booked before is replaced, on the entrances and on their conversions.
"""

import uuid
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from funnels.events import CONVERSION, ENTRANCE
from funnels.names import nearest
from funnels.wire import Json

from ...call import Call
from ...events import EventStore
from ...families import FUNNEL, TRAFFIC_SOURCE, Family
from ...refusal import invalid
from ...storage import Store
from ..filters import Parameters
from ..period import Period, period, written
from ..reading import answer_of
from . import selection
from .amounts import amount
from .settled import settled

KIND = "cost"

_MICRO = 1_000_000


def book(call: Call) -> None:
    settled(call)
    body, add = call.sent, Parameters()
    within = _range(call)
    _check_ids(body["funnelIDs"], "funnelIDs", FUNNEL, call.store)
    _check_ids(body["trafficSourceIDs"], "trafficSourceIDs", TRAFFIC_SOURCE, call.store)
    amounts = [str(amount(one["cost"], f"costSegments[{at}].cost")) for at, one in enumerate(body["costSegments"])]
    segments = [_segment(one, f"costSegments[{at}]", call.store, add) for at, one in enumerate(body["costSegments"])]
    lists = {"funnel_id": body["funnelIDs"], "traffic_source_id": body["trafficSourceIDs"]}
    scope = [f"entrance_time >= {within.start}", f"entrance_time < {within.end}", *selection.of_lists(lists, add)]
    update = {
        "id": uuid.uuid4().hex,
        "days": within.days,
        "scope": " AND ".join(scope),
        "segments": segments,
        "parameters": add.values,
        "amounts": amounts,
        "per": [one.get("costType") == "costPerEntrance" for one in body["costSegments"]],
    }
    _check_matches(call, update)
    call.tools.updates.add(KIND, update)


def carry_out(events: EventStore, update: Json) -> None:
    """Set the cost of every entrance, and take away that of conversions of the same visits."""
    costs: dict[str, Decimal | None] = {}
    sql = (
        f"SELECT event_id, event_type, {_which(update)} AS segment FROM events WHERE {update['scope']} AND"
        f" (event_type = '{ENTRANCE}' OR (event_type = '{CONVERSION}' AND cost IS NOT NULL))"
        " ORDER BY entrance_time, event_id"
    )
    found: dict[int, list[str]] = {}
    for event_id, event_type, segment in _asked(events, sql, update):
        if segment is not None and event_type == ENTRANCE:
            found.setdefault(segment, []).append(event_id)
        elif segment is not None:
            costs[event_id] = None
    for segment, entrances in found.items():
        whole = Decimal(update["amounts"][segment])
        parts = (whole for _ in entrances) if update["per"][segment] else divided(whole, len(entrances))
        costs.update(zip(entrances, parts, strict=True))
    if costs:
        events.reprice(costs)


def divided(whole: Decimal, count: int) -> Iterator[Decimal]:
    """Parts as even as millionths allow, larger ones first, that add up to the whole."""
    each, left = divmod(int(whole * _MICRO), count)
    for place in range(count):
        yield Decimal(each + (place < left)) / _MICRO


def _range(call: Call) -> Period:
    within, now = period(call.sent), call.tools.now_ms()
    if within.end > now:
        raise invalid("timeEnd", f"must not lie in the future: costs can be booked until {written(now)}")
    first = call.tools.events.read("SELECT min(entrance_time) FROM events").rows[0][0]
    if first is None:
        raise invalid("timeStart", "cannot be booked for: the account has no events yet")
    if within.end <= first:
        raise invalid(
            "timeEnd",
            f"must come after the account's first event, at {written(first)}: there is nothing before that a cost "
            "could be booked on",
        )
    return within


def _check_ids(ids: Sequence[str], field: str, family: Family, store: Store) -> None:
    known = store.names(family)
    for place, id in enumerate(ids):
        if id not in known:
            like = nearest(id, [*known], most=1)
            guess = f"; the nearest is {like[0]!r}" if like else ""
            raise invalid(f"{field}[{place}]", f"must be the id of a {family.label}, and {id!r} is of none{guess}")


def _segment(one: Json, place: str, store: Store, add: Parameters) -> str:
    """Its condition."""
    parts = []
    if codes := one.get("restrictToCountryCodes"):
        selection.check_texts(codes, f"{place}.restrictToCountryCodes")
        parts.append(selection.of_countries(codes, add))
    for name, value in (one.get("restrictToTrackingFields") or {}).items():
        field = f"{place}.restrictToTrackingFields.{name}"
        parts.append(selection.of_field(name, [value], field, store, add))
    return f"({' AND '.join(parts)})" if parts else "true"


def _which(update: Json) -> str:
    """SQL of the place of the last segment that holds an entrance."""
    cases = [f"WHEN {condition} THEN {place}" for place, condition in enumerate(update["segments"])]
    return f"CASE {' '.join(reversed(cases))} END"


def _check_matches(call: Call, update: Json) -> None:
    each = [f"count(*) FILTER (WHERE {condition})" for condition in update["segments"]]
    left = [f"count(*) FILTER (WHERE segment = {place})" for place in range(len(each))]
    scope = f"SELECT *, {_which(update)} AS segment FROM events WHERE {update['scope']} AND event_type = '{ENTRANCE}'"
    [counts] = _asked(call.tools.events, f"SELECT {', '.join([*each, *left])} FROM ({scope}) AS scope", update)
    for place in range(len(each)):
        if not counts[place]:
            raise invalid(f"costSegments[{place}]", "matches no entrance of the range; nothing was booked")
        if not counts[len(each) + place]:
            raise invalid(
                f"costSegments[{place}]",
                "is left with no entrance, for later segments hold all of them; nothing was booked",
            )


def _asked(events: EventStore, sql: str, update: Json) -> list[tuple[Any, ...]]:
    parameters: Mapping[str, Any] = {name: value for name, value in update["parameters"].items() if f"${name}" in sql}
    first, last = update["days"]
    return answer_of(events, sql, parameters, (first, last)).rows
