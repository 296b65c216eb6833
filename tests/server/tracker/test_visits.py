from datetime import UTC, datetime
from typing import Any

import pytest

from server.errors import TrackerUnavailable
from server.tracker.visits import counted, question

SINCE, UNTIL = datetime(2026, 11, 13, 12, tzinfo=UTC), datetime(2026, 11, 20, 12, tzinfo=UTC)


def cells(*raw: Any) -> dict[str, Any]:
    return {"rowId": "x", "cells": [{"formatted": str(one), "raw": one} for one in raw]}


def test_visits_of_the_funnels_are_asked_for_and_nothing_else() -> None:
    assert question(["0FunnelAAAAA"], SINCE, UNTIL) == {
        "timeStart": "2026-11-13T12:00:00Z",
        "timeEnd": "2026-11-20T12:00:00Z",
        "timezone": "UTC",
        "attributes": [{"attribute": "Element: Funnel", "whitelistFilters": ["0FunnelAAAAA"]}],
        "metrics": ["visits"],
        "paging": {"start": 0, "length": 1000},
        "options": {"viewType": "flat", "showArchivedAssets": True},
    }


@pytest.mark.parametrize(
    ("columns", "rows", "expected"),
    [
        (["Element: Funnel", "visits"], [cells("a", 3), cells("c", 9)], 3),
        (["Element: Funnel", "Visits"], [cells("a", "1204")], 1204),
        (["Visits", "Funnel"], [cells(5.0, "a")], 5),
        (["Element: Funnel", "Entrances"], [cells("a", 7)], 7),
        (["Element: Funnel", "visits"], [cells("a", 3), cells("a", 4)], 7),
        (["Element: Funnel", "visits"], [cells("a", None)], 0),
        ([], [], 0),
    ],
    ids=["as written", "text", "other order", "other name", "by day", "not applicable", "no rows"],
)
def test_a_report_is_read_however_it_is_spelled(columns: list[str], rows: list[Any], expected: int) -> None:
    document = {
        "columns": [{"name": one, "type": "metric"} for one in columns],
        "rows": rows,
        "totals": cells("t", 99),
    }
    assert counted(document, ["a", "b"]) == {"a": expected, "b": 0}


@pytest.mark.parametrize(
    "document",
    [
        None,
        [],
        {},
        {"columns": [], "rows": None},
        {"columns": None, "rows": [cells("a", 1)]},
        {"columns": [{"name": "Funnel"}, {"name": "visits"}], "rows": [cells("a")]},
        {"columns": [{"name": "Funnel"}, {"name": "visits"}], "rows": [cells("a", "many")]},
        {"columns": [{"name": "Funnel"}, {"name": "visits"}], "rows": ["a"]},
    ],
)
def test_what_is_no_report_is_never_taken_for_no_visits(document: Any) -> None:
    with pytest.raises(TrackerUnavailable, match="cannot be read"):
        counted(document, ["a"])
