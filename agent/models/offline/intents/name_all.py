"""`put 'US - ' before every offer name`, `append ' old' to the names of all landers in category X`."""

import re

from ..outcome import Json, PuzzledError
from ..request import Action, Request

_TEXT = r"(?:\"(?P<double>[^\"\n]+)\"|'(?P<single>[^'\n]+)')"
_PLEASE = r"(?:(?:please|can you|could you|i want to)\s+)*"
_EVERY = r"(?:the\s+)?(?:names?\s+of\s+)?(?:the\s+)?(?:every|each|all)\s+(?:of\s+)?(?:(?:the|my|our)\s+)?"
_KIND = (
    r"(?P<kind>offer|lander|landing page|funnel|offer source|traffic source|page group|condition|page)s?"
    r"(?:'s?)?(?:\s+names?)?"
)
_WHERE = (
    r"(?:\s+(?:(?:in|of|from)\s+(?:the\s+)?(?P<where>category|group|funnel group|network|offer source)\s+"
    r"|(?P<from>of|from)\s+)(?P<name>\"[^\"\n]+\"|'[^'\n]+'|[^\"'\n,;]+?))?"
)
_END = r"\s*(?:please)?[.!]*$"
_ALL = rf"{_EVERY}{_KIND}{_WHERE}"
_PUT = rf"{_PLEASE}(?:put|add|place|write|set|prepend|append)\s+{_TEXT}\s+"
_BEFORE = r"(?:before|in front of|(?:to|at) the (?:start|beginning|front) of)"
_BEHIND = r"(?:behind|after|(?:to|at) the end of)"
_PATTERNS = {
    False: (
        rf"{_PUT}{_BEFORE}\s+{_ALL}{_END}",
        rf"{_PLEASE}prepend\s+{_TEXT}\s+to\s+{_ALL}{_END}",
        rf"{_PLEASE}prefix\s+{_ALL}\s+(?:with|by)\s+{_TEXT}{_END}",
    ),
    True: (rf"{_PUT}{_BEHIND}\s+{_ALL}{_END}", rf"{_PLEASE}append\s+{_TEXT}\s+to\s+{_ALL}{_END}"),
}
"""Whether the text comes behind the name -> ways to say it, each of them whole: nothing is left over unread."""

_SELECTORS = {"category": "category", "group": "group", "funnel group": "group"}
_FAMILIES: dict[str, tuple[str, Json]] = {
    "offer": ("page", {"page_type": "offer"}),
    "lander": ("page", {"page_type": "lander"}),
    "landing page": ("page", {"page_type": "lander"}),
    "page": ("page", {}),
}


def names_all(text: str) -> bool:
    return _match(text) is not None


def name_all(request: Request) -> Action:
    found = _match(request.text)
    if found is None:
        raise PuzzledError(repr(request.text))
    match, behind = found
    text = match["double"] or match["single"]
    if "{" in text or "}" in text:
        raise PuzzledError(f"what the braces in {text!r} stand for; leave them out")
    kind = match["kind"].lower()
    family, chosen = _FAMILIES.get(kind, (kind.replace(" ", "_"), {}))
    chosen = {**chosen, **_where(match)}
    name = f"{{name}}{text}" if behind else f"{text}{{name}}"
    change = {"do": "update", "family": family, "all": chosen, "fields": {"name": name}}
    place = "behind" if behind else "before"
    said = f"I put {text!r} {place} the name of every {kind}{_said(chosen)}:"
    return Action(said, "plan_changes", {"changes": [change], "request": request.text})


def _match(text: str) -> tuple[re.Match[str], bool] | None:
    for behind, patterns in _PATTERNS.items():
        for pattern in patterns:
            if found := re.fullmatch(pattern, text.strip(), re.IGNORECASE):
                return found, behind
    return None


def _where(match: re.Match[str]) -> Json:
    """`from NutraHub` is what they lead to; a category and a group are said so."""
    if not match["name"]:
        return {}
    name = match["name"].strip().strip("\"'")
    return {_SELECTORS.get((match["where"] or "").lower(), "uses"): name}


def _said(chosen: Json) -> str:
    where = {"category": "in the category", "group": "in the group", "uses": "of"}
    return "".join(f" {where[way]} {name!r}" for way, name in chosen.items() if way in where)
