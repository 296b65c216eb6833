"""The embedded tracker as an ASGI application."""

import hmac
import logging
import secrets
import time
from collections.abc import Awaitable, Callable, MutableMapping
from pathlib import Path
from typing import Any, NamedTuple

from anyio import to_thread
from pydantic import SecretStr
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError, IntegrityError

from funnels.ids import IdMaker, NewId

from ..database import migrate, open_database, reading, writing
from . import request
from .call import Call, Tools
from .documents import MOST_BYTES, dumped
from .events import EventStore
from .migrations import MIGRATIONS
from .preconditions import is_known, require, version, version_of_list
from .reading import LISTING
from .refusal import Refusal
from .reports.updates import open_updates
from .routes import MethodRefused, Route, route
from .runtime import RunTime, Surroundings, is_public, open_run_time
from .storage import Store

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

DATABASE = "tracker.db"

_log = logging.getLogger(__name__)


def now_ms() -> int:
    return time.time_ns() // 1_000_000


def build_tracker(
    folder: Path,
    *,
    token: SecretStr | None = None,
    clock: Callable[[], int] = now_ms,
    new_id: NewId | None = None,
    shut: Callable[[], str] = lambda: "",
    surroundings: Surroundings | None = None,
) -> "EmbeddedTracker":
    """The tracker whose assets are in the folder, which is made where it is missing.

    `clock` gives Unix milliseconds. With a token, every request must carry it as `Authorization: Bearer`, except
    those of visitors. `shut` is asked before every write of assets why there may be none at the moment; empty where
    there may. `surroundings`: what the run time takes from the world.
    """
    engine = open_database(folder / DATABASE)
    migrate(engine, "tracker", MIGRATIONS)
    events = EventStore(folder, clock)
    run_time = open_run_time(folder, engine, events, clock, surroundings or Surroundings())
    updates = open_updates(folder, run_time.world)
    tools = Tools(clock, new_id or IdMaker(clock, secrets.randbelow), token, events, updates)
    return EmbeddedTracker(engine, tools, shut, run_time)


class EmbeddedTracker:
    """Answers the tracker's API and visitors over ASGI. Close it when done."""

    def __init__(self, engine: Engine, tools: Tools, shut: Callable[[], str], run_time: RunTime) -> None:
        self._engine = engine
        self._tools = tools
        self._shut = shut
        self.run_time = run_time
        self.updates = tools.updates

    def close(self) -> None:
        """Let go of the databases; the tracker opens them again when asked again."""
        self.updates.close()
        self.run_time.close()
        self._tools.events.close()
        self._engine.dispose()

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            path = scope["path"].removeprefix(scope.get("root_path", ""))
            if is_public(path):
                await self.run_time(scope, path, receive, send)
            else:
                await self._answer(scope, path, receive, send)
        elif scope["type"] == "lifespan":
            await self._live(receive, send)
        else:
            await send({"type": "websocket.close"})

    async def _live(self, receive: Receive, send: Send) -> None:
        while True:
            kind = (await receive())["type"]
            if kind == "lifespan.startup":
                self.run_time.resume()
                self.updates.resume()
            if kind == "lifespan.shutdown":
                self.close()
            await send({"type": f"{kind}.complete"})
            if kind == "lifespan.shutdown":
                return

    async def _answer(self, scope: Message, path: str, receive: Receive, send: Send) -> None:
        headers: list[tuple[bytes, bytes]] = []
        try:
            status, text, tag = await self._answered(scope, path, receive)
            headers += [(b"etag", tag.encode())] if tag else []
        except Refusal as refusal:
            status, text = refusal.status, dumped(refusal.document())
            if isinstance(refusal, MethodRefused):
                headers.append((b"allow", refusal.allowed.encode()))
            if status == 401:
                headers.append((b"www-authenticate", b"Bearer"))
        content = (text or "").encode()
        if content:
            headers.append((b"content-type", b"application/json"))
        headers.append((b"content-length", str(len(content)).encode()))
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": content})

    async def _answered(self, scope: Message, path: str, receive: Receive) -> "_Answer":
        headers = {name.lower(): value.decode("latin-1") for name, value in scope["headers"]}
        self._check_token(headers.get(b"authorization", ""))
        found = route(scope["method"], path)
        raw = await _read(headers.get(b"content-length", ""), receive)
        # in a thread, for a write may have to wait for another process
        answered = await to_thread.run_sync(self._handle, found, scope["query_string"], headers, raw)
        if found.operation.effect != "read":
            self.run_time.forget()
        return answered

    def _check_token(self, authorization: str) -> None:
        if self._tools.token is None:
            return
        scheme, _, given = authorization.partition(" ")
        expected = self._tools.token.get_secret_value().encode()
        if scheme.lower() != "bearer" or not hmac.compare_digest(given.strip().encode(), expected):
            raise Refusal(401, "The access token is missing or wrong.")

    def _handle(self, found: Route, query: bytes, headers: dict[bytes, str], raw: bytes) -> "_Answer":
        operation = found.operation
        if operation.effect != "read" and (reason := self._shut()):
            raise Refusal(403, reason)
        transaction = reading if operation.effect == "read" else writing
        try:
            asked = request.query(operation, query)
            sent = request.body(operation, headers.get(b"content-type", ""), raw)
            with transaction(self._engine) as connection:
                store = Store(connection, self._tools.now_ms())
                call = Call(operation, found.view, asked, sent, store, self._tools)
                require(call, headers.get(b"if-match", ""))
                tag = _tag(found, call)
                if is_known(tag, headers.get(b"if-none-match", "")):
                    return _Answer(304, None, tag)
                text = found.handler(call)
                return _Answer(200, text, tag)
        except RecursionError as error:
            raise Refusal(400, "The body is nested too deeply.") from error
        except IntegrityError as error:
            raise Refusal(409, "Another request saved the same asset at the same moment.") from error
        except DBAPIError as error:
            _log.exception("%s could not use the database", operation.id)
            raise Refusal(503, "The tracker's database cannot be used at the moment.") from error


class _Answer(NamedTuple):
    status: int
    text: str | None
    tag: str
    """The version of what it is about; empty where there is none."""


def _tag(found: Route, call: Call) -> str:
    if call.operation.method != "GET":
        return ""
    return version_of_list(call) if found.handler in LISTING else version(call)


async def _read(length: str, receive: Receive) -> bytes:
    if length.isdecimal() and int(length) > MOST_BYTES:
        raise _too_large()
    chunks: list[bytes] = []
    size, more = 0, True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise Refusal(400, "The body ended before it was complete.")
        chunks.append(message.get("body", b""))
        size += len(chunks[-1])
        if size > MOST_BYTES:
            raise _too_large()
        more = message.get("more_body", False)
    return b"".join(chunks)


def _too_large() -> Refusal:
    return Refusal(413, f"The body must have at most {MOST_BYTES} bytes.")
