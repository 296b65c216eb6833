"""Single events, what became of a hit, and the logs, over the embedded tracker."""

from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from mcp import Client
from mcp_desk import Json, answer, connected, copied, refusal, size, words
from tried_sources import FUNNEL, LANDER, OFFER, TABOOLA, moment, visit

from funnels.events import Event
from server.local.events import EventStore
from server.local.runtime.deliveries import middleware, postback, webhook

AT = moment("2026-11-18T10:00:00")
ABOUT: dict[str, Any] = {"funnel_id": FUNNEL, "traffic_source_id": TABOOLA, "c1": "site7", "country": "DE"}


@pytest.fixture(scope="module")
def happened(demo_template: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Event]]:
    """A visit that converted, and deliveries that went well and did not."""
    home = copied(demo_template, tmp_path_factory.mktemp("happened") / "home")
    events = visit(AT, lander=LANDER, offer=OFFER, converted="9.50", **ABOUT)
    time = int(AT.timestamp() * 1000)
    sold = events[-1]
    log = [
        postback("1", time, "incoming", "/pb/?hit=x", sold, httpStatus=200, result="recorded"),
        postback(
            "2", time + 1, "incoming", "/pb/?hit=?", {}, httpStatus=404, result="rejected", message="no such hit"
        ),
        webhook("3", time, "0WebhookAAAA", {"trigger": "on_action"}, httpStatus=500, result="failed", latencyMs=30),
        middleware("4", time, "0MiddlewareA", {}, result="answered", matchedRouteID="yes", latencyMs=41),
    ]
    with closing(EventStore(home, lambda: 0)) as store:
        store.append(events, deliveries=log)
    return home, events


@pytest.fixture
async def client(happened: tuple[Path, list[Event]]) -> AsyncIterator[Client]:
    async with connected(happened[0], demo=False) as opened:
        yield opened


async def test_events_are_told_with_names_newest_first(client: Client, happened: tuple[Path, list[Event]]) -> None:
    found = await answer(client, "raw_events", period="2026-11-18", types=["Conversion", "entrance"])
    sold, entrance = found["events"]
    hit = happened[1][-1]["hit_id"]
    assert {name: value for name, value in sold.items() if name != "details"} == {
        "type": "conversion",
        "time": "2026-11-18T10:00:00+00:00",
        "hit_id": hit,
        "visitor_id": happened[1][0]["visitor_id"],
        "funnel": "VPN Native DACH",
        "node": "offer",
        "page": "FoxVPN DE",
        "source": "Taboola",
        "revenue": "9.5",
        "cost": sold["cost"],
        "transaction_id": happened[1][-1]["transaction_id"],
    }
    assert (sold["details"]["c1"], sold["details"]["country"]) == ("site7", "DE")
    assert (entrance["type"], entrance["cost"], entrance["revenue"]) == ("entrance", "0.1", "")
    assert (found["more"], found["caveats"]) == (False, [])
    text = await words(client, "raw_events", period="2026-11-18", types=["conversion"])
    assert (
        f"| 2026-11-18T10:00:00+00:00 | conversion | `VPN Native DACH` | `FoxVPN DE` | `Taboola` | `9.5` | `{hit}` |"
        in text
    )


async def test_only_some_are_told_and_it_is_said(client: Client) -> None:
    found = await answer(client, "raw_events", period="2026-11-18", limit=2)
    assert (len(found["events"]), found["more"]) == (2, True)
    filters = [{"attribute": "site", "any": ["other*"]}]
    none = await words(client, "raw_events", period="2026-11-18", filters=filters)
    assert none == "Nothing happened in that period that fits."


async def test_a_hit_is_told_with_what_became_of_it(client: Client, happened: tuple[Path, list[Event]]) -> None:
    hit = happened[1][-1]["hit_id"]
    found = await answer(client, "explore", hit=hit)
    assert [one["type"] for one in found["events"]] == ["view", "conversion"]
    assert found["visitor"]["country"] == "DE"
    assert found["more"] is False


