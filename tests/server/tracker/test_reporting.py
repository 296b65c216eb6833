"""What the Reporting API is asked, and how its answers are read, whichever way they are spelled."""

import json
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, TypeVar

import httpx
import pytest

from server.errors import TrackerUnavailable
from server.tracker import Tracker
from server.tracker.reporting_answers import Calls, Key
from server.tracker.reporting_questions import (
    By,
    ConvertedHit,
    CostSegment,
    EventsQuestion,
    LogQuestion,
    Question,
    Selection,
    Span,
    Threshold,
)

T = TypeVar("T")
SINCE, UNTIL = datetime(2026, 11, 13, 12, tzinfo=UTC), datetime(2026, 11, 20, 12, tzinfo=UTC)
WITHIN = Span(SINCE, UNTIL)
TIMES = {"timeStart": "2026-11-13T12:00:00Z", "timeEnd": "2026-11-20T12:00:00Z"}


async def asked(does: Callable[[Tracker], Awaitable[T]], *answers: Any) -> tuple[T, list[tuple[str, str, Any]]]:
    """What came of it, and the requests that went out; each is answered with the next of the answers."""
    requests: list[tuple[str, str, Any]] = []
    waiting = iter(answers)

    def answer(request: httpx.Request) -> httpx.Response:
        body = json.loads(request.content) if request.content else None
        requests.append((request.method, request.url.path.removeprefix("/v1"), body))
        return httpx.Response(200, json=next(waiting))

    async with httpx.AsyncClient(transport=httpx.MockTransport(answer), base_url="http://t.test/v1") as http:
        return await does(Tracker(http)), requests


async def body_of(does: Callable[[Tracker], Awaitable[Any]]) -> Any:
    [(_, _, body)] = (await asked(does, {"columns": [], "rows": [], "events": [], "entries": [], "value": 0}))[1]
    return body


def cells(*raw: Any) -> dict[str, Any]:
    return {"rowId": "x", "cells": [{"formatted": f"<{one}>", "raw": one} for one in raw]}


def report(columns: list[Any], rows: list[Any], **more: Any) -> dict[str, Any]:
    return {"columns": [{"name": one, "type": "?"} for one in columns], "rows": rows, **more}


async def test_visits_of_the_funnels_are_asked_for_and_nothing_else() -> None:
    visits, requests = await asked(lambda it: it.visits(["0FunnelAAAAA"], SINCE, UNTIL), report([], []))
    assert visits == {"0FunnelAAAAA": 0}
    body = {
        **TIMES,
        "timezone": "UTC",
        "attributes": [{"attribute": "Element: Funnel", "whitelistFilters": ["0FunnelAAAAA"]}],
        "metrics": ["visits"],
        "paging": {"start": 0, "length": 1000},
        "options": {"viewType": "flat", "showArchivedAssets": True},
    }
    assert requests == [("POST", "/reporting/drilldown/", body)]


@pytest.mark.parametrize(
    ("columns", "rows", "expected"),
    [
        (["Element: Funnel", "visits"], [cells("a", 3), cells("c", 9)], 3),
        (["Element: Funnel", "Visits"], [cells("a", "1204")], 1204),
        (["Visits", "Funnel"], [cells(5.0, "a")], 5),
        (["Element: Funnel", "Entrances"], [cells("a", 7)], 7),
        (["Element: Funnel", "visits"], [cells("a", 3), cells("a", 4)], 7),
        (["Element: Funnel", "visits"], [cells("a", None)], 0),
        (["Element: Funnel", "visits"], [{"cells": [], "children": [cells("a", 6)]}], 6),
        ([], [], 0),
    ],
    ids=["as written", "text", "other order", "other name", "by day", "not applicable", "a tree", "no rows"],
)
async def test_a_report_is_read_however_it_is_spelled(columns: list[str], rows: list[Any], expected: int) -> None:
    found, _ = await asked(lambda it: it.visits(["a", "b"], SINCE, UNTIL), report(columns, rows))
    assert found == {"a": expected, "b": 0}


@pytest.mark.parametrize(
    "document",
    [
        None,
        [],
        {},
        {"columns": [], "rows": None},
        {"columns": None, "rows": [cells("a", 1)]},
        report(["Funnel", "visits"], [cells("a")]),
        report(["Funnel", "visits"], [cells("a", "many")]),
        report(["Funnel", "visits"], [cells("a", "NaN")]),
        report(["Funnel", "visits"], ["a"]),
        report(["Funnel"], [cells("a")]),
        report(["One", "Two", "Three"], [cells("a", 1, 2)]),
    ],
)
async def test_what_is_no_report_is_never_taken_for_no_visits(document: Any) -> None:
    with pytest.raises(TrackerUnavailable, match="cannot be read"):
        await asked(lambda it: it.visits(["a"], SINCE, UNTIL), document)


