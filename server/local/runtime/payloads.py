"""What webhooks and middleware are told, as far as it is documented: names in snake case, parts may be left out."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from funnels.events import FIELD_SLOTS, Event
from funnels.wire import Json

from .in_use import FunnelInUse, SourceInUse
from .money import spelled
from .session import Visit

SCHEMA, SCHEMA_VERSION = "webhook_outbound_payload_v1", "1.0"

_VISITOR = (
    *("ip", "country", "continent", "region", "city", "isp", "connection_type", "mobile_carrier"),
    *("device_type", "device_brand", "device_model", "device_os", "device_os_version"),
    *("browser", "browser_version", "language", "user_agent", "referrer_domain", "referrer_path"),
)
_HIT = ("hit_id", "node_id", "node_type", "page_id", "page_type", "page_group_id", "offer_source_id", "category_id")


def payload(
    trigger: str, request: str, now: int, event: Event, funnel: FunnelInUse | None, source: SourceInUse | None
) -> Json:
    """What all of them carry."""
    slots = ("campaign", "external", *FIELD_SLOTS)
    return {
        "schema_version": SCHEMA_VERSION,
        "event_type": trigger,
        "request_id": request,
        "timestamp": datetime.fromtimestamp(now / 1000, UTC).isoformat(timespec="milliseconds"),
        "visitor": {"id": event.get("visitor_id", ""), **_given(event, _VISITOR)},
        "funnel": {
            "id": event.get("funnel_id", ""),
            "name": funnel.asset.name if funnel else "",
            "group_id": event.get("funnel_group_id", ""),
        },
        "traffic_source": {"id": event.get("traffic_source_id", ""), "name": source.name if source else ""},
        "hit": _given(event, _HIT),
        "tracking_fields": _given(event, slots),
    }


def in_flow(visit: Visit, tags: frozenset[str], action: int, data: Mapping[str, str]) -> Json:
    """What only the triggers on a visitor's way carry."""
    return {
        "session": {"visit_id": visit.id},
        "url_buffer": dict(visit.data),
        "visitor_tags": sorted(tags),
        "is_action": action > 0,
        "action_number": action,
        "action_data": dict(data),
    }


def of_conversion(event: Event) -> Json:
    return {
        "conversion": {
            "type": event["event_type"],
            "id": event["event_id"],
            "transaction": event.get("transaction_id", ""),
            "revenue": spelled(event.get("revenue")),
            "time": datetime.fromtimestamp(event["event_time"] / 1000, UTC).isoformat(timespec="milliseconds"),
        }
    }


def _given(event: Event, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: event[name] for name in names if event.get(name)}
