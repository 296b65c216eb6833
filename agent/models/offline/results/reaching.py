"""What people ask to be done at the ad network, beside a question."""

import re

from .line import Line

_PAUSE = re.compile(
    r"\b(?:turn|switch|shut|cut|take|knock) (?:all |of )?(?:them|those|these|it)(?: \w+){0,2}? (?:off|out|down)\b|"
    r"\b(?:pause|black ?list|ban|block|(?:turn|switch|shut|cut) (?:\w+ ){0,3}?off|kill|disable"
    r"|deactivate|exclude|stop)\b.{0,60}?\b(?:them|those|these|it|ones?|zones?|sections?|"
    r"placements?|sites?|widgets?|publishers?|keywords?|ads?|creatives?|banners?)\b",
    re.IGNORECASE,
)
_SHOULD = re.compile(r"\b(?:which|what|where)\b[^.?!]{0,60}\b(?:i|we|to)\b\s*$", re.IGNORECASE)

AT_THE_NETWORK = (
    "I cannot pause or block anything at the ad network: the tracker does not reach it, so only you can do that "
    "there, with the list above. What I can do: send those visitors elsewhere with a condition in the funnel, by "
    "country, device or system."
)


def asks_to_pause(text: str) -> bool:
    """Whether something is to be switched off there; `which ones should I pause` asks for advice."""
    return any(not _SHOULD.search(text[: found.start()]) for found in _PAUSE.finditer(text))


def without_pausing(line: Line) -> Line:
    """`… and switch those off for me` is answered beside the question."""
    line.take(_PAUSE.pattern, after=lambda before: not _SHOULD.search(before))
    return line
