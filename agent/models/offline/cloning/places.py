"""For which countries a copy is: `the American version`, `for Canada`, `France instead of DACH`."""

import re
from collections.abc import Sequence

from ..request import Request
from ..talking.current import Current
from ..tokens import Sign, Token
from .heading import Heading
from .route import countries_of
from .telling import wanting

_PLACES = (Sign.PLACE, Sign.UNSETTLED)
_JOINS = re.compile(r"\s*(?:,|/|\+|&|and|or|,\s*and)?\s*(?:the\s+)?", re.IGNORECASE)
_FOR = re.compile(
    r"(?:^|(?<=[\s,;:.(]))(?:(?:please|now|again|but|this time|only|just)\s+)*for\s+(?:the\s+)?$", re.IGNORECASE
)
_VERBS = re.compile(
    r"\b(?:sends?|shows?|goes|go|gets?|sees?|lands?|leads?|to|use|uses|add|put|redirect|route|should|must|instead|stays?)\b"
    r"|->|\bin place\b|\d",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"(?:[,;]?\s*\b(?:and|but|with|where|only|just|for|take|use|swap|replace|it's|it is|is|the"
    r"|now|has|targets?|targeting)\s+)*$",
    re.IGNORECASE,
)
_SWAPPED = re.compile(
    r"(?:\s+(?:gets?|is|are|comes?|let|goes|enters?|be|being|allowed|targeted|routed|in|visitors|people|traffic))*"
    r"\s*,?\s*(?:instead of|in place of|rather than|and not|not|replaces|takes the place of)\s+"
    r"(?:(?:the|those|these|old|current|original|all|two|three|four|five|\d)\s+)*",
    re.IGNORECASE,
)
_REPLACE = re.compile(r"\b(?:swap|replace)\b", re.IGNORECASE)
_REPLACED = re.compile(r"\s*(?:with|by|for|->|=>|to|becomes?|gives way to)\s+(?:the\s+)?", re.IGNORECASE)
_OF_ROUTE = re.compile(
    r"(?:-speaking)? (?:route|branch|arm|path|side|way|rule|one|people|part)"
    r" (?:(?:should|shall|must|now|then|will|only|just|instead|is|are|be|being) )*"
    r"(?:becomes?|gets?|takes?|is|for|turns? into|goes? to|serves?|has|have|switched to"
    r"|changed to|switches to|changes to|replaced by)"
    r" (?:(?:now|only|just|the|for|instead) )*",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"(?:\s+(?:countries|country|visitors|people|traffic|ones|market|markets|geos?|users|route|folks))*",
    re.IGNORECASE,
)


def take_places(request: Request, found: Heading, now: Current) -> None:
    """Countries that the copy as a whole is for."""
    within = [span.span() for span in wanting(request.text)]
    named = _routes_named(now, found)
    known = [token for token in request.tokens if token.sign in _PLACES and not _overlaps(token, named)]
    said = sorted([*known, *named], key=lambda token: token.start)
    found.places = [token for token in said if any(start <= token.start < end for start, end in within)]
    while any(_route_moved(run, said, found) for run in _runs(said, found)):
        pass
    swapped = not found.moved and any(_swapped(run, said, found) for run in _runs(said, found))
    if not swapped and not found.places and not found.moved:
        _take_whole(said, found)
    _take_repeated(said, found)


def _overlaps(token: Token, others: Sequence[Token]) -> bool:
    return any(token.start < one.end and one.start < token.end for one in others)


def _routes_named(now: Current, found: Heading) -> list[Token]:
    """`the German countries`, where a route of the funnel is called so: all countries of that route."""
    tokens: list[Token] = []
    for step in now.steps.values():
        for route in step.get("condition", {}).get("routes", ()):
            codes = tuple(countries_of(route["when"]))
            name = re.escape(str(route["name"]).replace("_", " "))
            pattern = (
                rf"\b{name}(?:[ -]speaking)?(?= (?:countries|country|visitors|people|folks|ones|markets?|geos?)\b)"
            )
            spans = re.finditer(pattern, found.left, re.IGNORECASE) if codes else ()
            tokens += [Token(Sign.PLACE, one[0], *one.span(), values=codes) for one in spans]
    return tokens


def _take_whole(said: Sequence[Token], found: Heading) -> None:
    """`for Canada`, in a clause that does nothing."""
    for run in _runs(said, found):
        before = _FOR.search(found.left[: run[0].start])
        if before and not _VERBS.search(_clause(found.left, run[0].start)):
            behind = _BEHIND.match(found.left, run[-1].end)
            found.places = list(run)
            found.take(before.start(), behind.end() if behind else run[-1].end)
            return


def _take_repeated(said: Sequence[Token], found: Heading) -> None:
    """`do it again for the French. … only France gets in`."""
    codes = {code for token in found.places for code in token.values}
    for run in _runs(said, found):
        if codes and {code for token in run for code in token.values} == codes:
            before = _FOR.search(found.left[: run[0].start])
            found.take(before.start() if before else run[0].start, run[-1].end)


def _runs(said: Sequence[Token], found: Heading) -> list[list[Token]]:
    """Countries that are said one after the other."""
    runs: list[list[Token]] = []
    for token in said:
        if not found.left[token.start : token.end].strip():
            continue
        if runs and _JOINS.fullmatch(found.left[runs[-1][-1].end : token.start]):
            runs[-1].append(token)
        else:
            runs.append([token])
    return runs


def _route_moved(run: Sequence[Token], said: Sequence[Token], found: Heading) -> bool:
    """`the English route becomes Finland and Denmark`: all that take the route are others now."""
    behind = _OF_ROUTE.match(found.left, run[-1].end)
    other = next((one for one in _runs(said, found) if behind and one[0].start == behind.end()), None)
    if behind is None or other is None:
        return False
    before = _BEFORE.search(found.left[: run[0].start])
    ending = _BEHIND.match(found.left, other[-1].end)
    found.moved.append((other, list(run)))
    found.take(before.start() if before else run[0].start, ending.end() if ending else other[-1].end)
    return True


def _swapped(run: Sequence[Token], said: Sequence[Token], found: Heading) -> bool:
    """Takes countries that stand in for others, and those others, out of the text."""
    before = _BEFORE.search(found.left[: run[0].start])
    replaces = before is not None and _REPLACE.search(before[0]) is not None
    comes, goes = _SWAPPED.match(found.left, run[-1].end), _REPLACED.match(found.left, run[-1].end)
    for behind, comes_first in ((goes, False), (comes, True)):
        other = next((one for one in _runs(said, found) if behind and _follows(one[0], behind)), None)
        if other is None or replaces is comes_first:
            continue
        found.places, found.old_places = (list(run), other) if comes_first else (other, list(run))
        ending = _BEHIND.match(found.left, other[-1].end)
        found.take(before.start() if before else run[0].start, ending.end() if ending else other[-1].end)
        return True
    return False


def _follows(token: Token, words: re.Match[str]) -> bool:
    """Right behind the words, of which an article may be its first one."""
    return words.start() < token.start <= words.end() < token.end


def _clause(text: str, place: int) -> str:
    start = max(text.rfind(mark, 0, place) for mark in ",;:.!?\n")
    ends = [end for mark in ",;:.!?\n" if (end := text.find(mark, place)) >= 0]
    return text[start + 1 : min(ends, default=len(text))]
