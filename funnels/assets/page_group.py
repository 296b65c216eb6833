from typing import ClassVar, Literal

from ..funnel import Stickiness
from ..wire import Share, Wire, spelled
from .asset import Asset, Name


class PageShare(Wire):
    id_page: str
    weight: Share


class PageGroup(Asset):
    """Landers or offers, never both, that share the visitors of a node by weight."""

    model_config = spelled(id="idPageGroup", name="pageGroupName")
    family: ClassVar[str] = "page_group"
    title: ClassVar[str] = "page group"

    name: Name
    page_type: Literal["lander", "offer"]
    routing: Literal["rotator", "actionMapped"] = "rotator"
    pages: tuple[PageShare, ...] = ()
    id_category: str = ""
    category_name: str = ""
    restrict_to_funnel_id: str = ""
    """The only funnel that may use it; empty for all (global)."""
    stickiness_mode: Stickiness = "none"
