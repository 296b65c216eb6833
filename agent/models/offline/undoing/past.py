"""Sentences about what was. They are told as a whole: they name no parts of funnels."""

import re
from dataclasses import dataclass
from typing import Literal

_ENDS = " ?!."
_POLITE = re.compile(r"^(?:(?:please|can you|could you|would you|hey|hi|ok|okay|and|so|now),? )+", re.IGNORECASE)
_WHEN = re.compile(
    r",? (?:lately|recently|so far|until now|today|yesterday|this week|since (?!version).+|in the last .+)$",
    re.IGNORECASE,
)
_SHOW = r"(?:show|give|tell|list|get)(?: me| us)? "
_NUMBER = r"version (?:number |no\.? ?|#)?"

_HISTORY = re.compile(
    rf"^(?:{_SHOW})?(?:the |all )*(?:(?:whole |full )?history|versions|change ?log)(?: (?:of|for) (?P<of>.+))?$"
    r"|^what(?:'s| is| has| was| have)?(?: been)? changed (?:in|on|with|about|of) (?P<inside>.+)$"
    rf"|^{_SHOW}(?:the |all )*changes (?:of|to|in|on|for) (?P<told>.+)$",
    re.IGNORECASE,
)
_ACCOUNT = r"(?:the|my|our) account"
_OTHERS = re.compile(
    r"^(?:what |which things )?(?:did |have |has |was |were )?(?:the )?"
    r"(?:others?|other people|(?:some|any)(?:body|one)(?: else)?|(?:my )?colleagues?) (?:been )?chang(?:e|ed)"
    rf"(?: anything| something)?(?: (?:in|on|of) (?:{_ACCOUNT}|(?P<of>.+)))?$"
    rf"|^(?:{_SHOW})?(?:the )?drift$"
    rf"|^what(?: has| was|'s)? changed (?:outside|behind (?:my|our) backs?|without (?:me|us)|in {_ACCOUNT})$",
    re.IGNORECASE,
)
_BACK = re.compile(
    r"^(?:restore|revert|roll|rollback|reset|return|go|take|bring|put|set)(?: back)?"
    r"(?: (?P<named>.+?))?(?: back)? to "
    rf"(?:the )?(?:{_NUMBER}(?P<number>\d+)|(?:previous|last|earlier) version)$"
    rf"|^(?:restore|back to|go back to) {_NUMBER}(?P<bare>\d+)(?: (?:of|for) (?P<of>.+))?$",
    re.IGNORECASE,
)
_IT = re.compile(r"^(?:it|this|that|them|there|here|(?:this|that|the) (?:one|funnel))$", re.IGNORECASE)
_KIND = re.compile(
    r"^(?:the )?(?P<kind>funnel group|funnel|lander|offer source|offer|page|network|traffic source) ", re.IGNORECASE
)
_FAMILIES = {"lander": "page", "offer": "page", "network": "offer_source"}


@dataclass(frozen=True, slots=True)
class Past:
    wants: Literal["history", "others", "back"]
    name: str = ""
    """Of what it is about; empty for the funnel in talk, or where nothing is named."""

    family: str = ""
    number: int | None = None
    """Of the version to go back to; none for the one before the last."""

    is_named: bool = False
    """Something is meant, be it only `it`."""


def past_of(text: str) -> Past | None:
    """What is asked of the past; None for any other sentence. When is not minded: all is told, newest first."""
    said = _WHEN.sub("", _POLITE.sub("", text.strip(_ENDS))).strip(_ENDS)
    if found := _BACK.match(said):
        number = found["number"] or found["bare"]
        return _past("back", found["named"] or found["of"] or "", int(number) if number else None)
    if found := _OTHERS.match(said):
        return _past("others", found["of"] or "")
    if found := _HISTORY.match(said):
        return _past("history", found["of"] or found["inside"] or found["told"] or "")
    return None


def _past(wants: Literal["history", "others", "back"], name: str, number: int | None = None) -> Past:
    if not name or _IT.match(name):
        return Past(wants, number=number, is_named=bool(name))
    kind = _KIND.match(name)
    family = kind["kind"].lower() if kind else ""
    bare = (name[kind.end() :] if kind else name).strip("\"' ")
    return Past(wants, bare, _FAMILIES.get(family, family.replace(" ", "_")), number, True)
