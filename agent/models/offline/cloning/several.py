"""Several copies of one funnel in one breath: `two copies, one named A and one named B`, `twice, as A and as B`."""

import re
from collections.abc import Sequence
from dataclasses import replace

from ..recognising.recognise import recognise
from ..request import Request
from ..state import State
from ..tokens import Token

_MANY = re.compile(
    r"\b(?:(?:\d|two|three|four|both|several)(?: \w+)? (?:copies|clones|duplicates|twins|times|replicas)|twice|thrice"
    r"|two of (?:them|it))\b",
    re.IGNORECASE,
)
_ONE = (
    r"(?:\b(?:the )?(?:one|other|another|first|second|third|1st|2nd|3rd|copy|clone)(?: (?:one|copy|clone))?(?: \w)?"
    r"(?: (?:is|should be|shall be|to be))?[ ,:]*)?"
)
_NAMED = r"(?:as|called|named|titled|call it|name it|with (?:the )?name|under (?:the )?name|:|->)"
_NAME = r"(?:\"(?P<quoted>[^\"\n]+)\"|(?P<bare>[A-Z0-9][\w+-]*(?:\.\w+)*(?: [A-Z0-9][\w+-]*(?:\.\w+)*){0,5}))"
_EACH = re.compile(
    rf"(?:{_ONE}{_NAMED}\s*|(?<=\")(?=\")|(?=\"))"
    rf"{_NAME}(?P<aim> (?:for|on|to|via) (?:the )?(?P<source>[\w. ]+?))?(?=\s*(?:,|;|\.(?:\s|$)|$|\band\b|\n))"
)
_GROUP = re.compile(r"\b(?:in|into|group|folder|to)(?: the)?(?: group| folder)?:? +$", re.IGNORECASE)
_LIGHT = re.compile(
    r"(?:\b(?:please|pls|i|we|need|needs|want|wants|would|like|make|create|build|do|give|me|us|from|of|out|the|a|an|my|our"
    r"|funnel|campaign|and|both|them|they|in|into|group|folder|clone|copy|duplicate|it|one|other|another|first|second"
    r"|third|nothing|is|are|different|identical|same|exact|exactly|else|changes|so|that|can|could|you|new|get|gets|each"
    r"|everything|stays|unchanged|with|no|for)\b|[\s,;:.!?\"&+-])+",
    re.IGNORECASE,
)


def copies_told(text: str, tokens: Sequence[Token]) -> list[str]:
    """One request for each copy; none where one copy is wanted, or anything else is said of them."""
    many = _MANY.search(text)
    original = next((one for one in tokens if any(each.exact for each in one.of("funnel"))), None)
    if many is None or original is None:
        return []
    left = _blank(_blank(text, *many.span()), original.start, original.end)
    found = list(_EACH.finditer(left))
    if len(found) < 2:
        return []
    for one in found:
        left = _blank(left, *one.span())
    group = next((one for one in tokens if one.of("funnel_group") and left[one.start : one.end] == one.text), None)
    if group is not None and _GROUP.search(left[: group.start]):
        left = _blank(left, group.start, group.end)
    if not _LIGHT.fullmatch(f" {left} "):
        return []
    put = f", group {group.text}" if group is not None else ""
    return [f'clone {original.text} as "{one["quoted"] or one["bare"]}"{one["aim"] or ""}{put}' for one in found]


def _blank(text: str, start: int, end: int) -> str:
    return f"{text[:start]}{' ' * (end - start)}{text[end:]}"


def numbered(number: int, count: int) -> str:
    return f"copy {number} of {count}"


def one_of(request: Request) -> tuple[Request, str]:
    """The request for the copy whose turn it is, and which of how many that is; else the request itself."""
    told = copies_told(request.text, request.tokens)
    if not told:
        return request, ""
    number = min(request.state.written_now, len(told) - 1)
    text = told[number]
    tokens = recognise(text, request.know.mentions(text))
    return replace(request, text=text, said=text, tokens=tokens), f"\n- {numbered(number + 1, len(told))}"


def makes_more(state: State) -> bool:
    """Whether of several copies some are left, after one was written."""
    said = state.planned.said if state.planned and state.planned.is_clone else ()
    found = next((one for line in said if (one := re.fullmatch(r"copy (\d+) of (\d+)", line))), None)
    return found is not None and state.written_now == int(found[1]) < int(found[2])
