"""What is logged of everything received from others and sent to them; `EventStore.deliveries(kind, …)` gives it back.

Three kinds. All have `kind`, `id` (unique) and `time` (Unix milliseconds); every field is always there.

`postbacks`, in the shape of the contract's PostbackLogEntry:
    direction        incoming | outgoing
    url              incoming: path and query as received, cut; outgoing: as asked
    eventType        conversion, customEvent1 ..
    hitId, funnelId, trafficSourceId    empty where not known
    payout           decimal text; empty where not said
    transaction
    httpStatus       incoming: what was answered; outgoing: what came back, None where nothing did
    result           incoming: recorded | duplicate | rejected; outgoing: sent | failed | skipped
    message          why, in words
    attempt          from 1; each try is an entry of its own

`webhooks`:
    idWebhookConfig, trigger (node_execution | on_action | conversion_triggered | custom_event_triggered), requestId,
    funnelId, hitId, httpStatus (or None), result (sent | failed | skipped), latencyMs, message, attempt

`middleware`:
    idMiddlewareConfig, requestId, funnelId, nodeId, hitId (of the page the visitor comes from; empty on entrances),
    httpStatus (or None), result (answered | timeout | failed | refused), matchedRouteID (text), latencyMs, message

Addresses of webhooks and middleware, their headers and passwords are in none of them, nor are answers.
"""

from funnels.events import Event
from funnels.wire import Json

from .money import spelled

POSTBACKS, WEBHOOKS, MIDDLEWARE = "postbacks", "webhooks", "middleware"

_LONGEST_URL = 2_000


def postback(id: str, time: int, direction: str, url: str, event: Event, **more: object) -> Json:
    """`event`: what is known of the event it is about. `more`: httpStatus, result, message, attempt."""
    revenue = event.get("revenue")
    return {
        "kind": POSTBACKS,
        "id": id,
        "time": time,
        "direction": direction,
        "url": url[:_LONGEST_URL],
        "eventType": event.get("event_type", ""),
        "hitId": event.get("hit_id", ""),
        "funnelId": event.get("funnel_id", ""),
        "trafficSourceId": event.get("traffic_source_id", ""),
        "payout": spelled(revenue),
        "transaction": event.get("transaction_id", ""),
        "httpStatus": None,
        "result": "",
        "message": "",
        "attempt": 1,
        **more,
    }


def webhook(id: str, time: int, config: str, about: Json, **more: object) -> Json:
    """`about`: trigger, requestId, funnelId and hitId. `more`: httpStatus, result, message, latencyMs, attempt."""
    named = {name: about.get(name, "") for name in ("trigger", "requestId", "funnelId", "hitId")}
    rest = {"httpStatus": None, "result": "", "message": "", "latencyMs": 0, "attempt": 1}
    return {"kind": WEBHOOKS, "id": id, "time": time, "idWebhookConfig": config, **named, **rest, **more}


def middleware(id: str, time: int, config: str, about: Json, **more: object) -> Json:
    """`about`: requestId, funnelId, nodeId, hitId. `more`: httpStatus, result, matchedRouteID, latencyMs, message."""
    named = {name: about.get(name, "") for name in ("requestId", "funnelId", "nodeId", "hitId")}
    rest = {"httpStatus": None, "result": "", "matchedRouteID": "", "latencyMs": 0, "message": ""}
    return {"kind": MIDDLEWARE, "id": id, "time": time, "idMiddlewareConfig": config, **named, **rest, **more}
