"""Logs of what was received and sent, from what the run time noted."""

from typing import Any

import pytest

from server.local.runtime.deliveries import middleware, postback, webhook

from .conftest import Desk, Json

TIME = 1_793_534_400_000
WHEN = {"timeStart": "2026-11-01T00:00:00Z", "timeEnd": "2026-11-02T00:00:00Z"}
EVENT = {"event_type": "conversion", "hit_id": "01abch", "funnel_id": "0FunnelAAAAA", "transaction_id": "t"}


def record(desk: Desk) -> None:
    """A refused postback, a recorded one, one that was passed on at the second try."""
    entries = [
        postback("1", TIME, "incoming", "/pb/?hit=x", {}, httpStatus=404, result="rejected", message="no such hit"),
        postback("2", TIME + 1, "incoming", "/pb/?hit=y", EVENT, httpStatus=200, result="recorded"),
        postback("3", TIME + 2, "outgoing", "https://a.example", EVENT, result="failed", message="no answer"),
        postback("4", TIME + 3, "outgoing", "https://a.example", EVENT, httpStatus=200, result="sent", attempt=2),
        postback("5", TIME + 86_400_000, "outgoing", "https://late.example", EVENT, httpStatus=200, result="sent"),
    ]
    desk.record([], deliveries=entries)


async def test_the_postback_log_is_newest_first_and_says_what_is_known(desk: Desk) -> None:
    record(desk)
    answer = await desk.ask("getPostbackLog", WHEN)
    assert answer["rowsTotal"] == 4
    assert [entry["result"] for entry in answer["entries"]] == ["sent", "failed", "recorded", "rejected"]
    assert answer["entries"][3] == {
        "time": "2026-11-01T12:00:00.000Z",
        "direction": "incoming",
        "url": "/pb/?hit=x",
        "transaction": "",
        "httpStatus": 404,
        "result": "rejected",
        "message": "no such hit",
    }
    assert answer["entries"][2] == {
        "time": "2026-11-01T12:00:00.001Z",
        "direction": "incoming",
        "url": "/pb/?hit=y",
        "transaction": "t",
        "httpStatus": 200,
        "result": "recorded",
        "message": "",
        "eventType": "conversion",
        "hitId": "01abch",
        "funnelId": "0FunnelAAAAA",
    }
    assert answer == await desk.ask("getPostbackLogLegacy", WHEN)


@pytest.mark.parametrize(
    ("body", "results", "total"),
    [
        ({"direction": "outgoing"}, ["sent", "failed"], 2),
        ({"onlyFailed": True}, ["failed", "rejected"], 2),
        ({"hitIDs": ["01abch"], "direction": "incoming"}, ["recorded"], 1),
        ({"funnelIDs": ["0FunnelBBBBB"]}, [], 0),
        ({"trafficSourceIDs": ["0SourceAAAAA"]}, [], 0),
        ({"onlyFailed": True, "direction": "incoming", "hitIDs": []}, ["rejected"], 1),
        ({"paging": {"start": 1, "length": 2}}, ["failed", "recorded"], 4),
        ({"paging": {"start": 1.0, "length": 1.0}, "direction": "outgoing"}, ["failed"], 2),
        ({"paging": {"start": 10**30, "length": 10**30}}, [], 4),
    ],
)
async def test_the_postback_log_is_narrowed(desk: Desk, body: Json, results: list[str], total: int) -> None:
    record(desk)
    answer = await desk.ask("getPostbackLog", {**WHEN, **body})
    assert ([entry["result"] for entry in answer["entries"]], answer["rowsTotal"]) == (results, total)


async def test_webhooks_are_counted_by_config(desk: Desk) -> None:
    about = {"trigger": "on_action", "requestId": "r", "funnelId": "", "hitId": ""}
    tries: list[Json] = [
        {"result": "failed", "httpStatus": 500},
        {"result": "sent", "httpStatus": 204},
        {"result": "skipped"},
    ]
    calls = [webhook(str(at), TIME + at, "0HookAAAAAAA", about, **one) for at, one in enumerate(tries)]
    desk.record([], deliveries=calls)
    saved = {"idWebhookConfig": "0HookBBBBBBB", "webhookConfigName": "CRM"}
    assert (await desk.send("POST", "/webhookconfig/save/", saved)).status_code == 200
    called = {
        "idWebhookConfig": "0HookAAAAAAA",
        "webhookConfigName": "",
        "requests": 2,
        "successes": 1,
        "failures": 1,
        "lastStatusCode": 204,
        "lastRequestTime": "2026-11-01T12:00:00.001Z",
    }
    idle = {
        "idWebhookConfig": "0HookBBBBBBB",
        "webhookConfigName": "CRM",
        "requests": 0,
        "successes": 0,
        "failures": 0,
    }
    idle |= {"lastStatusCode": None, "lastRequestTime": None}
    assert await desk.ask("getWebhookAssetSummary", WHEN) == {"rows": [called, idle]}
    only: dict[str, Any] = {"webhookConfigIDs": ["0HookBBBBBBB"]}
    assert await desk.ask("getWebhookAssetSummary", {**WHEN, **only}) == {"rows": [idle]}


async def test_middleware_is_counted_with_its_routes_and_latency(desk: Desk) -> None:
    about = {"requestId": "r", "funnelId": "", "nodeId": "", "hitId": ""}
    ways = [
        ("answered", "approved", 100),
        ("answered", "approved", 201),
        ("timeout", "default", 2000),
        ("failed", "default", 5),
    ]
    calls = [
        middleware(str(at), TIME + at, "0MiddleAAAAA", about, result=result, matchedRouteID=route, latencyMs=took)
        for at, (result, route, took) in enumerate([*ways, ("refused", "", 0)])
    ]
    desk.record([], deliveries=calls)
    assert await desk.ask("getMiddlewareAssetSummary", WHEN) == {
        "rows": [
            {
                "idMiddlewareConfig": "0MiddleAAAAA",
                "middlewareConfigName": "",
                "requests": 5,
                "successes": 2,
                "failures": 2,
                "timeouts": 1,
                "averageLatencyMs": 461.2,
                "routes": [{"matchedRouteID": "default", "count": 2}, {"matchedRouteID": "approved", "count": 2}],
            }
        ]
    }


async def test_a_log_of_no_time_is_refused(desk: Desk) -> None:
    for id in ("getPostbackLog", "getWebhookAssetSummary", "getMiddlewareAssetSummary"):
        refusal = await desk.refused(id, {**WHEN, "timeEnd": WHEN["timeStart"]})
        assert refusal["field"] == "timeEnd"


async def test_all_attributes_are_listed(desk: Desk) -> None:
    answer = await desk.ask("listAttributes")
    assert len(answer) == 44
    assert answer[1] == {
        "name": "Element: Funnel",
        "label": "Funnel",
        "group": "Element",
        "requiresTrackingField": False,
    }
    assert [one["name"] for one in answer if one["requiresTrackingField"]] == ["Tracking: Field"]
