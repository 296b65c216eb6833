from collections.abc import Mapping
from typing import Any

import httpx

from funnels.secrets import MASK
from funnels.wire import Json

from ..contracts import Operation
from ..errors import PolicyError, TrackerRefused
from .answers import data, lost, may_have_arrived
from .recording import answer_of, current_recorder, loss_of
from .routes import NOT_HERE, Routes
from .signals import REPEATABLE, REPEATED, TRIES


class Exchange:
    """One request and its answer: the path, the spelling, and every failure as one of our errors."""

    def __init__(self, http: httpx.AsyncClient, routes: Routes, *, read_only: bool) -> None:
        self._http = http
        self._routes = routes
        self._read_only = read_only
        self._slash = True

    async def call(
        self, operation: Operation, query: Mapping[str, Any], body: Any = None, *, version: str = ""
    ) -> Any:
        """The answer. With a version, as `versioned` gave it, TrackerRefused with status 412 where there is another;
        a tracker that knows of no versions does as it is asked.
        """
        return (await self.versioned(operation, query, body, version=version))[0]

    async def versioned(
        self, operation: Operation, query: Mapping[str, Any], body: Any = None, *, version: str = ""
    ) -> tuple[Any, str]:
        """The answer, and the version of what it tells; empty where the tracker says none."""
        if self._read_only and operation.effect != "read":
            raise PolicyError(
                f"{operation.id} changes the account, and everything is read-only here.",
                hint="Unset FUNNELWRIGHT_READ_ONLY to allow changes.",
            )
        response = await self._at_its_place(operation, query, body, {"If-Match": version} if version else {})
        if _is_gone(operation, response):
            return None, ""
        answer = self._routes.answered(operation, data(operation, response, body))
        shown = _without_tokens(answer) if operation.id == "authValidate" else answer
        return shown, _version(response)

    async def listed(self, operation: Operation, query: Mapping[str, Any], tag: str) -> tuple[Any, str]:
        """The answer and its entity tag, which may be a weak one; None and `tag` where nothing changed since."""
        response = await self._at_its_place(operation, query, None, {"If-None-Match": tag} if tag else {})
        if response.status_code == httpx.codes.NOT_MODIFIED and tag:
            return None, tag
        return self._routes.answered(operation, data(operation, response)), response.headers.get("etag", "")

    async def _at_its_place(
        self, operation: Operation, query: Mapping[str, Any], body: Any, headers: Mapping[str, str]
    ) -> httpx.Response:
        response = await self._send(operation, query, body, headers)
        if response.status_code in NOT_HERE and await self._routes.search(operation, self._probe):
            return await self._send(operation, query, body, headers)
        return response

    async def _send(
        self, operation: Operation, query: Mapping[str, Any], body: Any, headers: Mapping[str, str]
    ) -> httpx.Response:
        return await self._request(
            operation.method,
            self._routes.path(operation),
            self._routes.sent(operation, query),
            self._routes.sent(operation, body) if isinstance(body, dict) else body,
            reads=operation.effect == "read",
            headers=headers,
        )

    async def _probe(self, path: str, query: Mapping[str, str]) -> int:
        return (await self._request("GET", path, query, None, {}, reads=True)).status_code

    async def _request(
        self, method: str, path: str, query: Mapping[str, Any], body: Any, headers: Mapping[str, str], *, reads: bool
    ) -> httpx.Response:
        """Send it; where the tracker wants the path with or without its last slash, once more that way."""
        for _ in range(2):
            spelled = f"{path.rstrip('/')}{'/' * self._slash}" if path.endswith("/") else path
            params = {name: value for name, value in query.items() if value is not None}
            request = self._http.build_request(
                method,
                spelled,
                params=params,
                json=body,
                headers=dict(headers),
                extensions={REPEATABLE: reads, TRIES: []},
            )
            try:
                response = await self._recorded(request, {"query": params, "body": body}, reads=reads)
            except httpx.TransportError as error:
                raise lost(f"{method} {path}", error, sent=not reads and may_have_arrived(error)) from error
            if not _is_other_slash(response):
                return _unless_elsewhere(response)
            self._slash = not self._slash
        return _unless_elsewhere(response)

    async def _recorded(self, request: httpx.Request, sent: Json, *, reads: bool) -> httpx.Response:
        recorder, tries = current_recorder(), request.extensions[TRIES]
        if recorder is None or reads:
            return await self._http.send(request, follow_redirects=False)
        recorder.sending({"method": request.method, "path": request.url.path, **sent})
        try:
            response = await self._http.send(request, follow_redirects=False)
        except BaseException as error:  # also where the work is interrupted: nobody knows whether it arrived
            recorder.answered(loss_of(error, tries))
            raise
        recorder.answered(answer_of(response.status_code, _body(response), tries))
        return response


def _body(response: httpx.Response) -> Any:
    try:
        return response.json()
    except ValueError:
        return response.text or None


def _version(response: httpx.Response) -> str:
    """Its entity tag; a weak one says too little to write by."""
    tag = response.headers.get("etag", "")
    return tag if tag.startswith('"') else ""


def _is_other_slash(response: httpx.Response) -> bool:
    if not response.has_redirect_location:
        return False
    asked = response.request.url
    there = asked.join(response.headers["location"])
    same_place = (asked.scheme, asked.netloc) == (there.scheme, there.netloc)
    return same_place and asked.path != there.path and asked.path.rstrip("/") == there.path.rstrip("/")


def _unless_elsewhere(response: httpx.Response) -> httpx.Response:
    """Other redirects are not followed: they would lose the body, or hand the token to another host."""
    if response.is_redirect and response.status_code != httpx.codes.NOT_MODIFIED:
        raise TrackerRefused(
            f"The tracker points elsewhere for {response.request.url.path} (HTTP {response.status_code}).",
            status=response.status_code,
            hint="Set FUNNELWRIGHT_API_URL or FUNNELWRIGHT_ROUTES to where it is now.",
        )
    return response


def _is_gone(operation: Operation, response: httpx.Response) -> bool:
    """A delete whose first answer was lost finds nothing left to delete."""
    return operation.effect == "destroy" and response.status_code == 404 and bool(response.extensions.get(REPEATED))


def _without_tokens(answer: Any) -> Any:
    """An answer of the token check for eyes that must not see tokens."""
    tokens = answer.get("tokens") if isinstance(answer, dict) else None
    if not isinstance(tokens, dict):
        return answer
    shown = {name: MASK if name.endswith("_token") else value for name, value in tokens.items()}
    return {**answer, "tokens": shown}
