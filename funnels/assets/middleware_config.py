from typing import Annotated, ClassVar, Literal

from pydantic import Field

from ..secrets import Secret
from ..wire import RouteId, Wire, spelled
from .asset import Asset, Name
from .webhook_config import BasicAuth


class MiddlewareDestination(Wire):
    """Secrets read as `********`; they are kept by sending that back with the `has…` flag true."""

    method: Literal["GET", "POST"]
    type: str = "custom"
    url: str
    basic_auth: BasicAuth | None = None
    headers: dict[str, str] = Field(default_factory=dict)
    hmac_secret: Secret | None = Field(default=None, repr=False)
    has_basic_auth_password: bool = False
    has_hmac_secret: bool = False


class MiddlewareCondition(Wire):
    field: str
    """`status_code`, `body_text` or `body_json.` and a path."""
    operator: str
    value: str | None = None


class MiddlewareRoute(Wire):
    id_route: RouteId
    is_default: bool
    priority: Annotated[int, Field(ge=0, le=255)]
    condition_logic: Literal["all", "any"] = "all"
    conditions: tuple[MiddlewareCondition, ...] = ()
    description: str = ""


class MiddlewareConfig(Asset):
    """Asks another system which way a visitor takes, and waits for the answer."""

    model_config = spelled(id="idMiddlewareConfig", name="middlewareConfigName")
    family: ClassVar[str] = "middleware_config"
    title: ClassVar[str] = "middleware"

    name: Name
    destination: MiddlewareDestination
    routes: tuple[MiddlewareRoute, ...]
    schema_version: str
    timeout_ms: Annotated[int, Field(ge=1, le=30000)]
    description: str = ""
    id_category: str = ""
