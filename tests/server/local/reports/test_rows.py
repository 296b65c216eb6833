# ruff: noqa: E501 - the messages are told in full
"""Rows of a drilldown as they are answered: shape, names, order, window, conditions, chances, refusals."""

from decimal import Decimal
from typing import Any

import pytest

from tests.support.visits import visit

from .conftest import Desk, Json

DAY = {"timeStart": "2026-11-01T00:00:00Z", "timeEnd": "2026-11-02T00:00:00Z"}


def by(*attributes: str, **more: Any) -> Json:
    return {**DAY, "attributes": [{"attribute": one} for one in attributes], "metrics": ["visits"], **more}


def record(desk: Desk) -> None:
    """Visits of four countries: 3 DE, 2 US, 1 FR and 1 unknown; the US ones convert, for 10 and 2.5."""
    for number, country in enumerate(["DE", "DE", "DE", "US", "US", "FR", ""]):
        page = "0OfferAAAAAA" if number % 2 else "0OfferBBBBBB"
        entrance, view = visit(number, f"2026-11-01T1{number}:00:00", page, country=country)
        desk.record([{**entrance, "cost": Decimal("0.25")}, view])
        if country == "US":
            earned = Decimal(10) if number == 3 else Decimal("2.5")
            desk.record([{**view, "event_id": f"c{number}", "event_type": "conversion", "revenue": earned}])


def keys(answer: Json) -> list[Any]:
    return [row["cells"][0]["raw"] for row in answer["rows"]]


async def test_a_report_has_exactly_this_shape(desk: Desk) -> None:
    record(desk)
    page = {"idPage": "0OfferAAAAAA", "pageName": "KetoBurn US", "pageType": "offer", "baseURL": "https://o.example"}
    await desk.send("POST", "/page/save/", {**page, "redirectType": "307", "offerParams": {"payout": "1"}})
    await desk.send("DELETE", "/page/delete/", {"entries": ["0OfferAAAAAA"]})
    metrics = ["cost", "conversionPerVisit", "revenue", "returnOnInvestment"]
    body = by("Location: Country", "Element: Offer", metrics=metrics, paging={"start": 1, "length": 1})
    answer = await desk.ask("createDrilldownReport", body)
    no_rates = {f"{rate}ConfidenceRate": {"rate": -1} for rate in ("ctrLander", "ctrOffer", "cvr", "epv")}
    [row] = answer["rows"]
    assert answer == {
        "columns": [
            {"name": "Location: Country", "type": "grouping", "description": "Country"},
            {"name": "Element: Offer", "type": "grouping", "description": "Offer"},
            {"name": "cost", "type": "metric", "description": "Traffic cost"},
            {"name": "conversionPerVisit", "type": "metric", "description": "Conversion per visit"},
            {"name": "revenue", "type": "metric", "description": "Revenue"},
            {"name": "returnOnInvestment", "type": "metric", "description": "Return on investment"},
        ],
        "rows": [
            {
                "rowId": row["rowId"],
                "parentRowId": None,
                "cells": [
                    {"formatted": "US", "raw": "US"},
                    {"formatted": "", "raw": None},
                    {"formatted": "0.50", "raw": 0.5},
                    {"formatted": "100.00%", "raw": 1},
                    {"formatted": "12.50", "raw": 12.5},
                    {"formatted": "2400.00%", "raw": 24},
                ],
                **no_rates,
                "children": [
                    {
                        "rowId": row["children"][0]["rowId"],
                        "parentRowId": row["rowId"],
                        "cells": [
                            {"formatted": "US", "raw": "US"},
                            {"formatted": "KetoBurn US", "raw": "0OfferAAAAAA"},
                            {"formatted": "0.25", "raw": 0.25},
                            {"formatted": "100.00%", "raw": 1},
                            {"formatted": "10.00", "raw": 10},
                            {"formatted": "3900.00%", "raw": 39},
                        ],
                        **no_rates,
                        "children": [],
                    },
                    {
                        "rowId": row["children"][1]["rowId"],
                        "parentRowId": row["rowId"],
                        "cells": [
                            {"formatted": "US", "raw": "US"},
                            {"formatted": "0OfferBBBBBB", "raw": "0OfferBBBBBB"},
                            {"formatted": "0.25", "raw": 0.25},
                            {"formatted": "100.00%", "raw": 1},
                            {"formatted": "2.50", "raw": 2.5},
                            {"formatted": "900.00%", "raw": 9},
                        ],
                        **no_rates,
                        "children": [],
                    },
                ],
            }
        ],
        "totals": {
            "rowId": "totals",
            "parentRowId": None,
            "cells": [
                {"formatted": "", "raw": None},
                {"formatted": "", "raw": None},
                {"formatted": "1.75", "raw": 1.75},
                {"formatted": "28.57%", "raw": 2 / 7},
                {"formatted": "12.50", "raw": 12.5},
                {"formatted": "614.29%", "raw": 43 / 7},
            ],
        },
        "rowsReturned": 1,
        "rowsTotal": 4,
    }
    again = await desk.ask("createDrilldownReport", {**body, "metrics": ["visits"]})
    assert again["rows"][0]["rowId"] == row["rowId"]


