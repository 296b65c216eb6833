"""Costs, conversions and resets are plans: shown, applied, read back, taken back; refused with a place."""

from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from at_the_desk import AtTheDesk, at_the_desk
from mcp_desk import demo_id
from plain_visits import moment, offer_hit, visit
from policies import policies

from funnels.errors import BlueprintError
from funnels.events import Event
from funnels.wire import Json
from server.local.events import EventStore
from server.tracker.reporting_questions import By, Question, Span

KETO, OUTBRAIN, TABOOLA = demo_id("Keto Facebook US"), demo_id("Outbrain"), demo_id("Taboola")
VPN, SHIELD = demo_id("VPN Native DACH"), demo_id("ShieldVPN DE")
DAY, NOON = moment("2026-11-18T10:00:00"), moment("2026-11-19T12:00:00")


def native(source: str, *, day: int = 18, funnel: str = VPN, **more: Any) -> list[Event]:
    at = moment(f"2026-11-{day:02d}T10:00:00")
    return visit(at, funnel_id=funnel, traffic_source_id=source, offer=SHIELD, **more)


@contextmanager
def seen(home: Path, *visits: list[Event]) -> Iterator[None]:
    store = EventStore(home, lambda: int(DAY.timestamp() * 1000))
    try:
        store.append([event for one in visits for event in one])
        yield
    finally:
        store.close()


async def total(at: AtTheDesk, metric: str, source: str = TABOOLA) -> Decimal | None:
    span = Span(moment("2026-11-18"), moment("2026-11-19"))
    filters = (By("Third Parties: Traffic Source", any=(source,)),)
    found = await at.tracker.drilldown(Question(span, filters=filters, metrics=(metric,)))
    return found.totals[metric]


async def planned(at: AtTheDesk, *updates: Json) -> Json:
    plan = await at.desk.plan_updates(list(updates), request="as written")
    assert plan["status"] == "ready", plan
    return plan


async def refused(at: AtTheDesk, *updates: Json) -> str:
    with pytest.raises(BlueprintError) as refusal:
        await at.desk.plan_updates(list(updates), request="as written")
    assert at.road.written == []
    return str(refusal.value)


def booking(**fields: Any) -> Json:
    return {"do": "cost", "source": "Taboola", "period": "yesterday", "cost": "180.00", **fields}


async def test_a_day_is_booked_read_back_and_taken_back(demo: Path) -> None:
    with seen(demo, native(TABOOLA), native(TABOOLA), native(TABOOLA), native(OUTBRAIN)):
        async with at_the_desk(demo, now=NOON) as at:
            plan = await planned(at, booking())
            assert plan["title"] == "Book 180 for Taboola, 2026-11-18"
            assert plan["level"] == "change"
            assert plan["changes"][0]["fields"] == [{"field": "cost", "before": "0.3", "after": "180"}]
            done = await at.apply(plan)
            assert (done["status"], done["verified"]) == ("applied", True)
            assert [await total(at, "cost"), await total(at, "cost", OUTBRAIN)] == [Decimal(180), Decimal("0.1")]
            await at.take_back(plan)
            assert await total(at, "cost") == Decimal("0.3")


async def test_an_amount_a_visit_is_booked_for_each(demo: Path) -> None:
    with seen(demo, native(TABOOLA), native(TABOOLA, country="AT")):
        async with at_the_desk(demo, now=NOON) as at:
            done = await at.apply(await planned(at, booking(cost=0.25, per="entrance", countries=["at"])))
            assert done["verified"]
            assert await total(at, "cost") == Decimal("0.35")


async def test_a_field_means_each_letter_and_no_wildcard(demo: Path) -> None:
    sites = [native(TABOOLA, c1=one) for one in ("abc", "ABC", "ABC", "abcd", "ab*")]
    with seen(demo, *sites):
        async with at_the_desk(demo, now=NOON) as at:
            for site, cost in (("abc", "1"), ("ab*", "7")):
                plan = await planned(at, booking(cost=cost, per="entrance", fields={"site": site}))
                assert plan["changes"][0]["fields"] == [{"field": "cost", "before": "0.1", "after": cost}]
                assert (await at.apply(plan))["verified"]
            assert await total(at, "cost") == Decimal("8.3")


