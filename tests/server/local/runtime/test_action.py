"""Buttons of pages: the same links everywhere, for the tracker knows where the visitor is."""

from decimal import Decimal

import anyio
import httpx
import pytest
from visited_tracker import (
    DEAL,
    FUNNEL,
    GROUP,
    LANDER,
    LINK,
    NOON,
    OFFER,
    ROOT,
    ROOT_NODE,
    SOURCE,
    STORY,
    Scene,
    lander,
    node,
    offer,
    opened,
    visitor_of,
)

from server.local.runtime.entrance import known

QUIZ, QUIZ_NODE = "0Page000quiz", "0Node000quiz"


async def test_a_click_is_an_action_on_the_page_and_leads_on(scene: Scene) -> None:
    visitor = visitor_of(await scene.http.get(f"{LINK}?zone=z1"))
    scene.now[0] += 5_000
    answer = await scene.http.get("/action/1")
    _, view, action, last = scene.events(visitor)
    assert answer.headers["location"] == f"https://net.example/?o=7&s={last['hit_id']}&vid={visitor}"
    assert (action["event_type"], action["action_number"], action["hit_id"]) == ("action", 1, view["hit_id"])
    assert (action["event_time"], action["hit_time"], action["node_id"]) == (NOON + 5_000, NOON, LANDER)
    assert action["event_id"] not in (view["hit_id"], last["hit_id"])
    assert (last["event_type"], last["node_id"], last["page_id"], last["page_type"]) == ("view", DEAL, OFFER, "offer")
    shared = ("visit_id", "entrance_time", "visitor_id", "c1", "funnel_id", "traffic_source_id", "language")
    for name in shared:
        assert {one.get(name) for one in (view, action, last)} == {view.get(name)}
    assert "cost" not in last


@pytest.mark.parametrize(
    "path", ["/action/2", "/action/0", "/action/x", "/action/-1", "/action/", "/action/1e3", "/action/9999"]
)
async def test_a_button_nobody_connected_leads_nowhere_and_counts_nothing(scene: Scene, path: str) -> None:
    visitor = visitor_of(await scene.http.get(LINK))
    assert (await scene.http.get(path)).status_code == 404
    assert len(scene.events(visitor)) == 2
    await scene.settings(defaultHomepageURL="https://home.example")
    answer = await scene.http.get(path)
    assert (answer.status_code, answer.headers["location"]) == (302, "https://home.example")


async def test_without_context_there_is_nothing_to_follow(scene: Scene) -> None:
    visitor = visitor_of(await scene.http.get(LINK))
    async with scene.client() as stranger:
        assert (await stranger.get("/action/1")).status_code == 404
        assert (await stranger.get("/action/1", params={"vid": "0" * 27})).status_code == 404
        assert (await stranger.get("/action/1", headers={"referer": "https://story.example/"})).status_code == 404
        assert (await stranger.get("/action/1", params={"vid": visitor})).status_code == 307


async def test_a_session_ends_a_day_after_the_last_request(scene: Scene) -> None:
    await scene.funnel(ROOT_NODE, lander(), ways=[(ROOT, LANDER), (LANDER, LANDER)])
    await scene.http.get(LINK)
    for _ in range(3):
        scene.now[0] += 23 * 3_600_000
        assert (await scene.http.get("/action/1")).status_code == 307
    scene.now[0] += 24 * 3_600_000 + 1
    assert (await scene.http.get("/action/1")).status_code == 404


async def test_back_button_and_second_tab_are_told_by_the_page_one_comes_from(scene: Scene) -> None:
    await scene.save("page", QUIZ, pageType="lander", baseURL="https://quiz.example/q", redirectType="307")
    away = node("0Node000away", "externalUrl", nodeExternalUrlParams={"url": "https://away.example"})
    await scene.funnel(
        ROOT_NODE,
        lander(),
        lander(QUIZ_NODE, QUIZ),
        offer(),
        away,
        ways=[
            (ROOT, LANDER),
            (LANDER, QUIZ_NODE),
            (QUIZ_NODE, DEAL),
            (LANDER, "0Node000away", {"onActionNumbers": [2]}),
        ],
    )
    visitor = visitor_of(await scene.http.get(LINK))
    await scene.http.get("/action/1")
    from_story = {"referer": "https://story.example/?vid=1"}
    assert "away.example" in (await scene.http.get("/action/2", headers=from_story)).headers["location"]
    assert (await scene.http.get("/action/2", headers={"referer": "https://quiz.example/q"})).status_code == 404
    assert (
        "net.example"
        in (await scene.http.get("/action/1", headers={"referer": "https://quiz.example/"})).headers["location"]
    )
    clicks = [one["node_id"] for one in scene.events(visitor) if one["event_type"] == "action"]
    assert clicks == [LANDER, LANDER, QUIZ_NODE]


