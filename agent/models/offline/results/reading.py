"""From a sentence to the question it asks about results, where it asks one."""

import re
from collections.abc import Sequence
from dataclasses import replace

from funnels.reports import METRIC, Unit

from ..tokens import Sign, Token
from .booking import cost_asked
from .inquiry import Inquiry
from .kinds import take_kind
from .line import NAME, Line
from .metrics import metric_pattern
from .names import Named
from .put import plainly
from .slots import Understood, read
from .spans import IN_TOTAL

_N = rf"{NAME}\d+"
_ASKS = (
    r"(?:and |so |ok |please |hey |hi |can you |could you |i want to see |i would like to see "
    r"|let me see |give me |show me )*(?:which|what|who|how|where|when|why|show|give|list|tell|display"
    r"|top|best|worst|bottom|compare|report|is|are|did|does|do|results?|stats|statistics|performance"
    r"|numbers|break|breakdown|chart|graph|plot|total|overall)"
)
_FOLLOWS = (
    r"(?:and|what about|how about|same|the same|only|just|but|now|also|or|instead|without|with|by|per"
    r"|for|on|in|not|excluding|sorted|sort|as a|compared|compare|vs|versus)"
)
_HESITATES = r"(?:(?:hm+|uh+|um+|oh|ah|ok|okay|well|so|alright|right|fine|cool|great|thanks|thank you|,) )*"
_ASKS_ANEW = r"(?:which|what(?! about)|how(?! about)|where|when|why|show me|give me|is|are)"
_DOES = r"how (?:did|do|does|is|are|was|were|has|have) .*(?:do|doing|done|perform|performing|performed|running|going)"
PERFORMS = (
    r"(?:how (?:did|do|does|is|are|was|were|has|have|well)|performance|performed|performing"
    r"|performs?|results?|stats|statistics|report|numbers|figures|overview|doing|breakdown|break down"
    r"|totals?|compare|comparison|happened|happening)"
)
_REPORTS = r"(?:report|results?|stats|statistics|numbers|figures|performance|overview)"
_REPORT = rf"{_REPORTS} (?:for|of|on|about) {_N}|^(?:show |give |me |the |my |our |a )*{_REPORTS}$"
NOT_ASKED = (Sign.URL, Sign.NEW, Sign.CLONE, Sign.RENAME, Sign.UNDO, Sign.REPLACE)
_UNJUDGED = "what was counted, without judging whether a difference is chance"
_ZONE = re.compile(r"\b[A-Z][A-Za-z]+/[A-Z][A-Za-z_]+")
_SOURCE = "Third Parties: Traffic Source"


def inquiry_of(text: str, tokens: Sequence[Token], *, goes_on: bool = False) -> Understood | None:
    """None for a sentence that asks nothing about results. `goes_on`: a question was answered just before."""
    found = _inquiry_of(text, tokens, goes_on=goes_on)
    return found and in_all(found)


def in_all(found: Understood) -> Understood:
    """`in total`, with no span said anywhere, is all time."""
    if found.inquiry.period != IN_TOTAL:
        return found
    return replace(found, inquiry=replace(found.inquiry, period="all time"))


def _inquiry_of(text: str, tokens: Sequence[Token], *, goes_on: bool) -> Understood | None:
    if any(token.sign in NOT_ASKED for token in tokens):
        return None
    if looked_up := _looks_up(text):
        return Understood(looked_up)
    if asked := _checked_cost(text, tokens):
        return asked
    tokens = _without_zone(text, tokens)
    line = plainly(Line(text, tokens))
    kind, subject, count = take_kind(line)
    if kind == "what if":
        return Understood(Inquiry(kind, subject=text), tuple(map(Named, line.named(line.text))))
    found = read(line, kind, subject, count)
    if kind == "variants" and (plain := _no_variants(found)):
        return plain
    if kind != "results":
        return replace(found, follows=False)
    begins = plainly(Line(text, tokens))
    if goes_on and not found.left and _goes_on(begins, found):
        return found
    if not _asks_results(begins, found) or (found.left and not _is_sure(begins, found)):
        return None
    return replace(found, follows=False)


