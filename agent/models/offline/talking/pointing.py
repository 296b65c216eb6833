"""Words that point at one of the things talked of: `in the copy`, `in the UK one`, `that offer`, `another one`."""

import re
from collections.abc import Sequence

from ..drawing.settling import countries_in
from ..knowledge import Knowledge
from ..planned import Planned
from ..recognising.recognise import recognise
from ..state import State
from ..tokens import Sign, Token
from .keeping import without_original

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
    r"(?P<before>in|on|within|inside) (?:the|my|our) "
    r"(?P<name>[\w'-]+(?: [\w'-]+){0,3}?) (?:one|thing)\b"
    r"(?P<not>,? (?:and )?not (?:in |on )?the [\w' -]{2,40}? (?:one|thing))?",
    re.IGNORECASE,
)
_LEFT_ALONE = re.compile(
    r"(?:^|[\s,;.:!]+)(?:(?:and|but|please)\b[ ,]*)*(?:"
    r"(?:leave|keep) the [\w' -]{2,40}? (?:one|funnel) (?:alone|as (?:it )?(?:is|was)|untouched|unchanged|be)"
    r"|(?:don't|dont|do not|never|without) (?:touch|touching|change|changing) the [\w' -]{2,40}? (?:one|funnel)"
    r"|the [\w' -]{2,40}? (?:one|funnel) (?:stays|remains)(?: (?:as (?:it )?is|untouched|unchanged|the same))?"
    r")(?=\s*(?:[,;.!]|$))",
    re.IGNORECASE,
)
_ANY_ONE = re.compile(
    r"\bthe (?:other|(?!(?:first|second|third|last|old|new|current) one)[\w'-]+ (?:one|funnel|campaign)\b)",
    re.IGNORECASE,
)
"""Another that is spoken of: which of both something is for must be asked."""
_ASSET = re.compile(r"\b(?:that|this|the new|said) (?P<kind>offer|lander|page|landing page)\b", re.IGNORECASE)
_ANOTHER = re.compile(
    r"^(?:(?:and|now|ok|then|so|also|please)\b[, ]*)*"
    r"(?:(?:i need|make|build|create|set up|here is|here's|here comes) )?"
    r"(?:another|one more|a second|a third|the next|next|yet another)(?: one| new one)?\s*(?=[:\n])",
    re.IGNORECASE,
)


_TURNED = re.compile(
    r"^(?:(?:(?:just|please|and|now|then|so)\b[, ]*)*(?:swap|flip|switch|turn|reverse) "
    r"(?:them|it|that|these|those|both|the two)(?: around| round| over)?"
    r"|(?:(?:just|exactly|and|please)\b[, ]*)*(?:the )?other way (?:a)?round"
    r"|vice versa|(?:the )?reversed?)(?: please)?(?:\s*[,:;.!]|\s+[-\u2013\u2014]|\u2014)\s*(?P<told>.+)$",
    re.IGNORECASE | re.DOTALL,
)
"""How it is turned is told besides."""
_TOLD = (Sign.PERCENT, Sign.NUMBER, Sign.RATIO)
_ITS_OWN = re.compile(
    r"\b(?:instead of|rather than|in place of) (?:its|their|his|the|our) (?:own|usual|normal|standard|regular)"
    r"(?: (?:one|lander|offer|page))?\b",
    re.IGNORECASE,
)
_EXACTLY = re.compile(
    r"(?:,|\s[-\u2013\u2014]) ?(?:i mean |that is |namely |meaning |i\.e\.? |to be exact )?(?P<full>[^,;:]+?)"
    r"(?P<mark>,? (?:that is|i mean|to be exact|to be precise))[ .!]*$",
    re.IGNORECASE,
)


def pointed_out(said: str, state: State, know: Knowledge) -> str:
    """The same with the names of what is pointed at."""
    said = _ITS_OWN.sub("instead", _told_apart(_named_exactly(said, know), know))
    if state.planned and state.planned.tool == "plan_funnel":
        said = _ANOTHER.sub("new funnel", said)
    return _asset(_one(_copy(said, state), state, know), state)


def _told_apart(said: str, know: Knowledge) -> str:
    """`the other way round, A 80, B 20` and `swap them, button 1 to A and button 2 to B` say it twice."""
    found = _TURNED.match(said)
    if found is None:
        return said
    tokens = recognise(found["told"], know.mentions(found["told"]))
    pages = [token for token in tokens if token.of("page")]
    shares = [token for token in tokens if token.sign in _TOLD]
    return found["told"] if len(pages) > 1 and (len(shares) > 1 or _ways(tokens) > 1) else said


def _ways(tokens: Sequence[Token]) -> int:
    return sum(token.sign is Sign.TO for token in tokens)


def _named_exactly(said: str, know: Knowledge) -> str:
    """`use the advertorial, VPN Advertorial US that is`: the name stands where the nickname stood."""
    found = _EXACTLY.search(said)
    if found is None:
        return said
    full = [one for token in recognise(said, know.mentions(said)) if token.start == found.start("full")
            and token.end == found.end("full") for one in token.of("page") if one.exact]  # fmt: skip
    front = said[: found.start()]
    nicks = [
        token
        for token in recognise(front, know.mentions(front))
        if full
        and not any(one.exact for one in token.candidates)
        and full[0].id in {one.id for one in token.of("page")}
    ]
    if len(full) != 1 or len(nicks) != 1:
        return said
    return f'{front[: nicks[0].start]}"{_plain(full[0].name)}"{front[nicks[0].end :]}'


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
    """`in the UK one`, of several funnels that were talked of, where no other one is meant besides."""
    found = _ONE.search(said)
    if found is None or not state.spoken_of:
        return said
    funnel = _meant(found["name"], state, know)
    if funnel is None:
        return said
    rest = _LEFT_ALONE.sub("", said[found.end() :])
    if _ANY_ONE.search(rest) or _ANY_ONE.search(said[: found.start("before")]):
        return said
    return f'{said[: found.start("before")]}in "{_plain(funnel[1])}"{rest}'


def _meant(name: str, state: State, know: Knowledge) -> tuple[str, str] | None:
    tokens = recognise(name, know.mentions(name))
    if not tokens or any(token.sign is not Sign.PLACE for token in tokens):
        return None
    return _of_country({code for token in tokens for code in token.values}, state)


def _of_country(codes: set[str], state: State) -> tuple[str, str] | None:
    """`in the UK one`, of several funnels that were talked of; else it may be a way of the one in talk."""
    fitting = [one for one in state.spoken_of if countries_in(one[1]) & codes]
    return fitting[0] if len(fitting) == 1 and len(state.spoken_of) > 1 else None


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
