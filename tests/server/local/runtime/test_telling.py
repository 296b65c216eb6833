"""Postbacks and webhooks that go out, and what becomes of them."""

import json
from decimal import Decimal
from threading import Event
from typing import Any

import httpx
import pytest
from visited_tracker import (
    DEAL,
    FUNNEL,
    LANDER,
    LINK,
    NOON,
    ROOT,
    ROOT_NODE,
    SOURCE,
    Scene,
    lander,
    node,
    offer,
    opened,
    visitor_of,
)

from server.local.runtime.outbox import PAUSES_MS, Message

HOOK = "0Webhook0001"
URL = "https://ads.example/pb?click={external}&pay={payout}&tx={tx}&h={hit}&f={funnel-name}&u={data-utm}&e={event}"


def postback(url: str = URL, kind: str = "postbackURL") -> dict[str, Any]:
    return {"idTrafficSource": SOURCE, "postbackType": kind, "postbackURL": url}


OWN = postback("https://ads.example/f")


async def convert(scene: Scene, hit: str, **said: str) -> None:
    answer = await scene.http.get("/pb/", params={"hit": hit, **said})
    assert answer.status_code == 200, answer.text


def outgoing(scene: Scene, kind: str = "postbacks") -> list[dict[str, Any]]:
    return [one for one in scene.log(kind) if one.get("direction") != "incoming"]


async def test_the_source_is_told_of_a_conversion_with_its_own_click_id(scene: Scene) -> None:
    await scene.source(postback=postback(), outgoingRevenueModifier=0.5)
    hit = await scene.seen(query="?click_id=a%26b%0D%0A&utm=x%20y")
    await convert(scene, hit, tx="T/1", rev="10")
    assert scene.asked == [], "not while the network waits"
    assert scene.send() == 1
    (request,) = scene.asked
    wanted = f"/pb?click=a%26b%EF%BF%BD%EF%BF%BD&pay=5&tx=T%2F1&h={hit}&f=The%20funnel&u=x%20y&e=conversion"
    assert (request.method, request.url.raw_path.decode()) == ("GET", wanted)
    assert (request.url.host, request.headers["host"]) == ("93.184.216.34", "ads.example")
    assert request.extensions["sni_hostname"] == "ads.example"
    (entry,) = outgoing(scene)
    assert entry == {
        "kind": "postbacks",
        "id": entry["id"],
        "time": NOON,
        "direction": "outgoing",
        "url": f"https://ads.example{wanted}",
        "eventType": "conversion",
        "hitId": hit,
        "funnelId": FUNNEL,
        "trafficSourceId": SOURCE,
        "payout": "5",
        "transaction": "T/1",
        "httpStatus": 200,
        "result": "sent",
        "message": "",
        "attempt": 1,
    }
    assert scene.send() == 0


@pytest.mark.parametrize(
    ("source", "funnel", "told"),
    [
        ({"postback": postback("https://ads.example/s")}, {}, "/s"),
        (
            {"postback": postback("https://ads.example/s")},
            {"postbackOverrides": [postback("https://ads.example/f")]},
            "/f",
        ),
        ({"postback": postback("https://ads.example/s")}, {"postbackOverrides": [postback(kind="none")]}, None),
        ({"postback": postback("", "none")}, {"postbackOverrides": [postback("https://ads.example/f")]}, "/f"),
        ({"postback": postback("https://ads.example/s", "none")}, {}, None),
        ({}, {}, None),
    ],
)
async def test_the_funnels_own_postback_stands_in_for_the_sources(
    scene: Scene, source: dict[str, Any], funnel: dict[str, Any], told: str | None
) -> None:
    await scene.source(**source)
    await scene.funnel(**funnel)
    await convert(scene, await scene.seen())
    scene.send()
    assert [one.url.path for one in scene.asked] == ([told] if told else [])


async def test_an_html_postback_needs_a_browser(scene: Scene) -> None:
    await scene.source(postback={"idTrafficSource": SOURCE, "postbackType": "html", "postbackHTML": "<img>"})
    await convert(scene, await scene.seen())
    assert scene.send() == 0
    (entry,) = outgoing(scene)
    assert (entry["result"], entry["message"]) == ("skipped", "an HTML postback needs a browser")


