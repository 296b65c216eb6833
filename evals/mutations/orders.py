"""The same clauses in another order."""

import re
from random import Random

_GROUP = re.compile(r",? (?:and )?(in (?:the )?(?:funnel )?group [\w &'-]+?)(?=[.;,]|$)", re.IGNORECASE)
_SHARE = r"[A-Z][\w ]*? \d{1,3}(?:\.\d+)? ?%?"
_SHARES = re.compile(rf"(?P<a>{_SHARE})(?P<between> ?/ ?|, | and )(?P<b>{_SHARE})(?![\w%/]|\.\d)")
_LIST = re.compile(r"\b(?P<a>[A-Z][a-z]{3,}), (?P<b>[A-Z][a-z]{3,})(?P<last>,? and |, )(?P<c>[A-Z][a-z]{3,})\b")


def reordered(text: str, random: Random) -> str:
    """The group named first, shares or listed names the other way round; the same where nothing can be moved."""
    ways = [way for way in (_group_first, _shares_turned, _list_turned) if way(text) != text]
    return random.choice(ways)(text) if ways else text


def _group_first(text: str) -> str:
    match = _GROUP.search(text)
    if not match:
        return text
    rest = text[: match.start()] + text[match.end() :]
    clause = match.group(1)
    return f"{clause[0].upper()}{clause[1:]}: {rest}"


def _shares_turned(text: str) -> str:
    match = _SHARES.search(text)
    if not match or _before(text, match) or text[match.end() :].lstrip().startswith(("/", "and ")):
        return text
    return text[: match.start()] + match["b"] + match["between"] + match["a"] + text[match.end() :]


def _before(text: str, match: re.Match[str]) -> bool:
    """Whether the first name may begin earlier, or is one of more than two."""
    return bool(re.search(r"(\w|/|,|\band) *$", text[: match.start()])) and not re.search(
        r"\b(to|then|with|into|between)\s+$|[:;]\s*$", text[: match.start()], re.IGNORECASE
    )


def _list_turned(text: str) -> str:
    return _LIST.sub(lambda m: f"{m['b']}, {m['c']}{m['last']}{m['a']}", text, count=1)
