"""The tokens of a remote account. They are here and in requests, and nowhere else."""

import re
from collections.abc import Awaitable, Callable
from typing import Any

import anyio
import httpx
from pydantic import SecretStr

from ..errors import TrackerUnavailable
from .signals import REPEATABLE

Renewed = Callable[[SecretStr, SecretStr | None], None]
"""Is told the new access and refresh token, to keep them for the next start."""

Send = Callable[[httpx.Request], Awaitable[httpx.Response]]

_ABOUT_TOKENS = re.compile(r"token|expired?\b|jwt|unauthori[sz]ed|authenticat", re.IGNORECASE)
_SENDABLE = re.compile(r"[\x21-\x7e]+")


class Tokens:
    """The access token, and its renewal at `<api>/auth/validate` [documentation]."""

    def __init__(
        self, api: str, access: SecretStr, refresh: SecretStr | None = None, on_renewed: Renewed | None = None
    ) -> None:
        self._url = f"{api.rstrip('/')}/auth/validate"
        self._access = access
        self._refresh = refresh
        self._on_renewed = on_renewed
        self._lock = anyio.Lock()

    @property
    def access(self) -> str:
        return self._access.get_secret_value()

    async def renew(self, spent: str, send: Send) -> bool:
        """Whether there is another access token than the spent one; asks for one unless another request did."""
        async with self._lock:
            if self.access != spent:
                return True
            if self._refresh is None:
                return False
            answer = await self._ask(self._refresh, send)
            return self._take(answer)

    async def _ask(self, refresh: SecretStr, send: Send) -> httpx.Response:
        body = {"refresh_token": refresh.get_secret_value()}
        try:
            return await send(httpx.Request("POST", self._url, json=body, extensions={REPEATABLE: True}))
        except TrackerUnavailable as error:
            raise TrackerUnavailable(
                "The access token has expired, and the tracker did not answer when asked for another.",
                sent=False,
                hint="Try again later.",
            ) from error

    def _take(self, answer: httpx.Response) -> bool:
        tokens = _tokens_in(answer)
        access = tokens.get("access_token")
        if not answer.is_success or not _is_sendable(access):
            self._refuse(answer)
            return False
        self._access = SecretStr(str(access))
        if _is_sendable(tokens.get("refresh_token")):
            self._refresh = SecretStr(str(tokens["refresh_token"]))
        if self._on_renewed:
            self._on_renewed(self._access, self._refresh)
        return True

    def _refuse(self, answer: httpx.Response) -> None:
        """A refresh token that was refused is not sent again with every request."""
        if answer.is_client_error and answer.status_code != 429:
            self._refresh = None


def has_expired(response: httpx.Response) -> bool:
    """Whether the answer is about the access token: 401, or a 400 that speaks of it or gives no reason.

    The tracker uses either [documentation]; a 400 that names a field is about the request (our ruling).
    """
    if response.status_code != 400:
        return response.status_code == 401
    try:
        error = response.json()
    except ValueError:
        return not response.content.strip()
    if not isinstance(error, dict) or error.get("field"):
        return False
    return bool(_ABOUT_TOKENS.search(str(error.get("message", ""))))


def _tokens_in(answer: httpx.Response) -> dict[str, Any]:
    try:
        document = answer.json()
    except ValueError:
        return {}
    tokens = document.get("tokens") if isinstance(document, dict) else None
    return tokens if isinstance(tokens, dict) else {}


def _is_sendable(token: Any) -> bool:
    return isinstance(token, str) and _SENDABLE.fullmatch(token) is not None