async def test_of_a_day_that_is_not_over_what_has_passed_is_booked(demo: Path) -> None:
    with seen(demo, native(TABOOLA, day=19)):
        async with at_the_desk(demo, now=NOON) as at:
            plan = await planned(at, booking(period="today", cost="5"))
            assert "until 12:00: visits that come later get no part of it" in plan["text"]
            assert (await at.apply(plan))["verified"]


async def test_two_costs_of_the_same_visits_are_no_one_plan(demo: Path) -> None:
    with seen(demo, native(TABOOLA), native(TABOOLA, country="AT")):
        async with at_the_desk(demo, now=NOON) as at:
            assert "have visits in common" in await refused(at, booking(), booking(countries=["DE"]))
            apart = await planned(at, booking(countries=["AT"]), booking(countries=["DE"]))
            assert (await at.apply(apart))["verified"]


async def test_visits_of_a_funnel_nobody_knows_are_left_out(demo: Path) -> None:
    with seen(demo, native(TABOOLA), native(TABOOLA, funnel="0Nobody00000")):
        async with at_the_desk(demo, now=NOON) as at:
            done = await at.apply(await planned(at, booking(cost="5")))
            assert done["verified"]
            assert await total(at, "cost") == Decimal("5.1")


async def test_what_strangers_sent_is_only_a_word_in_a_plan(demo: Path) -> None:
    evil = "a\x1b[31m`<b>](http://x)`" + "z" * 500
    with seen(demo, native(TABOOLA, c1=evil)):
        async with at_the_desk(demo, now=NOON) as at:
            plan = await planned(at, booking(fields={"site": evil}))
            name = plan["changes"][0]["name"]
            assert len(name) < 100
            assert not set(name) & set("`<>[]\x1b")


async def test_what_is_booked_already_needs_nothing(demo: Path) -> None:
    with seen(demo, native(TABOOLA, cost="1.50")):
        async with at_the_desk(demo, now=NOON) as at:
            plan = await at.desk.plan_updates([booking(cost="1.5")], request="")
            assert plan["status"] == "nothing_to_do"


async def test_visits_that_came_meanwhile_are_told(demo: Path) -> None:
    with seen(demo, native(TABOOLA)):
        async with at_the_desk(demo, now=NOON) as at:
            plan = await planned(at, booking())
            with seen(demo, native(TABOOLA)):
                stale = await at.apply(plan)
            assert stale["status"] == "stale"
            assert {one["field"] for one in stale["moved"]} == {"cost", "visits"}
            assert at.road.written == []


async def test_a_conversion_is_added_changed_and_taken_away(demo: Path) -> None:
    bought = native(TABOOLA)
    hit = offer_hit(bought)
    with seen(demo, bought):
        async with at_the_desk(demo, now=NOON) as at:
            for payout, expected in ((None, Decimal(18)), ("14.50", Decimal("14.5")), ("-1", Decimal(0))):
                await at.apply(await planned(at, {"do": "conversions", "hits": [{"hit": hit, "payout": payout}]}))
                assert await total(at, "revenue") == expected
            assert await total(at, "conversions") == 0
            await at.take_back()
            assert await total(at, "revenue") == Decimal("14.5")


async def test_transactions_of_one_hit_are_conversions_of_their_own(demo: Path) -> None:
    bought = native(TABOOLA)
    hits = [{"hit": offer_hit(bought), "transaction": one, "payout": "5"} for one in ("A", "B")]
    with seen(demo, bought):
        async with at_the_desk(demo, now=NOON) as at:
            plan = await planned(at, {"do": "conversions", "hits": hits})
            assert plan["title"] == "Create 2 conversions"
            assert [one["said"] for one in plan["changes"]] == [["payout 5"], ["payout 5"]]
            await at.apply(plan)
            assert [await total(at, "conversions"), await total(at, "revenue")] == [2, 10]
            await at.take_back(plan)
            assert await total(at, "conversions") == 0


async def test_a_custom_event_is_booked_by_its_number(demo: Path) -> None:
    bought = native(TABOOLA)
    with seen(demo, bought):
        async with at_the_desk(demo, now=NOON) as at:
            event = {"hit": offer_hit(bought), "event": 3, "revenue": "2.50", "event_data1": "upsell"}
            plan = await planned(at, {"do": "custom_events", "hits": [event]})
            await at.apply(plan)
            assert await total(at, "customEvent3Revenue") == Decimal("2.5")
            await at.take_back(plan)
            assert await total(at, "customEvent3Count") == 0


