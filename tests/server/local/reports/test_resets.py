"""Resets: what goes, what stays, and what is refused."""

import pytest

from tests.support.made_up_events import made_up
from tests.support.visits import VISITOR, visit

from .conftest import Desk, Json

WHEN = {"timeStart": "2026-11-01T00:00:00Z", "timeEnd": "2026-11-02T00:00:00Z"}
ALL = ["conversion", "entrance", "view"]


def record(desk: Desk) -> None:
    """Two visits of the day and one of the day after; each converts a week later."""
    for number, (at, columns) in enumerate(
        [
            ("2026-11-01T10:00:00", {"country": "DE", "c1": "a", "c2": "z", "ip": "192.0.2.1"}),
            ("2026-11-01T11:00:00", {"country": "us", "c1": "b", "c2": "z", "funnel_group_id": "0GroupAAAAAA"}),
            ("2026-11-02T00:00:00", {"country": "DE", "c1": "a"}),
        ]
    ):
        events = visit(number, at, "0OfferAAAAAA", **columns)
        late = {**events[-1], "event_id": f"c{number}", "event_type": "conversion"}
        desk.record([*events, {**late, "event_time": late["event_time"] + 7 * 86_400_000}])
        if number == 0:
            desk.store.seal()


def left(desk: Desk) -> list[tuple[str, list[str]]]:
    """By visit the types of its events."""
    sql = "SELECT visit_id, list(event_type ORDER BY event_type) FROM events GROUP BY 1 ORDER BY 1"
    return [(visit[-2:], types) for visit, types in desk.store.read(sql).rows]


@pytest.mark.parametrize(
    ("restriction", "hits", "stay"),
    [
        ({"restrictToVisitorIDs": [VISITOR]}, 4, ["2r"]),
        ({"restrictToFunnelIDs": ["0FunnelAAAAA"], "restrictToCountryCodes": ["de", "FR"]}, 2, ["1r", "2r"]),
        ({"restrictToCampaignIDs": ["0GroupAAAAAA"]}, 2, ["0r", "2r"]),
        ({"restrictToIPs": ["192.0.2.1"]}, 2, ["1r", "2r"]),
        ({"restrictToTrackingFields": {"c1": "a"}}, 2, ["1r", "2r"]),
        ({"restrictToTrackingFields": {"c1": ["a", "b"], "c2": ["z"]}}, 4, ["2r"]),
        ({"restrictToTrackingFields": {"c1": "a", "c2": "y"}}, 0, ["0r", "1r", "2r"]),
        ({"restrictToTrafficSourceIDs": ["0SourceAAAAA"]}, 0, ["0r", "1r", "2r"]),
    ],
)
async def test_what_is_counted_goes_with_all_that_happened_in_its_visits(
    desk: Desk, restriction: Json, hits: int, stay: list[str]
) -> None:
    record(desk)
    assert await desk.ask("validateReset", {**WHEN, **restriction}) == {"value": hits}
    assert len(left(desk)) == 3
    await desk.ask("performReset", {**WHEN, **restriction})
    assert desk.tracker.updates.settle()
    assert left(desk) == [(visit, ALL) for visit in stay]


@pytest.mark.parametrize("id", ["validateReset", "performReset"])
@pytest.mark.parametrize("restriction", [{}, {"restrictToFunnelIDs": []}, {"restrictToTrackingFields": {}}])
async def test_without_a_restriction_nothing_is_deleted(desk: Desk, id: str, restriction: Json) -> None:
    record(desk)
    assert await desk.refused(id, {**WHEN, **restriction}) == {
        "message": "The body must restrict what is deleted by at least one of restrictToCampaignIDs, "
        "restrictToFunnelIDs, restrictToTrafficSourceIDs, restrictToVisitorIDs, restrictToIPs, "
        "restrictToCountryCodes, restrictToTrackingFields; nothing was deleted."
    }
    assert desk.tracker.updates.is_empty
    assert len(left(desk)) == 3


async def test_a_restriction_that_means_nothing_is_refused(desk: Desk) -> None:
    record(desk)
    for fields, why in [
        ({"c1": []}, "must hold at least one value"),
        (
            {"campain": "x"},
            (
                "must be a slot such as 'c1' or the name of a field of a traffic source, not 'campain'; "
                "the nearest is 'campaign'"
            ),
        ),
    ]:
        [name] = fields
        refusal = await desk.refused("performReset", {**WHEN, "restrictToTrackingFields": fields})
        field = f"restrictToTrackingFields.{name}"
        assert refusal == {"field": field, "message": f"{field} {why}."}


@pytest.mark.parametrize("id", ["validateReset", "performReset"])
@pytest.mark.parametrize(
    ("restriction", "field"),
    [
        ({"restrictToTrackingFields": {"c3": ""}}, "restrictToTrackingFields.c3"),
        ({"restrictToTrackingFields": {"c1": ["a", ""]}}, "restrictToTrackingFields.c1"),
        ({"restrictToTrackingFields": {"widget": ""}}, "restrictToTrackingFields.widget"),
        ({"restrictToVisitorIDs": ["v", ""], "restrictToTrackingFields": {"c1": "a"}}, "restrictToVisitorIDs"),
        ({"restrictToIPs": [""]}, "restrictToIPs"),
        ({"restrictToCountryCodes": [""]}, "restrictToCountryCodes"),
    ],
)
async def test_nothing_known_is_no_restriction(desk: Desk, id: str, restriction: Json, field: str) -> None:
    """Not even of a field that only one source has: visits of the others have nothing in it, either."""
    slots = {"c1": {"name": "widget", "value": None}}
    source = {
        "idTrafficSource": "0SourceAAAAA",
        "trafficSourceName": "Ads",
        "costType": "cpe",
        "trackingFieldSlots": slots,
    }
    assert (await desk.send("POST", "/trafficsource/save/", source)).status_code == 200
    record(desk)
    why = "must hold no empty text: it would mean every visit of which this is not known"
    assert await desk.refused(id, {**WHEN, **restriction}) == {"field": field, "message": f"{field} {why}."}
    assert len(left(desk)) == 3


async def test_thousands_of_sealed_events_go_as_a_few_do(desk: Desk) -> None:
    events = made_up(5, 900)
    desk.record(events)
    desk.store.seal()
    year = {"timeStart": "2026-01-01T00:00:00Z", "timeEnd": "2027-01-01T00:00:00Z"}
    gone = {event["event_id"] for event in events if event["funnel_id"] == "0FunnelAAAAA"}
    assert len(gone) > 1000
    await desk.ask("performReset", {**year, "restrictToFunnelIDs": ["0FunnelAAAAA"]})
    assert desk.tracker.updates.settle()
    assert desk.store.read("SELECT count(*) FROM events").rows == [(len(events) - len(gone),)]
