"""Reports counted once more, by plain loops over a list of events, to hold against what the tracker answers.

It shares no code with the tracker: the columns, the reaches and the formulas are written down here again.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from fnmatch import fnmatchcase
from importlib.resources import files
from itertools import product
from typing import Any
from zoneinfo import ZoneInfo

Event = Mapping[str, Any]
Value = str | int | None
Row = dict[str, int | Decimal]

VISIT_COLUMNS = {
    "Element: Funnel Group": "funnel_group_id",
    "Element: Funnel": "funnel_id",
    "Third Parties: Traffic Source": "traffic_source_id",
    "Tracking: Campaign": "campaign",
    "Tracking: External ID": "external",
    "Tracking: Domain": "tracking_domain",
    "Location: Continent": "continent",
    "Location: Country": "country",
    "Location: Region": "region",
    "Location: City": "city",
    "Device: Type": "device_type",
    "Device: Brand": "device_brand",
    "Device: Model": "device_model",
    "Device: Model Name": "device_model_name",
    "Device: OS": "device_os",
    "Device: OS Version": "device_os_version",
    "Device: Browser": "browser",
    "Device: Browser Version": "browser_version",
    "Device: Language": "language",
    "Device: User Agent": "user_agent",
    "Connection: Type": "connection_type",
    "Connection: ISP": "isp",
    "Connection: Mobile Carrier": "mobile_carrier",
    "Connection: IP": "ip",
    "Connection: Referrer Domain": "referrer_domain",
    "Connection: Referrer Path": "referrer_path",
}
HIT_COLUMNS = {
    "Element: Node": "node_id",
    "Element: Node Type": "node_type",
    "Element: Page Group": "page_group_id",
    "Element: Category": "category_id",
    "Third Parties: Offer Source": "offer_source_id",
}
OWN_COLUMNS = {
    "Hit: Event Type": "event_type",
    "Hit: Transaction ID": "transaction_id",
    "Hit: Event Data 1": "event_data1",
    "Hit: Event Data 2": "event_data2",
}
ASSETS = {
    "Element: Funnel Group",
    "Element: Funnel",
    "Element: Node",
    "Element: Page Group",
    "Element: Lander",
    "Element: Offer",
    "Element: Category",
    "Third Parties: Traffic Source",
    "Third Parties: Offer Source",
}
TIMES: Mapping[str, Callable[[datetime], str | int]] = {
    "Time: Date": lambda local: local.strftime("%Y-%m-%d"),
    "Time: Day of Week": lambda local: local.isoweekday(),
    "Time: Hour of Day": lambda local: local.hour,
    "Time: Month": lambda local: local.strftime("%Y-%m"),
}
CUSTOM = [f"customEvent{number}" for number in range(1, 11)]
PAID = ["conversion", *CUSTOM]

_CONTRACT = json.loads(files("server.contracts").joinpath("reporting.openapi.json").read_text())
FORMULAS = {one["id"]: one for one in _CONTRACT["components"]["schemas"]["MetricName"]["x-metrics"]}
"""The contract's own words on each metric."""


