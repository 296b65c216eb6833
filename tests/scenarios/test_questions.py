"""Questions about the demo account, each in three phrasings: the planted finding is named, with the right numbers.

The numbers are counted by plain loops over the events of the folder.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from conversing import Heard, Room
from mcp_desk import NOW, copied, demo_id
from recorded import Event, Tally, recorded, tallied

from funnels.reports import figure
from server.demo.campaigns import BURNING, MONDAYS, SMALL

TODAY = NOW.date()
MONDAY = TODAY - timedelta(days=TODAY.weekday())


@pytest.fixture(scope="module")
def room(busy_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    """For questions: nothing is written in it."""
    with Room(copied(busy_template, tmp_path_factory.mktemp("asked") / "home")) as opened:
        yield opened


@pytest.fixture(scope="module")
def events(busy_template: Path) -> list[Event]:
    return recorded(busy_template)


def day(event: Event) -> date:
    return datetime.fromtimestamp(event["entrance_time"] / 1000, UTC).date()


def last(events: list[Event], days: int) -> list[Event]:
    """Of visits today and on so many days less one before."""
    return [one for one in events if (TODAY - day(one)).days < days]


def of(events: list[Event], **names: str) -> list[Event]:
    ids = {f"{what}_id": demo_id(name) for what, name in names.items()}
    return [one for one in events if all(one[column] == id for column, id in ids.items())]


def whole(events: list[Event]) -> Tally:
    return tallied(events, lambda one: "").get("", Tally())


def money(amount: Decimal) -> str:
    return figure(amount, "money")


def profit(row: Tally) -> Decimal:
    return row.revenue - row.cost


def roi(row: Tally) -> str:
    return figure(profit(row) / row.cost, "share")


def heard_each(room: Room, phrasings: tuple[str, ...], *answers: str) -> list[Heard]:
    """What came of each phrasing in a conversation of its own; `answers` are given where it asks back."""
    found = []
    for text in phrasings:
        person = room.person()
        heard = person.says(text)
        for answer in answers:
            heard = person.says(answer) if heard.asked else heard
        found.append(heard)
    return found


# what happened


def test_the_section_that_brought_the_buyers_on_monday(room: Room, events: list[Event]) -> None:
    monday = [one for one in of(events, traffic_source="Outbrain") if day(one) == MONDAY]
    row = tallied(monday, lambda one: one["c1"])[MONDAYS]
    phrasings = (
        "which section brought the buyers on Monday",
        "which Outbrain section got the most sales on monday?",
        "conversions by section on mondya",
    )
    for heard in heard_each(room, phrasings):
        finding, reading = heard.text.splitlines()[:2]
        assert finding.startswith(f"section_id {MONDAYS!r} has the most conversions: {row.conversions} ")
        for told in (f"{row.visits} visits", f"cost {money(row.cost)}", f"ROI {roi(row)}"):
            assert told in finding
        assert "c1 (section_id) of Outbrain" in reading
        assert f"monday = {MONDAY} (UTC)" in reading


def test_how_a_funnel_did_yesterday(room: Room, events: list[Event]) -> None:
    yesterday = [one for one in events if day(one) == TODAY - timedelta(days=1)]
    row = whole(of(yesterday, funnel="VPN Native DACH"))
    phrasings = (
        "how did VPN Native DACH do yesterday",
        "results of VPN Nativ DACH yesterday",
        "show me yesterday's visits, revenue and cost for VPN Native DACH",
    )
    for heard in heard_each(room, phrasings):
        finding = heard.text.splitlines()[0]
        assert finding.startswith("VPN Native DACH: ")
        for told in (f"{row.visits} visits", f"revenue {money(row.revenue)}", f"cost {money(row.cost)}"):
            assert told in finding


def test_revenue_by_country(room: Room, events: list[Event]) -> None:
    rows = tallied(last(events, 7), lambda one: one["country"])
    best = max(rows, key=lambda name: rows[name].revenue)
    phrasings = (
        "revenue by country last 7 days",
        "which country earned the most",
        "revnue per contry this past week",
    )
    for heard in heard_each(room, phrasings):
        assert heard.text.startswith(f"Country {best!r} has the highest revenue: {money(rows[best].revenue)} ")


def test_revenue_since_a_day_is_until_now(room: Room, events: list[Event]) -> None:
    rows = tallied([one for one in events if day(one) >= date(2026, 11, 1)], lambda one: one["country"])
    best = max(rows, key=lambda name: rows[name].revenue)
    phrasings = (
        "revenue by country since November 1st",
        "revenue by country since 1 November",
        "revenue by country from Nov 1 until today",
    )
    for heard in heard_each(room, phrasings):
        assert f"{best!r} has the highest revenue: {money(rows[best].revenue)} " in heard.text


def test_profit_from_one_date_to_another(room: Room, events: list[Event]) -> None:
    some = [one for one in events if date(2026, 11, 5) <= day(one) <= date(2026, 11, 10)]
    rows = tallied(some, lambda one: one["country"])
    best = max(rows, key=lambda name: profit(rows[name]))
    phrasings = (
        "profit by country from Nov 5 to Nov 10",
        "profit by country Nov 5 - Nov 10",
        "profit by country between 5 and 10 November",
    )
    for heard in heard_each(room, phrasings):
        head = heard.text.splitlines()[0]
        assert money(profit(whole(some))) in head
        assert f"{best!r}" in head


def test_every_weekend_is_not_the_last_one(room: Room, events: list[Event]) -> None:
    some = [one for one in last(events, 30) if day(one).weekday() >= 5]
    rows = tallied(some, lambda one: one["device_type"])
    best = max(rows, key=lambda name: profit(rows[name]) / rows[name].cost)
    phrasings = ("ROI by device on weekends", "which device has the best ROI on saturdays and sundays")
    for heard in heard_each(room, phrasings):
        finding, reading = heard.text.splitlines()[:2]
        assert f"{best!r} has the highest ROI: {roi(rows[best])} " in finding
        assert "every Saturday and Sunday" in reading
        assert "last 30 days" in reading


def test_hours_of_the_day_are_those_of_all_days(room: Room) -> None:
    for heard in heard_each(room, ("what are my best hours of the day", "best hours of the day by profit")):
        (call,) = (call for call in heard.calls if call.tool == "report")
        assert call.arguments["by"] == ["Time: Hour of Day"]


# losers


def test_the_section_that_burned_three_payouts(room: Room, events: list[Event]) -> None:
    row = tallied(last(of(events, traffic_source="Outbrain"), 30), lambda one: one["c1"])[BURNING]
    assert row.conversions == 0
    phrasings = (
        "which Outbrain sections spent more than 3x the payout without a sale",
        "sections that cost over three times the payout and sold nothing in the last 30 days",
        "show me the Outbrain sections that burned more than 3 payouts and never converted",
    )
    for heard in heard_each(room, phrasings):
        finding, reading = heard.text.splitlines()[:2]
        assert "1 fits: cost more than 3 times the payout and brought no conversion." in finding
        assert f"{BURNING!r} (cost {money(row.cost)}, 0 conversions" in finding
        assert "last 30 days" in reading


def test_zones_in_the_red_of_the_source_that_is_meant(room: Room, events: list[Event]) -> None:
    rows = tallied(last(of(events, traffic_source="Outbrain"), 30), lambda one: one["c1"])
    losing = sorted((name for name in rows if profit(rows[name]) < 0), key=lambda name: profit(rows[name]))
    for heard in heard_each(
        room, ("zones in the red", "which placements lose money", "unprofitable widgets"), "Outbrain"
    ):
        finding = heard.text.splitlines()[0]
        assert f"{len(losing)} fit: lost money." in finding
        assert finding.index(losing[0]) < finding.index(losing[1])
        assert f"{losing[0]!r} (cost {money(rows[losing[0]].cost)}" in finding


# variants


def by_lander(events: list[Event]) -> dict[str, Tally]:
    landers = {one["visit_id"]: one["page_id"] for one in events if one["page_type"] == "lander"}
    return tallied((one for one in events if one["visit_id"] in landers), lambda one: landers[one["visit_id"]])


def test_which_lander_wins_and_that_it_is_real(room: Room, events: list[Event]) -> None:
    rows = by_lander(last(of(events, funnel="Keto Facebook US"), 30))
    row = rows[demo_id("Keto Celebrity Article")]
    phrasings = (
        "which keto lander wins",
        "is Keto Celebrity Article really better?",
        "is there a winner in Keto Facebook US",
    )
    for heard in heard_each(room, phrasings):
        assert heard.answer("compare_variants")["verdict"] == "winner"
        assert heard.text.startswith("Yes, that is real. 'Keto Celebrity Article' wins")
        assert f"{row.conversions:,} of " in heard.text


def test_the_lander_that_is_behind_is_not_called_better(room: Room) -> None:
    (heard,) = heard_each(room, ("is Keto Story really better?",))
    assert heard.text.startswith("No, Keto Story is behind.")


def test_offers_that_earn_the_same_have_no_winner(room: Room) -> None:
    phrasings = (
        "which offer wins in VPN Native DACH",
        "is ShieldVPN DE better than FoxVPN DE?",
        "is the split significant",
    )
    for heard in heard_each(room, phrasings, "the offers of VPN Native DACH"):
        assert heard.answer("compare_variants")["verdict"] not in ("winner", "no_data")
        assert "Yes" not in heard.text


def test_with_two_funnels_that_split_it_asks_which(room: Room) -> None:
    person = room.person()
    asked = person.says("is the split significant")
    assert asked.choices == (
        "Keto Facebook US: the landers Keto Story / Keto Celebrity Article",
        "VPN Native DACH: the offers ShieldVPN DE / FoxVPN DE",
    )
    heard = person.says("the first")
    assert heard.answer("compare_variants")["funnel"]["name"] == "Keto Facebook US"


# lists


def test_top_countries_and_worst_sections(room: Room, events: list[Event]) -> None:
    rows = tallied(last(events, 7), lambda one: one["country"])
    best = sorted(rows, key=lambda name: -profit(rows[name]))
    for heard in heard_each(
        room, ("top 5 countries by profit", "the 5 most profitable countries", "best five geos by P/L last 7 days")
    ):
        assert heard.text.startswith(f"Country {best[0]!r} has the highest P/L: {money(profit(rows[best[0]]))} ")
        assert [row["keys"][0]["name"] for row in heard.answer("report")["rows"]] == best[:5]


def test_worst_placements_with_enough_clicks(room: Room, events: list[Event]) -> None:
    rows = tallied(last(of(events, traffic_source="Outbrain"), 30), lambda one: one["c1"])
    known = {name: row for name, row in rows.items() if row.visits >= 100}
    worst = min(known, key=lambda name: profit(known[name]) / known[name].cost)
    phrasings = (
        "worst sections by ROI with at least 100 clicks in the last 30 days",
        "bottom 5 Outbrain sections by return on investment last 30 days, min 100 visits",
        "which section has the lowest ROI with >= 100 visits over the last 30 days",
    )
    for heard in heard_each(room, phrasings):
        assert f"section_id {worst!r} has the lowest ROI: {roi(known[worst])} " in heard.text


# periods against each other


def test_this_week_against_last_week(room: Room, events: list[Event]) -> None:
    now = tallied((one for one in events if day(one) >= MONDAY), lambda one: "")[""]
    then = tallied((one for one in events if MONDAY - timedelta(days=7) <= day(one) < MONDAY), lambda one: "")[""]
    phrasings = (
        "this week vs last week by funnel",
        "compare this week with last week by funnel",
        "visits by funnel this week compared to last week",
    )
    for heard in heard_each(room, phrasings):
        assert f"visits {now.visits:,}, before {then.visits:,}" in heard.text
        assert "whole period" in heard.text, "a week that is not over is against a whole one"


def test_what_got_worse_lately(room: Room, events: list[Event]) -> None:
    now = last(events, 7)
    moment = int(NOW.timestamp() * 1000) - 7 * 86_400_000
    then = [one for one in events if 7 <= (TODAY - day(one)).days < 14 and one["entrance_time"] < moment]
    rows, before = (tallied(some, lambda one: one["funnel_id"]) for some in (now, then))
    keto = demo_id("Keto Facebook US")
    assert profit(rows[keto]) < profit(before[keto])
    for heard in heard_each(
        room,
        ("what got worse since last week", "which funnels went down since last week", "what dropped week over week"),
    ):
        told = f"- Keto Facebook US: P/L {money(profit(rows[keto]))}, before {money(profit(before[keto]))}"
        assert told in heard.text


# what if


def test_what_other_shares_would_bring(room: Room, events: list[Event]) -> None:
    person = room.person()
    person.says("how did Keto Facebook US do yesterday")
    for text in ("what if we make it 80/20", "what if Keto Story gets 80%", "suppose we split it 80/20"):
        heard = person.says(text)
        (then,) = heard.answer("simulate_funnel")["what_if"]
        assert Decimal(then["difference"]["profit"]) < 0, "the lander that gets more is the worse one"
        assert then["answer"] in heard.text
        assert not any(call.tool.startswith("plan") for call in heard.calls)


def test_the_highest_price_of_a_click(room: Room, events: list[Event]) -> None:
    row = whole(last(of(events, funnel="Keto Facebook US"), 30))
    phrasings = (
        "how much can I pay per click for Keto Facebook US",
        "what is the max CPC for Keto Facebook US",
        "how high a bid can we afford on Keto Facebook US",
    )
    for heard in heard_each(room, phrasings):
        (asked,) = heard.answer("simulate_funnel")["what_if"]
        assert Decimal(asked["value"]) == pytest.approx(row.revenue / row.visits, rel=Decimal("0.03"))
        assert asked["answer"] in heard.text


def test_the_highest_price_of_a_click_on_the_funnel_in_talk(room: Room) -> None:
    person = room.person()
    person.says("which keto lander wins")
    heard = person.says("how much per click can I pay for it")
    answer = heard.answer("simulate_funnel")
    assert answer["funnel"]["name"] == "Keto Facebook US"
    assert answer["what_if"][0]["answer"] in heard.text


def test_what_so_many_visitors_would_bring(room: Room, events: list[Event]) -> None:
    row = whole(last(of(events, funnel="Solar Quiz Google"), 30))
    phrasings = (
        "what would 10,000 visitors bring on Solar Quiz Google",
        "simulate Solar Quiz Google with 10k visitors",
        "how much would 10000 clicks make in Solar Quiz Google",
    )
    for heard in heard_each(room, phrasings):
        outcome = heard.answer("simulate_funnel")["outcome"]
        assert Decimal(outcome["revenue"]) == pytest.approx(10_000 * row.revenue / row.visits, rel=Decimal("0.03"))
        assert f"a revenue of {figure(outcome['revenue'], 'money')}" in heard.text
        assert "It assumes:" in heard.text


def test_when_a_split_will_be_significant(room: Room) -> None:
    phrasings = (
        "when will the split be significant",
        "how long until the split is significant",
        "how many more visitors do we need for a winner",
    )
    for heard in heard_each(room, phrasings, "Keto Facebook US: the landers Keto Story / Keto Celebrity Article"):
        assert heard.text.startswith("It is significant already: Keto Celebrity Article wins.")


def test_what_another_price_of_a_click_would_bring(room: Room) -> None:
    phrasings = (
        "what if the CPC on Keto Facebook US goes to 0.60",
        "what if we pay $0.60 per click on Keto Facebook US",
    )
    for heard in heard_each(room, phrasings):
        (call,) = (call for call in heard.calls if call.tool == "simulate_funnel")
        assert call.arguments["what_if"] == [{"cpc": "0.60"}]
        assert heard.answer("simulate_funnel")["what_if"][0]["answer"] in heard.text


def test_other_shares_are_tried_in_the_funnel_that_is_named(room: Room) -> None:
    (heard,) = heard_each(room, ("what happens if I send 70% to Keto Celebrity Article in Keto Facebook US",))
    (call,) = (call for call in heard.calls if call.tool == "simulate_funnel")
    (operation,) = call.arguments["what_if"][0]["operations"]
    assert operation["weights"] == {"Keto Story": 30, "Keto Celebrity Article": 70}
    assert heard.answer("simulate_funnel")["what_if"][0]["answer"] in heard.text


def test_what_to_kill_and_what_to_scale_in_one_answer(room: Room) -> None:
    (heard,) = heard_each(room, ("what should I kill and what should I scale",))
    assert "To cut, for more than a payout" in heard.text
    assert "To scale, " in heard.text


# costs


@pytest.mark.parametrize(
    ("text", "amount", "source", "when"),
    [
        ("Taboola cost 180 yesterday", "180", "Taboola", TODAY - timedelta(days=1)),
        ("book $240.50 for Outbrain on monday", "240.50", "Outbrain", MONDAY),
        ("set cost of VPN Native DACH from Taboola to 95.20 for 2026-11-18", "95.20", "Taboola", date(2026, 11, 18)),
    ],
)
def test_a_told_cost_is_booked_after_a_yes(busy: Path, text: str, amount: str, source: str, when: date) -> None:
    with Room(busy) as room:
        person = room.person()
        heard = person.says(text)
        assert heard.answer("apply_plan")["status"] == "applied", heard.text
    booked = whole([one for one in of(recorded(busy), traffic_source=source) if day(one) == when])
    assert booked.cost == Decimal(amount)


def test_a_cost_without_its_day_or_source_is_asked_for(busy: Path) -> None:
    with Room(busy) as room:
        person = room.person()
        person.yes = False
        assert "which day" in (person.says("Taboola cost 180")).text
        heard = person.says("yesterday")
        assert [call.tool for call in heard.calls][-2:] == ["plan_updates", "apply_plan"]
        assert heard.answer("apply_plan")["status"] == "declined"


# conversions that are missing


def test_why_conversions_are_missing(room: Room, events: list[Event]) -> None:
    views = [one for one in last(events, 7) if one["page_id"] == demo_id("BrightRoof Solar")]
    seen = whole(views)
    phrasings = ("why are there no conversions on BrightRoof", "conversions are missing", "postbacks do not arrive")
    for heard in heard_each(room, phrasings):
        assert "BrightRoof Solar" in heard.text.splitlines()[0]
        assert f"{seen.views} views of it" in heard.text
        assert "{subid}" in heard.text


# what to do


def test_what_to_cut_and_what_to_scale(room: Room, events: list[Event]) -> None:
    outbrain = tallied(last(of(events, traffic_source="Outbrain"), 30), lambda one: one["c1"])
    taboola = tallied(last(of(events, traffic_source="Taboola"), 30), lambda one: one["c1"])
    burnt, small = outbrain[BURNING], taboola[SMALL]
    for heard in heard_each(room, ("what should I cut", "where am I losing money", "what to pause?")):
        assert f"- Outbrain, section_id {BURNING!r}: cost {money(burnt.cost)}, 0 conversions" in heard.text
    for heard in heard_each(room, ("what can I scale", "what is working?", "where can I spend more")):
        assert f"- Taboola, site {SMALL!r}: {small.visits} visits, cost {money(small.cost)}" in heard.text


def test_the_daily_report(room: Room, events: list[Event]) -> None:
    row = whole([one for one in events if day(one) == TODAY - timedelta(days=1)])
    for heard in heard_each(room, ("give me the daily report", "morning report please", "how was my day")):
        assert heard.text.startswith(f"In all: visits {row.visits:,}, before ")
        assert f"cost {money(row.cost)}" in heard.text
        assert BURNING in heard.text


def test_a_reweighting_is_a_plan_that_waits_for_a_yes(busy: Path) -> None:
    with Room(busy) as room:
        person = room.person()
        person.yes = False
        person.says("which keto lander wins")
        for text in ("reweight it", "give the winner more", "shift traffic to the winning lander"):
            heard = person.says(text)
            (planned,) = (call for call in heard.calls if call.tool == "plan_edit")
            (operation,) = planned.arguments["operations"]
            assert operation["weights"]["Keto Celebrity Article"] > operation["weights"]["Keto Story"] > 0
            assert heard.answer("apply_plan")["status"] == "declined"


# single events, and what can be asked


def test_events_and_what_reports_can_be_made_of(room: Room, events: list[Event]) -> None:
    newest = [one for one in events if one["event_type"] == "conversion"][-1]
    person = room.person()
    heard = person.says("show the last 10 conversions")
    assert newest["hit_id"] in heard.text.splitlines()[1]
    looked = person.says(f"look up hit {newest['hit_id']}")
    assert "conversion" in looked.text
    visitor = person.says(f"what did visitor {newest['visitor_id']} do")
    assert newest["hit_id"] in visitor.text
    assert "country" in (person.says("what can I report by")).text


def test_the_next_question_leans_on_the_last(room: Room, events: list[Event]) -> None:
    yesterday = [one for one in events if day(one) == TODAY - timedelta(days=1)]
    mobile = [one for one in yesterday if one["device_type"] == "mobile"]
    rows = tallied(mobile, lambda one: one["country"])
    best = max(rows, key=lambda name: rows[name].revenue)
    person = room.person()
    person.says("revenue by source yesterday")
    person.says("and on mobile?")
    heard = person.says("by country instead")
    assert heard.text.startswith(f"Country {best!r} has the highest revenue: {money(rows[best].revenue)} ")
    again = person.says("same for last week")
    assert again.calls[-1].arguments["period"] == "last week"
    assert again.calls[-1].arguments["filters"] == heard.calls[-1].arguments["filters"]
    only = person.says("only Outbrain")
    assert len(only.calls[-1].arguments["filters"]) == 2
