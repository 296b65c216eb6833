# ruff: noqa: S608 - names and numbers are our own, and what was sent goes in as parameters
"""The raw event report: single events, newest first.

A filter looks at the event's own value [our ruling]: one for a lander finds what happened on that lander.
"""

from ..call import Call
from ..documents import dumped
from ..refusal import invalid
from .counting import among
from .dimension import Clock
from .filters import Parameters
from .happenings import detail
from .names import Names
from .period import period
from .question import filters
from .reading import answer_of
from .zones import zone

MOST = 1000


def report(call: Call) -> str:
    body, parameters = call.sent, Parameters()
    clock = Clock(zone(body.get("timezone", "UTC")), period(body), by_event=True)
    where = [f"event_time >= {clock.period.start} AND event_time < {clock.period.end}"]
    for at, one in enumerate(filters(body.get("filters") or [], "filters", clock, call.store)):
        if one.dimension.is_journey:
            raise invalid(
                f"filters[{at}].attribute", "must be an attribute of single events, and a journey is of visits"
            )
        where.append(one.sql(f"({one.dimension.value})", parameters, clock.period))
    if types := list(dict.fromkeys(body.get("eventTypes") or [])):
        where.append(among("event_type", types))
    limit = int(body.get("limit", MOST))
    sql = (
        f"SELECT * FROM events WHERE {' AND '.join(where)}"
        f" ORDER BY event_time DESC, hit_id DESC, event_id DESC LIMIT {limit + 1}"
    )
    found = answer_of(call.tools.events, sql, parameters.values, (0, clock.period.days[1]))
    events = [dict(zip(found.columns, row, strict=True)) for row in found.rows]
    names = Names(call.store)
    shown = [detail(event, names) for event in events[:limit]]
    return dumped({"events": shown, "hasMore": len(events) > limit})
