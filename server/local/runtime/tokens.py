"""The tracker's tokens in addresses of pages, outside addresses and postbacks.

`{hit}`, `{visitor}`, `{current-node-id}` and `{data-NAME}` are documented. That there are tokens for the funnel, the
traffic source, the campaign and the tracking fields is documented as well, but not how they are spelled: those names,
and all others in these two tables, are our ruling, to be corrected here. Case does not matter. A token nobody knows
stays as it is, one of which nothing is known becomes nothing, and what is in double braces belongs to other systems.
"""

from collections.abc import Mapping

from funnels.events import FIELD_SLOTS

OF_EVENT: Mapping[str, str] = {
    "hit": "hit_id",
    "visitor": "visitor_id",
    "visit": "visit_id",
    "current-node-id": "node_id",
    "node-id": "node_id",
    "page-id": "page_id",
    "page-group-id": "page_group_id",
    "offer-source-id": "offer_source_id",
    "funnel-id": "funnel_id",
    "funnel-group-id": "funnel_group_id",
    "traffic-source-id": "traffic_source_id",
    "campaign": "campaign",
    "external": "external",
    **{slot: slot for slot in FIELD_SLOTS},
    "domain": "tracking_domain",
    "tracking-domain": "tracking_domain",
    "ip": "ip",
    "country": "country",
    "continent": "continent",
    "region": "region",
    "city": "city",
    "isp": "isp",
    "connection-type": "connection_type",
    "carrier": "mobile_carrier",
    "mobile-carrier": "mobile_carrier",
    "referrer-domain": "referrer_domain",
    "referrer-path": "referrer_path",
    "device": "device_type",
    "device-type": "device_type",
    "device-brand": "device_brand",
    "device-model": "device_model",
    "device-model-name": "device_model_name",
    "os": "device_os",
    "os-version": "device_os_version",
    "browser": "browser",
    "browser-version": "browser_version",
    "language": "language",
    "user-agent": "user_agent",
    "action": "action_number",
    "event": "event_type",
    "cost": "cost",
    "payout": "revenue",
    "revenue": "revenue",
    "rev": "revenue",
    "tx": "transaction_id",
    "transaction": "transaction_id",
    "conversion-id": "conversion_id",
}
"""Token -> the column of the event it shows."""

OF_NAMES: Mapping[str, str] = {
    "funnel-name": "funnel",
    "funnel-group-name": "funnel_group",
    "traffic-source-name": "traffic_source",
    "node-name": "node",
    "page-name": "page",
}
"""Token -> whose name it shows."""

TIME = "timestamp"
"""Unix seconds of the event."""

DATA = "data-"
"""What follows is the name of a parameter: of the session, or else of a tracking field."""


def is_known(token: str) -> bool:
    return token in OF_EVENT or token in OF_NAMES or token == TIME or (token.startswith(DATA) and token != DATA)
