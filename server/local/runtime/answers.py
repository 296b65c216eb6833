"""What the run time answers."""

import html
from dataclasses import dataclass, field

import orjson

from funnels.wire import Json

Header = tuple[bytes, bytes]

SESSION_SECONDS = 24 * 60 * 60
"""How long a visitor is known, counted from their last request [documentation: about a day]."""

_NOT_KEPT = ((b"cache-control", b"no-store, max-age=0"),)
_HTML = (b"content-type", b"text/html; charset=utf-8")
_TEXT = (b"content-type", b"text/plain; charset=utf-8")
_NO_REFERRER = (b"referrer-policy", b"no-referrer")
_NOTHING_HERE = b"<!doctype html><meta charset=utf-8><title>Not found</title><p>There is nothing here."


@dataclass(slots=True)
class Answer:
    status: int
    body: bytes = b""
    headers: list[Header] = field(default_factory=list)


def redirect(location: str, how: str) -> Answer:
    """`how` is 301, 307, `meta` or `umr`; the last two are pages, which the browser leaves without a referrer.

    Our ruling: both are one page; where a second domain is wanted for `umr`, the tracker is reached through it.
    """
    if how not in ("meta", "umr"):
        return Answer(int(how), b"", [(b"location", location.encode("ascii")), *_NOT_KEPT])
    target = html.escape(location)
    page = (
        '<!doctype html><meta charset="utf-8"><meta name="referrer" content="no-referrer">'
        f'<meta http-equiv="refresh" content="0;url={target}"><title>…</title>'
        f'<a rel="noreferrer" href="{target}">Continue</a>'
    )
    return Answer(200, page.encode(), [_HTML, _NO_REFERRER, *_NOT_KEPT])


def not_found(homepage: str) -> Answer:
    """For visitors nobody can lead on: the account's homepage, where it has one."""
    if homepage:
        return Answer(302, b"", [(b"location", homepage.encode("ascii")), *_NOT_KEPT])
    return Answer(404, _NOTHING_HERE, [_HTML, *_NOT_KEPT])


def text(status: int, words: str) -> Answer:
    return Answer(status, f"{words}\n".encode(), [_TEXT, *_NOT_KEPT])


def script(code: str) -> Answer:
    kept = (b"cache-control", b"public, max-age=3600")
    return Answer(200, code.encode(), [(b"content-type", b"text/javascript; charset=utf-8"), kept])


def document(value: Json, status: int = 200) -> Answer:
    return Answer(status, orjson.dumps(value), [(b"content-type", b"application/json"), *_NOT_KEPT])


def cookie(visitor: str, *, is_secure: bool) -> Header:
    """Sent from other sites as well, where the connection allows it: pages call the script endpoint from theirs."""
    rest = "; SameSite=None; Secure" if is_secure else "; SameSite=Lax"
    return b"set-cookie", f"vid={visitor}; Path=/; Max-Age={SESSION_SECONDS}; HttpOnly{rest}".encode()


def shared_with(origin: bytes, *, is_known: bool) -> list[Header]:
    """For scripts of pages on other sites.

    Only the page's own site may read what is answered: other sites must not learn who comes to them from us.
    """
    own = origin and is_known
    return [
        (b"access-control-allow-origin", origin if own else b"*"),
        *([(b"access-control-allow-credentials", b"true"), (b"vary", b"origin")] if own else []),
        (b"access-control-allow-methods", b"GET, POST, OPTIONS"),
        (b"access-control-allow-headers", b"content-type"),
        (b"access-control-max-age", b"86400"),
    ]
