"""The MCP server on a port: loopback by default, and never elsewhere without a token."""

import hmac
from collections.abc import Sequence

import uvicorn
from mcp.server import MCPServer
from mcp.server.auth.middleware.auth_context import AuthContextMiddleware
from mcp.server.auth.middleware.bearer_auth import AuthenticatedUser
from mcp.server.auth.provider import AccessToken
from mcp.server.transport_security import TransportSecuritySettings
from pydantic import SecretStr
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from .errors import SettingsError
from .settings import Settings
from .tools import Opens
from .variables import is_loopback


class Bearer:
    """Lets only requests with a known token through, in the name of its person.

    The SDK then keeps to that person what they opened: sessions, and questions that wait for an answer.
    """

    def __init__(self, app: ASGIApp, tokens: Sequence[tuple[str, SecretStr]]) -> None:
        self._app = AuthContextMiddleware(app)
        self._tokens = tokens

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if person := self._person(scope):
            user = AuthenticatedUser(AccessToken(token="", client_id=person, scopes=[]))
            await self._app({**scope, "user": user}, receive, send)
            return
        refusal = JSONResponse(
            {"error": "invalid_token", "error_description": "Send the server's token as a bearer token."},
            status_code=401,
            headers={"WWW-Authenticate": "Bearer"},
        )
        await refusal(scope, receive, send)

    def _person(self, scope: Scope) -> str:
        """Whose token it is; empty for one that is not known. Each is compared, so that time tells nothing."""
        scheme, _, sent = dict(scope["headers"]).get(b"authorization", b"").partition(b" ")
        known = [(person, token.get_secret_value().encode()) for person, token in self._tokens]
        found = [person for person, token in known if hmac.compare_digest(sent.strip(), token)]
        return found[0] if found and scheme.lower() == b"bearer" else ""


def http_app(server: MCPServer[Opens], settings: Settings, host: str, public_hosts: list[str]) -> ASGIApp:
    """The ASGI app. Raises SettingsError where it would be open to others without a token."""
    if not is_loopback(host) and not settings.bearers:
        raise SettingsError(
            f"{host} can be reached by others, and no token is set.", hint="Set FUNNELWRIGHT_HTTP_TOKEN first."
        )
    app: ASGIApp = server.streamable_http_app(
        host=host, stateless_http=False, transport_security=_security(public_hosts) if public_hosts else None
    )
    return Bearer(app, settings.bearers) if settings.bearers else app


async def serve(server: MCPServer[Opens], settings: Settings, host: str, port: int, public_hosts: list[str]) -> None:
    app = http_app(server, settings, host, public_hosts)
    config = uvicorn.Config(app, host=host, port=port, log_config=None, access_log=False, ws="none")
    await uvicorn.Server(config).serve()


def _security(hosts: list[str]) -> TransportSecuritySettings:
    return TransportSecuritySettings(
        allowed_hosts=[spelled for host in hosts for spelled in (host, f"{host}:*")],
        allowed_origins=[f"{scheme}://{host}" for host in hosts for scheme in ("https", "http")],
    )
