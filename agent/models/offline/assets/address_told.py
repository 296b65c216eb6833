"""Where a page is now, told as news: `X has moved; its new link is https://…, the payout stays the same`."""

import re
from collections.abc import Sequence

from ..tokens import Sign, Token
from .hiding import hidden
from .jobs import Job

_MOVED = re.compile(
    r"\b(?:moved|relocated|migrated|lives|sits|hosted|(?:url|address|link|web ?address|destination|home)s?)\b",
    re.IGNORECASE,
)
_FIELDS = r"(?:payout|commission|rate|price|network|name|page|offer|terms|notes?|currency|tracking|rest)"
_SAME = r"(?:the same|as (?:it is|is|before|now|it was)|unchanged|untouched|identical)"
_UNCHANGED = re.compile(
    rf"\b(?:(?:with |at |but |and )?(?:the |its )?(?:same|unchanged) {_FIELDS}|(?:the |its |but |and )*{_FIELDS}"
    rf" (?:(?:stays|remains|is|being)(?: still)? )?{_SAME}"
    rf"|(?:the |its |but |and )*{_FIELDS} (?:stays|remains)(?!\s+\w)"
    rf"|nothing else(?: changes| changed)?|(?:everything|all) else (?:stays|remains|is) {_SAME})\b",
    re.IGNORECASE,
)
_LIGHT = frozenset(
    """
    a an the of for to is are was at in on has have had its it's 's it that this our my us we now new been
    moved relocated migrated lives live sits hosted under here there by and so from as old offer lander
    landing page url urls address addresses link web destination home please update change changed changes set
    put correct fix should be got gets they says told just recently today since with
    """.split()  # noqa: SIM905 -- a list of words
)
_ALLOWED = (
    Sign.FILLER, Sign.COMMA, Sign.STOP, Sign.COLON, Sign.IT, Sign.SET, Sign.CHANGE, Sign.OFFER, Sign.LANDER,
    Sign.PAGE, Sign.OF, Sign.FOR, Sign.AS, Sign.AT, Sign.TO, Sign.AND, Sign.IN, Sign.NEW, Sign.LINKS, Sign.HERE,
)  # fmt: skip


def address_told(text: str, tokens: Sequence[Token]) -> list[Job]:
    """None where anything else may be meant: a second page, a condition, a part of a funnel."""
    same = [found.span() for found in _UNCHANGED.finditer(hidden(text, tokens))]
    said = [token for token in tokens if not any(start <= token.start < end for start, end in same)]
    pages = {one.name: token for token in reversed(said) for one in token.of("page") if one.exact}
    urls = [token for token in said if token.sign is Sign.URL]
    named = [token for token in said if token.candidates]
    if len(pages) != 1 or len(urls) != 1 or len({token.text for token in named}) > 1:
        return []
    [page], [url] = pages.values(), urls
    others = [token for token in said if token not in named and token is not url]
    if page.start > url.start or "?" in text[url.end :] or not _MOVED.search(hidden(text, tokens)):
        return []
    if not all(_is_light(token) for token in others):
        return []
    return [Job("url", page.text, page.start, page.end, len(text), None, url.text)]


def _is_light(token: Token) -> bool:
    words = re.findall(r"[\w']+", token.text.lower())
    return all(word in _LIGHT for word in words) or (token.sign in _ALLOWED and not words)
