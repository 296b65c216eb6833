"""What `report` says of numbers that look better, or surer, than they are."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from at_the_desk import at_the_desk
from mcp import Client
from mcp_desk import Json, answer, connected, copied, demo_id
from tried_sources import FUNNEL, LANDER, OFFER, OUTBRAIN, TABOOLA, keep, moment, visit

from funnels.events import Event

FACEBOOK = demo_id("Facebook")
DAYS = {"period": "2026-11-17..2026-11-19"}


def sent(source: str, day: str, count: int, country: str = "DE", **more: str) -> list[Event]:
    at = moment(f"{day}T10:00:00")
    common = {"funnel_id": FUNNEL, "traffic_source_id": source, "country": country, "lander": LANDER, **more}
    return [event for _ in range(count) for event in visit(at, **common)]


@pytest.fixture(scope="module")
def home(demo_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Outbrain is paid for on each day, Taboola not on the 19th, Facebook on the 18th alone."""
    folder = copied(demo_template, tmp_path_factory.mktemp("warned") / "home")
    events = sent(OUTBRAIN, "2026-11-17", 30, offer=OFFER) + sent(OUTBRAIN, "2026-11-19", 120, cost="0.20")
    events += sent(TABOOLA, "2026-11-18", 20) + sent(TABOOLA, "2026-11-19", 41, cost="0")
    events += sent(FACEBOOK, "2026-11-17", 1, cost="0") + sent(FACEBOOK, "2026-11-18", 5, country="AT")
    events += sent(FACEBOOK, "2026-11-19", 1, cost="0")
    keep(folder, events)
    return folder


@pytest.fixture
async def client(home: Path) -> AsyncIterator[Client]:
    async with connected(home, demo=False) as opened:
        yield opened


def about_cost(found: Json) -> list[str]:
    return [one for one in found["caveats"] if "cost" in one]


TABOOLA_UNPAID = "Taboola: 41 visits on 2026-11-19 have no cost; P/L and ROI look better than they are."
FACEBOOK_UNPAID = (
    "Facebook: 2 visits on 2 days from 2026-11-17 to 2026-11-19 have no cost; P/L and ROI look better than they are."
)


@pytest.mark.parametrize("by", [[], ["country"], ["source"], ["day"], ["device", "country"]])
async def test_visits_without_cost_are_named_whatever_the_rows_are_by(client: Client, by: list[str]) -> None:
    assert about_cost(await answer(client, "report", by=by, **DAYS)) == [TABOOLA_UNPAID, FACEBOOK_UNPAID]


async def test_filters_hold_for_what_has_no_cost_too(client: Client) -> None:
    only = [{"attribute": "source", "any": ["Outbrain"]}]
    assert about_cost(await answer(client, "report", by=["country"], filters=only, **DAYS)) == []


async def test_a_period_compared_with_is_watched_as_well(client: Client) -> None:
    found = await answer(client, "report", by=["country"], period="2026-11-18", compare_to="2026-11-19")
    assert about_cost(found) == [
        f"{source}: {visits} on 2026-11-19 {verb} no cost; "
        "P/L and ROI of the period compared with look better than they are."
        for source, visits, verb in (("Taboola", "41 visits", "have"), ("Facebook", "1 visit", "has"))
    ]


async def test_a_long_period_is_looked_at_by_month(client: Client, demo: Path) -> None:
    keep(demo, sent(TABOOLA, "2026-10-01", 3, cost="0") + sent(TABOOLA, "2026-11-18", 2))
    async with connected(demo, demo=False) as opened:
        found = await answer(opened, "report", by=["country"], period="2026-01-01..2026-11-19")
    assert about_cost(found) == ["Taboola: 3 visits in 2026-10 have no cost; P/L and ROI look better than they are."]


async def test_visits_paid_by_conversion_owe_nothing_until_they_convert(demo: Path) -> None:
    keep(demo, sent(TABOOLA, "2026-11-18", 3, cost="0") + sent(OUTBRAIN, "2026-11-18", 2))
    paid = {"do": "update", "family": "traffic_source", "name": "Taboola", "fields": {"costType": "cpa"}}
    async with at_the_desk(demo, now=moment("2026-11-20T12:00:00")) as at:
        before = about_cost(await at.desk.results(**DAYS))
        await at.do(paid)
        assert (len(before), about_cost(await at.desk.results(**DAYS))) == (1, [])


async def test_what_is_compared_with_a_period_before_all_visits_is_told(client: Client) -> None:
    found = await answer(client, "report", period="2026-11-18..2026-11-19", compare_to="2026-11-10..2026-11-17")
    assert (
        "The period compared with has no visits until 2026-11-17: only 1 of its 8 days can be compared."
        in (found["caveats"])
    )
    other = await answer(client, "report", period="2026-11-10..2026-11-17", compare_to="2026-11-18..2026-11-19")
    assert "The period has no visits until 2026-11-17: only 1 of its 8 days can be compared." in other["caveats"]
    alone = await answer(client, "report", period="2026-11-10..2026-11-17")
    assert not [one for one in alone["caveats"] if "until" in one]


async def test_cost_of_visits_that_came_to_no_row_is_not_forgotten(client: Client) -> None:
    only = [{"attribute": "source", "any": ["Outbrain"]}]
    found = await answer(client, "report", by=["offer"], filters=only, **DAYS)
    assert about_cost(found) == [
        "24.00 of the cost was paid for visits that came by none (N/A): P/L and ROI of the other rows leave it out."
    ]
    assert about_cost(await answer(client, "report", by=["lander"], filters=only, **DAYS)) == []


async def test_small_rows_are_counted_among_all_that_are_shown_and_say_what_they_lack(demo: Path) -> None:
    first = moment("2026-10-01T10:00:00")
    common = {"funnel_id": FUNNEL, "traffic_source_id": TABOOLA, "lander": LANDER, "offer": OFFER}
    events: list[Event] = []
    for day in range(30):
        for number in range(100 if day < 28 else 50):
            events += visit(
                first + timedelta(days=day), converted="9.50" if number < 10 * (day < 20) else "", **common
            )
    keep(demo, events)
    async with connected(demo, demo=False) as client:
        found = await answer(client, "report", by=["day"], period="2026-10-01..2026-10-30", metrics=["CVR"])
    assert len(found["rows"]) == 30
    few = "2 of 30 rows have fewer than 100 visits and 8 of 30 rows have fewer than 10 conversions"
    assert f"{few}: rates may be chance." in found["caveats"]


async def test_all_rows_without_a_conversion_are_counted(demo: Path) -> None:
    common = {"funnel_id": FUNNEL, "traffic_source_id": TABOOLA, "lander": LANDER, "offer": OFFER}
    at = moment("2026-11-18T10:00:00")
    spent = {"DE": "1", "AT": "0.5", "CH": "12", "FR": "2", "NL": "11"}
    events = visit(at, cost="3", country="US", converted="10.00", **common)
    for country, cost in spent.items():
        events += visit(at, cost=cost, country=country, **common)
    keep(demo, events)
    async with connected(demo, demo=False) as client:
        found = await answer(client, "report", by=["country"], **DAYS)
        large = await answer(client, "report", by=["country"], having=["cost > 2"], **DAYS)
    told = "2 of them cost more than a conversion brings (10.00), 23.00 in all: look at “CH”, “NL” first."
    assert f"5 rows brought no conversion; {told}" in found["reading"]
    assert "2 rows brought no conversion and cost 23.00: look at “CH”, “NL” first." in large["reading"]
