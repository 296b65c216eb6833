"""The drilldown against a count of the same events by plain loops."""

import asyncio
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import pytest

from funnels.reports import METRICS
from tests.support.made_up_events import FUNNELS, LANDERS, OFFERS, SOURCES, ZONE_SLOTS, made_up
from tests.support.recount import HIT_COLUMNS, OWN_COLUMNS, TIMES, VISIT_COLUMNS, Report

from .conftest import Desk, Json

RANGE = {"timeStart": "2026-10-24T00:00:00Z", "timeEnd": "2026-11-03T00:00:00Z"}
ALL = [metric.id for metric in METRICS]
EVENTS = made_up(1, 120)


def by(*attributes: str | Json, **more: Any) -> Json:
    levels = [{"attribute": one} if isinstance(one, str) else one for one in attributes]
    return {**RANGE, "attributes": levels, "paging": {"start": 0, "length": 100_000}, **more}


@pytest.fixture(scope="module")
def counted(desks: Callable[[Path], Desk], tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """Half of the events are sealed, half of them live; each source has its own slot for the field `zone`."""
    desk = desks(tmp_path_factory.mktemp("counted"))
    desk.record(EVENTS[::2])
    desk.store.seal()
    desk.record(EVENTS[1::2])
    asyncio.run(_name_fields(desk))
    return desk


async def _name_fields(desk: Desk) -> None:
    for source, slots in ZONE_SLOTS.items():
        named = {slot: {"name": name, "value": None} for name, slot in slots.items()}
        document = {"idTrafficSource": source, "trafficSourceName": source, "costType": "cpe"}
        await desk.send("POST", "/trafficsource/save/", {**document, "trackingFieldSlots": named})


async def check(desk: Desk, body: Json, events: list[Json] = EVENTS) -> Any:
    """Every number of every row is the recount's, and there are no other rows."""
    answer = await desk.ask("createDrilldownReport", body)
    report = Report(body, events, ZONE_SLOTS)
    levels = len(body["attributes"])
    metrics = [column["name"] for column in answer["columns"][levels:]]
    assert metrics == (body.get("metrics") or ALL)
    is_flat = body.get("options", {}).get("viewType") == "flat"
    found = dict(rows(answer["rows"], levels, levels if is_flat else 0))
    found[()] = answer["totals"]["cells"][levels:]
    wanted = {key for key in report.rows if not is_flat or len(key) in (0, levels)}
    assert set(found) <= wanted
    for key in wanted - set(found):  # a row needs a visit, or something of what was asked for
        assert not any(report.value(metric, key) for metric in ("visits", *metrics)), key
    for key, cells in found.items():
        for metric, cell in zip(metrics, cells, strict=True):
            assert same(cell["raw"], report.value(metric, key)), (key, metric)
    return answer


def rows(found: list[Json], levels: int, depth: int = 0) -> Iterator[tuple[tuple[Any, ...], list[Json]]]:
    """By the values of the levels that a row has, its cells of metrics."""
    for row in found:
        own = depth or 1
        key = tuple(cell["raw"] for cell in row["cells"][:own])
        yield key, row["cells"][levels:]
        yield from rows(row.get("children", []), levels, own + 1)


def same(raw: float | int | None, wanted: int | Decimal | None) -> bool:
    if raw is None or wanted is None:
        return raw is None and wanted is None
    if isinstance(wanted, int):
        return raw == wanted
    return raw == float(wanted)


@pytest.mark.parametrize(
    "levels",
    [
        (),
        ("Location: Country",),
        ("Element: Funnel", "Time: Date"),
        ("Element: Lander",),
        ("Click: Action Number", "Element: Lander"),
        ("Element: Offer", "Element: Lander"),
        ("Element: Node", "Location: Country"),
        ("Third Parties: Traffic Source", "Element: Node Type", "Element: Page Group"),
        ("Third Parties: Offer Source", "Element: Category", "Device: Type", "Tracking: Campaign"),
        ("Hit: Event Type", "Element: Offer"),
        ("Hit: Transaction ID",),
        ("Hit: Event Data 1", "Hit: Event Data 2"),
        ("Insight: Visitor Journey", "Location: Country"),
        ("Time: Month", "Time: Day of Week", "Time: Hour of Day"),
        ("Element: Lander", "Element: Lander", "Element: Offer", "Element: Node"),
        ("Device: User Agent", "Element: Funnel Group"),
    ],
    ids=" x ".join,
)
@pytest.mark.parametrize("attribution", ["entrance", "event"])
async def test_all_metrics_by(counted: Desk, levels: tuple[str, ...], attribution: str) -> None:
    await check(counted, by(*levels, timezone="America/New_York", options={"timeAttribution": attribution}))


ATTRIBUTES = [
    *({"attribute": name} for name in (*VISIT_COLUMNS, *HIT_COLUMNS, *OWN_COLUMNS, *TIMES)),
    *({"attribute": name} for name in ("Element: Lander", "Element: Offer", "Click: Action Number") * 3),
    *({"attribute": "Tracking: Field", "trackingField": field} for field in ("zone", "c1", "campaign") * 2),
    {"attribute": "Insight: Visitor Journey"},
]
ENTRIES = {
    "Element: Funnel": FUNNELS,
    "Element: Lander": [*LANDERS, "N/A"],
    "Element: Offer": [*OFFERS, "n/a"],
    "Element: Node": ["0NodeLand", "0NodeRoot", "0nodeland"],
    "Third Parties: Traffic Source": SOURCES,
    "Location: Country": ["de", "U*", "*", "N/A"],
    "Tracking: Campaign": ["spring_50%", "SPRING*", "a*b", "*_*", "N/A"],
    "Tracking: Field": ["Z1", "z*", "N/A", "*3"],
    "Hit: Event Type": ["conversion", "customevent*", "entrance"],
    "Click: Action Number": ["1", "N/A", "2"],
    "Time: Date": ["2026-10-2*", "2026-11-01"],
    "Time: Day of Week": ["monday", "T*", "7"],
    "Time: Hour of Day": ["02", "1*"],
    "Time: Month": ["2026-10"],
    "Device: User Agent": ["'; drop table events; --", "*(x11)"],
}
ZONES = ["UTC", "Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Pacific/Kiritimati"]


def _filtered(chance: Random, asked: Json) -> Json:
    entries = ENTRIES.get(asked["attribute"], ["x", "N/A"])
    some = {"whitelistFilters": 0.6, "blacklistFilters": 0.4}
    chosen = {
        name: chance.sample(entries, chance.randint(1, min(2, len(entries))))
        for name, odds in some.items()
        if chance.random() < odds
    }
    return {**asked, **chosen}


@pytest.mark.parametrize("seed", range(80))
async def test_all_metrics_of_questions_made_up_by_chance(counted: Desk, seed: int) -> None:
    chance = Random(seed)
    levels = [dict(one) for one in chance.sample(ATTRIBUTES, chance.randint(0, 3))]
    named = [one for one in ATTRIBUTES if one["attribute"] in ENTRIES]
    tops = [_filtered(chance, one) for one in chance.sample(named, chance.choice([0, 1, 1, 2]))]
    body = by(
        *(_filtered(chance, one) if chance.random() < 0.3 and one in named else one for one in levels),
        timezone=chance.choice(ZONES),
        topLevelFilters=tops,
        options={
            "timeAttribution": chance.choice(["entrance", "event"]),
            "viewType": chance.choice(["tree", "flat"]),
            "onlyConvertedHits": chance.random() < 0.3,
        },
        timeStart=chance.choice(["2026-10-24T00:00:00Z", "2026-10-25T00:30:00+02:00", "2026-10-23T18:00:00-04:00"]),
    )
    if chance.random() < 0.5:
        body["metrics"] = chance.sample(ALL, chance.randint(1, 8))
        body["metrics"] += [] if "visits" in body["metrics"] else ["visits"]
    await check(counted, body)
