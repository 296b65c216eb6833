"""Thanks, ok and hello: answered in a line, so that nobody wonders whether something happened."""

import re

from ..recognising.harmless import harmless
from ..request import Action, Request
from ..wording import CAN

_THANKS = frozenset(["thanks", "thank", "thx", "ty", "cheers", "danke", "merci", "gracias"])
_GREETINGS = frozenset(["hi", "hello", "hey", "morning", "evening", "afternoon", "greetings"])
_PRAISE = frozenset(
    [
        "great",
        "cool",
        "nice",
        "perfect",
        "awesome",
        "excellent",
        "wonderful",
        "lovely",
        "super",
        "fine",
        "alright",
        "brilliant",
        "sweet",
        "good",
        "ok",
        "okay",
    ]
)
_AROUND = frozenset(
    [
        "you",
        "so",
        "much",
        "a",
        "lot",
        "very",
        "job",
        "work",
        "well",
        "done",
        "that",
        "is",
        "it",
        "all",
        "there",
        "for",
        "this",
        "got",
        "i",
        "very",
        "many",
    ]
)

_ALSO = "you re are the a an best star hero legend lifesaver champ rock my man mate of u r ya m"
_WARM = frozenset(_ALSO.split())


def is_small_talk(text: str) -> bool:
    words = set(re.findall(r"[^\W\d_]+", text.lower()))
    meant = _THANKS | _GREETINGS | _PRAISE
    return bool(words & meant) and words <= meant | _AROUND | _WARM | harmless()


def small_talk(request: Request) -> Action:
    words = set(re.findall(r"[^\W\d_]+", request.state.said.lower()))
    if words & _THANKS:
        return Action("You are welcome.")
    if words & _GREETINGS:
        return Action(f"Hello. {CAN}")
    return Action("Good. Tell me when you want something else.")