async def test_a_reset_is_dangerous_counted_and_final(demo: Path) -> None:
    with seen(demo, native(TABOOLA), native(OUTBRAIN)):
        async with at_the_desk(demo, now=NOON) as at:
            plan = await planned(at, {"do": "reset", "period": "yesterday", "source": "Taboola"})
            assert plan["level"] == "dangerous"
            assert plan["dangers"] == ["deletes the hits '2 of Taboola, 2026-11-18'"]
            done = await at.apply(plan)
            assert done["verified"]
            assert [await total(at, "visits"), await total(at, "visits", OUTBRAIN)] == [0, 1]
            with pytest.raises(Exception, match="cannot be brought back"):
                await at.take_back(plan)


async def test_hits_that_came_meanwhile_are_not_deleted_with_the_others(demo: Path) -> None:
    with seen(demo, native(TABOOLA)):
        async with at_the_desk(demo, now=NOON) as at:
            plan = await planned(at, {"do": "reset", "period": "yesterday", "source": "Taboola"})
            with seen(demo, native(TABOOLA)):
                stale = await at.apply(plan)
            assert stale["status"] == "stale"
            assert await total(at, "visits") == 2


@pytest.mark.parametrize(
    ("update", "words"),
    [
        (
            booking(source="Tabula"),
            "updates[0].source: No traffic source is called 'Tabula'. Did you mean 'Taboola'?",
        ),
        (booking(period="tomorow"), "updates[0].period"),
        (booking(period="2026-11-18..2026-11-10"), "before it begins"),
        (booking(time_zone="Europe/Berln"), "Did you mean 'Europe/Berlin'"),
        (booking(cost="a lot"), "updates[0].cost: 'a lot' is not an amount such as '14.50'"),
        (booking(cost="-3"), "updates[0].cost: -3 is below zero"),
        (booking(period="2026-11-01"), "there were no visits to book it on: Taboola, 2026-11-01"),
        (booking(fields={"sektion": "1"}), "updates[0].fields.sektion: the source has no such tracking field"),
        (booking(cost="1e30"), "updates[0].cost: has more than 11 digits before the point"),
        (booking(countries=["D*"]), "updates[0].countries: 'D' is no country code"),
        (booking(fields={"site": ""}), "updates[0].fields.site: must not be empty"),
        (booking(fields={"site": "N/A"}), "updates[0].fields.site: must not be empty"),
        (booking(fields={"site": "ABC*"}), "there were no visits to book it on"),
        (booking(source="Tab\ud800"), "holds half a character"),
        (booking(amount="1"), "updates[0].amount: there is no such field here"),
        ({"do": "costs"}, "updates[0].do: 'costs' is none of cost, conversions, custom_events, reset"),
        ({"do": "conversions", "hits": [{"hit": "nobody"}]}, "updates[0].hits[0].hit: the tracker knows no hit"),
        (
            {"do": "conversions", "hits": [{"hit": "nobody", "transaction": "7" * 201}]},
            "updates[0].hits[0].transaction: has 201 characters, and 200 are kept",
        ),
        ({"do": "reset", "period": "yesterday"}, "updates[0].period: alone would delete everything in it"),
        ({"do": "reset", "period": "yesterday", "countries": ["FR"]}, "there are no such hits to delete"),
    ],
)
async def test_refusals_name_the_place_and_write_nothing(demo: Path, update: Json, words: str) -> None:
    with seen(demo, native(TABOOLA)):
        async with at_the_desk(demo, now=NOON) as at:
            assert words in await refused(at, update)


async def test_one_fault_of_several_updates_saves_nothing(demo: Path) -> None:
    with seen(demo, native(TABOOLA)):
        async with at_the_desk(demo, now=NOON) as at:
            await refused(at, booking(), booking(source="Nobody"))
            assert await at.desk.plans("", 10) == []


async def test_the_traffic_of_protected_groups_is_protected(demo: Path) -> None:
    policies(demo, 'protected_groups = ["Utilities"]')
    with seen(demo, native(TABOOLA)):
        async with at_the_desk(demo, now=NOON) as at:
            plan = await at.desk.plan_updates([booking()], request="")
            assert plan["status"] == "blocked"
            assert "concerns the funnel 'VPN Native DACH' in the protected group 'Utilities'" in plan["text"]
            assert at.road.written == []
