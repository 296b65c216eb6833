"""What is planted in the demo account is there to be found: counted here by plain loops over its events."""

from datetime import UTC, date, datetime
from math import sqrt
from pathlib import Path
from typing import Any

import pytest
from mcp_desk import NOW, demo_id
from recorded import Event, Tally, deliveries, recorded, tallied

from server.demo.campaigns import BURNING, EXCELLENT, MONDAYS, SMALL
from server.demo.findings import FINDINGS
from server.demo.nature import SILENT_DAYS

TODAY = NOW.date()


@pytest.fixture(scope="module")
def events(busy_template: Path) -> list[Event]:
    return recorded(busy_template)


def day(event: Event) -> date:
    return datetime.fromtimestamp(event["entrance_time"] / 1000, UTC).date()


def days_ago(event: Event) -> int:
    return (TODAY - day(event)).days


def of(events: list[Event], **names: str) -> list[Event]:
    """Those of the source or the funnel."""
    ids = {f"{what}_id": demo_id(name) for what, name in names.items()}
    return [one for one in events if all(one[column] == id for column, id in ids.items())]


def z(one: Tally, other: Tally, shown: str = "views") -> float:
    """By how many standard deviations the conversions per view of two differ."""
    many, few = getattr(one, shown), getattr(other, shown)
    both = (one.conversions + other.conversions) / (many + few)
    spread = sqrt(both * (1 - both) * (1 / many + 1 / few))
    return (one.conversions / many - other.conversions / few) / spread


def by_lander(events: list[Event]) -> dict[str, Tally]:
    """Conversions are credited to the lander of their visit."""
    landers = {one["visit_id"]: one["page_id"] for one in events if one["page_type"] == "lander"}
    return tallied((one for one in events if one["visit_id"] in landers), lambda one: landers[one["visit_id"]])


def test_thirty_days_up_to_now_are_believable(events: list[Event]) -> None:
    assert {days_ago(one) for one in events} == set(range(31))
    assert max(one["event_time"] for one in events) <= NOW.timestamp() * 1000
    whole = tallied(events, lambda one: "")[""]
    assert 6_000 <= whole.visits <= 10_000
    for row in tallied(events, lambda one: one["funnel_id"]).values():
        assert row.conversions > 20
        assert -0.4 < float((row.revenue - row.cost) / row.cost) < 0.6


def test_one_section_burns_money_and_two_earn_a_multiple(events: list[Event]) -> None:
    rows = tallied(of(events, traffic_source="Outbrain"), lambda one: one["c1"])
    assert rows[BURNING].conversions == 0
    assert rows[BURNING].cost > 3 * 18
    for section in (EXCELLENT, MONDAYS):
        assert rows[section].revenue > 2 * rows[section].cost
        assert rows[section].conversions >= 8


def test_one_section_brings_the_buyers_on_mondays(events: list[Event]) -> None:
    mondays = [one for one in of(events, traffic_source="Outbrain") if day(one).weekday() == 0]
    rows = tallied(mondays, lambda one: one["c1"])
    last = tallied((one for one in mondays if days_ago(one) < 7), lambda one: one["c1"])
    for found in (rows, last):
        best, second = sorted(found, key=lambda name: -found[name].conversions)[:2]
        assert best == MONDAYS
        assert found[best].conversions >= 2 * found[second].conversions


def test_one_of_two_landers_is_better_beyond_doubt(events: list[Event]) -> None:
    rows = by_lander(of(events, funnel="Keto Facebook US"))
    better, worse = rows[demo_id("Keto Celebrity Article")], rows[demo_id("Keto Story")]
    better.views, worse.views = better.visits or better.views, worse.visits or worse.views
    assert z(better, worse) > 3.3


def test_two_offers_earn_the_same_as_far_as_one_can_tell(events: list[Event]) -> None:
    rows = tallied(events, lambda one: one["page_id"])
    shield, fox = rows[demo_id("ShieldVPN DE")], rows[demo_id("FoxVPN DE")]
    assert min(shield.conversions, fox.conversions) > 20
    # the difference of revenue per view, in standard deviations of revenues that come or do not
    means = [float(row.revenue) / row.views for row in (shield, fox)]
    spread = sqrt(
        sum(mean * pay / row.views for mean, pay, row in zip(means, (18, 14.5), (shield, fox), strict=True))
    )
    assert abs(means[0] - means[1]) < 1.64 * spread


def test_mobiles_do_worse_and_one_country_never_buys(events: list[Event]) -> None:
    solar = of(events, funnel="Solar Quiz Google")
    devices = tallied(solar, lambda one: one["device_type"])
    mobile, desktop = devices["mobile"], devices["desktop"]
    assert mobile.clicks / mobile.visits < 0.7 * desktop.clicks / desktop.visits
    assert z(desktop, mobile, "visits") > 2.5
    countries = tallied(solar, lambda one: one["country"])
    assert (countries["CA"].conversions, countries["US"].conversions > 30) == (0, True)
    assert countries["CA"].visits > 100


def test_the_cost_of_one_day_of_one_source_is_missing(events: list[Event]) -> None:
    rows = tallied(of(events, traffic_source="Taboola"), days_ago)
    assert [ago for ago, row in rows.items() if row.visits and not row.cost] == [1]
    others = tallied(events, lambda one: (one["traffic_source_id"] == demo_id("Taboola"), days_ago(one)))
    assert all(row.cost for (is_taboola, _), row in others.items() if not is_taboola)


def test_conversions_of_one_offer_stopped_for_its_network_sends_its_own_macro(
    events: list[Event], busy_template: Path
) -> None:
    rows = tallied((one for one in events if one["page_id"] == demo_id("BrightRoof Solar")), days_ago)
    silent = [row for ago, row in rows.items() if ago <= SILENT_DAYS]
    assert sum(row.views for row in silent) > 20
    assert sum(row.conversions for row in silent) == 0
    assert sum(row.conversions for row in rows.values()) > 15
    rejected = [one for one in deliveries(busy_template, "postbacks") if one["result"] == "rejected"]
    assert len(rejected) >= 4
    assert {one["hitId"] for one in rejected} == {"{subid}"}


def test_one_funnel_does_better_lately_and_one_worse(events: list[Event]) -> None:
    def weeks(name: str) -> tuple[Tally, Tally]:
        rows = tallied(of(events, funnel=name), lambda one: (days_ago(one) - 1) // 7)
        return rows[0], rows[1]

    last, before = weeks("VPN Native DACH")
    assert last.revenue / last.visits > before.revenue / before.visits
    assert last.clicks / last.visits > before.clicks / before.visits
    last, before = weeks("Keto Facebook US")
    assert last.revenue / last.visits < before.revenue / before.visits
    assert last.clicks / last.visits < 0.7 * before.clicks / before.visits


def test_a_small_site_earns_a_multiple_of_its_cost(events: list[Event]) -> None:
    rows = tallied(of(events, traffic_source="Taboola"), lambda one: one["c1"])
    assert rows[SMALL].visits == min(row.visits for row in rows.values())
    assert rows[SMALL].revenue > 2 * rows[SMALL].cost


def test_findings_name_what_exists() -> None:
    def exists(attribute: str, value: Any) -> bool:
        return not attribute.startswith(("Element: ", "Third Parties: ")) or bool(demo_id(value))

    assert len({one.id for one in FINDINGS}) == len(FINDINGS) == 12
    assert all(demo_id(one.funnel) for one in FINDINGS)
    assert all(exists(*where) for one in FINDINGS for where in one.where)