async def test_a_drilldown_says_all_it_wants_in_the_words_of_the_contract() -> None:
    question = Question(
        WITHIN,
        zone="Europe/Berlin",
        by=(By("Location: Country"), By("Tracking: Field", "c1")),
        filters=(By("Element: Funnel", any=("a",)), By("Device: OS", none=("win*",))),
        metrics=("cost", "visits"),
        thresholds=(Threshold("cost", ">=", Decimal("1E+1")),),
        sort="cost",
        descending=False,
        start=50,
        length=25,
    )
    assert await body_of(lambda it: it.drilldown(question)) == {
        **TIMES,
        "timezone": "Europe/Berlin",
        "attributes": [
            {"attribute": "Location: Country"},
            {"attribute": "Tracking: Field", "trackingField": "c1"},
        ],
        "topLevelFilters": [
            {"attribute": "Element: Funnel", "whitelistFilters": ["a"]},
            {"attribute": "Device: OS", "blacklistFilters": ["win*"]},
        ],
        "metrics": ["cost", "visits"],
        "columnFilters": [{"columnName": "cost", "filter": ">=10"}],
        "sorting": [{"columnName": "cost", "order": "asc"}],
        "paging": {"start": 50, "length": 25},
        "options": {"viewType": "flat", "showArchivedAssets": True},
    }


async def test_rows_have_their_keys_and_exact_numbers() -> None:
    question = Question(WITHIN, by=(By("Element: Funnel"),), metrics=("cost", "returnOnInvestment", "visits"))
    columns = ["Element: Funnel", "visits", "cost"]
    document = report(columns, [cells("a", 3, 0.1), cells(None, 1, None)], totals=cells(None, 4, 0.1), rowsTotal=2)
    found, _ = await asked(lambda it: it.drilldown(question), document)
    assert found.rows[0].keys == (Key("a", "<a>"),)
    assert found.rows[0].values == {"cost": Decimal("0.1"), "visits": 3}
    assert (found.rows[1].ids, found.rows[1].values["cost"]) == ((None,), None)
    assert (found.totals, found.total) == ({"cost": Decimal("0.1"), "visits": 4}, 2)


async def test_a_report_is_read_to_its_end_also_where_the_count_is_missing() -> None:
    question = Question(WITHIN, by=(By("Element: Funnel"),), metrics=("visits",), length=2)
    pages = [report(["Funnel", "visits"], [cells(one, 1) for one in page]) for page in ("ab", "cd", "e")]
    found, requests = await asked(lambda it: it.whole_drilldown(question), *pages)
    assert [row.ids[0] for row in found.rows] == list("abcde")
    assert [body["paging"]["start"] for _, _, body in requests] == [0, 2, 4]
    assert found.total == 5


async def test_attributes_may_be_a_bare_list() -> None:
    assert (await asked(lambda it: it.attributes(), ["Device: OS"]))[0] == ("Device: OS",)
    assert (await asked(lambda it: it.attributes(), [{"name": "Device: OS"}]))[0] == ("Device: OS",)


async def test_an_event_is_read_into_our_columns() -> None:
    event = {"hitId": "h1", "t7": "zone", "ipv6": "::1", "eventTime": "2026-11-20T10:00:00Z", "funnelName": "Keto"}
    document = {"events": [{**event, "funnelId": "f", "unheard": 1, "cost": 0}], "hasMore": True}
    found, requests = await asked(lambda it: it.raw_events(EventsQuestion(WITHIN, limit=5)), document)
    assert requests[0][2] == {**TIMES, "timezone": "UTC", "filters": [], "eventTypes": [], "limit": 5}
    [one] = found.events
    assert {name: one.values[name] for name in ("hit_id", "c7", "ip", "cost")} == {
        "hit_id": "h1",
        "c7": "zone",
        "ip": "::1",
        "cost": "0",
    }
    assert (one.named("funnel_id"), one.named("page_id")) == ("Keto", "")
    assert one.time == datetime(2026, 11, 20, 10, tzinfo=UTC)
    assert found.more


