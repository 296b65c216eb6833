from typing import ClassVar

from pydantic import Field

from ..wire import spelled
from .asset import Amount, Asset, Name


class FunnelGroup(Asset):
    """Holds funnels; the tracker also calls it a campaign, by its older name."""

    model_config = spelled(id="idFunnelGroup", name="funnelGroupName")
    family: ClassVar[str] = "funnel_group"
    title: ClassVar[str] = "funnel group"

    name: Name
    accumulated_url_params: dict[str, str] = Field(default_factory=dict)
    default_cost: Amount = ""
