"""Thanks, ok and hello: answered in a line, so that nobody wonders whether something happened."""

import re

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


def is_small_talk(text: str) -> bool:
    words = set(re.findall(r"[^\W\d_]+", text.lower()))
    return bool(words & (_THANKS | _GREETINGS | _PRAISE)) and words <= _THANKS | _GREETINGS | _PRAISE | _AROUND


def small_talk(request: Request) -> Action:
    words = set(re.findall(r"[^\W\d_]+", request.text.lower()))
    if words & _THANKS:
        return Action("You are welcome.")
    if words & _GREETINGS:
        return Action(f"Hello. {CAN}")
    return Action("Good. Tell me when you want something else.")
