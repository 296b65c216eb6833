"""Who comes to a funnel, and what they cost."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from funnels.assets import Condition, Funnel, Rule, TrafficSource
from funnels.checks.visitors import Visitor, word
from funnels.reports import ATTRIBUTES, Reach
from funnels.simulation.audience import Audience, Segment

from ..tracker import Tracker
from ..tracker.reporting_answers import Row
from ..tracker.reporting_questions import By, Question
from .assumed import ACCOUNT, DEFAULT, LEAST, amount, reported, rounded
from .strangers import said
from .window import Window

DEFAULT_DEVICES: Mapping[str, float] = {"mobile": 0.65, "desktop": 0.3, "tablet": 0.05}
DEFAULT_ABROAD = 0.2
"""Share of the visitors from none of the countries that the funnel tells apart."""

_MOST_SEGMENTS = 2000
_ALWAYS = ("country", "device")
_ATTRIBUTE: Mapping[str, str] = {
    word(one.name): one.name
    for one in ATTRIBUTES
    if one.reach is Reach.VISIT and one.group in ("Location", "Device", "Connection")
}
"""By our word, what a condition can look at and a report can group by."""


@dataclass(frozen=True, slots=True)
class Price:
    """What visitors of a source cost: each visit, or each conversion."""

    visit: Decimal
    conversion: Decimal
    origin: str


@dataclass(frozen=True, slots=True)
class Traffic:
    audience: Audience
    origin: str
    per_day: float
    """Visits, on a day that had any."""
    prices: Mapping[str, Price]
    """By the id of the source; "" for one that is not known."""


async def traffic(
    tracker: Tracker,
    funnel: Funnel,
    conditions: Sequence[Condition],
    sources: Sequence[TrafficSource],
    window: Window,
    *,
    only: str = "",
) -> Traffic:
    """`only`: id of the one source whose visitors are meant. Without visits enough it is the defaults."""
    further = [name for name in _looked_at(conditions) if name not in _ALWAYS and name in _ATTRIBUTE]
    told = (*_ALWAYS, *further[:1])
    rows = await _visits(tracker, funnel.id, told, window, only)
    visits = sum(_value(row, "visits") for row in rows)
    enough = visits >= LEAST
    return Traffic(
        Audience(_segments(rows, told) if enough else _usual(conditions, only)),
        reported(visits, "visit", window.words) if enough else DEFAULT,
        visits / await _days(tracker, funnel.id, window, only),
        _prices(rows, funnel, sources, window, only),
    )


async def _visits(tracker: Tracker, funnel: str, told: Sequence[str], window: Window, only: str) -> tuple[Row, ...]:
    source = By("Third Parties: Traffic Source", any=(only,) if only else ())
    question = Question(
        window.span,
        window.zone,
        by=(source, *(By(_ATTRIBUTE[name]) for name in told)),
        filters=(By("Element: Funnel", any=(funnel,)),),
        metrics=("visits", "cost", "conversions"),
    )
    return (await tracker.whole_drilldown(question)).rows


async def _days(tracker: Tracker, funnel: str, window: Window, only: str) -> int:
    """How many had visits; 1 where none did."""
    filters = [By("Element: Funnel", any=(funnel,))]
    filters += [By("Third Parties: Traffic Source", any=(only,))] if only else []
    question = Question(window.span, window.zone, by=(By("Time: Date"),), filters=tuple(filters), metrics=("visits",))
    return max(1, sum(bool(_value(row, "visits")) for row in (await tracker.whole_drilldown(question)).rows))


def _segments(rows: Iterable[Row], told: Sequence[str]) -> tuple[Segment, ...]:
    """The largest; those beyond are one for each source, of whom nothing else is known."""
    ranked = sorted(rows, key=lambda row: -_value(row, "visits"))
    kept = [
        segment(_known(told, row.ids[1:]), _value(row, "visits"), row.ids[0] or "") for row in ranked[:_MOST_SEGMENTS]
    ]
    left: dict[str, float] = defaultdict(float)
    for row in ranked[_MOST_SEGMENTS:]:
        left[row.ids[0] or ""] += _value(row, "visits")
    return (*kept, *(segment({}, visits, source) for source, visits in left.items()))


def segment(attributes: Mapping[str, str], weight: float, source: str) -> Segment:
    """Called after its country and device, such as `DE, mobile`."""
    named = [attributes.get(name) or f"other {name}" for name in _ALWAYS]
    return Segment(weight, Visitor(attributes), source, said(", ".join(named)))


def _known(told: Sequence[str], values: Sequence[str | None]) -> dict[str, str]:
    return {name: value for name, value in zip(told, values, strict=True) if value}


def _usual(conditions: Iterable[Condition], source: str) -> tuple[Segment, ...]:
    """Our ruling: the countries that conditions name, evenly, and some from elsewhere; the usual devices."""
    named = dict.fromkeys(
        value.upper()
        for rule in _rules(conditions)
        if word(rule.attribute) == "country" and rule.generic_params
        for value in rule.generic_params.values
    )
    countries = dict.fromkeys(named, (1 - DEFAULT_ABROAD) / len(named)) if named else {}
    return crossed({**countries, "": 1 - sum(countries.values())}, DEFAULT_DEVICES, source)


def crossed(countries: Mapping[str, float], devices: Mapping[str, float], source: str) -> tuple[Segment, ...]:
    """Each with each; "" is what is not known."""
    return tuple(
        segment(_known(_ALWAYS, (country, device)), share * part, source)
        for country, share in countries.items()
        for device, part in devices.items()
        if share * part
    )


def _prices(
    rows: Sequence[Row], funnel: Funnel, sources: Sequence[TrafficSource], window: Window, only: str
) -> dict[str, Price]:
    by_id = {source.id: source for source in sources}
    seen: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        seen[row.ids[0] or ""].append(row)
    wanted = {*seen, only or ""}
    return {id: _price(seen.get(id, []), funnel, by_id.get(id), window) for id in wanted}


def _price(rows: Sequence[Row], funnel: Funnel, source: TrafficSource | None, window: Window) -> Price:
    """As booked; else as documents say: the funnel's override, its default, the source's."""
    visits, conversions, cost = (sum(_value(row, name) for row in rows) for name in ("visits", "conversions", "cost"))
    by_conversion = source is not None and source.cost_type == "cpa"
    if cost and by_conversion and conversions:
        return Price(Decimal(0), rounded(cost / conversions), reported(conversions, "conversion", window.words))
    if cost and visits >= LEAST and not by_conversion:
        return Price(rounded(cost / visits), Decimal(0), reported(visits, "visit", window.words))
    said = [
        funnel.incoming_traffic_cost_overrides.get(source.id, "") if source else "",
        funnel.default_cost,
        source.default_cost if source else "",
    ]
    found = next((value for one in said if (value := amount(one))), Decimal(0))
    origin = ACCOUNT if found else f"{DEFAULT}: no cost is known"
    return Price(Decimal(0), found, origin) if by_conversion else Price(found, Decimal(0), origin)


def _looked_at(conditions: Iterable[Condition]) -> list[str]:
    return list(dict.fromkeys(word(rule.attribute) for rule in _rules(conditions)))


def _rules(conditions: Iterable[Condition]) -> list[Rule]:
    return [rule for one in conditions for route in one.routes for group in route.groups for rule in group.rules]


def _value(row: Row, metric: str) -> float:
    return float(row.values.get(metric) or 0)