@dataclass
class Report:
    """What a drilldown with the body should answer, all rows of all depths by their values."""

    body: Mapping[str, Any]
    events: Sequence[Event]
    fields: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """By traffic source the slot of each name of a tracking field."""

    def __post_init__(self) -> None:
        self.options = self.body.get("options", {})
        self.zone = ZoneInfo(self.body.get("timezone", "UTC"))
        self.by_event = self.options.get("timeAttribution") == "event"
        self.start, self.end = (_ms(self.body[name]) for name in ("timeStart", "timeEnd"))
        self.visits: dict[str, list[Event]] = defaultdict(list)
        for event in self.events:
            self.visits[event["visit_id"]].append(event)
        self.rows = self._counted()

    def in_time(self, event: Event) -> bool:
        return self.start <= event["event_time" if self.by_event else "entrance_time"] < self.end

    def values(self, asked: Mapping[str, Any], event: Event, how: str) -> list[Value]:
        """The values of an attribute that the event counts for: as a visit, as a view, or as earned."""
        name = asked["attribute"]
        if name in VISIT_COLUMNS or name in OWN_COLUMNS:
            return [event.get({**VISIT_COLUMNS, **OWN_COLUMNS}[name]) or None]
        if name == "Tracking: Field":
            return [self._field(asked["trackingField"], event)]
        if name in TIMES:
            moment = datetime.fromtimestamp(event["event_time" if self.by_event else "entrance_time"] / 1000, UTC)
            return [TIMES[name](moment.astimezone(self.zone))]
        visit = self.visits[event["visit_id"]]
        if name == "Insight: Visitor Journey":
            pages = [one for one in visit if one["event_type"] == "view" and one.get("page_id")]
            return [" > ".join(one["page_id"] for one in sorted(pages, key=lambda one: one["hit_id"])) or None]
        own = _touch(name, event)
        if how == "view" and own is not None:
            return [own]
        if how == "earned":
            visit = [one for one in visit if one["hit_id"] <= event["hit_id"]]
        made = [one for one in visit if one["event_type"] not in PAID]
        touched = {value for one in made if (value := _touch(name, one)) is not None}
        return list(touched) or [None]

    def _field(self, wanted: str, event: Event) -> Value:
        if wanted in ("campaign", "external") or (wanted[0] == "c" and wanted[1:].isdecimal()):
            return event.get(wanted) or None
        slot = self.fields.get(event["traffic_source_id"], {}).get(wanted)
        return (event.get(slot) or None) if slot else None

    def _counted(self) -> dict[tuple[Value, ...], Row]:
        levels = self.body["attributes"]
        filters = [*self.body.get("topLevelFilters", []), *levels]
        placed: dict[tuple[Value, ...], list[tuple[str, Event]]] = {(): []}
        for how, event in self._ways():
            if not all(any(_keeps(one, value) for value in self.values(one, event, how)) for one in filters):
                continue
            kept = [[v for v in self.values(one, event, how) if _keeps(one, v)] for one in levels]
            for depth in range(len(levels) + 1):
                for key in product(*kept[:depth]):
                    placed.setdefault(key, []).append((how, event))
        rows = {key: self._row(entries) for key, entries in placed.items()}
        return {key: row for key, row in rows.items() if any(row.values()) or key == ()}

    def _ways(self) -> Iterator[tuple[str, Event]]:
        """Every event in time, in each of the ways it counts."""
        for visit in self.visits.values():
            in_time = [event for event in visit if self.in_time(event)]
            if self.options.get("onlyConvertedHits") and not any(e["event_type"] == "conversion" for e in in_time):
                continue
            for event in in_time:
                if event["event_type"] == "entrance":
                    yield "visit", event
                if event["event_type"] in ("entrance", "view", "action"):
                    yield "view", event
                else:
                    yield "earned", event

    def _row(self, entries: Sequence[tuple[str, Event]]) -> Row:
        visits = [event for how, event in entries if how == "visit"]
        seen = [event for how, event in entries if how == "view"]
        earned = [event for how, event in entries if how == "earned"]
        row: Row = {"visits": len(visits), "visitors": _people(visits)}
        hits = [event for event in seen if event["event_type"] in ("entrance", "view")]
        row |= {"nodeViews": len(hits), "nodeViewsUnique": _people(hits)}
        for page in ("lander", "offer"):
            for kind, word in (("view", "Views"), ("action", "Clicks")):
                these = [e for e in seen if e["event_type"] == kind and e.get("page_type") == page]
                row |= {f"{page}{word}": len(these), f"{page}{word}Unique": _people(these)}
        conversions = [event for event in earned if event["event_type"] == "conversion"]
        row |= {"conversions": len(conversions), "conversionRevenue": _sum(conversions, "revenue")}
        row["cost"] = _sum(visits, "cost") + _sum(conversions, "cost")
        for custom in CUSTOM:
            these = [event for event in earned if event["event_type"] == custom]
            row |= {f"{custom}Count": len(these), f"{custom}Revenue": _sum(these, "revenue")}
        row["indirectConversions"], row["revenueIndirect"] = self._elsewhere(visits)
        row["conversionsLifetime"] = row["conversions"] + row["indirectConversions"]
        row["revenue"] = row["conversionRevenue"] + sum(row[f"{custom}Revenue"] for custom in CUSTOM)
        row["revenueLifetime"] = row["revenue"] + row["revenueIndirect"]
        row["profitAndLoss"] = row["revenue"] - row["cost"]
        return row

    def _elsewhere(self, visits: Sequence[Event]) -> tuple[int, Decimal]:
        been = defaultdict(set)
        for visit in visits:
            been[visit["visitor_id"]].add(visit["funnel_id"])
        other = [
            event
            for event in self.events
            if self.in_time(event)
            and event["event_type"] in PAID
            and event["visitor_id"] in been
            and event["funnel_id"] not in been[event["visitor_id"]]
        ]
        return sum(event["event_type"] == "conversion" for event in other), _sum(other, "revenue")

    def value(self, metric: str, key: tuple[Value, ...]) -> int | Decimal | None:
        """Of a row; None for not applicable."""
        row = self.rows[key]
        if metric in row:
            return row[metric]
        over, under = self._parts(metric, row, self.rows[key[:-1]], self.rows[key[:1]])
        return Decimal(over) / Decimal(under) if under else None

    @staticmethod
    def _parts(metric: str, row: Row, parent: Row, top: Row) -> tuple[Any, Any]:
        formula = FORMULAS[metric]["formula"].partition(";")[0]
        over, _, under = formula.partition(" / ")
        whose = row
        for words, other in ((" of its top-level ancestor row", top), (" of its parent row", parent)):
            if under.endswith(words):
                under, whose = under.removesuffix(words), other
        over = over.removeprefix("row ")
        top_value = row["profitAndLoss"] if over == "(revenue - cost)" else row[over]
        return top_value, whose[under]


def _touch(name: str, event: Event) -> Value:
    """What the event itself touches of an attribute of which a visit can touch several."""
    if name == "Click: Action Number":
        return event.get("action_number") if event["event_type"] == "action" else None
    if name in ("Element: Lander", "Element: Offer"):
        return event.get("page_id") or None if event.get("page_type") == name[9:].lower() else None
    return event.get(HIT_COLUMNS[name]) or None


def _keeps(asked: Mapping[str, Any], value: Value) -> bool:
    keep, drop = asked.get("whitelistFilters", []), asked.get("blacklistFilters", [])
    return (not keep or _matches(asked, keep, value)) and not _matches(asked, drop, value)


def _matches(asked: Mapping[str, Any], entries: Iterable[str], value: Value) -> bool:
    if value is None:
        return any(entry.lower() == "n/a" for entry in entries)
    if asked["attribute"] in ASSETS:
        return value in entries
    texts = [str(value).lower()]
    if asked["attribute"] == "Time: Day of Week":
        texts.append(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"][int(value) - 1])
    if asked["attribute"] == "Time: Hour of Day":
        texts.append(f"{value:02d}")
    return any(fnmatchcase(text, entry.lower()) for text in texts for entry in entries)


def _people(events: Iterable[Event]) -> int:
    return len({event["visitor_id"] for event in events})


def _sum(events: Iterable[Event], column: str) -> Decimal:
    return sum((event[column] for event in events if event.get(column) is not None), start=Decimal(0))


def _ms(text: str) -> int:
    return (datetime.fromisoformat(text) - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(milliseconds=1)
