"""Conversions and custom events that are reported after the fact."""

from typing import Any

import pytest

from server.local.events import Wanted
from tests.support.visits import visit

from .conftest import NOW, Desk, Json

OFFER = "0OfferAAAAAA"
LANDER = "0LanderAAAAA"
EVENTS = visit(1, "2026-11-01T12:00:00", LANDER, OFFER, country="DE")
ENTRANCE, ON_LANDER, ON_OFFER = (event["hit_id"] for event in EVENTS)


async def booked(desk: Desk, *hits: Json, id: str = "updateConversions", **more: Any) -> list[tuple[Any, ...]]:
    """What is there of the hits after an update."""
    await desk.ask(id, {"hits": list(hits), **more})
    assert desk.tracker.updates.settle()
    found = await desk.ask(
        "createRawEventReport", {"timeStart": "2026-01-01T00:00:00Z", "timeEnd": "2027-01-01T00:00:00Z"}
    )
    return sorted(
        (one["hitId"], one["eventType"], one["conversionTransaction"], one["totalRevenue"])
        for one in found["events"]
        if one["eventType"] not in ("entrance", "view")
    )


async def offer(desk: Desk, payout: str, id: str = OFFER) -> None:
    page = {"idPage": id, "pageName": "KetoBurn US", "pageType": "offer", "baseURL": "https://o.example"}
    saved = {**page, "redirectType": "307", "offerParams": {"payout": payout}}
    assert (await desk.send("POST", "/page/save/", saved)).status_code == 200


async def test_without_a_payout_a_conversion_is_worth_what_the_offer_pays(desk: Desk) -> None:
    await offer(desk, "38.5")
    desk.record(EVENTS)
    assert await booked(desk, {"hitId": ON_OFFER}) == [(ON_OFFER, "conversion", "", 38.5)]
    [hit] = [one for one in (await desk.ask("lookUpHit", {"hitId": ON_OFFER}))["events"] if one["conversionId"]]
    assert (hit["country"], hit["pageName"], hit["revenue"]) == ("DE", "KetoBurn US", 38.5)


async def test_transactions_make_several_and_the_same_pair_changes_what_is_there(desk: Desk) -> None:
    desk.record(EVENTS)
    two = [
        {"hitId": ON_OFFER, "transaction": "a", "payout": "1"},
        {"hitId": ON_OFFER, "transaction": "b", "payout": "2"},
    ]
    assert await booked(desk, *two) == [(ON_OFFER, "conversion", "a", 1), (ON_OFFER, "conversion", "b", 2)]
    again = {"hitId": ON_OFFER, "transaction": "b", "payout": "2.000001"}
    assert (await booked(desk, again))[1] == (ON_OFFER, "conversion", "b", 2.000001)
    removed = {"hitId": ON_OFFER, "transaction": "a", "payout": "-1"}
    assert await booked(desk, removed) == [(ON_OFFER, "conversion", "b", 2.000001)]


async def test_long_transactions_are_found_again_as_networks_say_them_and_as_reports_show_them(desk: Desk) -> None:
    desk.record(EVENTS)
    long = [{"hitId": ON_OFFER, "transaction": "7" * 300 + end, "payout": "1"} for end in "ab"]
    there = await booked(desk, *long)
    assert [len(tx) for _, _, tx, _ in there] == [200, 200]
    assert there[0] != there[1]
    shown = {"hitId": ON_OFFER, "transaction": there[0][2], "payout": "-1"}
    assert await booked(desk, shown) == [there[1]]


@pytest.mark.parametrize("sealed", [False, True])
async def test_sealed_hits_convert_as_live_ones_do(desk: Desk, sealed: bool) -> None:
    desk.record(EVENTS)
    if sealed:
        desk.store.seal()
    await booked(desk, {"hitId": ON_LANDER, "payout": "3"})
    if sealed:
        desk.store.seal()
    assert await booked(desk, {"hitId": ON_LANDER, "payout": "4"}) == [(ON_LANDER, "conversion", "", 4)]
    assert await booked(desk, {"hitId": ON_LANDER, "payout": "-1"}) == []


async def test_one_payout_for_all_leaves_removals(desk: Desk) -> None:
    desk.record(EVENTS)
    await booked(desk, {"hitId": ON_LANDER, "payout": "3"})
    hits = [{"hitId": ON_OFFER, "payout": "9"}, {"hitId": ON_LANDER, "payout": "-1"}]
    assert await booked(desk, *hits, overridePayout="7") == [(ON_OFFER, "conversion", "", 7)]


