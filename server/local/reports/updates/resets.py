# ruff: noqa: S608 - names and numbers are our own, and what was sent goes in as parameters
"""Resets: visits that are deleted, with all that happened in them.

Our rulings: a visit goes whole, by the time of its entrance, so that no event is left without its visit; what comes
after the request stays; fields are AND-ed, values of one are OR-ed; without any restriction, or with an empty value,
a reset is refused.
"""

import uuid
from typing import Any

from funnels.events import HIT_TYPES
from funnels.wire import Json

from ...call import Call
from ...documents import dumped
from ...events import EventStore
from ...refusal import invalid
from ..counting import among
from ..filters import Parameters, positional
from ..period import period
from ..reading import answer_of
from . import selection
from .settled import settled

KIND = "reset"

_LISTS = {
    "restrictToCampaignIDs": "funnel_group_id",
    "restrictToFunnelIDs": "funnel_id",
    "restrictToTrafficSourceIDs": "traffic_source_id",
    "restrictToVisitorIDs": "visitor_id",
    "restrictToIPs": "ip",
}
_COUNTRIES = "restrictToCountryCodes"
_FIELDS = "restrictToTrackingFields"


def count(call: Call) -> str:
    """Of the hits that would go."""
    settled(call)
    update = _selected(call)
    first, last = update["days"]
    sql = f"SELECT count(*) FROM events WHERE {update['where']} AND {among('event_type', HIT_TYPES)}"
    [[hits]] = answer_of(call.tools.events, sql, update["parameters"], (first, last)).rows
    return dumped({"value": hits})


def perform(call: Call) -> None:
    settled(call)
    call.tools.updates.add(KIND, _selected(call))


def carry_out(events: EventStore, update: Json) -> None:
    first, last = update["days"]
    where, values = positional(update["where"], update["parameters"])
    events.remove_where(where, values, days=(first, last))


def _selected(call: Call) -> Json:
    body, add = call.sent, Parameters()
    within = period(body)
    end = min(within.end, call.tools.now_ms() + 1)
    for name in (*_LISTS, _COUNTRIES):
        selection.check_texts(body.get(name) or [], name)
    where = selection.of_lists({column: body.get(name) or [] for name, column in _LISTS.items()}, add)
    if codes := body.get(_COUNTRIES):
        where.append(selection.of_countries(codes, add))
    for name, given in (body.get(_FIELDS) or {}).items():
        values: list[Any] = given if isinstance(given, list) else [given]
        if not values:
            raise invalid(f"{_FIELDS}.{name}", "must hold at least one value")
        where.append(selection.of_field(name, values, f"{_FIELDS}.{name}", call.store, add))
    if not where:
        names = ", ".join([*_LISTS, _COUNTRIES, _FIELDS])
        raise invalid("", f"must restrict what is deleted by at least one of {names}; nothing was deleted")
    return {
        "id": uuid.uuid4().hex,
        "days": within.days,
        "where": " AND ".join([f"entrance_time >= {within.start} AND entrance_time < {end}", *where]),
        "parameters": add.values,
    }