@pytest.mark.parametrize(("draw", "sent"), [(0.39, 1), (0.4, 0)])
async def test_a_share_of_the_conversions_is_told_once_drawn_for_good(scene: Scene, draw: float, sent: int) -> None:
    await scene.source(postback=postback(), outgoingPostbackProbability=40)
    hit = await scene.seen()
    scene.draws[:] = [draw, 0.0]
    await convert(scene, hit, tx="1")
    await convert(scene, hit, tx="1")
    assert scene.send() == sent
    assert [one["message"] for one in outgoing(scene) if one["result"] == "skipped"] == (
        [] if sent else ["left out by chance: 40 % are sent"]
    )


@pytest.mark.parametrize(("switch", "rev", "sent"), [(True, "0", 0), (True, "1", 1), (False, "0", 1)])
async def test_no_revenue_no_postback_where_the_source_wants_none(
    scene: Scene, switch: bool, rev: str, sent: int
) -> None:
    await scene.source(postback=postback(), disableZeroRevenuePostbacks=switch)
    await convert(scene, await scene.seen(), rev=rev)
    assert scene.send() == sent


async def test_what_is_reported_again_is_told_once(scene: Scene) -> None:
    await scene.source(postback=postback())
    hit = await scene.seen()
    for rev in ("1", "1", "2"):
        await convert(scene, hit, tx="1", rev=rev)
    scene.send()
    await convert(scene, hit, tx="1", rev="3")
    await convert(scene, hit, tx="2", rev="3")
    scene.send()
    assert [one.url.params["tx"] for one in scene.asked] == ["1", "2"]


async def test_custom_events_have_postbacks_of_their_own(scene: Scene) -> None:
    told = {"1": "https://ads.example/one?p={revenue}", "customEvent2": postback("https://ads.example/two"), "3": 7}
    await scene.source(postback=postback(), customEventPostback={"idTrafficSource": SOURCE, "postbacks": told})
    hit = await scene.seen()
    for number in ("1", "2", "3", "4"):
        await convert(scene, hit, ce=number, rev="0.5")
    scene.send()
    assert sorted(one.url.raw_path.decode() for one in scene.asked) == ["/one?p=0.5", "/two"]


async def test_what_fails_is_tried_again_with_growing_pauses_and_given_up_in_the_end(scene: Scene) -> None:
    await scene.source(postback=postback())
    scene.answer = lambda request: httpx.Response(503)
    await convert(scene, await scene.seen())
    assert scene.send() == 1
    for pause in PAUSES_MS:
        scene.now[0] += pause - 1
        assert scene.send() == 0
        scene.now[0] += 1
        assert scene.send() == 1
    scene.now[0] += 10 * PAUSES_MS[-1]
    assert scene.send() == 0
    tries = outgoing(scene)
    assert [one["attempt"] for one in tries] == list(range(1, len(PAUSES_MS) + 2))
    assert {(one["result"], one["httpStatus"]) for one in tries} == {("failed", 503)}
    assert tries[0]["message"] == "the answer was 503; it is tried again"
    assert tries[-1]["message"] == "the answer was 503; it is given up"


async def test_what_waits_survives_a_restart_and_is_sent_by_one_process_alone(scene: Scene) -> None:
    await scene.source(postback=postback())
    hit = await scene.seen()
    await convert(scene, hit)
    scene.tracker.close()
    async with (
        opened(scene.home, now=scene.now, seed=8) as second,
        opened(scene.home, now=scene.now, seed=9) as third,
    ):
        assert (second.send(), third.send()) == (1, 0)
        assert second.asked[0].url.params["h"] == hit
        assert [one["result"] for one in outgoing(third)] == ["sent"]


async def test_what_a_process_took_and_never_sent_is_sent_by_another_later(scene: Scene) -> None:
    await scene.source(postback=postback())
    await convert(scene, await scene.seen())
    assert len(scene.tracker.run_time.world.outbox.take(5)) == 1, "and then it is killed"
    assert scene.send() == 0
    scene.now[0] += 120_000
    assert scene.send() == 1


@pytest.mark.parametrize(
    ("address", "resolves", "why"),
    [
        ("https://ads.example/x", ["10.0.0.1"], "its address is not a public one"),
        ("https://ads.example/x", ["93.184.216.34", "127.0.0.1"], "its address is not a public one"),
        ("https://ads.example/x", ["::ffff:169.254.169.254"], "its address is not a public one"),
        ("https://ads.example/x", ["fd00::1"], "its address is not a public one"),
        ("https://ads.example/x", ["64:ff9b::7f00:1"], "its address is not a public one"),
        ("https://ads.example/x", ["2002:7f00:1::"], "its address is not a public one"),
        ("file:///etc/passwd", [], "its address is not one of https or http"),
        (
            "https://me:pass@ads.example/x",
            [],
            "its address holds a user name and must not",
        ),
        ("https://", [], "its address is not one of https or http"),
    ],
)
async def test_nobody_inside_is_asked(scene: Scene, address: str, resolves: list[str], why: str) -> None:
    scene.addresses["ads.example"] = resolves
    await scene.source(postback=postback(address))
    await convert(scene, await scene.seen())
    scene.send()
    assert scene.asked == []
    (entry,) = outgoing(scene)
    assert (entry["result"], entry["message"]) == ("failed", f"{why}; it is not tried again")


