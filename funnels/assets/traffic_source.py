from typing import ClassVar, Literal

from pydantic import Field

from ..wire import Json, Wire, spelled
from .asset import Amount, Asset, Name


class TrackingField(Wire):
    """What one of the slots campaign, external, c1..c20 is called, and the ad platform's macro in it."""

    name: str
    value: str | None = None
    previous_name: str = ""
    status: str = "active"


class Postback(Wire):
    """What the traffic source is told about a conversion."""

    model_config = spelled(postback_url="postbackURL", postback_html="postbackHTML")

    id_traffic_source: str
    postback_type: Literal["none", "postbackURL", "html"] = "none"
    postback_code: str | None = None
    postback_url: str | None = None
    postback_html: str | None = None


class TrafficSource(Asset):
    """Where visitors are bought."""

    model_config = spelled(
        id="idTrafficSource",
        name="trafficSourceName",
        conversion_webhook_config_ids="conversionWebhookConfigIDs",
        custom_event_webhook_config_ids="customEventWebhookConfigIDs",
    )
    family: ClassVar[str] = "traffic_source"
    title: ClassVar[str] = "traffic source"

    name: Name
    cost_type: Literal["cpe", "cpa"] = "cpe"
    default_cost: Amount = ""
    tracking_field_slots: dict[str, TrackingField] = Field(default_factory=dict)
    postback: Postback | None = None
    custom_event_postback: Json | None = None
    id_category: str = ""
    incoming_cost_modifier: int | float = 1
    """Percent, 0..500, with 1 as the documented default."""
    outgoing_revenue_modifier: int | float = 1
    outgoing_postback_probability: int | float = 100
    disable_zero_revenue_postbacks: bool = False
    conversion_webhook_config_ids: tuple[str, ...] = ()
    custom_event_webhook_config_ids: dict[str, tuple[str, ...]] = Field(default_factory=dict)
