# ruff: noqa: E501 - the messages are told in full
"""Costs that are booked after the fact."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.local.reports.updates.costs import divided
from tests.support.visits import visit

from .conftest import Desk, Json

DAY = {"timeStart": "2026-11-01T00:00:00+01:00", "timeEnd": "2026-11-02T00:00:00+01:00"}
FUNNEL, SOURCE = "0FunnelAAAAA", "0SourceAAAAA"


def update(*segments: Json, **more: Any) -> Json:
    return {**DAY, "funnelIDs": [], "trafficSourceIDs": [], "costSegments": list(segments), **more}


async def visits(desk: Desk) -> None:
    """Seven of the day, and one each side of it; the zone of the widget stands in c3."""
    for number, (at, country, zone) in enumerate(
        [
            ("2026-10-31T22:59:59", "DE", "a"),
            ("2026-10-31T23:00:00", "DE", "a"),
            *(("2026-11-01T10:00:00", "de", zone) for zone in ("a", "b", "b")),
            *(("2026-11-01T11:00:00", "US", zone) for zone in ("a", "b", "")),
            ("2026-11-01T23:00:00", "US", "a"),
        ]
    ):
        columns = {"country": country, "c3": zone, "traffic_source_id": SOURCE}
        desk.record(visit(number, at, "0OfferAAAAAA", **columns))
    slots = {"c3": {"name": "widget", "value": None}}
    source = {"idTrafficSource": SOURCE, "trafficSourceName": "Ads", "costType": "cpe", "trackingFieldSlots": slots}
    assert (await desk.send("POST", "/trafficsource/save/", source)).status_code == 200


def costs(desk: Desk) -> list[Decimal | None]:
    """Of the entrances, in their order."""
    found = desk.store.read("SELECT cost FROM events WHERE event_type = 'entrance' ORDER BY entrance_time, event_id")
    return [cost for (cost,) in found.rows]


async def booked(desk: Desk, body: Json) -> list[Decimal | None]:
    await desk.ask("updateCost", body)
    assert desk.tracker.updates.settle()
    return costs(desk)


def money(*amounts: str | None) -> list[Decimal | None]:
    return [None if one is None else Decimal(one) for one in amounts]


async def test_an_amount_is_divided_to_the_millionth_over_the_entrances_of_the_range(desk: Desk) -> None:
    await visits(desk)
    parts = ["0.142858", *["0.142857"] * 6]
    assert await booked(desk, update({"cost": "1"})) == money(None, *parts, None)


async def test_an_amount_for_each_entrance_and_what_a_later_update_replaces(desk: Desk) -> None:
    await visits(desk)
    desk.store.seal()
    each = {"cost": "0.5", "costType": "costPerEntrance"}
    assert await booked(desk, update(each, trafficSourceIDs=[SOURCE])) == money(None, *["0.5"] * 7, None)
    us = update({"cost": "3", "restrictToCountryCodes": ["us"]})
    assert await booked(desk, us) == money(None, *["0.5"] * 4, "1", "1", "1", None)


@pytest.mark.parametrize("field", ["widget", "c3", "C3"])
async def test_segments_by_tracking_field_where_the_later_one_wins(desk: Desk, field: str) -> None:
    await visits(desk)
    of_b = {"cost": "3", "restrictToTrackingFields": {field: "b"}}
    assert await booked(desk, update({"cost": "4"}, of_b)) == money(None, "1", "1", "1", "1", "1", "1", "1", None)
    assert sum(cost for cost in costs(desk) if cost is not None) == 7


async def test_costs_of_conversions_go_where_the_visits_are_priced_anew(desk: Desk) -> None:
    [*hits, view] = visit(1, "2026-11-01T12:00:00", "0OfferAAAAAA")
    conversion = {**view, "event_id": "c", "event_type": "conversion", "cost": Decimal(9), "revenue": Decimal(20)}
    desk.record([*hits, view, conversion])
    await booked(desk, update({"cost": "2"}))
    report = await desk.ask("createDrilldownReport", {**DAY, "attributes": [], "metrics": ["cost", "revenue"]})
    assert [cell["raw"] for cell in report["totals"]["cells"]] == [2, 20]


NEVER = "nothing was booked"
EMPTY = "must hold no empty text: it would mean every visit of which this is not known"


@pytest.mark.parametrize(
    ("body", "field", "why"),
    [
        (update({"cost": "1"}, {"cost": "1", "restrictToCountryCodes": ["FR"]}), "costSegments[1]", f"matches no entrance of the range; {NEVER}"),
        (update({"cost": "1"}, {"cost": "1"}), "costSegments[0]", f"is left with no entrance, for later segments hold all of them; {NEVER}"),
        (update({"cost": "-1"}), "costSegments[0].cost", "must be an amount such as 14.50, not negative and with at most 6 places, not '-1'"),
        (update({"cost": "1"}, timeEnd="2026-12-25T00:00:00Z"), "timeEnd", "must not lie in the future: costs can be booked until 2026-12-04T00:00:00.000Z"),
        (
            update({"cost": "1"}, timeStart="2026-09-01T00:00:00Z", timeEnd="2026-10-01T00:00:00Z"),
            "timeEnd",
            "must come after the account's first event, at 2026-10-31T22:59:59.000Z: there is nothing before that a cost could be booked on",
        ),
        (update({"cost": "1"}, timeEnd=DAY["timeStart"]), "timeEnd", f"must come after timeStart, and {DAY['timeStart']!r} does not come after {DAY['timeStart']!r}"),
        (update({"cost": "1"}, trafficSourceIDs=["0SourceAAAAB"]), "trafficSourceIDs[0]", "must be the id of a traffic source, and '0SourceAAAAB' is of none; the nearest is '0SourceAAAAA'"),
        (
            update({"cost": "1", "restrictToTrackingFields": {"wigdet": "a"}}),
            "costSegments[0].restrictToTrackingFields.wigdet",
            "must be a slot such as 'c1' or the name of a field of a traffic source, not 'wigdet'; the nearest is 'widget'",
        ),
        (update({"cost": "1", "restrictToTrackingFields": {"widget": ""}}), "costSegments[0].restrictToTrackingFields.widget", EMPTY),
        (update({"cost": "1", "restrictToCountryCodes": ["US", ""]}), "costSegments[0].restrictToCountryCodes", EMPTY),
    ],
    ids=["no entrance", "none left", "negative", "future", "before all", "no range", "unknown source", "unknown field", "empty value", "empty country"],
)  # fmt: skip
async def test_what_is_wrong_with_one_segment_refuses_all(desk: Desk, body: Json, field: str, why: str) -> None:
    await visits(desk)
    assert await desk.refused("updateCost", body) == {"field": field, "message": f"{field} {why}."}
    assert desk.tracker.updates.is_empty
    assert costs(desk) == [None] * 9


@given(st.decimals(0, 10**9, places=6), st.integers(1, 400))
def test_parts_add_up_and_differ_by_a_millionth_at_most(whole: Decimal, count: int) -> None:
    parts = list(divided(whole, count))
    assert len(parts) == count
    assert sum(parts) == whole
    assert max(parts) - min(parts) <= Decimal("0.000001")
