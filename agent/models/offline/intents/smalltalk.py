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
        "your",
        "help",
        "helping",
    ]
)

_LONGEST = 120
"""Characters of a goodbye."""

_ALSO = "you re are the a an best star hero legend lifesaver champ rock my man mate of u r ya m"
_WARM = frozenset(_ALSO.split())


def is_small_talk(text: str) -> bool:
    words = set(re.findall(r"[^\W\d_]+", text.lower()))
    meant = _THANKS | _GREETINGS | _PRAISE
    return bool(words & meant) and words <= meant | _AROUND | _WARM | harmless()


_DONE = re.compile(
    r"(?:that|this|it)(?:'s| is| was|'ll be| will be| would be) (?:it|all|everything|enough)"
    r"|nothing (?:else|more|further)"
    r"|(?:i|we)(?:'m| am|'re| are) (?:all )?(?:done|finished|good|set)|(?:all|we're|i'm) (?:done|set|good)"
    r"|have a (?:nice|great|good|lovely|wonderful|fantastic) (?:day|evening|weekend|night|one|time|rest of the day)"
    r"|(?:talk|speak) to you (?:later|soon|tomorrow)"
    r"|see (?:you|ya)(?: (?:later|soon|tomorrow|around|next week|on monday))?"
    r"|(?:good)?bye(?: bye)?|take care|good night|until (?:tomorrow|next time|later)"
    r"|enjoy (?:your|the) (?:day|weekend|evening)"
    r"|not for now|no more(?: questions)?|i (?:need|want) nothing (?:else|more)",
    re.IGNORECASE,
)
_NO = re.compile(r"no(?: (?:thanks|thank you))?", re.IGNORECASE)
_UNTIL = re.compile(
    r"(?: (?:here|then|from me|from my side|for|now|today|tonight|the moment|the day|this week|and))+$", re.IGNORECASE
)


def says_goodbye(text: str) -> bool:
    """`thanks, that's all for today`: somebody is done, and wants nothing besides."""
    parts = [
        part.strip() for part in re.split(r"[,.!;:)\n]+|\s-+\s|\band\b", text.replace("\u2019", "'")) if part.strip()
    ]
    done = [_DONE.fullmatch(_UNTIL.sub("", part)) is not None for part in parts]
    return (
        len(text) < _LONGEST
        and any(done)
        and all(fits or is_small_talk(part) or _NO.fullmatch(part) for part, fits in zip(parts, done, strict=True))
    )


def small_talk(request: Request) -> Action:
    words = set(re.findall(r"[^\W\d_]+", request.state.said.lower()))
    if words & _THANKS:
        return Action("You are welcome.")
    if words & _GREETINGS:
        return Action(f"Hello. {CAN}")
    return Action("Good. Tell me when you want something else.")