async def test_a_visitor_is_looked_up_by_a_hit_or_within_a_span() -> None:
    document = {"visitor": {"deviceOSVersion": "18", "city": ""}, "hits": [{"hitId": "h"}], "hasMore": False}
    found, requests = await asked(lambda it: it.visitor(hit="h"), document)
    assert (found.about, found.hits[0].values) == ({"device_os_version": "18"}, {"hit_id": "h"})
    assert requests[0][1:] == ("/reporting/explorer/visitor", {"hitId": "h"})
    assert await body_of(lambda it: it.visitor(visitor="v", within=WITHIN)) == {"visitorId": "v", **TIMES}
    assert await body_of(lambda it: it.hit("h", hint=SINCE)) == {"hitId": "h", "timeStart": TIMES["timeStart"]}


async def test_the_postback_log_is_read() -> None:
    entry = {"time": "t", "direction": "incoming", "result": "rejected", "httpStatus": None, "payout": "12.50"}
    found, requests = await asked(
        lambda it: it.postback_log(LogQuestion(WITHIN, "incoming", only_failed=True)), {"entries": [entry]}
    )
    assert requests[0][2]["onlyFailed"] is True
    assert requests[0][2]["direction"] == "incoming"
    assert (found.entries[0].result, found.entries[0].payout, found.entries[0].status) == ("rejected", "12.50", None)
    assert found.total == 1


async def test_summaries_of_calls_are_read() -> None:
    row = {
        "idMiddlewareConfig": "m",
        "middlewareConfigName": "Score",
        "requests": 9,
        "successes": 7,
        "failures": 1,
        "timeouts": 1,
        "averageLatencyMs": 41.5,
        "routes": [{"matchedRouteID": "approved", "count": 7}],
    }
    found, _ = await asked(lambda it: it.middleware_summary(WITHIN), {"rows": [row]})
    assert found == (Calls("m", "Score", 9, 7, 1, 1, average_ms=41.5, routes={"approved": 7}),)
    webhook = {"idWebhookConfig": "w", "webhookConfigName": "Ping", "requests": 2, "lastStatusCode": 500}
    found, _ = await asked(lambda it: it.webhook_summary(WITHIN), {"rows": [webhook]})
    assert found == (Calls("w", "Ping", 2, 0, 0, last_status=500),)


async def test_updates_are_sent_as_the_contract_has_them() -> None:
    hits = [ConvertedHit("h1", "t1", Decimal("12.50")), ConvertedHit("h2")]
    assert await body_of(lambda it: it.update_conversions(hits)) == {
        "hits": [
            {"hitId": "h1", "transaction": "t1", "payout": "12.50"},
            {"hitId": "h2", "transaction": "", "payout": None},
        ],
        "postbackCalls": "none",
    }
    event = ConvertedHit("h1", payout=Decimal(3), number=2, data=("x", "y"))
    assert await body_of(lambda it: it.update_custom_events([event], postbacks="all")) == {
        "hits": [
            {
                "hitId": "h1",
                "eventNumber": 2,
                "transaction": "",
                "revenue": "3",
                "eventData1": "x",
                "eventData2": "y",
            }
        ],
        "postbackCalls": "all",
    }
    segment = CostSegment(Decimal("84.20"), countries=("DE",), fields={"zoneid": "7"})
    assert await body_of(lambda it: it.update_cost(["f"], ["s"], WITHIN, [segment])) == {
        "funnelIDs": ["f"],
        "trafficSourceIDs": ["s"],
        **TIMES,
        "costSegments": [
            {
                "cost": "84.20",
                "costType": "costForWholeSegment",
                "restrictToCountryCodes": ["DE"],
                "restrictToTrackingFields": {"zoneid": "7"},
            }
        ],
    }


async def test_a_reset_is_counted_and_done_with_the_same_selection() -> None:
    selection = Selection(WITHIN, funnels=("f",), fields={"c1": ("7", "8")})
    count, [(method, path, body)] = await asked(lambda it: it.count_reset(selection), {"value": 12})
    assert (count, method, path) == (12, "POST", "/reporting/update/reset/")
    _, [(method, path, again)] = await asked(lambda it: it.reset(selection), {})
    assert (method, path, again) == ("DELETE", "/reporting/update/reset/", body)
    assert body["restrictToFunnelIDs"] == ["f"]
    assert body["restrictToTrackingFields"] == {"c1": ["7", "8"]}


@pytest.mark.parametrize("document", [{}, {"value": None}, {"value": -1}, {"value": True}, [], "many"])
async def test_a_reset_whose_size_is_not_told_has_no_size(document: Any) -> None:
    with pytest.raises(TrackerUnavailable, match="count of hits cannot be read"):
        await asked(lambda it: it.count_reset(Selection(WITHIN)), document)
