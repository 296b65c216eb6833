"""What a person said, as cues are looked for in it: in small letters, as it was typed and as it is spelled."""

import re

from ..request import Request
from ..tokens import Sign

_KEPT = re.compile(
    r"\b(?:please |just |but |and |also )*(?:do not|don'?t|dont|never|without|not|no need to|haven'?t|didn'?t)"
    r"(?: \w+){0,2} (?:touch|chang|edit|alter|modif|creat|build|mov|delet|writ|updat)\w*"
    r"(?: (?:a thing|\w+thing|it))?",
    re.IGNORECASE,
)
"""What is to stay as it is orders nothing."""

_ORDERS = re.compile(
    r"\b(?:build|create|set ?up|clone|duplicate|add|remove|drop|replace|swap|rename|update|delete|archive|undo|revert"
    r"|move|(?<!the )(?<!is )(?<!are )(?<!they )(?<!traffic )(?<!current )split"
    r"|redirect|reroute|exclude|adjust|book|reset|(?<!the )(?<!this )(?<!that )(?<!last )(?<!my )change"
    r"|set|make (?:it|them|the|a|an|me a)|bump|take (?:it|that) back)\b",
    re.IGNORECASE,
)
_FELL = re.compile(
    r"\b(?:did|does|do|have|has|had|why|when)\b[^.!?,\n]{0,60}?\bdrop\w*|\bdrop(?:ped|s)? (?:since|off|by|from|in)\b",
    re.IGNORECASE,
)
"""Numbers drop by themselves."""
_OWN_DOING = re.compile(
    r"\b(?:i|we|he|she|they|colleagues?|buyer|manager|guys?|team)(?:'m|'re|'ll|'ve)?(?: \w+){0,4}?"
    r" (?:build|creat|set ?up|setting up|updat|chang|launch|mak|start|edit)\w*(?: \w+){0,3} (?:campaigns?|ads?"
    r"|ad ?sets?"
    r"|creatives?|teasers?|bids?|accounts?)\b|\bset up (?:right|correctly|properly|ok|okay|well|fine)\b",
    re.IGNORECASE,
)
"""What people do at the ad network, and how well a thing is made."""

_SHARED = (Sign.URL, Sign.RATIO, Sign.PERCENT, Sign.REPLACE, Sign.CLONE, Sign.RENAME, Sign.EVENLY)


def heard(request: Request) -> str:
    """Both spellings, so that a cue may stand in either."""
    said = {request.said.lower(), request.text.lower()} - {""}
    return "\n".join(re.sub(r"\s+", " ", one.replace("\u2019", "'")) for one in sorted(said))


def only_looks(request: Request) -> bool:
    """Whether nothing in it could be an order: no verb that changes, no share, no address."""
    return not (request.has(*_SHARED) or orders_in(request.text))


def orders_in(text: str) -> bool:
    return _ORDERS.search(_FELL.sub(" ", _OWN_DOING.sub(" ", _KEPT.sub(" ", text)))) is not None
