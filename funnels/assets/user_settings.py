from typing import ClassVar

from pydantic import Field

from ..funnel.params import Redirect
from ..wire import Json, Wire, spelled
from .asset import Asset


class EventAlias(Wire):
    alias: str
    short_alias: str


class UserSettings(Asset):
    """One per account; `id` and `name` are ours alone and never sent."""

    model_config = spelled(default_homepage_url="defaultHomepageURL")
    family: ClassVar[str] = "user_settings"
    title: ClassVar[str] = "user settings"

    id: str = Field(default="settings", exclude=True)
    name: str = Field(default="User settings", exclude=True)
    default_homepage_url: str | None = None
    default_offer_redirect: Redirect = "307"
    default_lander_redirect: Redirect = "307"
    ip_anonymizer: str = "disabled"
    default_custom_domain: str = ""
    """The tracking domain of links."""
    third_party_keys: Json | None = Field(default=None, repr=False)
    saved_views: tuple[str, ...] = ()
    custom_event_aliases: dict[str, EventAlias] = Field(default_factory=dict)