async def test_a_visitor_is_told_from_first_to_last(client: Client, happened: tuple[Path, list[Event]]) -> None:
    found = await answer(client, "explore", visitor=happened[1][0]["visitor_id"], period="2026-11-18")
    assert [one["type"] for one in found["events"]][:1] == ["entrance"]
    assert {one["page"] for one in found["events"]} == {"", "VPN Advertorial DE", "FoxVPN DE"}


@pytest.mark.parametrize(
    ("tool", "arguments", "told"),
    [
        ("explore", {}, "explore: say a visitor or a hit, by its id."),
        ("explore", {"visitor": "a", "hit": "b"}, "explore: say a visitor or a hit, by its id."),
        ("explore", {"hit": "nonsense"}, "There is no hit 'nonsense'."),
        (
            "explore",
            {"visitor": "nobody", "period": "2026-11-18"},
            "There is no hit of a visitor 'nobody' in 2026-11-18. Say a longer period",
        ),
        ("raw_events", {"types": ["converson"]}, "types: there is no 'converson'. Did you mean 'conversion'?"),
        ("raw_events", {"period": "tomorow"}, "period: 'tomorow' is no period I know."),
        ("delivery_logs", {"funnel": "VPN Nativ"}, "No funnel is called 'VPN Nativ'. Nearest: 'VPN Native DACH'"),
        ("delivery_logs", {"kind": "postback"}, "kind: "),
    ],
)
async def test_what_makes_no_sense_is_refused(client: Client, tool: str, arguments: Json, told: str) -> None:
    assert told in await refusal(client, tool, **arguments)


async def test_the_log_of_postbacks(client: Client, happened: tuple[Path, list[Event]]) -> None:
    found = await answer(client, "delivery_logs", period="2026-11-18")
    assert found["reading"] == "2 postbacks: 1 recorded, 1 rejected."
    refused, recorded = found["entries"]
    assert recorded == {
        "time": recorded["time"],
        "direction": "incoming",
        "result": "recorded",
        "event": "conversion",
        "funnel": "VPN Native DACH",
        "source": "Taboola",
        "payout": "9.5",
        "transaction": happened[1][-1]["transaction_id"],
        "status": "200",
        "hit_id": happened[1][-1]["hit_id"],
        "url": "/pb/?hit=x",
    }
    assert (refused["result"], refused["message"], refused["status"]) == ("rejected", "no such hit", "404")
    failed = await answer(client, "delivery_logs", period="2026-11-18", only_failed=True)
    assert [one["result"] for one in failed["entries"]] == ["rejected"]
    funnel = await answer(client, "delivery_logs", period="2026-11-18", funnel="VPN Native DACH", source="taboola")
    assert [one["result"] for one in funnel["entries"]] == ["recorded"]


async def test_calls_of_webhooks_and_middleware_are_summed_up(client: Client) -> None:
    webhooks = await answer(client, "delivery_logs", kind="webhooks", period="2026-11-18")
    assert webhooks["reading"] == "1 call of 1 webhook, 1 failed."
    [row] = webhooks["entries"]
    assert (row["id"], row["requests"], row["failures"], row["last_status"]) == ("0WebhookAAAA", 1, 1, 500)
    asked = await answer(client, "delivery_logs", kind="middleware", period="2026-11-18")
    [row] = asked["entries"]
    assert (row["successes"], row["average_ms"], row["routes"]) == (1, 41.0, {"yes": 1})
    assert asked["reading"].endswith("The slowest takes 41 ms on average: visitors wait for it.")
    none = await answer(client, "delivery_logs", kind="middleware", period="2026-11-18", only_failed=True)
    assert (none["entries"], none["reading"]) == ([], "No middleware was called in that period.")


async def test_a_diagnosis_walks_each_offer(client: Client) -> None:
    found = await answer(client, "delivery_logs", kind="diagnosis", funnel="VPN Native DACH")
    assert {one["offer"] for one in found["entries"]} == {"ShieldVPN DE", "FoxVPN DE"}
    assert {one["state"] for one in found["entries"]} <= {"fine", "fault", "unknown"}
    assert found["reading"]
    assert await size(client, "delivery_logs", kind="diagnosis") < 6000
