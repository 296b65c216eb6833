from typing import ClassVar

from pydantic import Field

from ..wire import spelled
from .asset import Asset, Name


class OfferSource(Asset):
    """An affiliate network, or another place offers come from."""

    model_config = spelled(id="idOfferSource", name="offerSourceName")
    family: ClassVar[str] = "offer_source"
    title: ClassVar[str] = "offer source"

    name: Name
    query_params: dict[str, str] = Field(default_factory=dict)
    umr_domain_override: str = ""
    postback_sub_id: str = ""
    postback_tx_id: str = ""
    postback_payout: str = ""
    """The parameter in which the network sends the payout."""
    id_category: str = ""
