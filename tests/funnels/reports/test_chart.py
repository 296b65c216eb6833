"""What a chart of a report shows."""

from decimal import Decimal
from typing import Any

from funnels.reports.chart import MOST_BARS, chart_of

COLUMNS = [
    {"id": "visits", "label": "Visits", "unit": "count"},
    {"id": "conversionPerVisit", "label": "Conversion per visit", "unit": "share"},
    {"id": "revenue", "label": "Revenue", "unit": "money"},
    {"id": "cost", "label": "Traffic cost", "unit": "money"},
    {"id": "profitAndLoss", "label": "Profit and loss", "unit": "money"},
]


def row(name: str, *values: str | None, before: tuple[str | None, ...] = ()) -> dict[str, Any]:
    ids = [one["id"] for one in COLUMNS]
    told: dict[str, Any] = {"keys": [{"name": name, "id": name}], "values": dict(zip(ids, values, strict=False))}
    return {**told, "before": dict(zip(ids, before, strict=False))} if before else told


def answer(by: str, *rows: dict[str, Any], sorted_by: str = "visits") -> dict[str, Any]:
    return {
        "title": "T",
        "by": [by],
        "columns": COLUMNS,
        "rows": list(rows),
        "rows_total": len(rows),
        "sorted_by": sorted_by,
    }


def test_bars_show_what_rows_are_sorted_by_and_the_profit_beside_it() -> None:
    chart = chart_of(answer("Country", row("DE", "9", "0.1", "5", "3", "2"), row("AT", "4", "0", "0", "3", "-3")))
    assert chart is not None
    assert (chart.labels, chart.is_line, chart.axis) == (("DE", "AT"), False, "Country")
    assert [(one.title, one.unit, one.series[0].values) for one in chart.panels] == [
        ("Visits", "count", (Decimal(9), Decimal(4))),
        ("Profit and loss", "money", (Decimal(2), Decimal(-3))),
    ]
    visits, profit = chart.text.split("; ")
    assert visits == "Visits by Country: highest DE (9), lowest AT (4)"
    assert profit == "Profit and loss by Country: highest DE (2.00), lowest AT (-3.00)"


def test_days_are_lines_with_money_on_one_scale_and_days_without_visits_in_between() -> None:
    chart = chart_of(
        answer("Date", row("2026-11-18", "9", "0.1", "5", "3", "2"), row("2026-11-20", "4", None, "0", "3", "-3"))
    )
    assert chart is not None
    assert chart.is_line
    assert chart.labels == ("2026-11-18", "2026-11-19", "2026-11-20")
    visits, money = chart.panels
    assert visits.series[0].values == (9, 0, 4)
    assert [one.name for one in money.series] == ["Revenue", "Traffic cost", "Profit and loss"]
    assert money.series[2].values == (2, 0, -3)


def test_a_single_day_is_a_bar() -> None:
    chart = chart_of(answer("Date", row("2026-11-18", "9", "0.1", "5", "3", "2")))
    assert chart is not None
    assert not chart.is_line


def test_the_period_before_stands_beside() -> None:
    chart = chart_of(answer("Country", row("DE", "9", "0.1", "0", "0", "0", before=("7", "0", "0", "0", "0"))))
    assert chart is not None
    [panel] = chart.panels
    assert [(one.name, one.values, one.before) for one in panel.series] == [
        ("Visits", (9,), False),
        ("Visits, before", (7,), True),
    ]


def test_many_rows_are_cut_and_the_rest_is_counted() -> None:
    chart = chart_of({**answer("City", *(row(f"c{number}", "1") for number in range(40))), "rows_total": 90})
    assert chart is not None
    assert (len(chart.labels), chart.left_out) == (MOST_BARS, 90 - MOST_BARS)