async def test_custom_events_have_numbers_data_and_revenue(desk: Desk) -> None:
    desk.record(EVENTS)
    hit = {"hitId": ON_LANDER, "eventNumber": 10, "eventData1": "x"}
    assert await booked(desk, hit, id="updateCustomEvents") == [(ON_LANDER, "customEvent10", "", 0)]
    change = {"hitId": ON_LANDER, "eventNumber": 10, "revenue": "2.5", "eventData2": "y"}
    assert await booked(desk, change, id="updateCustomEvents") == [(ON_LANDER, "customEvent10", "", 2.5)]
    keep = {"hitId": ON_LANDER, "eventNumber": 10, "eventData2": "z"}
    assert await booked(desk, keep, id="updateCustomEvents") == [(ON_LANDER, "customEvent10", "", 2.5)]
    last = (await desk.ask("lookUpHit", {"hitId": ON_LANDER}))["events"][-1]
    assert (last["eventData1"], last["eventData2"], last["revenue"], last["totalRevenue"]) == ("x", "z", 0, 2.5)
    gone = {"hitId": ON_LANDER, "eventNumber": 10, "revenue": "-1"}
    assert await booked(desk, gone, id="updateCustomEvents") == []


NOTHING = "nothing was recorded"
AMOUNT = "must be an amount such as 14.50, not negative and with at most 6 places, or -1 to remove it"
CONVERSIONS, CUSTOM = "updateConversions", "updateCustomEvents"
UNKNOWN = [{"hitId": ON_OFFER}, {"hitId": "01nohit"}, {"hitId": "02nohit"}]
NOT_THERE = [{"hitId": ON_OFFER, "payout": "1"}, {"hitId": ON_OFFER, "transaction": "t", "payout": "-1"}]


@pytest.mark.parametrize(
    ("id", "hits", "field", "why"),
    [
        (CONVERSIONS, UNKNOWN, "hits[1].hitId", f"names no hit: '01nohit'; so do hits[2] '02nohit'; {NOTHING}"),
        (
            CONVERSIONS,
            [{"hitId": ENTRANCE}],
            "hits[0].hitId",
            f"names a hit that is on no page: {ENTRANCE!r}; {NOTHING}",
        ),
        (
            CONVERSIONS,
            NOT_THERE,
            "hits[1]",
            f"is to be removed, and the hit {ON_OFFER!r} has no conversion with the transaction 't'; {NOTHING}",
        ),
        (CONVERSIONS, [{"hitId": ON_OFFER, "payout": "-2"}], "hits[0].payout", f"{AMOUNT}, not '-2'"),
        (CONVERSIONS, [{"hitId": ON_OFFER, "payout": "1.0000001"}], "hits[0].payout", f"{AMOUNT}, not '1.0000001'"),
        (CUSTOM, [{"hitId": ON_OFFER, "eventNumber": 11}], "hits[0].eventNumber", "must be at most 10, not 11"),
    ],
)
async def test_what_is_wrong_with_one_hit_refuses_all(
    desk: Desk, id: str, hits: list[Json], field: str, why: str
) -> None:
    desk.record(EVENTS)
    assert await desk.refused(id, {"hits": hits}) == {"field": field, "message": f"{field} {why}."}
    assert desk.tracker.updates.is_empty
    assert [event["event_type"] for event in desk.store.of_hit(ON_OFFER)] == ["view"]


async def source(desk: Desk) -> None:
    postback = {
        "idTrafficSource": "0SourceAAAAA",
        "postbackType": "postbackURL",
        "postbackURL": "http://127.0.0.1:9/?x={c1}",
    }
    saved = {"idTrafficSource": "0SourceAAAAA", "trafficSourceName": "Ads", "costType": "cpe", "postback": postback}
    assert (await desk.send("POST", "/trafficsource/save/", saved)).status_code == 200


@pytest.mark.parametrize(
    ("options", "calls"),
    [
        ({}, 0),
        ({"postbackCalls": "onlyOnce"}, 1),
        ({"postbackCalls": "all"}, 2),
        ({"forcePostbacks": True}, 2),
        ({"postbackCalls": "all", "disablePostbacks": True}, 0),
    ],
)
async def test_traffic_sources_are_told_as_far_as_asked(desk: Desk, options: Json, calls: int) -> None:
    """Told twice of the same conversion, the first time when it is new."""
    await source(desk)
    desk.record(visit(1, "2026-11-01T12:00:00", LANDER, OFFER, traffic_source_id="0SourceAAAAA", c1="z"))
    for payout in ("3", "4"):
        await booked(desk, {"hitId": ON_OFFER, "payout": payout}, **options)
    desk.tracker.run_time.courier.send_due()
    tried = desk.store.deliveries(Wanted("postbacks", 0, NOW + 1))
    assert len({one["id"].rpartition("/")[0].rpartition("/")[0] for one in tried}) == calls
