"""The MCP server on a port: loopback by default, and never elsewhere without a token."""

import hmac

import uvicorn
from mcp.server import MCPServer
from mcp.server.transport_security import TransportSecuritySettings
from pydantic import SecretStr
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from .errors import SettingsError
from .settings import Settings
from .tools import Opens
from .variables import is_loopback


class Bearer:
    """Lets only requests with the token through."""

    def __init__(self, app: ASGIApp, token: SecretStr) -> None:
        self._app = app
        self._token = token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan" or self._may(scope):
            await self._app(scope, receive, send)
            return
        refusal = JSONResponse(
            {"error": "invalid_token", "error_description": "Send the server's token as a bearer token."},
            status_code=401,
            headers={"WWW-Authenticate": "Bearer"},
        )
        await refusal(scope, receive, send)

    def _may(self, scope: Scope) -> bool:
        scheme, _, sent = dict(scope["headers"]).get(b"authorization", b"").partition(b" ")
        known = self._token.get_secret_value().encode()
        return scheme.lower() == b"bearer" and hmac.compare_digest(sent.strip(), known)


def http_app(server: MCPServer[Opens], settings: Settings, host: str, public_hosts: list[str]) -> ASGIApp:
    """The ASGI app. Raises SettingsError where it would be open to others without a token."""
    if not is_loopback(host) and settings.http_token is None:
        raise SettingsError(
            f"{host} can be reached by others, and no token is set.", hint="Set FUNNELWRIGHT_HTTP_TOKEN first."
        )
    app: ASGIApp = server.streamable_http_app(
        host=host, stateless_http=False, transport_security=_security(public_hosts) if public_hosts else None
    )
    return Bearer(app, settings.http_token) if settings.http_token else app


async def serve(server: MCPServer[Opens], settings: Settings, host: str, port: int, public_hosts: list[str]) -> None:
    app = http_app(server, settings, host, public_hosts)
    config = uvicorn.Config(app, host=host, port=port, log_config=None, access_log=False, ws="none")
    await uvicorn.Server(config).serve()


def _security(hosts: list[str]) -> TransportSecuritySettings:
    return TransportSecuritySettings(
        allowed_hosts=[spelled for host in hosts for spelled in (host, f"{host}:*")],
        allowed_origins=[f"{scheme}://{host}" for host in hosts for scheme in ("https", "http")],
    )