async def test_the_hit_a_page_names_decides_before_all_else(scene: Scene) -> None:
    visitor = visitor_of(await scene.http.get(LINK))
    first = scene.events(visitor)[1]["hit_id"]
    await scene.http.get("/action/1")
    answer = await scene.http.get("/action/1", params={"h": first}, headers={"referer": "https://net.example/"})
    assert answer.status_code == 307
    assert [one["hit_id"] for one in scene.events(visitor) if one["event_type"] == "action"] == [first, first]


async def test_a_visitor_of_two_funnels_goes_on_in_the_one_the_page_belongs_to(scene: Scene) -> None:
    other = "0Funnel00002"
    await scene.save("page", QUIZ, pageType="lander", baseURL="https://quiz.example/", redirectType="307")
    connections = [
        {
            "idConnection": "0Way90000001",
            "idSourceNode": "0Node0Root02",
            "idTargetNode": QUIZ_NODE,
            "connectionRotatorParams": {"weight": 1},
        }
    ]
    nodes = [node("0Node0Root02", "root"), lander(QUIZ_NODE, QUIZ)]
    await scene.save("funnel", other, idCampaign=GROUP, nodes=nodes, connections=connections)
    await scene.http.get(LINK)
    await scene.http.get(f"/fts/{other}-{SOURCE}")
    assert (await scene.http.get("/action/1")).status_code == 404, "the latest visit has no such button"
    assert (await scene.http.get("/action/1", headers={"referer": "https://story.example/"})).status_code == 307
    assert (await scene.http.get("/action/1")).status_code == 404, "where the visitor is by now"


async def test_what_is_submitted_with_a_button_is_for_tokens(scene: Scene) -> None:
    await scene.page(OFFER, "offer", "https://net.example/?m={data-email}&q={data-answer}&u={data-utm}")
    await scene.http.get(f"{LINK}?utm=x")
    answer = await scene.http.post("/action/1?answer=b", data={"email": "a@b.example", "zone": "never", "c": "9"})
    assert "m=a%40b.example&q=b&u=x&" in answer.headers["location"]
    assert "c1" not in scene.events(visitor_of(answer))[-1]
    answer = await scene.http.post(
        "/action/1",
        json={"email": "json", "deep": {"a": 1}, "answer": 7},
        headers={"referer": "https://story.example"},
    )
    assert "m=json&q=7&u=x&" in answer.headers["location"]


async def test_a_form_that_is_too_large_is_refused(scene: Scene) -> None:
    await scene.http.get(LINK)
    assert (await scene.http.post("/action/1", data={"a": "x" * 70_000})).status_code == 413


async def test_a_hub_leads_on_by_the_button_that_led_to_it(scene: Scene) -> None:
    hub, away = "0Node0000hub", "0Node000away"
    await scene.funnel(
        ROOT_NODE,
        lander(),
        node(hub, "actionProxy"),
        offer(),
        node(away, "externalUrl", nodeExternalUrlParams={"url": "https://away.example"}),
        ways=[
            (ROOT, LANDER),
            (LANDER, hub, {"onActionNumbers": [1, 2, 3]}),
            (hub, DEAL, {"onActionNumbers": [1]}),
            (hub, away, {"onActionNumbers": [2]}),
        ],
    )
    from_story = {"referer": "https://story.example/"}
    visitor = visitor_of(await scene.http.get(LINK))
    assert "net.example" in (await scene.http.get("/action/1")).headers["location"]
    assert "away.example" in (await scene.http.get("/action/2", headers=from_story)).headers["location"]
    assert (await scene.http.get("/action/3", headers=from_story)).status_code == 404
    kinds = [one["node_type"] for one in scene.events(visitor) if one["event_type"] == "view"]
    assert kinds == ["lander", "actionProxy", "offer", "actionProxy", "externalUrl", "actionProxy"]


