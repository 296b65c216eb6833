"""The page script: pages tell that they are shown, however visitors came to them."""

from decimal import Decimal
from typing import Any

import pytest
from visited_tracker import FUNNEL, LANDER, LINK, OFFER, ROOT, SOURCE, STORY, Scene, lander, visitor_of

SAID = {"f": FUNNEL, "n": LANDER, "p": STORY, "ts": SOURCE, "u": "https://story.example/"}


def tokens(answer: Any) -> dict[str, str]:
    found: dict[str, str] = answer.json()["resolvedTokens"]
    return found


async def test_a_page_visited_directly_is_an_entrance_and_a_view(scene: Scene) -> None:
    page = "https://story.example/?zone=z1&utm=x&c=0.2"
    said = {**SAID, "u": page, "r": "https://search.example/q?w=1", "c": "0.1"}
    answer = await scene.http.post("/js/funnel", data=said)
    visitor = visitor_of(answer)
    entrance, view = scene.events(visitor)
    assert answer.json() == {
        "resolvedTokens": {"{hit}": view["hit_id"], "{visitor}": visitor, "{current-node-id}": LANDER},
        "error": "",
        "skv": {"utm": "x"},
    }
    assert (entrance["event_type"], entrance["node_id"], entrance["cost"]) == ("entrance", ROOT, Decimal("0.2"))
    assert (view["event_type"], view["node_id"], view["page_id"]) == ("view", LANDER, STORY)
    assert (view["c1"], view["traffic_source_id"]) == ("z1", SOURCE)
    assert (view["referrer_domain"], view["referrer_path"]) == ("search.example", "/q")


@pytest.mark.parametrize("way", ["form", "json", "get"])
async def test_it_may_be_said_in_three_ways(scene: Scene, way: str) -> None:
    if way == "get":
        answer = await scene.http.get("/js/funnel", params=SAID)
    else:
        answer = await scene.http.post("/js/funnel", **{"data" if way == "form" else "json": SAID})
    assert answer.json()["error"] == ""
    assert len(scene.events(visitor_of(answer))) == 2


async def test_the_same_page_again_is_a_further_view_of_the_same_visit(scene: Scene) -> None:
    first = await scene.http.post("/js/funnel", data=SAID)
    again = await scene.http.post("/js/funnel", data=SAID)
    assert tokens(first)["{hit}"] != tokens(again)["{hit}"]
    found = scene.events(visitor_of(first))
    assert [one["event_type"] for one in found] == ["entrance", "view", "view"]
    assert len({one["visit_id"] for one in found}) == 1


async def test_a_page_one_was_sent_to_is_not_counted_twice(scene: Scene) -> None:
    sent = await scene.http.get(LINK)
    visitor = visitor_of(sent)
    async with scene.client() as third_party_cookies_are_blocked:
        told = await third_party_cookies_are_blocked.post("/js/funnel", data={**SAID, "u": sent.headers["location"]})
    assert tokens(told)["{hit}"] == scene.events(visitor)[1]["hit_id"]
    assert [one["event_type"] for one in scene.events(visitor)] == ["entrance", "view"]
    await scene.http.post("/js/funnel", data=SAID)
    assert [one["event_type"] for one in scene.events(visitor)] == ["entrance", "view", "view"], "a reload"


async def test_buttons_work_after_a_direct_visit(scene: Scene) -> None:
    told = tokens(await scene.http.post("/js/funnel", data=SAID))
    answer = await scene.http.get("/action/1", params={"h": told["{hit}"], "vid": told["{visitor}"]})
    assert "net.example" in answer.headers["location"]


async def test_a_page_of_another_part_of_the_funnel_begins_a_visit(scene: Scene) -> None:
    visitor = visitor_of(await scene.http.post("/js/funnel", data=SAID))
    await scene.http.post("/js/funnel", data={"f": FUNNEL, "p": OFFER})
    assert [one["event_type"] for one in scene.events(visitor)].count("entrance") == 2


async def test_a_default_funnel_catches_visits_that_say_none(scene: Scene) -> None:
    default = {"enabled": True, "idFunnel": FUNNEL, "idNode": LANDER, "idTrafficSource": ""}
    await scene.page(STORY, "lander", "https://story.example/", defaultFunnel=default)
    answer = await scene.http.post("/js/funnel", data={"p": STORY})
    entrance, view = scene.events(visitor_of(answer))
    assert ("traffic_source_id" in entrance, view["node_id"]) == (False, LANDER), "no source is organic"
    given = {**default, "idTrafficSource": SOURCE}
    await scene.page(STORY, "lander", "https://story.example/", defaultFunnel=given)
    async with scene.client() as other:
        answer = await other.post("/js/funnel", data={"p": STORY})
    assert scene.events(visitor_of(answer))[0]["traffic_source_id"] == SOURCE


