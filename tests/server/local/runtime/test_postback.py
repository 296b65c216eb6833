"""Conversions and custom events that networks report."""

from decimal import Decimal

import pytest
from visited_tracker import FUNNEL, LINK, OFFER, SOURCE, STORY, Scene, opened, visitor_of

WANTED = "an amount such as 14.50 was expected."
UNFILLED = "Is it a placeholder the network did not fill in?"


async def report(scene: Scene, **said: str) -> tuple[int, str]:
    answer = await scene.http.get("/pb/", params=said)
    return answer.status_code, answer.text.strip()


def booked(scene: Scene, hit: str) -> list[tuple[str, str, Decimal]]:
    found = scene.tracker.run_time.world.events.of_hit(hit)
    return [
        (one["event_type"], one.get("transaction_id", ""), one["revenue"])
        for one in found
        if one["event_type"] not in ("view", "entrance", "action")
    ]


async def test_a_conversion_carries_everything_of_its_hit_and_is_logged(scene: Scene) -> None:
    hit = await scene.seen(query="?zone=z1")
    scene.now[0] += 3_600_000
    assert await report(scene, hit=hit, tx="A-1", rev="9.5", e1="gold", e2="x") == (200, "recorded")
    view, conversion = scene.tracker.run_time.world.events.of_hit(hit)
    own = {
        "event_id": conversion["event_id"],
        "event_type": "conversion",
        "event_time": view["event_time"] + 3_600_000,
        "conversion_id": conversion["event_id"],
        "transaction_id": "A-1",
        "revenue": Decimal("9.5"),
        "event_data1": "gold",
        "event_data2": "x",
    }
    assert conversion == {**view, **own}
    (entry,) = scene.log()
    assert entry == {
        "kind": "postbacks",
        "id": entry["id"],
        "time": scene.now[0],
        "direction": "incoming",
        "url": f"/pb/?hit={hit}&tx=A-1&rev=9.5&e1=gold&e2=x",
        "eventType": "conversion",
        "hitId": hit,
        "funnelId": FUNNEL,
        "trafficSourceId": SOURCE,
        "payout": "9.5",
        "transaction": "A-1",
        "httpStatus": 200,
        "result": "recorded",
        "message": "",
        "attempt": 1,
    }


async def test_without_a_revenue_the_offer_says_what_it_pays(scene: Scene) -> None:
    hit = await scene.seen()
    assert await report(scene, hit=hit) == (200, "recorded")
    assert await report(scene, hit=hit, tx="2", rev="") == (200, "recorded")
    assert booked(scene, hit) == [("conversion", "", Decimal("12.5")), ("conversion", "2", Decimal("12.5"))]


async def test_a_lander_converts_too_and_a_root_does_not(scene: Scene) -> None:
    hit = await scene.seen(1)
    assert await report(scene, hit=hit) == (200, "recorded")
    assert booked(scene, hit) == [("conversion", "", Decimal(0))]
    answer = await scene.http.get(LINK)
    root = scene.events(visitor_of(answer))[0]["hit_id"]
    assert await report(scene, hit=root) == (404, "That hit is not on a page; only landers and offers convert.")


async def test_the_same_hit_and_transaction_again_changes_what_is_there(scene: Scene) -> None:
    hit = await scene.seen()
    said = [("1", "9.5"), ("1", "9.5"), ("1", "11"), ("1", ""), ("2", "1")]
    answers = [await report(scene, hit=hit, tx=tx, rev=rev) for tx, rev in said]
    assert [text for _, text in answers] == ["recorded", "duplicate", "duplicate", "duplicate", "recorded"]
    assert booked(scene, hit) == [("conversion", "1", Decimal(11)), ("conversion", "2", Decimal(1))]
    assert [one["result"] for one in scene.log()] == [text for _, text in answers]


async def test_a_sealed_hit_is_no_different(scene: Scene) -> None:
    hit = await scene.seen()
    await report(scene, hit=hit, tx="1", rev="5")
    scene.tracker.run_time.world.events.seal()
    assert await report(scene, hit=hit, tx="1", rev="6") == (200, "duplicate")
    assert await report(scene, hit=hit, tx="2", rev="7") == (200, "recorded")
    assert booked(scene, hit) == [("conversion", "1", Decimal(6)), ("conversion", "2", Decimal(7))]


