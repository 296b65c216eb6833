"""Figures counted from raw events by plain loops: the query that answers are held against.

Nothing of the reports is used. A visit lies in a row by what stands on its entrance. Landers and offers are touched
by the visits that see them; views and clicks are those of the page itself, and a conversion counts for every page
that the visit had seen by then, the converted hit included. Days are those of the entrance.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from funnels.account import Account
from funnels.assets import Funnel, FunnelGroup, Page, TrafficSource
from funnels.countries import COUNTRIES

from ..errors import CaseError
from ..events_file import Event
from .naming import Kind, entries_called
from .periods import Days

Figure = int | Decimal | None

_COLUMNS = {
    "funnel": "funnel_id",
    "group": "funnel_group_id",
    "source": "traffic_source_id",
    "country": "country",
    "device": "device_type",
    "os": "device_os",
    "browser": "browser",
    "campaign": "campaign",
    "external": "external",
    **{f"c{number}": f"c{number}" for number in range(1, 21)},
}
"""Columns of the visit."""

_KINDS = {
    "funnel": Kind(Funnel.family),
    "group": Kind(FunnelGroup.family),
    "source": Kind(TrafficSource.family),
    "lander": Kind(Page.family, "lander"),
    "offer": Kind(Page.family, "offer"),
}
"""Words whose values are names of assets."""

_PAGES = ("lander", "offer")
_PAID = frozenset({"conversion", *(f"customEvent{number}" for number in range(1, 11))})


@dataclass
class Row:
    visits: int = 0
    lander_views: int = 0
    offer_views: int = 0
    lander_clicks: int = 0
    clicks: int = 0
    conversions: int = 0
    revenue: Decimal = Decimal(0)
    cost: Decimal = Decimal(0)

    def figures(self, metric: str) -> tuple[Figure, ...]:
        """More than one where people mean one or the other by the word; None where it is divided by nothing."""
        profit = self.revenue - self.cost
        found: dict[str, tuple[Figure, ...]] = {
            "visits": (self.visits,),
            "views": (self.lander_views, self.lander_views + self.offer_views, self.offer_views),
            "clicks": (self.lander_clicks, self.clicks),
            "conversions": (self.conversions,),
            "revenue": (self.revenue,),
            "cost": (self.cost,),
            "profit": (profit,),
            "roi": (_ratio(profit, self.cost),),
            "cvr": (_ratio(self.conversions, self.visits),),
            "epv": (_ratio(self.revenue, self.visits),),
        }
        if metric not in found:
            raise CaseError(f"{metric!r} is no metric of cases.", hint="evals/CASES.md: 'Metrics'.")
        return found[metric]


def _ratio(over: int | Decimal, under: int | Decimal) -> Decimal | None:
    return Decimal(over) / Decimal(under) if under else None


@dataclass(frozen=True)
class Counting:
    events: Sequence[Event]
    account: Account

    def rows(self, days: Days, where: Mapping[str, Any], by: str | None) -> dict[str, Row]:
        """By the value of `by`, as events have it; one row called "" without."""
        rows: dict[str, Row] = defaultdict(Row)
        for event, visit in self._kept(days, where):
            for key in _keys(by, event, visit) if by else {""}:
                _add(rows[key], event)
        return dict(rows)

    def ids(self, days: Days, where: Mapping[str, Any]) -> frozenset[str]:
        """Of the events that lie there."""
        return frozenset(event["event_id"] for event, _ in self._kept(days, where))

    def _kept(self, days: Days, where: Mapping[str, Any]) -> Iterator[tuple[Event, Sequence[Event]]]:
        """Events, each with its visit."""
        keeps = {word: self._values(word, value) for word, value in where.items()}
        visits: dict[str, list[Event]] = defaultdict(list)
        for event in self.events:
            if days[0] <= _day(event) < days[1]:
                visits[event["visit_id"]].append(event)
        for visit in visits.values():
            for event in visit:
                if all(values & _keys(word, event, visit) for word, values in keeps.items()):
                    yield event, visit

    def _values(self, word: str, value: Any) -> frozenset[str]:
        """As events have them; an asset is named by name."""
        values = [str(one) for one in (value if isinstance(value, list) else [value])]
        if word not in _KINDS:
            return frozenset(
                one.casefold().lstrip("0") or "0" if word == "hour" else one.casefold() for one in values
            )
        found = frozenset(entry.id for one in values for entry in entries_called(self.account, _KINDS[word], one))
        if not found:
            raise CaseError(f"There is no {word} {value!r} to count for.")
        return found

    def spellings(self, word: str, value: Any) -> list[str]:
        """What rows may be called that a value of `where` keeps."""
        values = [str(one) for one in (value if isinstance(value, list) else [value])]
        keys = self._values(word, value) if word not in ("hour", "day") else values
        return [*values, *(name for key in keys for name in self.names(word, key))]

    def names(self, word: str, key: str) -> tuple[str, ...]:
        """What people call a row."""
        if word in _KINDS:
            entry = self.account.entry(_KINDS[word].family, key)
            return (entry.name if entry else key,)
        if word == "country":
            return (key.upper(), COUNTRIES.get(key.upper(), key))
        if word == "hour":
            return _hour_names(int(key))
        return _day_names(date.fromisoformat(key)) if word == "day" else (key,)


def _hour_names(hour: int) -> tuple[str, ...]:
    half, plain = ("am" if hour < 12 else "pm"), str(hour % 12 or 12)
    return (str(hour), f"{hour:02d}", f"{hour}h", f"{hour:02d}h", f"{plain}{half}", f"{plain} {half}")


def _day_names(day: date) -> tuple[str, ...]:
    spelled = (f"{day:%B} {day.day}", f"{day:%b} {day.day}", f"{day.day} {day:%B}", f"{day.day} {day:%b}")
    return (day.isoformat(), *spelled, f"{day:%A}")


def _keys(word: str, event: Event, visit: Iterable[Event]) -> frozenset[str]:
    """The rows of `by`, or values of `where`, that an event counts for."""
    if word in _PAGES:
        return _pages(word, event, visit)
    if word == "day":
        return frozenset({_day(event).isoformat()})
    if word == "hour":
        return frozenset({str(_entered(event).hour)})
    if word not in _COLUMNS:
        raise CaseError(f"{word!r} is nothing that figures can be counted by.", hint="evals/CASES.md: 'where'.")
    value = str(event[_COLUMNS[word]] or "")
    return frozenset({value if word in _KINDS else value.casefold()})


def _pages(word: str, event: Event, visit: Iterable[Event]) -> frozenset[str]:
    kind = event["event_type"]
    if kind in ("view", "action"):
        return frozenset({event["page_id"]}) if event["page_type"] == word else frozenset()
    seen = [one for one in visit if one["event_type"] == "view" and one["page_type"] == word]
    if kind in _PAID:
        seen = [one for one in seen if one["hit_id"] <= event["hit_id"]]
    return frozenset(one["page_id"] for one in seen) or frozenset({""})


def _add(row: Row, event: Event) -> None:
    kind, page = event["event_type"], event["page_type"]
    row.visits += kind == "entrance"
    row.lander_views += kind == "view" and page == "lander"
    row.offer_views += kind == "view" and page == "offer"
    row.lander_clicks += kind == "action" and page == "lander"
    row.clicks += kind == "action"
    row.conversions += kind == "conversion"
    if kind in _PAID:
        row.revenue += event["revenue"] or 0
    row.cost += event["cost"] or 0


def _entered(event: Event) -> datetime:
    return datetime.fromtimestamp(event["entrance_time"] / 1000, UTC)


def _day(event: Event) -> date:
    return _entered(event).date()