@pytest.mark.parametrize(
    ("said", "error"),
    [
        ({}, "Say which page it is: p is missing."),
        ({"p": "0Page9999999"}, "There is no such page."),
        ({"p": STORY}, "The page has no default funnel, and f is missing."),
        ({"p": STORY, "f": "0Funnel99999"}, "There is no such funnel."),
        ({"p": STORY, "f": FUNNEL, "ts": "0Traffic9999"}, "There is no such traffic source."),
        ({"p": STORY, "f": FUNNEL, "n": "0Node9999999"}, "The funnel has no such node."),
        ({"p": STORY, "f": FUNNEL, "n": ROOT}, "The node does not show the page."),
        ({"f": FUNNEL, "n": ROOT}, "The node does not show the page."),
    ],
)
async def test_what_cannot_be_counted_is_said_and_not_counted(scene: Scene, said: dict[str, str], error: str) -> None:
    answer = await scene.http.post("/js/funnel", data=said)
    assert (answer.status_code, answer.json()) == (200, {"resolvedTokens": {}, "error": error, "skv": {}})
    assert "set-cookie" not in answer.headers


async def test_a_page_the_funnel_does_not_show_is_not_counted(scene: Scene) -> None:
    await scene.save("page", "0Page0unused", pageType="lander", baseURL="https://un.example", redirectType="307")
    answer = await scene.http.post("/js/funnel", data={"f": FUNNEL, "p": "0Page0unused"})
    assert answer.json()["error"] == "The funnel does not show the page."


async def test_the_node_alone_says_which_page_it_is(scene: Scene) -> None:
    answer = await scene.http.post("/js/funnel", data={"f": FUNNEL, "n": LANDER})
    assert scene.events(visitor_of(answer))[1]["page_id"] == STORY


async def test_only_the_pages_own_site_may_read_who_came(scene: Scene) -> None:
    own = await scene.http.post("/js/funnel", data=SAID, headers={"origin": "https://story.example"})
    assert own.headers["access-control-allow-origin"] == "https://story.example"
    assert own.headers["access-control-allow-credentials"] == "true"
    for origin in ("https://evil.example", "https://story.example.evil.example", "null"):
        other = await scene.http.post("/js/funnel", data=SAID, headers={"origin": origin})
        assert other.headers["access-control-allow-origin"] == "*"
        assert "access-control-allow-credentials" not in other.headers
    asked = await scene.http.options("/js/funnel", headers={"origin": "https://any.example"})
    assert (asked.status_code, asked.headers["access-control-allow-methods"]) == (204, "GET, POST, OPTIONS")


async def test_the_cookie_crosses_sites_where_the_connection_is_safe(scene: Scene) -> None:
    plain = await scene.http.get(LINK)
    assert plain.headers["set-cookie"].endswith("; Path=/; Max-Age=86400; HttpOnly; SameSite=Lax")
    safe = await scene.http.get(LINK, headers={"x-forwarded-proto": "https"})
    assert safe.headers["set-cookie"].endswith("; HttpOnly; SameSite=None; Secure")


async def test_the_script_itself_is_handed_out_and_nothing_else(scene: Scene) -> None:
    answer = await scene.http.get("/js/funnel.js")
    assert answer.headers["content-type"] == "text/javascript; charset=utf-8"
    assert "/js/funnel" in answer.text
    assert (await scene.http.get("/js/other")).status_code == 404


async def test_a_page_group_shows_its_pages(scene: Scene) -> None:
    pages = [{"idPage": STORY, "weight": 1}]
    await scene.save("pagegroup", "0PageGroup01", pageType="lander", pages=pages)
    group = {
        "idNode": "0Node00group",
        "nodeName": "Group",
        "nodeType": "landerGroup",
        "nodePageGroupParams": {"idPageGroup": "0PageGroup01"},
    }
    root = {"idNode": ROOT, "nodeName": "Start", "nodeType": "root"}
    await scene.funnel(root, group, lander(), ways=[(ROOT, "0Node00group")])
    answer = await scene.http.post("/js/funnel", data={"f": FUNNEL, "n": "0Node00group", "p": STORY})
    view = scene.events(visitor_of(answer))[1]
    assert (view["node_type"], view["page_group_id"]) == ("landerGroup", "0PageGroup01")
