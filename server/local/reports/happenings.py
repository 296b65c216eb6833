"""Events as the explorer and the raw event report show them, in the contract's names.

Our rulings where the contract is silent: `revenue` is of conversions, `totalRevenue` of custom events as well; an
amount that an event does not have is 0; times are RFC 3339 in UTC.
"""

from collections.abc import Mapping
from typing import Any

from funnels.events import COLUMNS, CONVERSION, Event, Shape
from funnels.wire import Json

from .cells import number
from .names import Names
from .period import written

_NAMED: Mapping[str, tuple[str, str]] = {
    "funnel_id": ("funnelName", "funnel"),
    "traffic_source_id": ("trafficSourceName", "traffic_source"),
    "page_id": ("pageName", "page"),
    "page_group_id": ("pageGroupName", "page_group"),
    "funnel_group_id": ("funnelGroupName", "funnel_group"),
    "offer_source_id": ("offerSourceName", "offer_source"),
    "category_id": ("categoryName", "category"),
}
"""By the column of an id, where its name is shown and the family it is of."""

_NOT_IN_ROWS = frozenset(
    {
        "visitorId",
        "hitTime",
        "ip",
        "country",
        "continent",
        "region",
        "city",
        "isp",
        "connectionType",
        "mobileCarrier",
        "referrerDomain",
        "referrerPath",
        "deviceType",
        "deviceBrand",
        "deviceModel",
        "deviceModelName",
        "deviceOS",
        "deviceOSVersion",
        "browser",
        "browserVersion",
        "language",
        "userAgent",
    }
)
"""What a visitor's list of hits leaves to the details of one."""

VISITOR = (
    "visitorId",
    "ip",
    "country",
    "region",
    "city",
    "isp",
    "connectionType",
    "mobileCarrier",
    "deviceType",
    "deviceBrand",
    "deviceModel",
    "deviceModelName",
    "deviceOS",
    "deviceOSVersion",
    "browser",
    "browserVersion",
    "language",
    "userAgent",
)
"""Of a visitor, as the entrance tells it."""


def detail(event: Event, names: Names) -> Json:
    """Everything of one event."""
    document = {column.wire: _plain(event, column.name, column.shape) for column in COLUMNS if column.wire}
    for column, (name, family) in _NAMED.items():
        id = event.get(column) or ""
        document[name] = names.of(family).get(id, id)
    node = event.get("node_id") or ""
    document["nodeName"] = names.nodes.get(node, node)
    ip = event.get("ip") or ""
    document["ip"], document["ipv6"] = ("", ip) if ":" in ip else (ip, "")
    document["totalRevenue"] = document["revenue"]
    if event["event_type"] != CONVERSION:
        document["revenue"] = 0
    return document


def line(event: Event, names: Names) -> Json:
    """A row of a visitor's list."""
    return {
        name: value for name, value in detail(event, names).items() if name not in _NOT_IN_ROWS and name != "ipv6"
    }


def _plain(event: Event, column: str, shape: Shape) -> Any:
    value = event.get(column)
    match shape:
        case Shape.TIME:
            return written(value)
        case Shape.MONEY:
            return number(value or 0)
    return value or ""
