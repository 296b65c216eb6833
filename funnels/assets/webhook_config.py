from typing import ClassVar

from pydantic import Field

from ..secrets import Secret
from ..wire import Wire, spelled
from .asset import Asset, Name


class BasicAuth(Wire):
    username: str = ""
    password: Secret | None = Field(default=None, repr=False)


class WebhookConfig(Asset):
    """Tells another system what happened; never influences the way of a visitor."""

    model_config = spelled(id="idWebhookConfig", name="webhookConfigName")
    family: ClassVar[str] = "webhook_config"
    title: ClassVar[str] = "webhook"

    name: Name
    description: str = ""
    id_category: str = ""
    enabled: bool = True
    target_type: str = "custom"
    url: str = ""
    headers: dict[str, str] = Field(default_factory=dict)
    basic_auth: BasicAuth | None = None
