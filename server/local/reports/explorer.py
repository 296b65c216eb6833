"""The explorer: one visitor with their hits, or one hit with all that refers to it.

Our rulings: a visitor looked up by a hit is shown with the 30 days on either side of it; the list has a row for each
Our rulings: a visitor looked up by a hit is shown with the 30 days on either side of it; the list has a row for each
"""

from collections.abc import Sequence

from funnels.events import ENTRANCE, HIT_TYPES, Event
from funnels.wire import Json

from ..call import Call
from ..documents import dumped
from ..refusal import Refusal
from .happenings import VISITOR, detail, line
from .names import Names
from .period import DAY_MS, Period, instant, period, written

MOST_ROWS = 1000

_AROUND = 30 * DAY_MS


def visitor(call: Call) -> str:
    body = call.sent
    if "hitId" in body:
        hit = call.tools.events.hit(body["hitId"])
        if hit is None:
            raise _unknown(body["hitId"])
        id, within = hit["visitor_id"], _around(hit)
    else:
        id, within = body["visitorId"], period(body)
    events = call.tools.events.of_visitor(id, within.start, within.end)
    names = Names(call.store)
    shown = [line(event, names) for event in events[:MOST_ROWS]]
    return dumped({"visitor": _summary(id, events, names), "hits": shown, "hasMore": len(events) > MOST_ROWS})


def hit(call: Call) -> str:
    body = call.sent
    if "timeStart" in body:
        instant(body, "timeStart")
    events = call.tools.events.of_hit(body["hitId"])
    if not events:
        raise _unknown(body["hitId"])
    names = Names(call.store)
    return dumped({"events": [detail(event, names) for event in events]})


def _around(hit: Event) -> Period:
    return Period(hit["event_time"] - _AROUND, hit["event_time"] + _AROUND)


def _summary(id: str, events: Sequence[Event], names: Names) -> Json:
    if not events:
        return {"visitorId": id, "totalHits": 0}
    entrance = next((event for event in events if event["event_type"] == ENTRANCE), events[0])
    told = detail(entrance, names)
    times = [event["event_time"] for event in events]
    return {
        **{name: told[name] or told["ipv6"] if name == "ip" else told[name] for name in VISITOR},
        "firstSeen": written(min(times)),
        "lastSeen": written(max(times)),
        "totalHits": sum(event["event_type"] in HIT_TYPES for event in events),
    }


def _unknown(id: str) -> Refusal:
    return Refusal(404, f"There is no hit with the id {id[:80]!r}.", "hitId")
