"""Requests to other people's systems: only to public addresses, never longer than allowed, secrets never told.

The name is resolved here, every address of it must be public, and the one that was checked is the one that is asked:
no name server can point elsewhere in between. Redirects are followed only where allowed, each checked like the first.
"""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

import httpx

from .addresses import is_public
from .host_names import HostNames, Resolve, resolved
from .network import Network

MOST_BYTES = 64 * 1024
"""Of an answer; what comes after is not read [documentation]."""

_PLAIN = {"Accept-Encoding": "identity"}
"""Nobody can send little that unpacks to much."""


class OutsideError(Exception):
    """Nobody was reached; the message holds neither the address nor anything that was sent."""


class RefusedError(OutsideError):
    """The address is not asked, now or later."""


class TooSlowError(OutsideError):
    pass


@dataclass(frozen=True, slots=True)
class Said:
    status: int
    body: bytes


@dataclass(frozen=True, slots=True)
class Letter:
    method: str
    url: str
    headers: Mapping[str, str]
    content: bytes = b""
    auth: tuple[str, str] | None = None
    seconds: float = 10
    """For all of it: looking up the name, connecting, sending, the answer, and every redirect."""
    redirects: int = 0
    """How many are followed; never with a body."""
    schemes: tuple[str, ...] = ("https", "http")


class Outside:
    """Safe to use from several threads."""

    def __init__(self, transport: httpx.BaseTransport | None = None, resolve: Resolve = resolved) -> None:
        self._transport = transport
        self._names = HostNames(resolve)
        self._http: httpx.Client | None = None

    def close(self) -> None:
        if self._http is not None:
            self._http.close()
            self._http = None

    def ask(self, letter: Letter) -> Said:
        """Raises OutsideError; any status is an answer."""
        deadline = time.monotonic() + letter.seconds
        url, said = letter.url, self._once(letter, letter.url, deadline)
        for _ in range(letter.redirects):
            if said.location is None:
                break
            url = urljoin(url, said.location)
            said = self._once(letter, url, deadline, is_first=False)
        return Said(said.status, said.body)

    def _once(self, letter: Letter, url: str, deadline: float, *, is_first: bool = True) -> "_Heard":
        place = _place(url, letter.schemes)
        address = self._checked(place, deadline)
        request = self._client().build_request(
            letter.method if is_first else "GET",
            place.at(address),
            headers={**(letter.headers if is_first else {}), "Host": place.shown, **_PLAIN},
            content=letter.content if is_first else b"",
            timeout=_left(deadline),
            extensions={"sni_hostname": place.host},
        )
        try:
            return self._heard(request, letter.auth if is_first else None, deadline)
        except httpx.TimeoutException as error:
            raise TooSlowError("it took longer than allowed") from error
        except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
            raise OutsideError(f"it could not be reached ({type(error).__name__})") from error

    def _heard(self, request: httpx.Request, auth: tuple[str, str] | None, deadline: float) -> "_Heard":
        response = self._client().send(request, auth=auth, stream=True, follow_redirects=False)
        try:
            body = b""
            for chunk in response.iter_raw():
                body += chunk
                if len(body) >= MOST_BYTES:
                    break
                _left(deadline)
        finally:
            response.close()
        location = response.headers.get("location") if response.is_redirect else None
        return _Heard(response.status_code, body[:MOST_BYTES], location)

    def _checked(self, place: "_Place", deadline: float) -> str:
        try:
            addresses = self._names.addresses(place.host, place.port, _left(deadline))
        except TimeoutError as error:
            raise TooSlowError("it took longer than allowed") from error
        except (OSError, UnicodeError) as error:
            raise OutsideError("its host name has no address") from error
        if not addresses:
            raise OutsideError("its host name has no address")
        if not all(map(is_public, addresses)):
            raise RefusedError("its address is not a public one")
        return addresses[0]

    def _client(self) -> httpx.Client:
        if self._http is None:
            # a proxy of the environment would resolve names behind our back
            self._http = httpx.Client(transport=self._transport or Network(), trust_env=False)
        return self._http


def _left(deadline: float) -> float:
    """Seconds, more than none."""
    left = deadline - time.monotonic()
    if left <= 0:
        raise TooSlowError("it took longer than allowed")
    return left


@dataclass(frozen=True, slots=True)
class _Heard:
    status: int
    body: bytes
    location: str | None


@dataclass(frozen=True, slots=True)
class _Place:
    scheme: str
    host: str
    port: int
    rest: str
    has_port: bool

    def at(self, address: str) -> str:
        host = f"[{address}]" if ":" in address else address
        return f"{self.scheme}://{host}:{self.port}{self.rest}"

    @property
    def shown(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{host}:{self.port}" if self.has_port else host


def _place(url: str, schemes: tuple[str, ...]) -> _Place:
    try:
        parts = urlsplit(url.strip())
        host, port = (parts.hostname or "").encode("idna").decode("ascii"), parts.port
    except ValueError as error:
        raise RefusedError("its address cannot be read") from error
    if parts.scheme not in schemes or not host:
        raise RefusedError(f"its address is not one of {' or '.join(schemes)}")
    if "@" in parts.netloc:
        raise RefusedError("its address holds a user name and must not")
    rest = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return _Place(parts.scheme, host, port or (443 if parts.scheme == "https" else 80), rest, port is not None)