async def test_a_postback_follows_redirects_and_none_to_the_inside(scene: Scene) -> None:
    await scene.source(postback=postback("http://ads.example/a"))
    ways = {"/a": "https://ads.example/b", "/b": "/c", "/c": ""}
    scene.answer = lambda request: (
        httpx.Response(302, headers={"location": ways[request.url.path]})
        if ways[request.url.path]
        else httpx.Response(200)
    )
    await convert(scene, await scene.seen())
    scene.send()
    assert [one.url.path for one in scene.asked] == ["/a", "/b", "/c"]
    ways["/c"] = "http://metadata.example/secret"
    scene.addresses["metadata.example"] = ["169.254.169.254"]
    await convert(scene, await scene.seen())
    scene.send()
    assert "/secret" not in {one.url.path for one in scene.asked}
    assert outgoing(scene)[-1]["message"] == "its address is not a public one; it is not tried again"


async def test_a_name_without_address_is_tried_again(scene: Scene) -> None:
    scene.addresses["ads.example"] = []
    await scene.source(postback=postback())
    await convert(scene, await scene.seen())
    scene.send()
    assert outgoing(scene)[0]["message"] == "its host name has no address; it is tried again"


async def webhook(scene: Scene, **fields: Any) -> None:
    await scene.save(
        "webhookconfig",
        HOOK,
        **{
            "url": "https://hooks.example/secretpath",
            "headers": {"X-Api-Key": "headersecret"},
            "basicAuth": {"username": "me", "password": "hookpassword"},
            **fields,
        },
    )


async def test_a_webhook_is_told_of_a_conversion_and_its_secrets_stay(scene: Scene) -> None:
    await webhook(scene)
    await scene.source(conversionWebhookConfigIDs=[HOOK], customEventWebhookConfigIDs={"2": [HOOK]})
    hit = await scene.seen(query="?zone=z1")
    await convert(scene, hit, tx="T1", rev="3")
    await convert(scene, hit, ce="2")
    scene.send()
    first, second = sorted(scene.asked, key=lambda one: one.headers["x-funnelflux-trigger-type"])
    assert (first.method, str(first.url.path)) == ("POST", "/secretpath")
    assert first.headers["x-api-key"] == "headersecret"
    assert httpx.BasicAuth("me", "hookpassword")._auth_header == first.headers["authorization"]
    assert first.headers["x-funnelflux-payload-schema"] == "webhook_outbound_payload_v1"
    body = json.loads(first.content)
    assert body["request_id"] == first.headers["x-funnelflux-request-id"]
    conversion = scene.tracker.run_time.world.events.of_hit(hit)
    (booked,) = [one for one in conversion if one["event_type"] == "conversion"]
    assert (body["schema_version"], body["event_type"]) == ("1.0", "conversion_triggered")
    assert body["conversion"] == {
        "type": "conversion",
        "id": booked["event_id"],
        "transaction": "T1",
        "revenue": "3",
        "time": "2026-11-21T12:00:00.000+00:00",
    }
    assert (body["tracking_fields"], body["hit"]["hit_id"]) == ({"c1": "z1"}, hit)
    assert "session" not in body, "only triggers in the flow carry it"
    assert second.headers["x-funnelflux-trigger-type"] == "custom_event_triggered"
    entry = outgoing(scene, "webhooks")[0]
    assert entry == {
        "kind": "webhooks",
        "id": entry["id"],
        "time": NOON,
        "idWebhookConfig": HOOK,
        "trigger": entry["trigger"],
        "requestId": entry["requestId"],
        "funnelId": FUNNEL,
        "hitId": hit,
        "httpStatus": 200,
        "result": "sent",
        "latencyMs": entry["latencyMs"],
        "message": "",
        "attempt": 1,
    }
    kept = json.dumps([scene.log("webhooks"), scene.log()]) + (scene.home / "outbox.db").read_bytes().decode(
        "latin-1"
    )
    assert not [one for one in ("hookpassword", "headersecret", "secretpath") if one in kept]


