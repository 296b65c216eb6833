"""Words that point at one of the things talked of: `in the copy`, `in the keto one`, `that offer`, `another one`."""

import re

from ..knowledge import Knowledge
from ..planned import Planned
from ..recognising.recognise import recognise
from ..state import State
from ..tokens import Sign
from .keeping import without_original
from .referring import funnel_named

_COPY = re.compile(
    r"\b(?P<before>in|on|of|for|from|within|at|inside) (?:the|this|that|my|our) (?:new )?(?:copy|clone|duplicate"
    r"|copied one|cloned one|copied funnel|cloned funnel)\b(?! (?:of|from|under|as)\b)",
    re.IGNORECASE,
)
_BARE_COPY = re.compile(
    r"^(?P<before>)(?:and |but |now |so |then )*(?:the|this|that) (?:new )?(?:copy|clone|duplicate)"
    r"(?=\s*:|,? (?:should|shall|must|needs?|gets?|has to|with|uses?)\b)",
    re.IGNORECASE,
)
_ORIGINAL = re.compile(
    r"\b(?P<before>in|on|of|for|from|within) (?:the|its) (?:original|source|template)(?: one| funnel)?\b",
    re.IGNORECASE,
)
_ONE = re.compile(
    r"(?:^|(?<=[.!?;,\n])\s*|(?<=[.!?;,\n\u2013-] ))(?P<so>(?:(?:and|but|now|then|also|ok|so|please)\b[, ]*)*)"
    r"(?P<before>in|on|within|inside|for) (?:the|my|our) "
    r"(?P<name>[\w'-]+(?: [\w'-]+){0,3}?) (?:one|thing)\b"
    r"(?P<not>,? (?:and )?not (?:in |on )?the [\w' -]{2,40}? (?:one|thing))?",
    re.IGNORECASE,
)
_NO_NAMES = frozenset(
    [
        "old",
        "other",
        "new",
        "last",
        "same",
        "previous",
        "right",
        "left",
        "current",
        "existing",
        "whole",
        "big",
        "small",
    ]
)
_ASSET = re.compile(r"\b(?:that|this|the new|said) (?P<kind>offer|lander|page|landing page)\b", re.IGNORECASE)
_ANOTHER = re.compile(
    r"^(?:(?:and|now|ok|then|so|also|please)\b[, ]*)*"
    r"(?:(?:i need|make|build|create|set up|here is|here's|here comes) )?"
    r"(?:another|one more|a second|a third|the next|next|yet another)(?: one| new one)?\s*(?=[:\n])",
    re.IGNORECASE,
)


def pointed_out(said: str, state: State, know: Knowledge) -> str:
    """The same with the names of what is pointed at."""
    if state.planned and state.planned.tool == "plan_funnel":
        said = _ANOTHER.sub("new funnel", said)
    return _asset(_one(_copy(said, state), state, know), state)


def _copy(said: str, state: State) -> str:
    clone = _last_clone(state)
    if clone is None:
        return said
    new = str(clone.arguments["as_new"]["funnel"])
    names = dict(state.spoken_of)
    original = names.get(str(clone.arguments["funnel"]), "")
    if not clone.written:
        return _COPY.sub("", without_original(said)).strip(" ,:") if state.open_edit else said
    if new not in names.values():
        return said
    if (state.funnel and state.funnel[1] == new) or _COPY.search(said) or _BARE_COPY.search(said):
        said = without_original(said)
    said = _COPY.sub(rf'\g<before> "{_plain(new)}"', said)
    said = _BARE_COPY.sub(f'"{_plain(new)}"', said)
    return _ORIGINAL.sub(rf'\g<before> "{_plain(original)}"', said) if original else said


def _last_clone(state: State) -> Planned | None:
    if state.open_edit and state.open_edit.is_clone:
        return state.open_edit
    return next((one for one in reversed(state.done) if one.is_clone), None)


def _one(said: str, state: State, know: Knowledge) -> str:
    """`in the keto one`, where that is no page and no country of what is talked of."""
    found = _ONE.search(said)
    if found is None or not state.spoken_of:
        return said
    name = found["name"]
    tokens = recognise(name, know.mentions(name))
    if {*name.lower().split()} & _NO_NAMES:
        return said
    if any(token.sign in (Sign.PLACE, Sign.DEVICE, Sign.ORDINAL, Sign.NUMBER, Sign.NEW) for token in tokens):
        return said
    funnel = funnel_named(name, state, know, f'{said[: found.start("before")]}in "{{}}"{said[found.end() :]}')
    if funnel is None:
        return said
    return f'{said[: found.start("before")]}in "{_plain(funnel[1])}"{said[found.end() :]}'


def _asset(said: str, state: State) -> str:
    """`that offer`, where one was made or changed by itself just now."""
    asset = state.asset
    if asset is None or asset.family != "page":
        return said
    found = _ASSET.search(said)
    kind = found["kind"].lower().replace("landing page", "lander") if found else ""
    if found is None or (kind != "page" and asset.page_type and kind != asset.page_type):
        return said
    return f'{said[: found.start()]}"{_plain(asset.name)}"{said[found.end() :]}'


def _plain(name: str) -> str:
    return name.replace('"', "")
