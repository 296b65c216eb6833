"""Middleware: asked while the visitor waits, and never longer than it may."""

import hashlib
import hmac
import json
from threading import Event
from typing import Any

import httpx
import pytest
from visited_tracker import FUNNEL, LANDER, LINK, NOON, ROOT, ROOT_NODE, Scene, lander, node, visitor_of

from funnels.assets import MiddlewareConfig
from server.local.runtime.answered_route import matched
from server.local.runtime.outside import MOST_BYTES, Said

WARE, ASK, AWAY = "0Middleware1", "0Node0000ask", "0Node000away"
DEFAULT = {"idRoute": "default", "isDefault": True, "priority": 0}


def route(id: str, priority: int, *conditions: tuple[str, str, str], logic: str = "all") -> dict[str, Any]:
    wanted = [{"field": field, "operator": operator, "value": value} for field, operator, value in conditions]
    return {"idRoute": id, "isDefault": False, "priority": priority, "conditionLogic": logic, "conditions": wanted}


YES = route("yes", 1, ("body_json.decision", "is", "approved"))


async def ask(scene: Scene, *routes: dict[str, Any], limit: int = 5000, node_says: Any = None, **there: Any) -> None:
    destination = {"method": "POST", "type": "custom", "url": "https://score.example/ask", **there}
    await scene.save(
        "middlewareconfig", WARE, destination=destination, routes=[DEFAULT, *(routes or [YES])], timeoutMs=limit
    )
    params = {"idMiddlewareConfig": WARE, **({"destinationOverrides": node_says} if node_says else {})}
    await scene.funnel(
        ROOT_NODE,
        node(ASK, "middleware", nodeMiddlewareRefParams=params),
        lander(),
        node(AWAY, "externalUrl", nodeExternalUrlParams={"url": "https://away.example", "redirectType": "307"}),
        ways=[(ROOT, ASK), (ASK, LANDER, {"onRouteId": "yes"}), (ASK, AWAY, {"onRouteId": "default"})],
    )


async def led_to(scene: Scene, query: str = "") -> str:
    return str(httpx.URL((await scene.http.get(f"{LINK}{query}")).headers["location"]).host)


async def test_the_answer_decides_and_is_logged(scene: Scene) -> None:
    await ask(scene)
    scene.answer = lambda request: httpx.Response(200, json={"decision": "Approved"})
    answer = await scene.http.get(f"{LINK}?zone=z1&utm=u")
    assert "story.example" in answer.headers["location"]
    assert [one["node_type"] for one in scene.events(visitor_of(answer))] == ["root", "middleware", "lander"]
    (request,) = scene.asked
    body = json.loads(request.content)
    assert (body["event_type"], body["execute_timeout_ms"]) == ("middleware_request", 5000)
    assert (body["tracking_fields"], body["url_buffer"]) == ({"c1": "z1"}, {"utm": "u"})
    (entry,) = scene.log("middleware")
    assert entry == {
        "kind": "middleware",
        "id": body["request_id"],
        "time": NOON,
        "idMiddlewareConfig": WARE,
        "requestId": body["request_id"],
        "funnelId": FUNNEL,
        "nodeId": ASK,
        "hitId": "",
        "httpStatus": 200,
        "result": "answered",
        "matchedRouteID": "yes",
        "latencyMs": entry["latencyMs"],
        "message": "",
    }


@pytest.mark.parametrize(
    "answer",
    [
        lambda request: httpx.Response(200, json={"decision": "no"}),
        lambda request: httpx.Response(500),
        lambda request: httpx.Response(200, content=b"\xff\x00 not json"),
        lambda request: httpx.Response(302, headers={"location": "https://elsewhere.example"}),
    ],
)
async def test_any_other_answer_takes_the_default(scene: Scene, answer: Any) -> None:
    await ask(scene)
    scene.answer = answer
    assert await led_to(scene) == "away.example"
    assert len(scene.asked) == 1, "redirects are not followed"
    assert scene.log("middleware")[0]["matchedRouteID"] == "default"


async def test_who_does_not_answer_in_time_is_not_waited_for(scene: Scene) -> None:
    await ask(scene, limit=50)
    enough = Event()

    def slow(request: httpx.Request) -> httpx.Response:
        enough.wait(30)
        return httpx.Response(200, json={"decision": "approved"})

    scene.answer = slow
    try:
        assert await led_to(scene) == "away.example"
    finally:
        enough.set()
    (entry,) = scene.log("middleware")
    assert (entry["result"], entry["httpStatus"], entry["message"]) == ("timeout", None, "no answer within 50 ms")


@pytest.mark.parametrize(
    ("url", "resolves", "why"),
    [
        ("http://score.example/ask", ["93.184.216.34"], "its address is not one of https"),
        ("https://score.example/ask", ["192.168.0.7"], "its address is not a public one"),
        ("https://127.0.0.1/ask", ["127.0.0.1"], "its address is not a public one"),
        ("https://score.example/ask", ["100.64.0.1"], "its address is not a public one"),
        ("https://score.example/ask", ["224.0.0.1"], "its address is not a public one"),
        ("https://score.example/ask", ["0.0.0.0"], "its address is not a public one"),
    ],
)
async def test_only_https_and_public_addresses_are_asked(
    scene: Scene, url: str, resolves: list[str], why: str
) -> None:
    scene.addresses[httpx.URL(url).host] = resolves
    await ask(scene, url=url)
    assert await led_to(scene) == "away.example"
    assert scene.asked == []
    (entry,) = scene.log("middleware")
    assert (entry["result"], entry["message"]) == ("refused", why)