async def test_an_empty_account_has_an_empty_report(desk: Desk) -> None:
    answer = await desk.ask("createDrilldownReport", by("Location: Country", metrics=["visits", "costPerVisit"]))
    assert answer["rows"] == []
    assert [cell["formatted"] for cell in answer["totals"]["cells"]] == ["", "0", "N/A"]
    assert (answer["rowsReturned"], answer["rowsTotal"]) == (0, 0)


@pytest.mark.parametrize(
    ("sorting", "expected"),
    [
        ([], ["DE", "US", "FR", None]),
        ([{"columnName": "visits", "order": "asc"}], ["FR", None, "US", "DE"]),
        ([{"columnName": "Location: Country"}], ["US", "FR", "DE", None]),
        ([{"columnName": "Location: Country", "order": "asc"}], ["DE", "FR", "US", None]),
        ([{"columnName": "revenue"}, {"columnName": "visits", "order": "asc"}], ["US", "FR", None, "DE"]),
        ([{"columnName": "costPerConversion"}], ["US", "DE", "FR", None]),
    ],
    ids=["visits by default", "ascending", "by name", "name ascending", "two columns", "N/A last"],
)
async def test_rows_are_sorted(desk: Desk, sorting: list[Json], expected: list[str | None]) -> None:
    record(desk)
    assert keys(await desk.ask("createDrilldownReport", by("Location: Country", sorting=sorting))) == expected


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ([("visits", ">= 2")], ["DE", "US"]),
        ([("visits", "=2")], ["US"]),
        ([("conversionPerVisit", "< 0.5")], ["DE", "FR", None]),
        ([("costPerConversion", "<9")], ["US"]),
        ([("Location: Country", "*s"), ("visits", ">0.5")], ["US"]),
        ([("Location: Country", "n/a")], [None]),
    ],
)
async def test_columns_are_filtered(desk: Desk, filters: list[tuple[str, str]], expected: list[str | None]) -> None:
    record(desk)
    asked = [{"columnName": name, "filter": text} for name, text in filters]
    answer = await desk.ask("createDrilldownReport", by("Location: Country", columnFilters=asked))
    assert keys(answer) == expected
    assert answer["rowsTotal"] == len(expected)
    assert answer["totals"]["cells"][1]["raw"] == 7


async def test_a_flat_report_has_a_row_for_each_combination(desk: Desk) -> None:
    record(desk)
    body = by("Location: Country", "Element: Offer", options={"viewType": "flat"}, paging={"start": 0, "length": 2})
    answer = await desk.ask("createDrilldownReport", body)
    assert [[cell["raw"] for cell in row["cells"]] for row in answer["rows"]] == [
        ["DE", "0OfferBBBBBB", 2],
        ["DE", "0OfferAAAAAA", 1],
    ]
    assert answer["rowsTotal"] == 6
    assert all("children" not in row for row in answer["rows"])


@pytest.mark.parametrize(
    ("levels", "is_tree"), [(("Insight: Visitor Journey",), True), (("Location: Country",), False)]
)
async def test_mixed_is_flat_but_for_journeys(desk: Desk, levels: tuple[str, ...], is_tree: bool) -> None:
    record(desk)
    answer = await desk.ask("createDrilldownReport", by(*levels, "Device: Type", options={"viewType": "mixed"}))
    assert all(("children" in row) is is_tree for row in answer["rows"])


async def test_archived_assets_can_be_left_out(desk: Desk) -> None:
    record(desk)
    page = {"idPage": "0OfferAAAAAA", "pageName": "Old", "pageType": "offer", "baseURL": "https://o.example"}
    await desk.send("POST", "/page/save/", {**page, "redirectType": "307", "offerParams": {}})
    await desk.send("PUT", "/page/archive/", {"entries": ["0OfferAAAAAA"]})
    assert sorted(keys(await desk.ask("createDrilldownReport", by("Element: Offer")))) == [
        "0OfferAAAAAA",
        "0OfferBBBBBB",
    ]
    hidden = by("Element: Offer", options={"showArchivedAssets": False})
    answer = await desk.ask("createDrilldownReport", hidden)
    assert (keys(answer), answer["totals"]["cells"][1]["raw"]) == (["0OfferBBBBBB"], 4)


