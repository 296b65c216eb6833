"""What the tracker answered: data, or one of our errors."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import httpx

from funnels.secrets import MASK, taken_out

from ..contracts import Operation
from ..errors import TrackerRefused, TrackerUnavailable
from .signals import REPEATED

_MOST_CHARACTERS = 500
_NEVER_SENT = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.ProxyError,
    httpx.UnsupportedProtocol,
    httpx.LocalProtocolError,
)
_BUSY = frozenset({408, 425, 429})
"""The request was turned away before anything was done."""

_HINTS = {
    401: "The access token is not valid (any more): set FUNNELWRIGHT_API_TOKEN anew, "
    "or FUNNELWRIGHT_REFRESH_TOKEN so that it is renewed.",
    403: "The account of this access token may not do that.",
    404: "It may have been deleted; look it up again.",
    405: "This tracker may have the operation at another path: see FUNNELWRIGHT_ROUTES.",
    409: "Something with this id exists already; read it before changing it.",
    413: "Send less at once.",
}
_MAYBE = "The change may have been made all the same: look before doing it again."
_NOTHING = "Nothing was changed. Check the connection and FUNNELWRIGHT_API_URL, then try again."
_ADDRESS = "Check FUNNELWRIGHT_API_URL: this does not look like the tracker's API."


def data(operation: Operation, response: httpx.Response, body: Any = None) -> Any:
    """The JSON of a successful answer, None where there is none; TrackerRefused or TrackerUnavailable otherwise."""
    status = response.status_code
    if status in _BUSY or status >= 500:
        raise _unavailable(operation, response)
    if not response.is_success:
        raise _refused(operation, response, list(_secrets(response, body)))
    return _json_of(operation, response)


def lost(request: str, error: httpx.TransportError, *, sent: bool) -> TrackerUnavailable:
    """No answer came to the method and path; the text of the cause is left out, for it may repeat a header."""
    what = "did not answer in time" if isinstance(error, httpx.TimeoutException) else "could not be reached"
    return TrackerUnavailable(
        f"The tracker {what} ({request}, {type(error).__name__}).", sent=sent, hint=_MAYBE if sent else _NOTHING
    )


def may_have_arrived(error: httpx.TransportError) -> bool:
    return not isinstance(error, _NEVER_SENT)


def _json_of(operation: Operation, response: httpx.Response) -> Any:
    is_page = "html" in response.headers.get("content-type", "")
    if not response.content or (operation.answer is None and not is_page):
        return None
    try:
        return response.json()
    except ValueError:  # the body is no help to anybody, and may hold anything
        what = "a web page" if is_page else "something that is not JSON"
        raise TrackerUnavailable(
            f"The tracker answered {operation.id} with {what}.", sent=operation.effect != "read", hint=_ADDRESS
        ) from None


def _unavailable(operation: Operation, response: httpx.Response) -> TrackerUnavailable:
    status = response.status_code
    busy = status in _BUSY
    sent = operation.effect != "read" and (not busy or bool(response.extensions.get(REPEATED)))
    what = "takes no more requests at the moment" if busy else "failed"
    asked = _clean(response.headers.get("retry-after"), ())
    wait = f"It asks to wait (Retry-After: {asked})." if asked else "Try again in a minute."
    return TrackerUnavailable(
        f"The tracker {what} ({operation.id}, HTTP {status}).", sent=sent, hint=_MAYBE if sent else wait
    )


def _refused(operation: Operation, response: httpx.Response, secrets: Iterable[str]) -> TrackerRefused:
    status, error = response.status_code, _error_of(response)
    message, field = (_clean(error.get(name), secrets) for name in ("message", "field"))
    code = error.get("code")
    known = isinstance(code, int)
    at = f" (field {field!r})" if field and field not in message else ""
    return TrackerRefused(
        f"The tracker refused {operation.id} with HTTP {status}: {message or 'it gave no reason.'}{at}",
        status=status,
        code=code if isinstance(code, int) else 0,
        field=field,
        repeated=bool(response.extensions.get(REPEATED)),
        hint=_hint(status, field) if known or status in (401, 403) else _ADDRESS,
    )


def _hint(status: int, field: str) -> str:
    return _HINTS.get(status, f"Correct {field!r} and try again." if field else "Correct the request and try again.")


def _error_of(response: httpx.Response) -> Mapping[str, Any]:
    try:
        error = response.json()
    except ValueError:
        return {}
    return error if isinstance(error, dict) else {}


def _clean(text: Any, secrets: Iterable[str]) -> str:
    """The tracker's words on one line, without what we sent in confidence."""
    if not isinstance(text, str):
        return ""
    for secret in secrets:
        text = text.replace(secret, MASK)
    line = " ".join("".join(character if character.isprintable() else " " for character in text).split())
    return line if len(line) <= _MOST_CHARACTERS else f"{line[:_MOST_CHARACTERS]}…"


def _secrets(response: httpx.Response, body: Any) -> Iterator[str]:
    token = response.request.headers.get("authorization", "").partition(" ")[2]
    if token:
        yield token
    if isinstance(body, dict):
        yield from sorted(taken_out(body)[1].values(), key=len, reverse=True)
