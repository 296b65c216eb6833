"""A request to the run time, as far as it matters there."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from . import addresses, door
from .addresses import Headers
from .hit_ids import is_visitor_id

COOKIE = "vid"
"""Of the cookie and of the parameter that hands visitors over to pages: both hold the visitor's id."""

_COOKIE = re.compile(rb"(?:^|;)\s*vid=([0-9A-Za-z]{27})\s*(?:;|$)")
_LONGEST_HOST = 300
_HOST = re.compile(r"[A-Za-z0-9.:\[\]_-]{1,255}")


class Asked:
    """Nothing in it is longer than the door lets in, or holds characters it does not."""

    __slots__ = ("address", "came_from", "form", "headers", "method", "parameters", "path", "trusted")

    def __init__(self, scope: Mapping[str, Any], path: str) -> None:
        self.method: str = scope["method"]
        self.path = path
        self.headers: Headers = dict(scope["headers"])
        self.parameters = door.parameters(scope["query_string"])
        self.form: Mapping[str, str] = {}
        self.came_from: str | None = None
        """Instead of the header, where the page itself says it."""
        self.address, self.trusted = addresses.client(scope.get("client"), self.headers.get(b"x-forwarded-for"))

    def take_form(self, body: bytes) -> None:
        """A form, or a JSON object of texts and numbers; anything else is left alone."""
        if self.headers.get(b"content-type", b"").partition(b";")[0].strip().lower() == b"application/json":
            self.form = door.of_json(body)
        else:
            self.form = door.parameters(body)

    @property
    def visitor(self) -> str:
        """Who comes back, as the cookie or else the link says; empty for somebody new."""
        cookies = self.headers.get(b"cookie")
        found = _COOKIE.search(cookies) if cookies else None
        if found:
            return found[1].decode("ascii")
        given = self.parameters.get(COOKIE, "")
        return given if is_visitor_id(given) else ""

    @property
    def named_visitor(self) -> str:
        """The same, the link before the cookie."""
        given = self.parameters.get(COOKIE, "")
        return given if is_visitor_id(given) else self.visitor

    @property
    def user_agent(self) -> str:
        return door.header(self.headers.get(b"user-agent"))

    @property
    def accepted_languages(self) -> str:
        return door.header(self.headers.get(b"accept-language"))

    @property
    def referrer(self) -> str:
        return door.header(self.headers.get(b"referer")) if self.came_from is None else self.came_from

    @property
    def host(self) -> str:
        """The tracking domain the visitor used, with a port where it has one."""
        said = self.headers.get(b"x-forwarded-host") if self.trusted else None
        return _host((said or self.headers.get(b"host", b""))[:_LONGEST_HOST])

    @property
    def is_secure(self) -> bool:
        return self.trusted and self.headers.get(b"x-forwarded-proto", b"").split(b",")[0].strip() == b"https"


@lru_cache(maxsize=1024)
def _host(raw: bytes) -> str:
    host = door.header(raw).partition(",")[0].strip().lower()
    return host if _HOST.fullmatch(host) else ""


@lru_cache(maxsize=4096)
def place(url: str) -> tuple[str, str]:
    """Host and path of an address, in the form two of them are compared in; empty where it is none."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return "", ""
    return (host, parts.path.rstrip("/")[:500]) if parts.scheme in ("http", "https") else ("", "")