async def test_minus_one_takes_a_conversion_back(scene: Scene) -> None:
    hit = await scene.seen()
    await report(scene, hit=hit, tx="1")
    await report(scene, hit=hit, tx="2")
    assert await report(scene, hit=hit, tx="1", rev="-1") == (200, "removed")
    assert booked(scene, hit) == [("conversion", "2", Decimal("12.5"))]
    refusal = (404, "There is nothing to remove for that hit and transaction.")
    assert await report(scene, hit=hit, tx="1", rev="-1") == refusal
    assert await report(scene, hit=hit, tx="1", rev="3") == (200, "recorded"), "it may come again"


async def test_custom_events_have_numbers_and_no_revenue_unless_it_is_said(scene: Scene) -> None:
    hit = await scene.seen()
    assert await report(scene, hit=hit, ce="3", tx="a") == (200, "recorded")
    assert await report(scene, hit=hit, ce="3", tx="a") == (200, "duplicate")
    assert await report(scene, hit=hit, ce="10", rev="2") == (200, "recorded")
    assert sorted(booked(scene, hit)) == [("customEvent10", "", Decimal(2)), ("customEvent3", "a", Decimal(0))]


@pytest.mark.parametrize(
    ("said", "status", "why"),
    [
        ({}, 400, "The parameter hit is missing: the network has to send back what {hit} was."),
        ({"hit": ""}, 400, "The parameter hit is missing: the network has to send back what {hit} was."),
        ({"hit": "{hit}"}, 404, "hit is '{hit}', which is not the id of a hit."),
        ({"hit": "0" * 26}, 404, "There is no such hit."),
        ({"vid": "0" * 27}, 404, "The visitor has not seen an offer, or there is no such visitor."),
        ({"hit": "known", "rev": "abc"}, 400, "rev is 'abc'; an amount such as 14.50 was expected."),
        ({"hit": "known", "rev": "1,50"}, 400, "rev is '1,50'; an amount such as 14.50 was expected."),
        ({"hit": "known", "rev": "-5"}, 400, "rev is '-5'; an amount such as 14.50 was expected."),
        ({"hit": "known", "rev": "NaN"}, 400, "rev is 'NaN'; an amount such as 14.50 was expected."),
        ({"hit": "known", "rev": "1e3"}, 400, "rev is '1e3'; an amount such as 14.50 was expected."),
        ({"hit": "known", "rev": "9" * 30}, 400, f"rev is '{'9' * 30}'; an amount such as 14.50 was expected."),
        ({"hit": "known", "rev": "{payout}"}, 400, f"rev is '{{payout}}'; {WANTED} {UNFILLED}"),
        ({"hit": "known", "ce": "11"}, 400, "ce is '11'; custom events have the numbers 1 to 10."),
        ({"hit": "known", "ce": "x"}, 400, "ce is 'x'; custom events have the numbers 1 to 10."),
    ],
)
async def test_what_cannot_be_booked_is_refused_in_words_and_logged(
    scene: Scene, said: dict[str, str], status: int, why: str
) -> None:
    hit = await scene.seen()
    assert await report(scene, **{name: hit if value == "known" else value for name, value in said.items()}) == (
        status,
        why,
    )
    assert booked(scene, hit) == []
    (entry,) = scene.log()
    assert (entry["result"], entry["httpStatus"], entry["message"]) == ("rejected", status, why)


async def test_a_visitor_stands_for_their_latest_offer(scene: Scene) -> None:
    visitor = visitor_of(await scene.http.get(LINK))
    await scene.http.get("/action/1")
    scene.now[0] += 1000
    await scene.http.get("/action/1", headers={"referer": "https://story.example/"})
    latest = scene.events(visitor)[-1]["hit_id"]
    async with scene.client() as network:
        assert (await network.get("/pb/", params={"vid": visitor})).text == "recorded\n"
    assert booked(scene, latest) == [("conversion", "", Decimal("12.5"))]
    assert scene.log()[0]["hitId"] == latest


