"""Figures recounted from raw events, held against a second count and against what is told."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from judged import Turn
from mcp_desk import NOW
from recorded import Event, recorded
from recount import Report

from agent.models.base import Result
from evals.errors import CaseError
from evals.graders.counting import Counting
from evals.graders.periods import period
from evals.snapshot import Snapshot, snapshot
from funnels.assets import Funnel, Page

MONTH = "last 30 days"
ATTRIBUTES = {
    "funnel": "Element: Funnel",
    "lander": "Element: Lander",
    "offer": "Element: Offer",
    "os": "Device: OS",
    "hour": "Time: Hour of Day",
    "c1": "Tracking: Field",
}


@pytest.fixture(scope="module")
def now(busy_template: Path) -> Snapshot:
    return snapshot(busy_template)


@pytest.fixture(scope="module")
def events(busy_template: Path) -> list[Event]:
    return recorded(busy_template)


@pytest.mark.parametrize("by", ATTRIBUTES)
def test_rows_are_those_of_a_second_count(events: list[Event], now: Snapshot, by: str) -> None:
    days = period("last 7 days", NOW)
    asked = {"attribute": ATTRIBUTES[by], "trackingField": by}
    body = {"attributes": [asked], "timeStart": f"{days[0]}T00:00:00+00:00", "timeEnd": f"{days[1]}T00:00:00+00:00"}
    second = Report(body, events)
    values = {"" if value is None else str(value).casefold(): value for (value,) in filter(None, second.rows)}
    if by in ("funnel", "lander", "offer"):
        values = {"" if value is None else str(value): value for (value,) in filter(None, second.rows)}
    rows = Counting(now.recorded.events, now.account).rows(days, {}, by)
    assert len(rows) > 1
    for key, row in rows.items():
        whole = second.rows[values[key],]
        counted = (row.visits, row.conversions, row.revenue, row.cost)
        assert counted == (whole["visits"], whole["conversions"], whole["revenue"], whole["cost"]), key
        if by == "lander":
            assert (row.lander_views, row.lander_clicks) == (whole["landerViews"], whole["landerClicks"])
        if by == "offer":
            assert row.offer_views == whole["offerViews"]


def test_a_filter_keeps_what_a_row_counts(now: Snapshot) -> None:
    counting, days = Counting(now.recorded.events, now.account), period(MONTH, NOW)
    for by, kind in (("funnel", Funnel), ("offer", Page), ("lander", Page)):
        rows = counting.rows(days, {}, by)
        for asset in now.account.all(kind):
            if asset.id in rows:
                assert counting.rows(days, {by: asset.name}, None)[""] == rows[asset.id]


@pytest.mark.parametrize(
    ("words", "first", "end"),
    [
        ("today", date(2026, 11, 20), date(2026, 11, 21)),
        ("Yesterday", date(2026, 11, 19), date(2026, 11, 20)),
        ("last 7 days", date(2026, 11, 14), date(2026, 11, 21)),
        ("monday", date(2026, 11, 16), date(2026, 11, 17)),
        ("saturday", date(2026, 11, 14), date(2026, 11, 15)),
        ("friday", date(2026, 11, 20), date(2026, 11, 21)),
        ("this week", date(2026, 11, 16), date(2026, 11, 23)),
        ("last week", date(2026, 11, 9), date(2026, 11, 16)),
        ("this month", date(2026, 11, 1), date(2026, 12, 1)),
        ("last month", date(2026, 10, 1), date(2026, 11, 1)),
        ("2026-11-05 to 2026-11-10", date(2026, 11, 5), date(2026, 11, 11)),
        ("2026-11-05", date(2026, 11, 5), date(2026, 11, 6)),
    ],
)
def test_periods(words: str, first: date, end: date) -> None:
    assert period(words, NOW) == (first, end)


@pytest.mark.parametrize("words", ["soon", "last days", "2026-11", ""])
def test_a_period_nobody_knows_is_the_fault_of_the_case(words: str) -> None:
    with pytest.raises(CaseError):
        period(words, NOW)


def numbers(*wanted: dict[str, Any]) -> dict[str, Any]:
    return {"numbers": list(wanted)}


def plainly(now: Snapshot, metric: str, funnel: str) -> Decimal:
    """By a loop over all events, as everything in `busy` lies in the last thirty days."""
    id = next(one.id for one in now.account.all(Funnel) if one.name == funnel)
    return sum((event[metric] or Decimal(0) for event in now.recorded.events if event["funnel_id"] == id), Decimal(0))


def test_a_figure_is_told_or_not(busy_template: Path, now: Snapshot) -> None:
    turn, dach = Turn(busy_template), "VPN Native DACH"
    one = {"metric": "revenue", "period": "ever", "where": {"funnel": dach}}
    revenue, cost = plainly(now, "revenue", dach), plainly(now, "cost", dach)
    assert revenue > 0 < cost
    assert turn.failed(numbers(one), told=f"It made ${revenue:,.2f}.") == {}
    assert turn.failed(numbers(one), told=f"It made ${revenue + 1:,.2f}.").keys() == {"numbers[0]"}
    assert turn.failed(numbers(one), told="It made something.").keys() == {"numbers[0]"}
    assert f"revenue {revenue:.4f}" in turn.failed(numbers(one), told="")["numbers[0]"]
    assert turn.of_account == set()
    roi, profit = {**one, "metric": "roi"}, {**one, "metric": "profit"}
    told = f"ROI {(revenue - cost) / cost:.1%}, P/L {revenue - cost:.2f}"
    assert turn.failed(numbers(roi, profit), told=told) == {}
    assert turn.failed(numbers(roi, profit), told=f"P/L {revenue - cost:.2f}").keys() == {"numbers[0]"}


def test_a_figure_may_stand_in_a_table_that_is_shown(busy_template: Path, now: Snapshot) -> None:
    turn, dach = Turn(busy_template), "VPN Native DACH"
    revenue, cost = plainly(now, "revenue", dach), plainly(now, "cost", dach)
    one = numbers({"metric": "profit", "period": "ever", "where": {"funnel": dach}})
    values = {"profitAndLoss": str(revenue - cost), "cost": str(cost)}
    swapped = {"profitAndLoss": str(cost), "cost": str(revenue - cost)}

    def row(name: str, shown: dict[str, str]) -> dict[str, Any]:
        return {"keys": [{"name": name, "id": "1"}], "values": shown}

    for right in ({"totals": values}, {"rows": [row(dach, values)]}):
        assert turn.failed(one, results=[Result("1", "report", "", right)]) == {}
    for wrong in ({"totals": swapped}, {"rows": [row("Solar Quiz Google", values), row(dach, swapped)]}):
        assert turn.failed(one, results=[Result("1", "report", "", wrong)]).keys() == {"numbers[0]"}
    assert turn.failed(one, results=[Result("1", "find_assets", "", {"totals": values})]).keys() == {"numbers[0]"}
    best = numbers({"metric": "profit", "period": "ever", "by": "funnel", "best": 1})
    assert turn.failed(best, results=[Result("1", "report", "", {"totals": values})]).keys() == {"numbers[0]"}


def test_the_best_are_named_and_the_first_has_its_figure(busy_template: Path, now: Snapshot) -> None:
    turn = Turn(busy_template)
    rows = Counting(now.recorded.events, now.account).rows(period(MONTH, NOW), {}, "country")
    ranked = sorted((row.visits, key.upper()) for key, row in rows.items())
    (_, second), (most, first) = ranked[-2:]
    two = {"metric": "visits", "period": MONTH, "by": "country", "best": 2}
    assert turn.failed(numbers(two), told=f"{first} {most:,}, then {second}") == {}
    assert turn.failed(numbers(two), told=f"{first} {most:,}")["numbers[0]"].startswith(f"'{second}'")
    assert turn.failed(numbers(two), told=f"{first}, {second}").keys() == {"numbers[0]"}
    assert turn.failed(numbers(two), told=f"{first.lower()} {most:,} {second.lower()}").keys() == {"numbers[0]"}
    least = {**two, "worst": 1, "best": None}
    few, last = ranked[0]
    assert turn.failed(numbers(least), told=f"{last}: {few}") == {}
    assert turn.failed(numbers(least), told=f"{first}: {most}").keys() == {"numbers[0]"}


@pytest.mark.parametrize(
    "wrong",
    [
        {"metric": "glory"},
        {"where": {"funnel": "No Such"}},
        {"where": {"moon": "full"}},
        {"by": "moon"},
        {"period": "soon"},
    ],
)
def test_what_cannot_be_counted_is_the_fault_of_the_case(busy_template: Path, wrong: dict[str, Any]) -> None:
    with pytest.raises(CaseError):
        Turn(busy_template).failed(numbers({"metric": "visits", "period": "ever", **wrong}), told="5")
