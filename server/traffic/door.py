"""How requests of visitors and networks reach a tracker. Nothing here follows a redirect, so nothing goes outside."""

import html
import re
from collections.abc import Awaitable, Callable, MutableMapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from ..tracker.knocking import Knock

Message = MutableMapping[str, Any]
App = Callable[
    [Message, Callable[[], Awaitable[Message]], Callable[[Message], Awaitable[None]]],
    Awaitable[None],
]
"""An ASGI application."""

Headers = Sequence[tuple[str, str]]

_REFRESH = re.compile(r'http-equiv="refresh" content="\d+;\s*url=([^"]*)"', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    location: str = ""
    """Where it sends the visitor, by a redirect or by a page that sends them on."""
    cookies: tuple[tuple[str, str], ...] = ()
    """Those it sets, by name."""

    @property
    def leads_on(self) -> bool:
        return self.status < 400 and bool(self.location)


class Door(Protocol):
    async def ask(self, target: str, headers: Headers) -> Answer:
        """A GET request; `target` is path and query. Names of headers are in lower case."""


class AppDoor:
    """To a tracker in this process."""

    def __init__(self, app: App, host: str) -> None:
        self._app = app
        self._host = (b"host", host.encode())

    async def ask(self, target: str, headers: Headers) -> Answer:
        path, _, query = target.partition("?")
        scope = {
            "type": "http",
            "asgi": {"version": "3.0", "spec_version": "2.4"},
            "http_version": "1.1",
            "method": "GET",
            "scheme": "http",
            "path": path,
            "raw_path": path.encode(),
            "root_path": "",
            "query_string": query.encode(),
            "headers": [self._host, *((name.encode(), value.encode()) for name, value in headers)],
            "client": ("127.0.0.1", 50000),
            "server": ("127.0.0.1", 80),
        }
        sent: list[Message] = []

        async def send(message: Message) -> None:
            sent.append(message)

        await self._app(scope, _no_body, send)
        body = b"".join(message.get("body", b"") for message in sent)
        return answered(sent[0]["status"], _texts(sent[0]["headers"]), body)


class SocketDoor:
    """To a tracker behind a socket."""

    def __init__(self, knock: Knock) -> None:
        self._knock = knock

    async def ask(self, target: str, headers: Headers) -> Answer:
        return answered(*await self._knock(target, headers))


def answered(status: int, headers: Headers, body: bytes) -> Answer:
    """What a visitor's browser makes of it."""
    location = next((value for name, value in headers if name == "location"), "")
    if not location and body and (found := _REFRESH.search(body.decode("utf-8", "replace"))):
        location = html.unescape(found[1])
    return Answer(status, location, tuple(_cookie(value) for name, value in headers if name == "set-cookie"))


async def _no_body() -> Message:
    return {"type": "http.request", "body": b"", "more_body": False}


def _texts(headers: Sequence[tuple[bytes, bytes]]) -> Headers:
    return [(name.decode("latin-1").lower(), value.decode("latin-1")) for name, value in headers]


def _cookie(line: str) -> tuple[str, str]:
    name, _, value = line.partition(";")[0].partition("=")
    return name.strip(), value.strip()
