"""The embedded tracker on a port."""

import socket
from collections.abc import Callable
from ipaddress import ip_address
from pathlib import Path

import uvicorn
from pydantic import SecretStr
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.types import ASGIApp

from funnels.errors import InputError

from .app import build_tracker

_OWN_NAMES = ["localhost", "127.0.0.1", "[::1]"]


def serve(
    folder: Path,
    host: str = "127.0.0.1",
    port: int = 0,
    token: SecretStr | None = None,
    *,
    shut: Callable[[], str] = lambda: "",
    ready: Callable[[str], None] = lambda url: None,
) -> None:
    """Answer until the process is told to stop; prints nothing.

    `shut` is asked before every write why there may be none; empty where there may. `ready` is called with the URL
    as soon as requests may be sent; port 0 takes a free one. Without a token only this machine may ask, and only
    under its own names, so that no web page can reach the tracker through a browser.
    """
    if token is None and not _is_this_machine(host):
        raise InputError(
            f"The tracker on {host!r} can be reached from other machines.", hint="Give it an access token."
        )
    app: ASGIApp = build_tracker(folder, token=token, shut=shut)
    if token is None:
        app = TrustedHostMiddleware(app, [*_OWN_NAMES, host], www_redirect=False)
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with _listening(host, port, family) as listener:
        shown = f"[{host}]" if ":" in host else host
        ready(f"http://{shown}:{listener.getsockname()[1]}")
        uvicorn.Server(uvicorn.Config(app, log_config=None, access_log=False)).run(sockets=[listener])


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