async def test_a_connection_may_be_a_conversion_or_a_custom_event_of_the_page_it_leaves_once(scene: Scene) -> None:
    sold = {
        "onActionNumbers": [1],
        "isConversion": True,
        "isCustomEvent": True,
        "customEventSpecs": {"eventNumber": 4},
    }
    thanks = node("0Node000away", "externalUrl", nodeExternalUrlParams={"url": "https://thanks.example"})
    await scene.funnel(ROOT_NODE, offer(), thanks, ways=[(ROOT, DEAL), (DEAL, "0Node000away", sold)])
    visitor = visitor_of(await scene.http.get(LINK))
    await scene.http.get("/action/1")
    await scene.http.get("/action/1")
    view = scene.events(visitor)[1]
    booked = [one for one in scene.events(visitor) if one["event_type"] in ("conversion", "customEvent4")]
    assert sorted((one["event_type"], one["hit_id"], one["revenue"]) for one in booked) == [
        ("conversion", view["hit_id"], Decimal("12.50")),
        ("customEvent4", view["hit_id"], Decimal(0)),
    ]
    assert all(one["conversion_id"] == one["event_id"] for one in booked)


async def test_tags_are_put_on_and_taken_off_on_the_way_and_conditions_see_them(scene: Scene) -> None:
    await scene.save("visitortag", "0Tag00000001")
    seen = {"attribute": "visitorTag", "test": "is", "visitorTagParams": {"tagId": "0Tag00000001"}}
    groups = [{"operator": "and", "rules": [seen]}]
    default = {"routeName": "Default Route", "idRoute": "default", "priority": 0, "operator": "or", "groups": []}
    again = {"routeName": "Again", "idRoute": "again", "priority": 1, "operator": "and", "groups": groups}
    await scene.save("condition", "0Condition01", routes=[default, again])
    who, tag = "0Node0000who", "0Node0000tag"
    await scene.funnel(
        ROOT_NODE,
        node(who, "condition", nodeConditionParams={"idCondition": "0Condition01"}),
        node(tag, "visitorTag", nodeVisitorTagParams={"addTagIds": ["0Tag00000001"], "removeTagIds": []}),
        lander(),
        offer(),
        ways=[(ROOT, who), (who, tag, {"onRouteId": "default"}), (tag, LANDER), (who, DEAL, {"onRouteId": "again"})],
    )
    assert "story.example" in (await scene.http.get(LINK)).headers["location"]
    assert "net.example" in (await scene.http.get(LINK)).headers["location"]


async def test_two_processes_share_the_sessions(scene: Scene) -> None:
    """Two trackers over one folder are what two processes are: nothing is shared but the files."""
    visitor = visitor_of(await scene.http.get(LINK))
    async with opened(scene.home, now=scene.now, seed=8) as second:
        scene.now[0] += 1
        answer = await second.http.get("/action/1", params={"vid": visitor})
        assert "net.example" in answer.headers["location"]
    assert [one["event_type"] for one in scene.events(visitor)] == ["entrance", "view", "action", "view"]
    await scene.funnel(ROOT_NODE, offer(), lander(), ways=[(ROOT, LANDER), (DEAL, LANDER)])
    assert "story.example" in (await scene.http.get("/action/1")).headers["location"], (
        "the second knew where they were"
    )


async def test_a_funnel_changed_by_another_process_is_seen_soon(scene: Scene) -> None:
    assert "story.example" in (await scene.http.get(LINK)).headers["location"]
    async with opened(scene.home, now=scene.now, seed=8) as second:
        await second.page(STORY, "lander", "https://new.example/")
    scene.tracker.run_time.forget()  # what happens by itself within 50 ms
    assert "new.example" in (await scene.http.get(LINK)).headers["location"]


async def test_requests_of_one_visitor_at_once_forget_nothing(scene: Scene) -> None:
    visitor = visitor_of(await scene.http.get(LINK))
    answers: list[httpx.Response] = []

    async def follow() -> None:
        answers.append(await scene.http.get(LINK))

    async with anyio.create_task_group() as group:
        for _ in range(5):
            group.start_soon(follow)
    assert {one.status_code for one in answers} == {307}
    remembered = await known(scene.tracker.run_time.world, visitor)
    assert len(remembered.visits) == 6
    assert FUNNEL in {one.funnel for one in remembered.visits.values()}