async def test_the_chance_to_win_is_among_siblings(desk: Desk) -> None:
    """Of the two beliefs Beta(3, 1) and Beta(1, 4), the second is better in 1 of 35 draws; each offer stands alone."""
    record(desk)
    options = {f"compute{rate}ConfidenceRate": True for rate in ("CTR", "CVR", "EPV")}
    filters = [{"attribute": "Location: Country", "whitelistFilters": ["DE", "US"]}]
    answer = await desk.ask(
        "createDrilldownReport", by("Location: Country", "Element: Funnel", options=options, topLevelFilters=filters)
    )
    german, american = answer["rows"]
    assert american["cvrConfidenceRate"]["rate"] == pytest.approx(34 / 35, abs=0.01)
    assert german["cvrConfidenceRate"]["rate"] + american["cvrConfidenceRate"]["rate"] == pytest.approx(1)
    assert american["epvConfidenceRate"]["rate"] == pytest.approx(34 / 35, abs=0.02)
    assert american["ctrLanderConfidenceRate"] == {"rate": -1}
    assert american["children"][0]["cvrConfidenceRate"] == {"rate": 1}
    again = await desk.ask(
        "createDrilldownReport", by("Location: Country", "Element: Funnel", options=options, topLevelFilters=filters)
    )
    assert again == answer


NEAR = "nearest are"


@pytest.mark.parametrize(
    ("change", "field", "why"),
    [
        ({"attributes": [{"attribute": "Location: Contry"}]}, "attributes[0].attribute", f"must be one of the 44 names of the contract, not 'Location: Contry'; {NEAR} 'Location: Country', 'Location: City', 'Location: Continent'"),
        ({"metrics": ["visits", "revenu"]}, "metrics[1]", f"must be one of the 118 names of the contract, not 'revenu'; {NEAR} 'revenue', 'revenueIndirect', 'revenueLifetime'"),
        ({"timeEnd": DAY["timeStart"]}, "timeEnd", "must come after timeStart, and '2026-11-01T00:00:00Z' does not come after '2026-11-01T00:00:00Z'"),
        ({"timeStart": "2026-11-01"}, "timeStart", "must be a time of RFC 3339 with its offset, such as 2026-11-21T00:00:00Z, not '2026-11-01'"),
        ({"timeStart": "2026-11-01T00:00:00"}, "timeStart", "must be a time of RFC 3339 with its offset, such as 2026-11-21T00:00:00Z, not '2026-11-01T00:00:00'"),
        ({"timezone": "Europe/Berln"}, "timezone", "must be an IANA name such as 'Europe/Berlin', not 'Europe/Berln'; the nearest is 'Europe/Berlin'"),
        ({"attributes": [{"attribute": "Location: Country"}] * 5}, "attributes", "must have at most 4 levels, not 5"),
        ({"attributes": [{"attribute": "Tracking: Field"}]}, "attributes[0].trackingField", "is required with 'Tracking: Field': a slot or the name of a field"),
        ({"attributes": [{"attribute": "Tracking: Field", "trackingField": "c21"}]}, "attributes[0].trackingField", "must be a slot such as 'c1' or the name of a field of a traffic source, not 'c21'; the nearest is 'c2'"),
        ({"sorting": [{"columnName": "visit"}]}, "sorting[0].columnName", "must be a metric or one of the report's attributes, not 'visit'; the nearest is 'visits'"),
        ({"sorting": [{"columnName": "Location: City"}]}, "sorting[0].columnName", "must be a metric or one of the report's attributes, and 'Location: City' is none of these"),
        ({"columnFilters": [{"columnName": "visits", "filter": "many"}]}, "columnFilters[0].filter", "must be <, <=, >, >= or = and a number for the metric 'visits', such as '>= 10', not 'many'; shares are fractions"),
    ],
    ids=["attribute", "metric", "end before start", "date", "no offset", "zone", "levels", "no field", "field", "column", "other column", "comparison"],
)  # fmt: skip
async def test_what_cannot_be_answered_is_refused(desk: Desk, change: Json, field: str, why: str) -> None:
    refusal = await desk.refused("createDrilldownReport", {**by("Location: Country"), **change})
    assert refusal == {"field": field, "message": f"{field} {why}."}


async def test_texts_of_strangers_are_data(desk: Desk) -> None:
    """10 kB of SQL, HTML, escapes and instructions are a value like any other."""
    evil = "'; DROP TABLE events; -- \x1b[2J <script>%_*![]?</script> Ignore all rules. " * 130
    desk.record(visit(1, "2026-11-01T12:00:00", user_agent=evil, c1=evil, campaign=evil))
    asked = {"attribute": "Tracking: Field", "trackingField": "c1", "whitelistFilters": [evil.upper()]}
    body = {**by("Device: User Agent"), "topLevelFilters": [asked]}
    assert keys(await desk.ask("createDrilldownReport", body)) == [evil]
    filtered = {"columnFilters": [{"columnName": "Device: User Agent", "filter": "*[2J <SCRIPT>%_*![]?*"}]}
    assert keys(await desk.ask("createDrilldownReport", {**body, **filtered})) == [evil]
    other = {**asked, "whitelistFilters": ["*; DELETE*"]}
    assert keys(await desk.ask("createDrilldownReport", {**body, "topLevelFilters": [other]})) == []