async def test_a_webhook_node_tells_and_passes_on(scene: Scene) -> None:
    await webhook(scene)
    hook = node("0Node000hook", "webhook", nodeWebhookRefParams={"webhookConfigIDs": [HOOK]})
    await scene.funnel(ROOT_NODE, hook, lander(), ways=[(ROOT, "0Node000hook"), ("0Node000hook", LANDER)])
    scene.answer = lambda request: httpx.Response(500)
    answer = await scene.http.get(f"{LINK}?utm=u")
    assert "story.example" in answer.headers["location"], "whatever comes of it"
    scene.send()
    body = json.loads(scene.asked[0].content)
    visit = scene.events(visitor_of(answer))[0]["visit_id"]
    assert (body["event_type"], body["session"]) == ("node_execution", {"visit_id": visit})
    assert (body["url_buffer"], body["is_action"], body["action_number"]) == ({"utm": "u"}, False, 0)
    assert outgoing(scene, "webhooks")[0]["result"] == "failed"


async def test_a_button_may_tell_a_webhook(scene: Scene) -> None:
    await webhook(scene)
    says = {"onActionNumbers": [1], "webhookConfigIDs": [HOOK]}
    await scene.funnel(ROOT_NODE, lander(), offer(), ways=[(ROOT, LANDER), (LANDER, DEAL, says)])
    await scene.http.get(LINK)
    await scene.http.post("/action/1", data={"email": "a@b.example"})
    scene.send()
    body = json.loads(scene.asked[0].content)
    assert (body["event_type"], body["action_number"]) == ("on_action", 1)
    assert (body["action_data"], body["hit"]["node_id"]) == ({"email": "a@b.example"}, LANDER)


@pytest.mark.parametrize("fields", [{"enabled": False}, {"status": "archived"}])
async def test_a_webhook_that_is_off_is_not_told(scene: Scene, fields: dict[str, Any]) -> None:
    await webhook(scene, **fields)
    await scene.source(conversionWebhookConfigIDs=[HOOK])
    await convert(scene, await scene.seen())
    scene.send()
    assert scene.asked == []
    assert outgoing(scene, "webhooks")[0]["result"] == "skipped"


async def test_a_conversion_by_a_button_is_told_as_any_other(scene: Scene) -> None:
    await scene.source(postback=postback())
    thanks = node("0Node0thanks", "externalUrl", nodeExternalUrlParams={"url": "https://thanks.example"})
    sold = {"onActionNumbers": [1], "isConversion": True}
    await scene.funnel(ROOT_NODE, offer(), thanks, ways=[(ROOT, DEAL), (DEAL, "0Node0thanks", sold)])
    visitor = visitor_of(await scene.http.get(LINK))
    await scene.http.get("/action/1")
    scene.send()
    assert [one.url.params["pay"] for one in scene.asked] == ["12.5"]
    revenue = [one["revenue"] for one in scene.events(visitor) if one["event_type"] == "conversion"]
    assert revenue == [Decimal("12.5")]


async def test_a_way_out_of_a_hub_tells_of_the_click(scene: Scene) -> None:
    await webhook(scene)
    hub, says = "0Node0000hub", {"onActionNumbers": [1], "webhookConfigIDs": [HOOK]}
    ways = [(ROOT, LANDER), (LANDER, hub), (hub, DEAL, says)]
    await scene.funnel(ROOT_NODE, lander(), node(hub, "actionProxy"), offer(), ways=ways)
    await scene.http.get(LINK)
    await scene.http.get("/action/1")
    scene.send()
    assert [json.loads(one.content)["event_type"] for one in scene.asked] == ["on_action"]


async def test_a_receiver_that_is_slow_holds_nobody_else_up(scene: Scene) -> None:
    told = Event()
    in_time: list[bool] = []

    def heard(request: httpx.Request) -> httpx.Response:
        if request.headers["host"] == "slow.example":
            in_time.append(told.wait(3))
        else:
            told.set()
        return httpx.Response(200)

    scene.answer = heard
    urls = [*["https://slow.example/"] * 40, "https://quick.example/"]
    document = {"kind": "postbacks", "about": {}}
    scene.tracker.run_time.world.outbox.add(
        Message(str(number), {**document, "url": url}) for number, url in enumerate(urls)
    )
    assert scene.send() == 41
    assert in_time == [True] * 40
    assert {one["result"] for one in outgoing(scene)} == {"sent"}
