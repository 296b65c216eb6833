"""What a copy is called, where it goes and for whom it is; the words that say so are taken out of the text."""

import re
from dataclasses import dataclass, field

from ..editing.target import half_named
from ..request import Request
from ..tokens import Sign, Token
from .names import Name, as_written, given_name
from .telling import ONCE_MORE, wanting

_HER = r"(?:it|this|that|(?:the|this) (?:copy|clone|new one|new funnel|funnel|duplicate|second one))"
_INTO = re.compile(
    rf"(?:[,;]?\s*(?:and|but)?\s*(?:please )?(?:put|place|leave|keep|have|file|store|stick|move"
    rf"|drop|goes|go|stays?|belongs|chuck|throw|shove|dump|save)(?: {_HER})?)?"
    r"\s*\b(?:in|into|to|under|inside|within|for)\s+(?:the\s+|my\s+|our\s+)?(?:(?:funnel\s+)?(?:group|folder)\s*:?\s*)?$"
    r"|[,;]?\s*(?:(?:the|its)\s+)?(?:funnel\s+)?(?:group|folder)\s*(?:is|=|:|should be|shall be|will be)?\s*$",
    re.IGNORECASE,
)
_GROUPED = re.compile(r"\s*(?:funnel )?(?:group|folder)\b", re.IGNORECASE)
_SAME_GROUP = re.compile(
    rf"[,;]?\s*(?:and|but)?\s*(?:(?:leave|keep|put|have)(?: {_HER})? )?(?:(?:in|into|within) )?(?:the |its )?"
    r"(?:same|current|existing|original) (?:funnel )?(?:group|folder)\b(?: as (?:before|the original|it is|now))?"
    r"|[,;]?\s*(?:and |but )?(?:the )?(?:group|folder) (?:stays|remains|is)(?: as it is| as is"
    r"| the same| unchanged)?(?=[.,;!]|$)",
    re.IGNORECASE,
)
_VIA = re.compile(
    r"(?:[,;]?\s*(?:and|but|only|just|this time|now)\s+)*(?:the traffic (?:comes|coming"
    r"|is coming)\s+|running\s+|over\s+|live\s+)*"
    r"\b(?:for|to|on|onto|from|via|with|using|through|at)\s+(?:the\s+|our\s+|my\s+)?(?:(?:traffic\s+)?source\s+|account\s+)?$"
    r"|[,;]?\s*\b(?:(?:the|its|new)\s+)*(?:traffic\s+)?source\s*(?:is|[:=])\s*$",
    re.IGNORECASE,
)
_VIA_END = re.compile(
    r"(?:\s+(?:traffic|visitors|clicks|account|this time|instead|too|as well"
    r"|now))*(?:\s+(?:instead of|rather than|in place of|not)\s*$)?",
    re.IGNORECASE,
)
_NOT_VIA = re.compile(
    r"\b(?:instead of|rather than|in place of|not|no longer)\s+(?:the\s+|on\s+|for\s+|from\s+)*$", re.IGNORECASE
)
_ABOUT = re.compile(
    r"(?:\b(?:of|from|for|to|in|the|my|our|this|that|funnel|campaign|flow|take|again)\s+)*$", re.IGNORECASE
)
_OTHERS = (
    r"(?:the rest|all (?:the )?(?:others?|rest)|(?:the )?others|everybody else|everyone else|everything else"
    r"|whoever else|all else)"
)
_AGAIN = re.compile(
    rf"{ONCE_MORE.pattern}|\bas (?:a |the )?(?:template|blueprint|basis|base|model|starting point)\b"
    r"|\b(?:to|as|into|for) (?:a|another|one) (?:new|second|fresh|brand new) (?:funnel|campaign|flow)\b"
    r"|\b(?:in |of |for |from )?(?:the |this |that |our )?(?:new|second|copied|cloned) (?:funnel"
    r"|copy|campaign|clone)\b"
    r"|\b(?:in |of |for |from )?(?:the|this|that) (?:new|second|copied|cloned) one\b"
    r"|\bin (?:the |this |that )?(?:copy|clone|duplicate)\b|\b(?:real |really |super |very )?quick(?:ly)?\b"
    r"|\bthis time\b|\bas (?:well|another funnel)\b"
    rf"|[,;]?\s*\b(?:and |but |while )?{_OTHERS} (?:(?:stays?|is|are|remains?|keeps?|goes?|gets?|just|land|lands|go"
    r"|get|see|sees|do|does) )*(?:(?:where|what|whatever|as|like|the way) "
    r"(?:(?:they|it|the rest|the others|everybody else|everyone else) )?"
    r"(?:(?:go|goes|get|gets|see|sees|do|does|is|are|land|lands|was|were) )?)"
    r"(?:in the original|there(?: now)?|as in the original|before|now|today|it is|they are)(?=\s*(?:[.,;!]|$))"
    r"|\b(?:but|except|only that|with) (?:everything|all|the rest)(?: else)? (?:stays |is "
    r"|being )?(?:the same|unchanged|identical)\b",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Heading:
    target: tuple[str, str] | None = None
    """Id and name of what is copied; None for the funnel in talk."""

    part: list[Token] = field(default_factory=list)
    name: str = ""
    group: Token | None = None
    sources: list[Token] = field(default_factory=list)
    places: list[Token] = field(default_factory=list)
    """Countries that the whole copy is for."""

    old_places: list[Token] = field(default_factory=list)
    """Those that they stand in for, where that is said."""

    moved: list[tuple[list[Token], list[Token]]] = field(default_factory=list)
    """Countries that take over a whole route, and those that say which."""

    left: str = ""
    """The text with spaces for what was read here; places in it are those of the whole text."""

    def take(self, start: int, end: int) -> None:
        self.left = f"{self.left[:start]}{' ' * (end - start)}{self.left[end:]}"


def heading(request: Request) -> Heading:
    """Nothing is asked here: what is left is what the copy should be like."""
    found = Heading(left=request.text)
    name = given_name(request.text, request.tokens, _target(request, None))
    target = _target(request, name)
    if name is not None:
        found.name = as_written(name.text, request.said)
        found.take(name.start, name.end)
    for span in (*wanting(found.left), *_AGAIN.finditer(found.left), *_SAME_GROUP.finditer(found.left)):
        found.take(*span.span())
    if target is not None:
        _take_target(target, found)
        chosen = [one for one in target.of("funnel") if one.exact] or list(target.of("funnel"))
        found.target = (chosen[0].id, chosen[0].name) if len(chosen) == 1 else None
        found.part = [] if found.target else [target]
    _take_group(request, found)
    _take_sources(request, found)
    return found


def _target(request: Request, name: Name | None) -> Token | None:
    """The funnel that is named in full; else what stands behind the words that want the copy, or a part of a name."""
    tokens = [one for one in request.tokens if name is None or not name.start <= one.start < name.end]
    known = [token for token in tokens if token.of("funnel")]
    exact = [token for token in known if any(one.exact for one in token.of("funnel"))]
    if exact or not known:
        return next(iter(exact), None)
    ends = [span.end() for span in wanting(request.text)][:1]
    behind = [token for token in known if ends and token.start >= ends[0]]
    halves = {one.id for one in half_named(request)}
    return next(iter(behind), next((one for one in known if {each.id for each in one.of("funnel")} & halves), None))


def _take_target(target: Token, found: Heading) -> None:
    """However often it is named: `the DACH native funnel (VPN Native DACH I mean)`."""
    for one in re.finditer(re.escape(target.text), found.left):
        start = one.start()
        before = _ABOUT.search(found.left[:start])
        found.take(before.start() if before else start, one.end())
    found.left = re.sub(r"\bI mean\b", lambda one: " " * len(one[0]), found.left)


def _free(token: Token, found: Heading) -> bool:
    return found.left[token.start : token.end] == token.text or (
        token.sign is Sign.QUOTED and bool(found.left[token.start : token.end].strip())
    )


def _take_group(request: Request, found: Heading) -> None:
    for token in request.tokens:
        if not token.of("funnel_group") or not _free(token, found):
            continue
        before, after = _INTO.search(found.left[: token.start]), _GROUPED.match(found.left, token.end)
        told = after is not None or (before is not None and re.search(r"group|folder", before[0], re.IGNORECASE))
        exact = any(one.exact for one in token.of("funnel_group"))
        if (before or after) and (told or (exact and not token.of("page", "traffic_source"))):
            found.group = token
            found.take(before.start() if before else token.start, after.end() if after else token.end)
            return


def _take_sources(request: Request, found: Heading) -> None:
    for token in request.tokens:
        known = token.of("traffic_source")
        if not known or not _free(token, found) or (token.of("page") and not any(one.exact for one in known)):
            continue
        if old := _NOT_VIA.search(found.left[: token.start]):
            found.take(old.start(), token.end)
            continue
        before = _VIA.search(found.left[: token.start])
        joined = found.sources and re.fullmatch(
            r"[\s,&+]*(?:and\s*)?", found.left[found.sources[-1].end : token.start]
        )
        if before or joined:
            found.sources.append(token)
            behind = _VIA_END.match(found.left, token.end)
            start = before.start() if before else found.sources[-2].end if len(found.sources) > 1 else token.start
            found.take(start, behind.end() if behind else token.end)
    _take_repeated(request, found)


def _take_repeated(request: Request, found: Heading) -> None:
    """`Steve from Push House has been nagging me …, so make a copy for Push House`."""
    taken = {one.id for token in found.sources for one in token.of("traffic_source")}
    for token in request.tokens:
        if {one.id for one in token.of("traffic_source")} & taken and _free(token, found) and not token.of("page"):
            found.take(token.start, token.end)
