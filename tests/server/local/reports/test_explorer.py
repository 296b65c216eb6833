"""The explorer and raw events: what is shown of events, and which."""

from decimal import Decimal
from typing import Any

import pytest

from tests.support.visits import VISITOR, visit

from .conftest import Desk, Json

WHEN = {"timeStart": "2026-11-01T00:00:00Z", "timeEnd": "2026-11-09T00:00:00Z"}
ENTRANCE, LANDER, OFFER = EVENTS = visit(
    1,
    "2026-11-01T12:00:00",
    "0LanderAAAAA",
    "0OfferAAAAAA",
    country="DE",
    ip="2001:db8::1",
    c20="z",
    campaign="spring",
)
CLICK = {
    **LANDER,
    "event_id": "a",
    "event_type": "action",
    "event_time": LANDER["event_time"] + 500,
    "action_number": 1,
}
SALE = {**OFFER, "event_id": "s", "event_type": "conversion", "event_time": OFFER["event_time"] + 7 * 86_400_000}
SALE |= {"conversion_id": "s", "transaction_id": "t-1", "revenue": Decimal("38.5")}
EXTRA = {**OFFER, "event_id": "e", "event_type": "customEvent2", "event_time": OFFER["event_time"] + 9_000}
EXTRA |= {"revenue": Decimal("0.000001"), "event_data1": "x"}


async def record(desk: Desk) -> None:
    desk.record([*EVENTS, CLICK, SALE, EXTRA])
    nodes = [{"idNode": "0NodeRootAAA", "nodeName": "Traffic", "nodeType": "root"}]
    group = {"idFunnelGroup": "0GroupAAAAAA", "funnelGroupName": "Nutra"}
    await desk.send("POST", "/funnelgroup/save/", group)
    funnel = {"idFunnel": "0FunnelAAAAA", "funnelName": "Keto", "idCampaign": "0GroupAAAAAA", "nodes": nodes}
    answer = await desk.send("POST", "/funnel/save/", {**funnel, "connections": []})
    assert answer.status_code == 200, answer.text


async def test_a_visitor_is_told_by_the_entrance_with_all_events(desk: Desk) -> None:
    await record(desk)
    asked = {"visitorId": VISITOR, **WHEN}
    answer = await desk.ask("lookUpVisitor", asked)
    assert answer["visitor"] == {
        "visitorId": VISITOR,
        "ip": "2001:db8::1",
        "country": "DE",
        **dict.fromkeys(("region", "city", "isp", "connectionType", "mobileCarrier"), ""),
        **dict.fromkeys(("deviceType", "deviceBrand", "deviceModel", "deviceModelName", "deviceOS"), ""),
        **dict.fromkeys(("deviceOSVersion", "browser", "browserVersion", "language", "userAgent"), ""),
        "firstSeen": "2026-11-01T12:00:00.000Z",
        "lastSeen": "2026-11-08T12:00:02.000Z",
        "totalHits": 3,
    }
    kinds = ["entrance", "view", "action", "view", "customEvent2", "conversion"]
    assert [row["eventType"] for row in answer["hits"]] == kinds
    assert answer["hasMore"] is False
    assert answer == await desk.ask("lookUpVisitor", {"hitId": OFFER["hit_id"]})
    first = answer["hits"][0]
    assert (first["funnelName"], first["nodeName"], first["subCampaign"], first["t20"]) == (
        "Keto",
        "Traffic",
        "spring",
        "z",
    )


async def test_a_hit_is_shown_with_all_that_refers_to_it(desk: Desk) -> None:
    await record(desk)
    view, extra, sale = (await desk.ask("lookUpHit", {"hitId": OFFER["hit_id"], "timeStart": WHEN["timeStart"]}))[
        "events"
    ]
    assert {event["hitId"] for event in (view, extra, sale)} == {OFFER["hit_id"]}
    assert {event["hitTime"] for event in (view, extra, sale)} == {"2026-11-01T12:00:02.000Z"}
    assert (view["ip"], view["ipv6"], view["pageId"], view["pageName"]) == (
        "",
        "2001:db8::1",
        "0OfferAAAAAA",
        "0OfferAAAAAA",
    )
    assert (view["revenue"], view["totalRevenue"], view["cost"]) == (0, 0, 0)
    assert (extra["revenue"], extra["totalRevenue"], extra["eventData1"]) == (0, 0.000001, "x")
    assert (sale["revenue"], sale["totalRevenue"]) == (38.5, 38.5)
    assert (sale["conversionId"], sale["conversionTransaction"], sale["clickId"]) == ("s", "t-1", ENTRANCE["hit_id"])


async def test_a_stranger_has_no_hits_and_an_unknown_hit_is_refused(desk: Desk) -> None:
    await record(desk)
    answer = await desk.ask("lookUpVisitor", {"visitorId": "nobody", **WHEN})
    assert answer == {"visitor": {"visitorId": "nobody", "totalHits": 0}, "hits": [], "hasMore": False}
    for path in ("hit", "visitor"):
        refusal = await desk.send("POST", f"/reporting/explorer/{path}", {"hitId": "01nohit"})
        wanted = {"code": 404, "message": "There is no hit with the id '01nohit'.", "field": "hitId"}
        assert (refusal.status_code, refusal.json()) == (404, wanted)


@pytest.mark.parametrize(
    ("body", "kinds"),
    [
        ({}, ["conversion", "customEvent2", "view", "action", "view", "entrance"]),
        ({"limit": 2}, ["conversion", "customEvent2"]),
        ({"eventTypes": ["view", "entrance"]}, ["view", "view", "entrance"]),
        ({"timeEnd": "2026-11-01T12:00:02Z"}, ["action", "view", "entrance"]),
        ({"timeStart": "2026-11-01T13:00:02+01:00"}, ["conversion", "customEvent2", "view"]),
        ({"filters": [{"attribute": "Element: Lander", "whitelistFilters": ["0LanderAAAAA"]}]}, ["action", "view"]),
        ({"filters": [{"attribute": "Time: Date", "blacklistFilters": ["2026-11-01"]}]}, ["conversion"]),
        ({"filters": [{"attribute": "Hit: Transaction ID", "whitelistFilters": ["T-*"]}]}, ["conversion"]),
        ({"filters": [{"attribute": "Location: Country", "whitelistFilters": ["FR", "N/A"]}]}, []),
    ],
    ids=["all", "newest", "types", "end", "start", "lander", "date", "transaction", "country"],
)
async def test_raw_events_are_the_newest_that_were_asked_for(desk: Desk, body: Json, kinds: list[str]) -> None:
    await record(desk)
    answer = await desk.ask("createRawEventReport", {**WHEN, **body})
    assert [event["eventType"] for event in answer["events"]] == kinds
    assert answer["hasMore"] is ("limit" in body)


async def test_no_raw_event_has_a_journey(desk: Desk) -> None:
    body: dict[str, Any] = {"filters": [{"attribute": "Insight: Visitor Journey", "whitelistFilters": ["x"]}]}
    assert await desk.refused("createRawEventReport", {**WHEN, **body}) == {
        "field": "filters[0].attribute",
        "message": "filters[0].attribute must be an attribute of single events, and a journey is of visits.",
    }
