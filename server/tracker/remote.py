"""The way to a tracker on the network: tokens, patience and limits. Nothing above it knows of them."""

import logging
import random
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import anyio
import httpx
from pydantic import SecretStr

from ..errors import TrackerUnavailable
from .answers import lost, may_have_arrived
from .client import Tracker
from .patience import Patience
from .signals import REPEATABLE, REPEATED, TRIES
from .tokens import Renewed, Tokens, has_expired

TIMEOUT = httpx.Timeout(60, connect=10)

_READS_AT_ONCE = 6
"""Heavy reading can get an account limited or suspended [documentation]; no numbers are published."""

_SET_ONE_THING = frozenset({"archive", "unarchive", "move-category"})
"""Last parts of paths where a repeated PUT changes nothing but what it is about."""

_log = logging.getLogger(__name__)


def utc_now() -> datetime:
    return datetime.now(UTC)


@asynccontextmanager
async def remote_tracker(
    api: str,
    token: SecretStr,
    refresh_token: SecretStr | None = None,
    *,
    routes: Mapping[str, str] | None = None,
    read_only: bool = False,
    on_renewed: Renewed | None = None,
) -> AsyncIterator[Tracker]:
    """The account behind the token. `api` is the address without a slash at its end."""
    async with httpx.AsyncClient(timeout=TIMEOUT) as network:
        transport = RemoteTransport(Onward(network), Tokens(api, token, refresh_token, on_renewed))
        async with httpx.AsyncClient(transport=transport, base_url=api, trust_env=False) as http:
            yield Tracker(http, routes=routes, read_only=read_only)


class Onward(httpx.AsyncBaseTransport):
    """Sends through another client, and so through the proxies and certificates this machine is set up with."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self._client = client

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        return await self._client.send(request, stream=True, follow_redirects=False)


class RemoteTransport(httpx.AsyncBaseTransport):
    """Adds the access token, renews it once, waits and repeats where that is safe, and keeps to the limits.

    What changes something goes out one at a time. `sleep`, `chance` (0..1) and `clock` are handed in for tests.
    """

    def __init__(
        self,
        inner: httpx.AsyncBaseTransport,
        tokens: Tokens,
        *,
        sleep: Callable[[float], Awaitable[None]] = anyio.sleep,
        chance: Callable[[], float] = random.random,
        clock: Callable[[], datetime] = utc_now,
    ) -> None:
        self._inner = inner
        self._tokens = tokens
        self._sleep = sleep
        self._patience = Patience(chance, clock)
        self._reads = anyio.Semaphore(_READS_AT_ONCE)
        self._writes = anyio.Lock()

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        async with self._reads if _only_reads(request) else self._writes:
            response = await self._patiently(request)
            if has_expired(response) and await self._tokens.renew(_token_of(request), self._patiently):
                response = await self._patiently(request)
            return response

    async def aclose(self) -> None:
        await self._inner.aclose()

    async def _patiently(self, request: httpx.Request) -> httpx.Response:
        """Try until there is an answer that waiting would not change; an answer is read to its end here.

        What would overwrite what others do during the wait is tried once: who sends it has to look again.
        """
        repeatable = _only_reads(request) or request.method != "POST"
        arrived = False
        for tried in range(1, self._patience.most + 1):
            response: httpx.Response | None = None
            try:
                response = await self._once(request)
            except httpx.TransportError as error:
                lost = error
                arrived = arrived or may_have_arrived(error)
                if tried == self._patience.most or (arrived and not repeatable):
                    raise _no_answer(request, error, arrived=arrived) from _cause(error)
                wait = self._patience.after(tried)
                came_to: Mapping[str, object] = {"error": f"no answer ({type(error).__name__})"}
            else:
                response.extensions[REPEATED] = arrived
                arrived = arrived or response.status_code >= 500
                asked = self._patience.asked_by(response, tried)
                if asked is None or (arrived and not repeatable):
                    return response
                wait = asked
                came_to = {"status": response.status_code}
            _log.info("%s %s: waiting %.1f s before try %d", request.method, request.url.path, wait, tried + 1)
            await self._sleep(wait)
            if _overwrites(request):
                if response is not None:
                    return response
                raise _no_answer(request, lost, arrived=arrived) from _cause(lost)
            _tried(request, came_to)
        raise AssertionError("the last try answers or raises")

    async def _once(self, request: httpx.Request) -> httpx.Response:
        request.headers["Authorization"] = f"Bearer {self._tokens.access}"
        response = await self._inner.handle_async_request(request)
        response.request = request
        try:
            await response.aread()
        finally:
            await response.aclose()
        return response


def _only_reads(request: httpx.Request) -> bool:
    return request.method == "GET" or bool(request.extensions.get(REPEATABLE))


def _overwrites(request: httpx.Request) -> bool:
    """A whole document, and no version of it that the tracker could compare."""
    is_whole = request.method == "PUT" and request.url.path.rstrip("/").rpartition("/")[2] not in _SET_ONE_THING
    return is_whole and "If-Match" not in request.headers


def _tried(request: httpx.Request, came_to: Mapping[str, object]) -> None:
    request.extensions.get(TRIES, []).append(came_to)


def _token_of(request: httpx.Request) -> str:
    return request.headers["Authorization"].removeprefix("Bearer ")


def _no_answer(request: httpx.Request, error: httpx.TransportError, *, arrived: bool) -> TrackerUnavailable:
    return lost(f"{request.method} {request.url.path}", error, sent=arrived and not _only_reads(request))


def _cause(error: httpx.TransportError) -> httpx.TransportError | None:
    """Left out where its text may repeat a header, and with it the token."""
    return None if isinstance(error, httpx.LocalProtocolError) else error
