"""The run time over HTTP: raw ASGI, for every visitor waits for it."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from itertools import chain
from typing import Any

from . import answers
from .action import action
from .answers import Answer
from .asked import Asked
from .courier import Courier
from .entrance import entrance
from .outside import Outside
from .postback import postback
from .script import page_script
from .world import World

Message = Any
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

Handler = Callable[[World, Asked], Awaitable[tuple[Answer, str]]]

MOST_FORM_BYTES = 64 * 1024
MOST_HEADER_BYTES = 64 * 1024
"""Of all headers together, with their names."""

_log = logging.getLogger(__name__)

_HANDLERS: Mapping[str, Handler] = {
    "/fts/": entrance,
    "/action/": action,
    "/js/": page_script,
    "/pb/": postback,
}
_PREFIXES = tuple(_HANDLERS)
_BARE = frozenset(prefix.rstrip("/") for prefix in _PREFIXES)


def is_public(path: str) -> bool:
    """Whether visitors, networks and pages ask for the path; these need no access token, under whatever host name.

    They read nothing of the account, and change nothing in it.
    """
    return path.startswith(_PREFIXES) or path in _BARE


class RunTime:
    """Answers visitors, and the networks that report conversions."""

    def __init__(self, world: World, courier: Courier, outside: Outside) -> None:
        self.world = world
        self.courier = courier
        self._outside = outside
        self._alone: dict[str, tuple[asyncio.Lock, int]] = {}

    def resume(self) -> None:
        """Send what an earlier process left unsent."""
        if self.world.outbox.exists:
            self.world.outbox.added()

    def forget(self) -> None:
        """The assets have changed: the next visitor is led by what they are now."""
        self.world.catalogue.changed()

    def close(self) -> None:
        """Let go of what is open; the next request opens it again."""
        self.courier.close()
        self._outside.close()
        self.world.catalogue.close()
        self.world.outbox.close()
        self.world.places.close()

    async def __call__(self, scope: Mapping[str, Any], path: str, receive: Receive, send: Send) -> None:
        try:
            answer = await self._answered(scope, path, receive)
        except Exception:
            _log.exception("A visitor could not be answered at %s", path.split("/", 2)[1])
            answer = answers.text(500, "Something went wrong on our side.")
        body = b"" if scope["method"] == "HEAD" else answer.body
        headers = [*answer.headers, (b"content-length", b"%d" % len(body))]
        await send({"type": "http.response.start", "status": answer.status, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    async def _answered(self, scope: Mapping[str, Any], path: str, receive: Receive) -> Answer:
        if sum(map(len, chain.from_iterable(scope["headers"]))) > MOST_HEADER_BYTES:
            return answers.text(431, "The headers are too large.")
        asked = Asked(scope, path)
        if asked.method == "POST":
            form = await _form(receive)
            if isinstance(form, Answer):
                return form
            asked.take_form(form)
        elif asked.method != "GET" and (asked.method != "OPTIONS" or not path.startswith("/js/")):
            refused = answers.text(405, "Links are followed with GET.")
            refused.headers.append((b"allow", b"GET, POST"))
            return refused
        handler = _HANDLERS[f"/{path.split('/', 2)[1]}/"]
        returning = asked.named_visitor
        if not returning:
            answer, visitor = await handler(self.world, asked)
        else:
            answer, visitor = await self._one_by_one(returning, handler, asked)
        if visitor:
            answer.headers.append(answers.cookie(visitor, is_secure=asked.is_secure))
        return answer

    async def _one_by_one(self, visitor: str, handler: Handler, asked: Asked) -> tuple[Answer, str]:
        """Two requests of one visitor must not forget what the other remembers."""
        lock, waiting = self._alone.get(visitor, (asyncio.Lock(), 0))
        self._alone[visitor] = (lock, waiting + 1)
        try:
            async with lock:
                return await handler(self.world, asked)
        finally:
            lock, waiting = self._alone[visitor]
            if waiting == 1:
                del self._alone[visitor]
            else:
                self._alone[visitor] = (lock, waiting - 1)


async def _form(receive: Receive) -> bytes | Answer:
    """Or how it is refused: half of a form could say something else than the whole."""
    body: bytes = b""
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return answers.text(400, "The form ended before it was complete.")
        body += message.get("body", b"")
        if len(body) > MOST_FORM_BYTES:
            return answers.text(413, "The form is too large.")
        if not message.get("more_body", False):
            return body
