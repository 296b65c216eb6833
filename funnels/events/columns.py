"""What an event carries, in one table: the store, the reports and the explorer all read it here.

Everything of the visit stands on each of its events, and everything of the hit on each event that refers to it, so
that a report needs no joins for them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

Event = Mapping[str, Any]
"""Values by the name of the column. A column that is left out has nothing: "" for texts, None otherwise.

Times are Unix milliseconds, money is Decimal with at most six places.
"""


class Shape(StrEnum):
    TEXT = "text"
    NUMBER = "number"
    TIME = "time"
    MONEY = "money"


class Level(StrEnum):
    """What a column is a property of."""

    VISIT = "visit"
    HIT = "hit"
    EVENT = "event"


@dataclass(frozen=True, slots=True)
class Column:
    name: str
    wire: str
    """What the Explorer and raw events call it; empty where they do not show it."""
    level: Level
    shape: Shape = Shape.TEXT


FIELD_SLOTS = tuple(f"c{number}" for number in range(1, 21))
"""Slots of tracking fields besides campaign and external."""

COLUMNS: tuple[Column, ...] = (
    Column("event_id", "", Level.EVENT),  # of an entrance or a view the hit id; unique over all events
    Column("event_type", "eventType", Level.EVENT),
    Column("event_time", "eventTime", Level.EVENT, Shape.TIME),
    Column("action_number", "", Level.EVENT, Shape.NUMBER),
    Column("cost", "cost", Level.EVENT, Shape.MONEY),
    Column("revenue", "revenue", Level.EVENT, Shape.MONEY),
    Column("conversion_id", "conversionId", Level.EVENT),
    Column("transaction_id", "conversionTransaction", Level.EVENT),
    Column("event_data1", "eventData1", Level.EVENT),
    Column("event_data2", "eventData2", Level.EVENT),
    Column("hit_id", "hitId", Level.HIT),
    Column("hit_time", "hitTime", Level.HIT, Shape.TIME),
    Column("node_id", "nodeId", Level.HIT),
    Column("node_type", "nodeType", Level.HIT),
    Column("page_id", "pageId", Level.HIT),
    Column("page_type", "", Level.HIT),  # lander or offer, where there is a page
    Column("page_group_id", "pageGroupId", Level.HIT),
    Column("category_id", "categoryId", Level.HIT),
    Column("offer_source_id", "offerSourceId", Level.HIT),
    Column("visit_id", "clickId", Level.VISIT),  # the hit id of its entrance
    Column("entrance_time", "", Level.VISIT, Shape.TIME),
    Column("visitor_id", "visitorId", Level.VISIT),
    Column("funnel_id", "funnelId", Level.VISIT),
    Column("funnel_group_id", "funnelGroupId", Level.VISIT),
    Column("traffic_source_id", "trafficSourceId", Level.VISIT),
    Column("campaign", "subCampaign", Level.VISIT),
    Column("external", "externalId", Level.VISIT),
    *(Column(slot, f"t{slot[1:]}", Level.VISIT) for slot in FIELD_SLOTS),
    Column("tracking_domain", "trackingDomain", Level.VISIT),
    Column("ip", "ip", Level.VISIT),  # an IPv6 address is shown as ipv6
    Column("country", "country", Level.VISIT),
    Column("continent", "continent", Level.VISIT),
    Column("region", "region", Level.VISIT),
    Column("city", "city", Level.VISIT),
    Column("isp", "isp", Level.VISIT),
    Column("connection_type", "connectionType", Level.VISIT),
    Column("mobile_carrier", "mobileCarrier", Level.VISIT),
    Column("referrer_domain", "referrerDomain", Level.VISIT),
    Column("referrer_path", "referrerPath", Level.VISIT),
    Column("device_type", "deviceType", Level.VISIT),
    Column("device_brand", "deviceBrand", Level.VISIT),
    Column("device_model", "deviceModel", Level.VISIT),
    Column("device_model_name", "deviceModelName", Level.VISIT),
    Column("device_os", "deviceOS", Level.VISIT),
    Column("device_os_version", "deviceOSVersion", Level.VISIT),
    Column("browser", "browser", Level.VISIT),
    Column("browser_version", "browserVersion", Level.VISIT),
    Column("language", "language", Level.VISIT),
    Column("user_agent", "userAgent", Level.VISIT),
)

COLUMN: Mapping[str, Column] = {column.name: column for column in COLUMNS}