async def test_who_cannot_be_reached_takes_the_default(scene: Scene) -> None:
    await ask(scene)

    def broken(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("a secret in the message")

    scene.answer = broken
    assert await led_to(scene) == "away.example"
    (entry,) = scene.log("middleware")
    assert (entry["result"], entry["message"]) == ("failed", "it could not be reached (ConnectError)")


async def test_secrets_go_with_the_request_and_nowhere_else(scene: Scene) -> None:
    auth = {"username": "me", "password": "warepassword"}
    await ask(scene, basicAuth=auth, hmacSecret="signkey", headers={"X-Key": "headersecret", "X-Both": "config"})
    scene.answer = lambda request: httpx.Response(200, json={"decision": "approved"})
    assert await led_to(scene) == "story.example"
    (request,) = scene.asked
    signature = hmac.new(b"signkey", request.content, hashlib.sha256).hexdigest()
    assert request.headers["x-funnelflux-signature"] == f"sha256={signature}"
    assert request.headers["authorization"] == httpx.BasicAuth("me", "warepassword")._auth_header
    assert (request.headers["x-key"], request.headers["x-both"]) == ("headersecret", "config")
    kept = json.dumps(scene.log("middleware")) + (scene.home / "events.db").read_bytes().decode("latin-1")
    assert not [one for one in ("warepassword", "signkey", "headersecret", "score.example") if one in kept]


async def test_a_node_may_have_secrets_of_its_own(scene: Scene) -> None:
    own = {
        "basicAuth": {"username": "node", "password": "nodepassword"},
        "hmacSecret": "nodekey",
        "headers": {"X-Both": "node"},
    }
    await ask(scene, node_says=own, hmacSecret="signkey", headers={"X-Both": "config", "X-Only": "1"}, method="GET")
    await led_to(scene)
    (request,) = scene.asked
    assert (request.method, request.content) == ("GET", b"")
    assert request.headers["authorization"] == httpx.BasicAuth("node", "nodepassword")._auth_header
    assert (request.headers["x-both"], request.headers["x-only"]) == ("node", "1")
    signature = hmac.new(b"nodekey", b"", hashlib.sha256).hexdigest()
    assert request.headers["x-funnelflux-signature"] == f"sha256={signature}"


async def test_a_config_that_is_archived_is_not_asked(scene: Scene) -> None:
    await ask(scene)
    (await scene.http.put("/v1/middlewareconfig/archive/", json={"entries": [WARE]})).raise_for_status()
    assert await led_to(scene) == "away.example"
    assert scene.asked == []


async def test_of_a_long_answer_only_the_beginning_is_looked_at(scene: Scene) -> None:
    await ask(scene, route("yes", 1, ("body_text", "contains", "needle")))
    scene.answer = lambda request: httpx.Response(200, content=b" " * (MOST_BYTES - 6) + b"needle")
    assert await led_to(scene) == "story.example"
    scene.answer = lambda request: httpx.Response(200, content=b" " * (MOST_BYTES - 5) + b"needle")
    assert await led_to(scene) == "away.example"


@pytest.mark.parametrize(
    ("conditions", "said", "holds"),
    [
        ([("status_code", "is", "204")], (204, b""), True),
        ([("status_code", "greater_than_or_equal", "500")], (503, b""), True),
        ([("status_code", "less_than", "500")], (503, b""), False),
        ([("body_text", "contains", "OK")], (200, b"all ok"), True),
        ([("body_text", "not_contains", "ok")], (200, b"all OK"), False),
        ([("body_text", "greater_than", "1")], (200, b"2"), False),
        ([("body_json.score", "greater_than", "0.5")], (200, b'{"score": 0.7}'), True),
        ([("body_json.score", "greater_than", "0.5")], (200, b'{"score": "0.7"}'), True),
        ([("body_json.score", "greater_than", "0.5")], (200, b'{"score": "high"}'), False),
        ([("body_json.score", "less_than_or_equal", "nan")], (200, b'{"score": 1}'), False),
        ([("body_json.a.1.b", "is", "X")], (200, b'{"a": [0, {"b": "x"}]}'), True),
        ([("body_json.a.7.b", "is_empty", "")], (200, b'{"a": [0]}'), True),
        ([("body_json.ok", "is", "true")], (200, b'{"ok": true}'), True),
        ([("body_json.ok", "is_not", "true")], (200, b"[]"), True),
        ([("body_json.ok", "is_not_empty", "")], (200, b"not json"), False),
        ([("status_code", "is", "200"), ("body_text", "is", "no")], (200, b"yes"), False),
        ([("status_code", "unknown", "200")], (200, b""), False),
        ([], (200, b""), False),
    ],
)
def test_when_a_route_holds(conditions: list[tuple[str, str, str]], said: tuple[int, bytes], holds: bool) -> None:
    assert matched(_config(route("yes", 1, *conditions)), Said(*said)) == ("yes" if holds else "default")


def test_any_of_the_conditions_and_the_lowest_priority_first() -> None:
    either = [("body_text", "is", "a"), ("body_text", "is", "b")]
    config = _config(route("late", 9, *either, logic="any"), route("early", 2, ("body_text", "is", "b")))
    assert [matched(config, Said(200, text)) for text in (b"a", b"b", b"c")] == ["late", "early", "default"]


def _config(*routes: dict[str, Any]) -> MiddlewareConfig:
    return MiddlewareConfig.read(
        {
            "idMiddlewareConfig": WARE,
            "middlewareConfigName": "Score",
            "destination": {"method": "POST", "url": "https://score.example"},
            "routes": [DEFAULT, *routes],
            "schemaVersion": "1",
            "timeoutMs": 50,
        }
    )
