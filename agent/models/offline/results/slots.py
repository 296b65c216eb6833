"""What a question asks for, slot by slot: spans, conditions, order, groupings, names and metrics."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from .attributes import attribute, attribute_pattern
from .conditions import take_conditions
from .inquiry import Inquiry, Kind
from .light import LIGHT
from .line import NAME, Line
from .metrics import compound_pattern, metric, metric_pattern, on_rows_of
from .names import Named
from .periods import since_as_comparison, take_more, take_periods
from .ranking import Ranking, take_ranking
from .ratios import take_ratios
from .spans import IN_TOTAL, take_same
from .values import take_values
from .weekdays import DAY_OF_WEEK, take_weekdays, takes_both

_N = rf"{NAME}\d+"
_WITHOUT = r"(?:without|except(?: for)?|excluding|but not|not|not on|not in|not from|other than|outside(?: of)?)"
_PARTED = r"(?:broken down |split |grouped |divided |told apart |and |then )*"
_OF_NAMES = frozenset([
    "Element: Funnel", "Element: Funnel Group", "Element: Lander", "Element: Offer",
    "Third Parties: Traffic Source", "Third Parties: Offer Source",
])  # fmt: skip
_CROWD = rf"(?:only |just |the )*{_N} (?:visitors|people|users|traffic)(?: only| alone)?"
"""Visitors of a kind narrow a question down; how many there were is asked where nothing else is."""


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


def read(line: Line, kind: Kind, subject: str, count: int) -> Understood:
    begins = line.copy()
    each_day = takes_both(line)
    days, days_read = take_weekdays(line) or (None, "")
    period, compared, more = _spans(line, kind)
    zone = line.take(r"(?:in |of )?(?P<zone>utc|[a-z]{4,}/[a-z_]{3,})(?: time)?")
    chart = line.take(r"(?:as |in |with |on )?(?:a |an )?(?:chart|graph|plot|curve|diagram)(?: of)?")
    having = take_conditions(line)
    ratios = take_ratios(line)
    ranking = _downwards(take_ranking(line), having)
    compound = tuple(metric(one["metric"]) for one in line.take_all(rf"(?:the )?{compound_pattern()}"))
    by, named = _attributes(line)
    by = _without_whole(by, begins)
    by = (DAY_OF_WEEK, *by) if each_day and DAY_OF_WEEK not in by else by
    metrics = on_rows_of(tuple(dict.fromkeys((*ranking.metrics, *compound, *_metrics(line, begins)))), by)
    it = line.take(r"it|(?:that|this) (?:one|funnel)|the funnel|(?:of|for|on|did|does|with|from) (?:this|that)")
    adds = line.take(r"too|as well|also")
    inquiry = Inquiry(
        kind, by, metrics, (days,) if days else (), (*having, *ranking.having), _sort(ranking, by, metrics),
        count or ranking.limit, period, compared, _zone(zone["zone"]) if zone else "", chart is not None,
        it is not None, subject,
    )  # fmt: skip
    inquiry = inquiry.noting("ROAS as ROI, which is 100 % less" if begins.has("roas") else "", days_read)
    left = (*ratios, *(word for word in line.left() if word not in LIGHT))
    return Understood(inquiry, named, True, adds is not None, left, more)


def _spans(line: Line, kind: Kind) -> tuple[str, str, tuple[str, ...]]:
    """The span, the one it is compared with, and others that are asked about beside it."""
    same = take_same(line)
    period, compared = since_as_comparison(line) if kind == "change" else take_periods(line)
    total = line.take(r"in total|altogether|all in all")
    more = take_more(line) if period and kind == "results" and not compared else ()
    return period or same or (IN_TOTAL if total else ""), compared, more


def _downwards(ranking: Ranking, having: Sequence[str]) -> Ranking:
    """Whatever bleeds most is the lowest."""
    loses = "profitAndLoss < 0" in having and ranking.sort == "profitAndLoss"
    return replace(ranking, sort="-profitAndLoss") if loses else ranking


def _metrics(line: Line, begins: Line) -> tuple[str, ...]:
    metrics = tuple(metric(one["metric"]) for one in line.take_all(rf"(?:the )?{metric_pattern()}"))
    if line.has(r"how much.*") and line.take(r"(?:make|made|earn|earned|bring in|brought in)"):
        metrics = (*metrics, "profitAndLoss")
    if begins.has(_CROWD) and set(metrics) - {"visitors"}:
        return tuple(one for one in metrics if one != "visitors")
    return metrics


def _without_whole(by: tuple[str, ...], line: Line) -> tuple[str, ...]:
    """`which country, across all sources`: of two groupings the one with `all` is none."""
    if len(by) < 2:
        return by
    pattern = rf"(?:across|over|of|from|for|in|on|through) all (?:of )?(?:the |our |my )?{attribute_pattern()}"
    whole = {attribute(found["attribute"]) for found in line.copy().take_all(pattern)}
    return tuple(one for one in by if one not in whole) or by


def _sort(ranking: Ranking, by: Sequence[str], metrics: Sequence[str]) -> str:
    if ranking.sort in ("", "best", "worst"):
        return ranking.sort
    if ranking.sort in ("highest", "lowest"):
        low = "-" if ranking.sort == "lowest" else ""
        return f"{low}{(*metrics, 'profitAndLoss')[0]}"
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
