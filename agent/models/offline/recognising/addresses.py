"""Addresses in a sentence: whole ones, and bare hosts such as `elsewhere.example.net`, which get https://."""

import re
from collections.abc import Iterable, Iterator

from ..tokens import Sign, Token
from . import countries

_WHOLE = re.compile(r"https?://[^\s\"<>]+", re.IGNORECASE)
_HOST = re.compile(
    r"(?<![\w@.-])(?P<host>(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+(?P<last>[a-z]{2,12}))"
    r"(?![\w@-])(?::\d{1,5}(?!\d))?(?P<path>[/?#][^\s\"<>]*)?",
    re.IGNORECASE,
)
_LAST = frozenset(
    [
        "io",
        "ai",
        "eu",
        "app",
        "dev",
        "xyz",
        "shop",
        "store",
        "site",
        "online",
        "club",
        "live",
        "page",
        "link",
        "click",
        "win",
        "vip",
        "pro",
        "top",
        "one",
        "life",
        "world",
        "today",
        "news",
        "blog",
        "media",
        "agency",
        "digital",
        "health",
        "care",
        "fit",
        "fun",
        "games",
        "bet",
        "casino",
        "loan",
        "finance",
        "money",
        "cash",
        "deals",
        "example",
        "test",
    ]
)
"""Endings that make a host of two words with a dot between, where `keto story.then` is a forgotten space."""

_WORDS = frozenset(["am", "as", "at", "be", "by", "do", "in", "is", "it", "me", "my", "no", "so", "to", "us"])
"""Endings of countries that are words: `dreamdrops.in group nutra` is a forgotten space as well."""


def address_at(text: str, place: int) -> Token | None:
    """The address that begins here, as a URL with its scheme."""
    found = _WHOLE.match(text, place)
    if found:
        url = _trimmed(found[0])
        return Token(Sign.URL, url, place, place + len(url))
    bare = _HOST.match(text, place)
    if not bare or not _is_host(bare):
        return None
    said = _trimmed(bare[0])
    return Token(Sign.URL, f"https://{said}", place, place + len(said))


def assumed(tokens: Iterable[Token]) -> Iterator[str]:
    """A line for each address that was said without its scheme."""
    for token in tokens:
        if token.sign is Sign.URL and len(token.text) > token.end - token.start:
            yield f"{token.text.removeprefix('https://')!r} has no scheme, so I take it as {token.text}."


def _is_host(found: re.Match[str]) -> bool:
    said, last = found["host"], found["last"].lower()
    host = said.lower()
    if last in ("com", "net", "org", "info", "biz") or host.startswith("www."):
        return True
    if said != host:
        return False
    if found["path"] or host.count(".") > 1:
        return len(last) > 1
    return last in _LAST or (len(last) == 2 and last not in _WORDS and bool(countries.by_code(last.upper())))


def _trimmed(url: str) -> str:
    """Without the marks that end the sentence around it."""
    url = url.rstrip(".,;:!?'")
    while url.endswith(")") and url.count(")") > url.count("("):
        url = url[:-1].rstrip(".,;:!?'")
    return url
