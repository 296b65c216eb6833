from typing import ClassVar, Literal

from pydantic import Field

from ..funnel.params import Redirect
from ..wire import Wire, spelled
from .asset import Amount, Asset, Name


class OfferParams(Wire):
    id_offer_source: str = ""
    payout: Amount = ""
    umr_domain_override: str = ""


class DefaultFunnel(Wire):
    """Where direct visits to the page count that come without a funnel."""

    enabled: bool = False
    id_funnel: str = ""
    id_node: str = ""
    id_traffic_source: str = ""


class Page(Asset):
    """A lander or an offer."""

    model_config = spelled(id="idPage", name="pageName", base_url="baseURL")
    family: ClassVar[str] = "page"
    title: ClassVar[str] = "page"

    name: Name
    page_type: Literal["lander", "offer"]
    base_url: str
    """May hold tokens of the tracker, such as `{hit}`."""
    redirect_type: Redirect = "307"
    query_params: dict[str, str] = Field(default_factory=dict)
    id_category: str = ""
    notes: str = ""
    offer_params: OfferParams | None = None
    """Required on offers."""
    disable_append_vid: bool = False
    default_funnel: DefaultFunnel | None = None
