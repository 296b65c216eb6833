"""Asking a middleware which way a visitor takes, while the visitor waits.

Our rulings where nothing is documented: a signature is `X-Funnelflux-Signature: sha256=<hex>`, HMAC-SHA256 over the
body as sent (over nothing for GET); redirects are not followed, so a 3xx is an answer like any other; a config that
is not active is not asked. Whatever goes wrong, the visitor takes the default route.
"""

import hashlib
import hmac
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import anyio
import orjson
from anyio import CapacityLimiter, to_thread

from funnels.assets import Funnel, MiddlewareConfig
from funnels.funnel import MiddlewareParams
from funnels.routing import Asks
from funnels.secrets import MASK
from funnels.wire import DEFAULT_ROUTE, Json

from .answered_route import matched
from .catalogue import Catalogue
from .deliveries import middleware
from .outside import Letter, Outside, OutsideError, RefusedError, Said, TooSlowError

DEFAULT_MS, LONGEST_MS = 5_000, 30_000

_MOST_AT_ONCE = 200

Secrets = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Verdict:
    route: str
    delivery: Json


class Middleware:
    def __init__(self, catalogue: Catalogue, outside: Outside, now_ms: Callable[[], int]) -> None:
        self._catalogue = catalogue
        self._outside = outside
        self._now_ms = now_ms
        self._waiting: CapacityLimiter | None = None

    async def ask(self, asks: Asks, about: Json, payload: Json) -> Verdict:
        """Never raises for what others do. `about`: as `deliveries.middleware` has it."""
        started, begun = self._now_ms(), time.monotonic()
        said, result, why = await self._said(asks, about["funnelId"], payload)
        route = matched(asks.config, said) if said else DEFAULT_ROUTE
        took = round((time.monotonic() - begun) * 1000)
        delivery = middleware(
            about["requestId"],
            started,
            asks.config.id,
            about,
            httpStatus=said.status if said else None,
            result=result,
            matchedRouteID=route,
            latencyMs=took,
            message=why,
        )
        return Verdict(route, delivery)

    async def _said(self, asks: Asks, funnel: str, payload: Json) -> tuple[Said | None, str, str]:
        if not asks.config.is_active:
            return None, "refused", "the middleware is not active"
        seconds = min(asks.config.timeout_ms or DEFAULT_MS, LONGEST_MS) / 1000
        if self._waiting is None:
            self._waiting = CapacityLimiter(_MOST_AT_ONCE)
        try:
            with anyio.fail_after(seconds):
                said = await to_thread.run_sync(
                    self._asked, asks, funnel, payload, seconds, abandon_on_cancel=True, limiter=self._waiting
                )
        except (TimeoutError, TooSlowError):
            return None, "timeout", f"no answer within {seconds * 1000:.0f} ms"
        except RefusedError as error:
            return None, "refused", str(error)
        except OutsideError as error:
            return None, "failed", str(error)
        return said, "answered", ""

    def _asked(self, asks: Asks, funnel: str, payload: Json, seconds: float) -> Said:
        secrets = self._catalogue.secrets(MiddlewareConfig, asks.config.id).get("", {})
        own = self._catalogue.secrets(Funnel, funnel).get(asks.node, {}) if asks.params.destination_overrides else {}
        told = {**payload, "execute_timeout_ms": round(seconds * 1000)}
        return self._outside.ask(letter(asks.config, asks.params, secrets, own, told, seconds))


def letter(
    config: MiddlewareConfig,
    params: MiddlewareParams,
    secrets: Mapping[str, str],
    own: Mapping[str, str],
    payload: Json,
    seconds: float,
) -> Letter:
    """`secrets`: of the config; `own`: of the node's overrides, which win."""
    there, here = config.destination, params.destination_overrides or {}
    posts = there.method == "POST"
    content = orjson.dumps(payload) if posts else b""
    headers = {**there.headers, **here.get("headers", {})}
    key = _secret(own, here, "hmacSecret") or secrets.get("hmacSecret", "")
    if key:
        digest = hmac.new(key.encode(), content, hashlib.sha256).hexdigest()
        headers["X-Funnelflux-Signature"] = f"sha256={digest}"
    if posts:
        headers["Content-Type"] = "application/json"
    headers["X-Funnelflux-Request-ID"] = payload["request_id"]
    return Letter(
        there.method, there.url, headers, content, _auth(config, here, secrets, own), seconds, 0, ("https",)
    )


def _auth(
    config: MiddlewareConfig, here: Mapping[str, Any], secrets: Mapping[str, str], own: Mapping[str, str]
) -> tuple[str, str] | None:
    override = here.get("basicAuth") or {}
    if override.get("username"):
        return override["username"], _secret(own, override, "password")
    basic = config.destination.basic_auth
    return (basic.username, secrets.get("password", "")) if basic and basic.username else None


def _secret(kept: Mapping[str, str], place: Mapping[str, Any], name: str) -> str:
    shown = place.get(name) or ""
    return kept.get(name, "") or ("" if shown == MASK else str(shown))
