"""Which kind of question a sentence is, by the phrase that only such questions have."""

import re
from collections.abc import Callable

from ..recognising.harmless import harmless
from .attributes import ATTRIBUTE_WORDS
from .inquiry import Kind
from .light import LIGHT
from .line import NAME, TAKEN, Line, Taken
from .phrases import CUT_TOO, PHRASES, SCALE_TOO, WRONG

_EVENTS = (
    r"(?P<events>conversions?|sales|clicks|visits|entrances|views|actions|custom events|raw events|events|hits|leads)"
)
_LATEST = (
    rf"(?:the |my |our )*(?:last|latest|newest|recent|most recent)(?: (?P<count>\d{{1,4}}))? {_EVENTS}"
    rf"|(?:the )?raw (?:events|data|hits)"
)

_OPENING = (
    r"(?:(?:please|ok|okay|yes|now|then|so|and|just|also|hey|hi|go ahead|let us|let's|(?:can|could) you"
    r"|(?:i|we) (?:need|want|would like)(?: you)? to|in|for|on|of|at|the|my|our|funnel|,"
    rf"|{NAME}\d+) )*"
)
_UP = frozenset(["better", "up", "stronger", "improved", "rose", "grew", "recovered"])
_TYPES = {
    **dict.fromkeys(("conversion", "sale", "lead"), "conversion"),
    **dict.fromkeys(("visit", "click", "entrance"), "entrance"),
    "action": "action",
    "view": "view",
}


_ANYWHERE = ("variants", "when sure", "missing")
"""Kinds whose phrases mean the same whatever stands before them."""


def take_kind(line: Line, *, loosely: bool = False) -> tuple[Kind, str, int]:
    """The kind, the words that belong to it, and a number; `results` where no such phrase is there."""
    for kind, pattern in PHRASES:
        taken = line.take(pattern, after=_may_follow(kind, loosely))
        if taken is None:
            continue
        _put_back(line, taken)
        if kind == "change":
            return kind, "better" if taken["way"] in _UP else "worse", 0
        return kind, _beside(line, kind), _count(taken["count"])
    if taken := line.take(_LATEST):
        return "events", _TYPES.get(taken["events"].rstrip("s"), ""), _count(taken["count"])
    return "results", "", 0


def _beside(line: Line, kind: Kind) -> str:
    """What is asked along with it: `what should I cut and what should I scale`."""
    if kind == "missing":
        line.take(WRONG)
    if kind == "cut" and line.take(SCALE_TOO):
        return "scale"
    return "cut" if kind == "scale" and line.take(CUT_TOO) else ""


def _may_follow(kind: Kind, loosely: bool) -> Callable[[str], bool]:
    """What may stand before a phrase."""
    if kind == "reweight":
        return _is_opening
    if loosely:
        return _is_anything if kind in _ANYWHERE else _is_harmless
    return _is_light


def _is_anything(words: str) -> bool:
    return True


def _is_harmless(words: str) -> bool:
    return all(
        word in LIGHT or word in harmless() or word in ATTRIBUTE_WORDS or word[0] in f",{NAME}{TAKEN}"
        for word in words.split()
    )


def _is_light(words: str) -> bool:
    """Whether what stands before a question says no more than whom it is about."""
    return all(word in LIGHT or word in ATTRIBUTE_WORDS or word[0] in f",{NAME}" for word in words.split())


def _is_opening(words: str) -> bool:
    """Whether an order may begin after them. A question about an order, or a condition of one, is none."""
    return re.fullmatch(_OPENING, words) is not None


def _put_back(line: Line, taken: Taken) -> None:
    """Names, and the words between, are understood later."""
    inside = taken["mid"].split()
    names = [word for word in taken.text.split() if word.startswith(NAME) and word not in inside]
    for words in (inside, names):
        line.text += f" {TAKEN} {' '.join(words)}" if words else ""


def _count(said: str) -> int:
    bare = said.replace(",", "").rstrip(".")
    return int(float(bare.removesuffix("k")) * 1000) if bare.endswith("k") else int(float(bare or 0))
