"""The embedded tracker on a port."""

import gc
import socket
from collections.abc import Callable
from ipaddress import ip_address
from pathlib import Path

import uvicorn
from pydantic import SecretStr
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

from funnels.errors import InputError

from .app import build_tracker
from .runtime import Surroundings, is_public

_OBJECTS_BETWEEN_LOOKS = 50_000

_OWN_NAMES = ["localhost", "127.0.0.1", "[::1]"]


def serve(
    folder: Path,
    host: str = "127.0.0.1",
    port: int = 0,
    token: SecretStr | None = None,
    *,
    geo: Path | None = None,
    shut: Callable[[], str] = lambda: "",
    ready: Callable[[str], None] = lambda url: None,
) -> None:
    """Answer until the process is told to stop; prints nothing.

    `shut` is asked before every write why there may be none; empty where there may. `ready` is called with the URL
    as soon as requests may be sent; port 0 takes a free one. Without a token only this machine may ask, and only
    under its own names, so that no web page can reach the account through a browser; the links of visitors are
    answered under any name. `geo` is a database of places in the MaxMind format.
    """
    if token is None and not _is_this_machine(host):
        raise InputError(
            f"The tracker on {host!r} can be reached from other machines.", hint="Give it an access token."
        )
    app: ASGIApp = build_tracker(folder, token=token, shut=shut, surroundings=Surroundings(geo=geo))
    if token is None:
        app = _for_visitors(app, TrustedHostMiddleware(app, [*_OWN_NAMES, host], www_redirect=False))
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with _listening(host, port, family) as listener:
        shown = f"[{host}]" if ":" in host else host
        ready(f"http://{shown}:{listener.getsockname()[1]}")
        # who is a proxy, and what of its headers counts, the run time says; nothing is to be guessed before it
        config = uvicorn.Config(app, log_config=None, access_log=False, proxy_headers=False, server_header=False)
        _settle()
        uvicorn.Server(config).run(sockets=[listener])


def _settle() -> None:
    """Have Python look for circular garbage less often, and not among what stays until the end.

    A redirect leaves none; looking for it takes a tenth of the time of each.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(_OBJECTS_BETWEEN_LOOKS, 20, 20)


def _for_visitors(everybody: ASGIApp, own_names: ASGIApp) -> ASGIApp:
    """Visitors come under the tracking domain, whatever it is called; they read nothing of the account."""

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        serves = everybody if scope["type"] == "http" and is_public(scope["path"]) else own_names
        await serves(scope, receive, send)

    return app


def _listening(host: str, port: int, family: socket.AddressFamily) -> socket.socket:
    try:
        listener = socket.create_server((host, port), family=family)
    except OSError as error:
        raise InputError(
            f"The tracker cannot answer at {host} port {port}: {error.strerror or error}.",
            hint="Choose another port, or 0 for any free one.",
        ) from error
    # connections inherit it; without it an answer in two pieces waits 40 ms for the other side
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listener


def _is_this_machine(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
