"""From a sentence to the question it asks about results, where it asks one."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from funnels.reports import METRIC, Unit

from ..tokens import Sign, Token
from .attributes import attribute, attribute_pattern
from .booking import cost_asked
from .conditions import take_conditions
from .inquiry import Inquiry, Kind
from .kinds import take_kind
from .light import LIGHT
from .line import NAME, Line
from .metrics import metric, metric_pattern, on_rows_of
from .names import Named
from .periods import since_as_comparison, take_more, take_periods
from .ranking import Ranking, take_ranking
from .values import take_values
from .weekdays import DAY_OF_WEEK, take_weekdays, takes_both

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
_WITHOUT = r"(?:without|except(?: for)?|excluding|but not|not|not on|not in|not from|other than|outside(?: of)?)"
_UNJUDGED = "what was counted, without judging whether a difference is chance"
_ZONE = re.compile(r"\b[A-Z][A-Za-z]+/[A-Z][A-Za-z_]+")
_PARTED = r"(?:broken down |split |grouped |divided |told apart |and |then )*"
_PEOPLE = r"(?:most )?(?:people|visitors|they|customers|users|buyers|clients|leads|my visitors|our visitors)"
_BUY = r"(?:buy|convert|purchase|order|sign up|pay)(?: (?:the )?(?:most|best))?"
_PUT = (
    (
        rf"(?:on )?(?:which|what) (?:weekdays?|days?(?: of (?:the )?week)?) do {_PEOPLE} {_BUY}",
        "conversions by weekday",
    ),
    (
        rf"(?:when|(?:at )?what (?:time|hour)s?(?: of (?:the )?day)?) do {_PEOPLE} {_BUY}",
        "conversions by hour of day",
    ),
    (r"(?:make|made|making|earn|earned) (?:any )?(?:money )?or (?:lose|lost|losing)(?: (?:any )?money)?", "profit"),
    (r"(?:up or down|plus or minus|in the (?:green|black) or (?:in the )?red|profit or loss)", "profit"),
    (
        (
            r"how much(?: money)? (?:did|do|have|has|are|were) (?:we|i|you|they) (?:already )?"
            r"(?:blow|blown|drop|dropped|sink|sunk|throw|thrown|pump|pumped|pour|poured|burn|burnt|burned|pay|paid|put)"
            r"(?: (?:on|into|at|for|to|in))?"
        ),
        "cost of",
    ),
    (r"(?:should )?(?:i|we) (?:should )?(?:be )?(?:worr(?:y|ied)|concerned) about", "worst"),
    (r"(?:total |overall )?(?:ad|traffic|media|advertising) (?:spend|spending|budget|costs?|expenses)", "cost"),
    (r"most expensive|priciest|costliest|most costly", "highest cost"),
    (r"how (?:does|did|do) (?:that|it|this|they) compare (?:to|with|against)", "compared to"),
    (r"(?:buy|bought|convert|converted|purchase|order|ordered) (?:more|less|better|worse) than", "conversions vs"),
    (r"how many (?:of (?:them|those|these) )?(?:have |had )?(?:converted|bought|ordered|signed up)", "conversions"),
    (r"(?:who|which one) is (?:making|bringing) (?:the )?money", "best"),
    (r"traffic(?= (?:by|per|for each|for every) )", "visits"),
)
_SOURCE = "Third Parties: Traffic Source"
_OF_NAMES = frozenset([
    "Element: Funnel", "Element: Funnel Group", "Element: Lander", "Element: Offer",
    "Third Parties: Traffic Source", "Third Parties: Offer Source",
])  # fmt: skip


@dataclass(frozen=True, slots=True)
class Understood:
    """`follows`: it leaves out what the question before it said. `left`: words that mean nothing here."""

    inquiry: Inquiry
    names: tuple[Named, ...] = ()
    follows: bool = False
    adds: bool = False
    """What it is told apart by comes to what was said before."""
    left: tuple[str, ...] = ()
    more: tuple[str, ...] = ()
    """Other spans that the same is asked about."""


def inquiry_of(text: str, tokens: Sequence[Token], *, goes_on: bool = False) -> Understood | None:
    """None for a sentence that asks nothing about results. `goes_on`: a question was answered just before."""
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


def plainly(line: Line) -> Line:
    """With questions that name no number and no attribute put as those that do."""
    for pattern, plain in _PUT:
        line.mend(pattern, plain)
    return line


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


def read(line: Line, kind: Kind, subject: str, count: int) -> Understood:
    each_day = takes_both(line)
    days, days_read = take_weekdays(line) or (None, "")
    period, compared = since_as_comparison(line) if kind == "change" else take_periods(line)
    more = take_more(line) if period and kind == "results" and not compared else ()
    roas = line.has("roas")
    zone = line.take(r"(?:in |of )?(?P<zone>utc|[a-z]{4,}/[a-z_]{3,})(?: time)?")
    chart = line.take(r"(?:as |in |with |on )?(?:a |an )?(?:chart|graph|plot|curve|diagram)(?: of)?")
    having = take_conditions(line)
    ranking = take_ranking(line)
    by, named = _attributes(line)
    by = (DAY_OF_WEEK, *by) if each_day and DAY_OF_WEEK not in by else by
    metrics = tuple(metric(one["metric"]) for one in line.take_all(rf"(?:the )?{metric_pattern()}"))
    it = line.take(r"it|(?:that|this) (?:one|funnel)|the funnel|(?:of|for|on|did|does|with|from) (?:this|that)")
    if line.has(r"how much.*") and line.take(r"(?:make|made|earn|earned|bring in|brought in)"):
        metrics = (*metrics, "profitAndLoss")
    adds = line.take(r"too|as well|also")
    metrics = on_rows_of(tuple(dict.fromkeys((*ranking.metrics, *metrics))), by)
    inquiry = Inquiry(
        kind, by, metrics, (days,) if days else (), having, _sort(ranking, by), count or ranking.limit, period,
        compared, _zone(zone["zone"]) if zone else "", chart is not None, it is not None, subject,
    )  # fmt: skip
    inquiry = inquiry.noting("ROAS as ROI, which is 100 % less" if roas else "", days_read)
    left = tuple(word for word in line.left() if word not in LIGHT)
    return Understood(inquiry, named, True, adds is not None, left, more)


def _sort(ranking: Ranking, by: Sequence[str]) -> str:
    if ranking.sort in ("", "best", "worst"):
        return ranking.sort
    low = "-" if ranking.sort.startswith("-") else ""
    return low + on_rows_of((ranking.sort.removeprefix("-"),), by)[0]


def _attributes(line: Line) -> tuple[tuple[str, ...], tuple[Named, ...]]:
    """What rows are told apart by, and the names, each with the attribute that stands beside it."""
    without = {
        name
        for one in line.take_all(rf"{_WITHOUT} (?:the )?(?P<names>{_N}(?: (?:and|or|,) {_N})*)")
        for name in one["names"].split()
    }
    kinds: dict[str, str] = {}
    by: list[str] = []
    valued = take_values(line)
    pattern = attribute_pattern()
    for one in line.take_all(rf"(?:the )?{pattern} (?:called |named )?(?P<name>{_N})"):
        _beside(one["attribute"], one["name"], kinds, by, before=True)
        line.text += f" {one['name']}"
    for one in line.take_all(rf"(?P<name>{_N})(?: ad| ads)? {pattern}"):
        _beside(one["attribute"], one["name"], kinds, by, before=False)
        line.text += f" {one['name']}"
    each = r"(?:by|per|for each|for every|each|over|across|within|by each)"
    spans = rf"(?:{_PARTED}{each} )?(?:the |my |our |all |any |every )*"
    by += [attribute(one["attribute"]) for one in line.take_all(rf"{spans}{pattern}(?: values?)?")]
    seen = dict.fromkeys(line.text.split())
    names = [word for word in (*seen, *sorted(without - set(seen))) if word.startswith(NAME)]
    named = [Named(line.named(word)[0], kinds.get(word, ""), word in without) for word in names]
    return tuple(dict.fromkeys(by)), (*named, *valued)


def _beside(said: str, name: str, kinds: dict[str, str], by: list[str], *, before: bool) -> None:
    """`the funnel Keto` only says what Keto is; `keto landers` asks for landers as well."""
    meant = attribute(said)
    if meant in _OF_NAMES:
        kinds[name] = meant
    if not before or meant not in _OF_NAMES:
        by.append(meant)


def _zone(said: str) -> str:
    return said.upper() if said == "utc" else "/".join(part.title() for part in said.split("/"))


def _goes_on(line: Line, found: Understood) -> bool:
    """`and on mobile?`, `by country instead`, `last week`: less than a question, after one."""
    asked = found.inquiry
    rows = asked.by or asked.metrics or asked.filters or asked.having or asked.sort
    says = bool(rows or asked.period or asked.compare_to or asked.chart)
    if line.has(rf"^{_FOLLOWS}") or line.has(r"instead|too|as well"):
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
