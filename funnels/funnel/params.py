"""What a node of each kind, and a connection leaving it, carries. Source: the contract's schemas.

Most are plain; where the tracker's name differs from ours in more than case it is said on the class.
"""

from typing import Annotated, Literal

from pydantic import Field

from ..wire import Json, RouteId, Share, Wire, spelled

Stickiness = Literal["none", "sticky", "antiAffinity"]
"""Within the visitor's session: sticky repeats the first choice, antiAffinity shows all before repeating."""

Redirect = Literal["301", "307", "meta", "umr"]
ActionNumber = Annotated[int, Field(ge=1)]


class RotatorParams(Wire):
    """Left out for plain weighted rotation."""

    rotator_type: Literal["random", "ai"] = "random"
    stickiness_mode: Stickiness = "none"


class PageParams(Wire):
    id_page: str
    accumulate_url_params: bool = False
    additional_tokens: dict[str, str] = Field(default_factory=dict)
    redirect_override: Redirect | None = None


class PageGroupParams(Wire):
    id_page_group: str
    page_params: tuple[PageParams, ...] = ()


class ExternalUrlParams(Wire):
    url: str
    redirect_type: Literal["301", "307"] = "307"


class ConditionParams(Wire):
    id_condition: str


class LogicParams(Wire):
    id_logic_script: str


class VisitorTagParams(Wire):
    add_tag_ids: tuple[str, ...] = ()
    remove_tag_ids: tuple[str, ...] = ()


class WebhookParams(Wire):
    model_config = spelled(webhook_config_ids="webhookConfigIDs")

    webhook_config_ids: tuple[str, ...] = ()


class MiddlewareParams(Wire):
    id_middleware_config: str
    destination_overrides: Json | None = None
    """May hold secrets, masked on read; never shown, only sent back."""


class LabelParams(Wire):
    label_text: str = "My label here"
    label_color: str = "e5e5e5"


class OnWeight(Wire):
    """Leaving the root or a rotator."""

    weight: Share


class OnActions(Wire):
    """Leaving a page, a page group or an action proxy: the numbers of the buttons that lead here."""

    model_config = spelled(webhook_config_ids="webhookConfigIDs")

    on_action_numbers: tuple[ActionNumber, ...] = Field(min_length=1)
    is_conversion: bool = False
    is_custom_event: bool = False
    webhook_config_ids: tuple[str, ...] = ()


class OnConditionRoute(Wire):
    """Leaving a condition: by route id (version 2), or by number (version 1)."""

    on_route_id: RouteId | None = None
    on_route_number: Annotated[int, Field(ge=0, le=255)] | None = None


class OnRouteKeys(Wire):
    """Leaving a logic script; several keys may share one connection."""

    on_route_keys: tuple[RouteId, ...] = Field(min_length=1)


class OnMiddlewareRoute(Wire):
    on_route_id: RouteId
    is_conversion: bool = False
    is_custom_event: bool = False