async def test_a_postback_may_come_as_a_form(scene: Scene) -> None:
    hit = await scene.seen()
    assert (await scene.http.post("/pb/", data={"hit": hit, "rev": "3"})).text == "recorded\n"
    assert (await scene.http.post("/pb", json={"hit": hit, "rev": 4, "tx": "j"})).text == "recorded\n"
    assert sorted(booked(scene, hit)) == [("conversion", "", Decimal(3)), ("conversion", "j", Decimal(4))]


async def test_what_was_sold_counts_when_funnel_source_and_page_are_gone(scene: Scene) -> None:
    hit = await scene.seen()
    for family, id in (("funnel", FUNNEL), ("trafficsource", SOURCE)):
        (await scene.http.request("DELETE", f"/v1/{family}/delete/", json={"entries": [id]})).raise_for_status()
    assert await report(scene, hit=hit) == (200, "recorded")
    assert booked(scene, hit) == [("conversion", "", Decimal("12.5"))]


@pytest.mark.parametrize(
    ("query", "later", "cost"), [("?c=2", 0, "2"), ("?c=2", 25 * 3_600_000, "0.4"), ("", 0, "0.4")]
)
async def test_a_source_that_is_paid_by_conversion_costs_with_the_conversion(
    scene: Scene, query: str, later: int, cost: str
) -> None:
    await scene.source(costType="cpa", defaultCost="0.4")
    hit = await scene.seen(query=query)
    scene.now[0] += later
    await report(scene, hit=hit)
    await report(scene, hit=hit, ce="1")
    found = {one["event_type"]: one.get("cost") for one in scene.tracker.run_time.world.events.of_hit(hit)}
    assert found == {"view": None, "conversion": Decimal(cost), "customEvent1": None}


async def test_two_processes_that_hear_of_it_at_once_book_it_once(scene: Scene) -> None:
    hit = await scene.seen()
    async with opened(scene.home, now=scene.now, seed=8) as second:
        assert await report(scene, hit=hit, tx="1") == (200, "recorded")
        assert await report(second, hit=hit, tx="1") == (200, "duplicate")
    assert len(booked(scene, hit)) == 1
    assert {STORY, OFFER} & {one.get("page_id") for one in scene.tracker.run_time.world.events.of_hit(hit)}


async def test_strangers_texts_in_postbacks_are_data(scene: Scene) -> None:
    hit = await scene.seen()
    nasty = "\x1b[2J<b>'; DROP TABLE live; --\r\n" + "x" * 5_000
    assert await report(scene, hit=hit, tx=nasty, e1=nasty) == (200, "recorded")
    assert await report(scene, hit=hit, tx=nasty) == (200, "duplicate")
    ((_, transaction, _),) = booked(scene, hit)
    assert len(transaction) == 200
    entry = scene.log()[0]
    assert len(entry["url"]) <= 2_000
    assert not {"\x1b", "\r", "\n"} & {*entry["url"], *transaction}


async def test_long_transactions_that_differ_at_their_end_are_two_sales(scene: Scene) -> None:
    hit, long = await scene.seen(), "order-" + "7" * 300
    assert await report(scene, hit=hit, tx=f"{long}a", rev="1") == (200, "recorded")
    assert await report(scene, hit=hit, tx=f"{long}b", rev="2") == (200, "recorded")
    assert await report(scene, hit=hit, tx=f" {long}a ", rev="3") == (200, "duplicate")
    kept = {revenue: tx for _, tx, revenue in booked(scene, hit)}
    assert kept.keys() == {Decimal(3), Decimal(2)}
    assert all(len(tx) == 200 and tx.startswith("order-777") for tx in kept.values())
    assert await report(scene, hit=hit, tx=kept[Decimal(3)], rev="-1") == (200, "removed"), "as a report shows it"
    assert [revenue for *_, revenue in booked(scene, hit)] == [Decimal(2)]