def _no_variants(found: Understood) -> Understood | None:
    """Countries, devices and sources are compared by what was counted; None where variants are meant."""
    asked = replace(found.inquiry, kind="results").noting(_UNJUDGED)
    if _are_sources(found):
        return replace(found, inquiry=replace(asked, sort=asked.sort or "best", by=(_SOURCE,)), follows=False)
    if any(one.token.sign in (Sign.PLACE, Sign.DEVICE) for one in found.names):
        return replace(found, inquiry=asked, follows=False)
    return None


def _are_sources(found: Understood) -> bool:
    """Several traffic sources are compared, of which none is a variant of another."""
    return len([one for one in found.names if one.token.of("traffic_source") and not one.token.of("page")]) > 1


def _without_zone(text: str, tokens: Sequence[Token]) -> Sequence[Token]:
    """`Europe/Berlin` is no region."""
    zones = [found.span() for found in _ZONE.finditer(text)]
    return [token for token in tokens if not any(start <= token.start < end for start, end in zones)]


def _checked_cost(text: str, tokens: Sequence[Token]) -> Understood | None:
    """`has Taboola cost us 180 yesterday?` is answered by what it did cost."""
    asked = cost_asked(text, tokens)
    if asked is None or asked.left:
        return None
    return Understood(Inquiry(metrics=("cost",), period=asked.period), tuple(map(Named, asked.names)))


def _looks_up(text: str) -> Inquiry | None:
    """A visitor or a hit by its id. The case of letters counts in those of visitors."""
    if re.search(r"https?://|->", text):
        return None
    found = re.search(
        r"\b(?P<kind>hit|visitor|click id|conversion)\b(?: id| number)?[ :#]+[\"']?(?P<id>[0-9A-Za-z]{20,32})\b", text
    )
    if found is None:
        return None
    return Inquiry("visitor" if found["kind"] == "visitor" else "hit", subject=found["id"])


def _goes_on(line: Line, found: Understood) -> bool:
    """`and on mobile?`, `by country instead`, `last week`: less than a question, after one."""
    asked = found.inquiry
    rows = asked.by or asked.metrics or asked.filters or asked.having or asked.sort
    says = bool(rows or asked.period or asked.compare_to or asked.chart)
    if line.has(rf"^{_HESITATES}{_FOLLOWS}") or line.has(r"instead|too|as well"):
        return bool(says or found.names) and not line.has(rf"^(?:and )?{_ASKS_ANEW}")
    anew = line.has(rf"^{_ASKS_ANEW}") or _asks_results(line, found)
    return bool(says) and not found.names and not anew


def _asks_results(line: Line, found: Understood) -> bool:
    """Whether a sentence without a phrase of its own still asks for results."""
    asked = found.inquiry
    asks = line.has(rf"^{_ASKS}") or bool(asked.period or asked.compare_to or asked.filters)
    if (asked.metrics or asked.having) and (asks or _begins_with_number(line, asked)):
        return True
    if asked.by and (
        asked.sort or asked.having or (asked.metrics and line.has(r"by|per|each|every|daily|hourly|monthly"))
    ):
        return True
    if asked.compare_to and (asks or asked.period):
        return True
    if asked.period and line.has(rf"{_N} (?:vs|versus|against|compared (?:to|with)) {_N}"):
        return True
    if line.has(rf"^{_N} (?:vs|versus|compared (?:to|with)) {_N}$") and not found.left:
        return True
    told = asked.period or asked.by or asked.compare_to or asked.filters or line.has(_DOES) or line.has(_REPORT)
    return bool(line.has(PERFORMS) and told)


def _begins_with_number(line: Line, asked: Inquiry) -> bool:
    """`ROI of VPN Native DACH`; `visitors with …` tells of a way."""
    if not line.has(rf"^(?:the |total |my |our )*{metric_pattern()}"):
        return False
    counted = bool(asked.metrics) and all(METRIC[id].unit is Unit.COUNT for id in asked.metrics)
    return not counted or line.has(rf"^(?:the |total |my |our )*{metric_pattern()} (?:of|for|from|in|on) {_N}")


def _is_sure(line: Line, found: Understood) -> bool:
    """Whether a question with strange words in it can be no other request."""
    asked = found.inquiry
    return bool((asked.metrics or asked.having) and line.has(rf"^{_ASKS}") and (asked.period or asked.by))
