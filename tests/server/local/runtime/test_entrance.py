"""Entrance links, followed as a browser does."""

from decimal import Decimal
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from visited_tracker import (
    DEAL,
    FUNNEL,
    GROUP,
    IPHONE,
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
    visitor_of,
)

from server.local.runtime.hit_ids import is_of_offer, is_visitor_id, made_at


def query(answer: httpx.Response) -> dict[str, str]:
    found = parse_qs(urlsplit(answer.headers["location"]).query, keep_blank_values=True)
    return {name: values[0] for name, values in found.items()}


async def test_a_visit_is_an_entrance_at_the_root_and_a_view_of_each_further_node(scene: Scene) -> None:
    told = {
        "user-agent": IPHONE,
        "accept-language": "de-AT,de;q=0.9,en;q=0.8",
        "referer": "https://ads.example/a?b=1",
    }
    placed = {"x-country": "DE", "x-region": "Bavaria", "x-city": "M%C3%BCnchen", "x-isp": "Telekom"}
    answer = await scene.http.get(f"{LINK}?zone=z%201&click_id=abc&camp=c7&c=0.05&utm=x", headers={**told, **placed})
    visitor = visitor_of(answer)
    assert (answer.status_code, answer.headers["location"]) == (307, f"https://story.example/?vid={visitor}")
    assert answer.headers["cache-control"] == "no-store, max-age=0"
    entrance, view = scene.events(visitor)
    visit = {
        "visit_id": entrance["hit_id"],
        "entrance_time": NOON,
        "visitor_id": visitor,
        "funnel_id": FUNNEL,
        "funnel_group_id": GROUP,
        "traffic_source_id": SOURCE,
        "campaign": "c7",
        "external": "abc",
        "c1": "z 1",
        "tracking_domain": "track.example",
        "ip": "127.0.0.1",
        "country": "DE",
        "continent": "EU",
        "region": "Bavaria",
        "city": "München",
        "isp": "Telekom",
        "referrer_domain": "ads.example",
        "referrer_path": "/a",
        "device_type": "mobile",
        "device_brand": "Apple",
        "device_model": "iPhone",
        "device_model_name": "iPhone",
        "device_os": "iOS",
        "device_os_version": "17.4",
        "browser": "Safari",
        "browser_version": "17.4",
        "language": "de",
        "user_agent": IPHONE,
    }
    hit = {"event_time": NOON, "hit_time": NOON}
    assert entrance == {
        **visit,
        **hit,
        "event_id": entrance["hit_id"],
        "event_type": "entrance",
        "hit_id": entrance["hit_id"],
        "node_id": ROOT,
        "node_type": "root",
        "cost": Decimal("0.05"),
    }
    assert view == {
        **visit,
        **hit,
        "event_id": view["hit_id"],
        "event_type": "view",
        "hit_id": view["hit_id"],
        "node_id": LANDER,
        "node_type": "lander",
        "page_id": STORY,
        "page_type": "lander",
    }
    assert entrance["hit_id"] < view["hit_id"]
    assert made_at(view["hit_id"]) == NOON
    assert is_visitor_id(visitor)


async def test_every_link_followed_is_a_new_visit_of_the_same_visitor(scene: Scene) -> None:
    first = await scene.http.get(LINK)
    again = await scene.http.get(LINK)
    assert visitor_of(again) == visitor_of(first)
    entrances = [one for one in scene.events(visitor_of(first)) if one["event_type"] == "entrance"]
    assert len({one["visit_id"] for one in entrances}) == 2


async def test_a_visitor_is_known_by_vid_where_there_is_no_cookie_and_by_nothing_else(scene: Scene) -> None:
    visitor = visitor_of(await scene.http.get(LINK))
    async with scene.client() as other:
        assert visitor_of(await other.get(LINK, params={"vid": visitor})) == visitor
    for made_up in ("short", "x" * 26 + "!", "' or 1=1 --", visitor + "a"):
        async with scene.client() as other:
            assert visitor_of(await other.get(LINK, params={"vid": made_up})) != made_up


@pytest.mark.parametrize(
    "link",
    [
        f"/fts/{FUNNEL}",
        f"/fts/{FUNNEL}-",
        f"/fts/-{SOURCE}",
        f"/fts/{FUNNEL}-0Traffic9999",
        f"/fts/0Funnel99999-{SOURCE}",
        f"{LINK}/more",
        f"{LINK}?n=0Node9999999",
        "/fts/",
        "/fts",
    ],
)
async def test_a_link_that_leads_nowhere_is_not_found_and_counts_nothing(scene: Scene, link: str) -> None:
    answer = await scene.http.get(link)
    assert (answer.status_code, "location" in answer.headers, "set-cookie" in answer.headers) == (404, False, False)
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert len(answer.content) < 200


@pytest.mark.parametrize(("family", "id"), [("funnel", FUNNEL), ("trafficsource", SOURCE)])
async def test_what_is_archived_or_deleted_is_not_led_into_and_the_homepage_stands_in(
    scene: Scene, family: str, id: str
) -> None:
    assert (await scene.http.get(LINK)).status_code == 307
    (await scene.http.put(f"/v1/{family}/archive/", json={"entries": [id]})).raise_for_status()
    assert (await scene.http.get(LINK)).status_code == 404
    (await scene.http.put(f"/v1/{family}/unarchive/", json={"entries": [id]})).raise_for_status()
    assert (await scene.http.get(LINK)).status_code == 307
    await scene.settings(defaultHomepageURL="https://home.example/\r\nx: y")
    (await scene.http.request("DELETE", f"/v1/{family}/delete/", json={"entries": [id]})).raise_for_status()
    answer = await scene.http.get(LINK)
    assert (answer.status_code, answer.headers["location"]) == (302, "https://home.example/%0D%0Ax:%20y")


async def test_a_visit_may_begin_at_any_node_and_still_enters_at_the_root(scene: Scene) -> None:
    answer = await scene.http.get(f"{LINK}?n={DEAL}")
    assert answer.headers["location"].startswith("https://net.example/?o=7&s=")
    assert [(one["event_type"], one["node_id"]) for one in scene.events(visitor_of(answer))] == [
        ("entrance", ROOT),
        ("view", DEAL),
    ]
    answer = await scene.http.get(f"{LINK}?n={ROOT}")
    assert [one["node_id"] for one in scene.events(visitor_of(answer))[2:]] == [ROOT, LANDER]


async def test_offers_hits_end_in_h_and_no_others_do(scene: Scene) -> None:
    visitor = visitor_of(await scene.http.get(LINK))
    await scene.http.get("/action/1")
    hits = {one["hit_id"]: one["node_type"] for one in scene.events(visitor)}
    assert {kind: is_of_offer(id) for id, kind in hits.items()} == {"root": False, "lander": False, "offer": True}


async def test_fields_go_by_their_names_or_slots_and_the_rest_is_for_tokens(scene: Scene) -> None:
    await scene.page(
        STORY, "lander", "https://story.example/?u={data-utm}&z={c1}&y={data-zone}&n={data-nothing}&k={unknown}"
    )
    answer = await scene.http.get(f"{LINK}?c1=slot&zone=name&c20=last&utm=a%26b%0D%0A&utm=second&c9=")
    assert query(answer) == {
        "u": "a&b\ufffd\ufffd",
        "z": "name",
        "y": "name",
        "n": "",
        "k": "{unknown}",
        "vid": visitor_of(answer),
    }
    entrance = scene.events(visitor_of(answer))[0]
    assert (entrance["c1"], entrance["c20"], "c9" in entrance) == ("name", "last", False)
    assert not {"utm", "a&b"} & {*entrance, *map(str, entrance.values())}


async def test_parameters_of_an_address_come_from_node_page_and_offer_source(scene: Scene) -> None:
    await scene.save("offersource", "0Network0001", queryParams={"pub": "77", "sub": "{hit}", "o": "never"})
    await scene.page(
        OFFER,
        "offer",
        "https://net.example/deal?o=7#top",
        queryParams={"aff": "a b{campaign}", "sub": "page{hit}"},
        offerParams={"idOfferSource": "0Network0001", "payout": "1"},
        redirectType="307",
    )
    await scene.funnel(ROOT_NODE, offer(additionalTokens={"pos": "{current-node-id}"}), ways=[(ROOT, DEAL)])
    answer = await scene.http.get(f"{LINK}?camp=x")
    hit = scene.events(visitor_of(answer))[-1]["hit_id"]
    assert answer.headers["location"] == (
        f"https://net.example/deal?o=7&pos={DEAL}&aff=a%20bx&sub=page{hit}&pub=77&vid={visitor_of(answer)}#top"
    )


async def test_a_page_may_do_without_vid(scene: Scene) -> None:
    await scene.page(STORY, "lander", "https://story.example/", disableAppendVid=True)
    assert (await scene.http.get(LINK)).headers["location"] == "https://story.example/"


async def test_collected_parameters_are_handed_over_where_the_node_says_so(scene: Scene) -> None:
    await scene.save("funnelgroup", GROUP, method="PUT", accumulatedUrlParams={"team": "red", "lp": "group"})
    await scene.funnel(
        ROOT_NODE,
        lander(accumulateUrlParams=True),
        ways=[(ROOT, LANDER)],
        accumulatedUrlParams={"lp": "funnel"},
    )
    answer = await scene.http.get(f"{LINK}?zone=z1&utm=%7Bhit%7D&c=1")
    assert query(answer) == {
        "vid": visitor_of(answer),
        "zone": "z1",
        "team": "red",
        "lp": "funnel",
        "utm": "{hit}",
    }


@pytest.mark.parametrize(
    ("page", "override", "settings", "status"),
    [
        ({"redirectType": "301"}, {}, {}, 301),
        ({"redirectType": "301"}, {"redirectOverride": "307"}, {}, 307),
        ({"redirectType": "307"}, {"redirectOverride": "301"}, {}, 301),
        ({"redirectType": "meta"}, {}, {}, 200),
        ({"redirectType": "umr"}, {}, {}, 200),
    ],
)
async def test_a_redirect_is_as_node_and_page_say(
    scene: Scene, page: dict[str, str], override: dict[str, str], settings: dict[str, str], status: int
) -> None:
    await scene.page(STORY, "lander", 'https://story.example/?q="><script>', **page)
    await scene.funnel(ROOT_NODE, lander(**override), ways=[(ROOT, LANDER)])
    answer = await scene.http.get(LINK)
    assert answer.status_code == status
    target = f"https://story.example/?q=%22%3E%3Cscript%3E&vid={visitor_of(answer)}"
    if status != 200:
        assert answer.headers["location"] == target
    else:
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert f'content="0;url={target.replace("&", "&amp;")}"' in answer.text
        assert "<script" not in answer.text


async def test_an_outside_address_gets_tokens_too(scene: Scene) -> None:
    params = {"url": "https://out.example/{country}?c={c1}", "redirectType": "301"}
    away = node("0Node0000out", "externalUrl", nodeExternalUrlParams=params)
    await scene.funnel(ROOT_NODE, away, ways=[(ROOT, "0Node0000out")])
    answer = await scene.http.get(f"{LINK}?zone=z/1", headers={"x-country": "AT"})
    visitor = visitor_of(answer)
    assert (answer.status_code, answer.headers["location"]) == (301, f"https://out.example/AT?c=z%2F1&vid={visitor}")
    assert [one["node_type"] for one in scene.events(visitor)] == ["root", "externalUrl"]


@pytest.mark.parametrize(
    ("source", "group", "funnel", "link", "cost"),
    [
        ({}, {}, {}, "", "0"),
        ({"defaultCost": "0.4"}, {}, {}, "", "0.4"),
        ({"defaultCost": "0.4"}, {"defaultCost": "0.3"}, {}, "", "0.3"),
        ({"defaultCost": "0.4"}, {"defaultCost": "0.3"}, {"defaultCost": "0.2"}, "", "0.2"),
        ({"defaultCost": "0.4"}, {}, {"defaultCost": "0.2"}, "c=0.1", "0.1"),
        ({}, {}, {"incomingTrafficCostOverrides": {SOURCE: "0.9"}}, "c=0.1", "0.9"),
        ({}, {}, {"incomingTrafficCostOverrides": {"0Traffic9999": "0.9"}}, "c=0.1", "0.1"),
        ({}, {}, {}, "c=cpm_2.5", "0.0025"),
        ({"incomingCostModifier": 0.5}, {}, {}, "c=0.1", "0.05"),
        ({"incomingCostModifier": 0}, {}, {}, "c=0.1", "0"),
        ({"defaultCost": "0.4"}, {}, {}, "c=%7Bcpc%7D", "0.4"),
        ({"defaultCost": "0.4"}, {}, {}, "c=-1", "0.4"),
        ({"defaultCost": "0.4"}, {}, {}, "c=NaN", "0.4"),
        ({"defaultCost": "0.4"}, {}, {}, "c=1e9", "0.4"),
        ({"defaultCost": "0.4"}, {}, {}, "c=0", "0"),
        ({"costType": "cpa", "defaultCost": "0.4"}, {}, {}, "c=0.1", None),
    ],
)
async def test_what_a_visit_costs(
    scene: Scene, source: dict[str, Any], group: dict[str, Any], funnel: dict[str, Any], link: str, cost: str | None
) -> None:
    await scene.source(**source)
    await scene.save("funnelgroup", GROUP, method="PUT", **group)
    await scene.funnel(**funnel)
    entrance, view = scene.events(visitor_of(await scene.http.get(f"{LINK}?{link}")))
    assert entrance.get("cost") == (None if cost is None else Decimal(cost))
    assert "cost" not in view


async def test_visitors_are_shared_out_by_weight_and_stay_with_a_sticky_choice(scene: Scene) -> None:
    await scene.save("page", "0Page000quiz", pageType="lander", baseURL="https://quiz.example/", redirectType="307")
    quiz, split = "0Node000quiz", "0Node00split"
    await scene.funnel(
        ROOT_NODE,
        node(split, "rotator", nodeRotatorParams={"rotatorType": "random", "stickinessMode": "sticky"}),
        lander(),
        lander(quiz, "0Page000quiz"),
        ways=[(ROOT, split), (split, LANDER, {"weight": 0.25}), (split, quiz, {"weight": 0.75})],
    )
    scene.draws[:] = [0.2, 0.2]
    async with scene.client() as browser:
        assert "story.example" in (await browser.get(LINK)).headers["location"]
        scene.draws[:] = [0.9]
        assert "story.example" in (await browser.get(LINK)).headers["location"], "the same visitor"
    async with scene.client() as browser:
        assert "quiz.example" in (await browser.get(LINK)).headers["location"]


async def test_visitors_whom_no_weight_leads_on_are_not_found_but_counted(scene: Scene) -> None:
    await scene.funnel(ROOT_NODE, lander(), ways=[(ROOT, LANDER, {"weight": 0})])
    answer = await scene.http.get(LINK)
    assert answer.status_code == 404
    assert [one["event_type"] for one in scene.events(visitor_of(answer))] == ["entrance"]


async def test_a_condition_sees_place_device_field_and_time_of_the_visitor(scene: Scene) -> None:
    zone = {"fieldName": "zone", "fieldValues": ["z"]}
    rules = [
        {"attribute": "Location: Country", "test": "any in", "genericParams": {"values": ["DE", "AT"]}},
        {"attribute": "Device: Type", "test": "is", "genericParams": {"values": ["mobile"]}},
        {"attribute": "Device: OS", "test": "is", "genericParams": {"values": ["iOS"]}},
        {"attribute": "Device: Browser Language", "test": "is", "genericParams": {"values": ["de"]}},
        {"attribute": "Traffic Source", "test": "is", "genericParams": {"values": [SOURCE]}},
        {"attribute": "Tracking Field", "test": "is", "trackingFieldParams": zone},
        {"attribute": "Connection: IP", "test": "is", "genericParams": {"values": ["203.0.113.0/24"]}},
        {"attribute": "Time: Time of Day", "test": ">=", "timeOfDayParams": {"hour": 13, "minutes": 0}},
    ]
    default = {"routeName": "Default Route", "idRoute": "default", "priority": 0, "operator": "or", "groups": []}
    groups = [{"operator": "and", "rules": rules}]
    fits = {"routeName": "Fits", "idRoute": "fits", "priority": 1, "operator": "and", "groups": groups}
    await scene.save("condition", "0Condition01", routes=[default, fits])
    who, away = "0Node0000who", "0Node000away"
    await scene.funnel(
        ROOT_NODE,
        node(who, "condition", nodeConditionParams={"idCondition": "0Condition01"}),
        offer(),
        node(away, "externalUrl", nodeExternalUrlParams={"url": "https://away.example", "redirectType": "307"}),
        ways=[(ROOT, who), (who, DEAL, {"onRouteId": "fits"}), (who, away, {"onRouteId": "default"})],
    )
    fitting = {
        "user-agent": IPHONE,
        "accept-language": "de-DE",
        "x-country": "de",
        "x-timezone": "Europe/Berlin",
        "x-forwarded-for": "203.0.113.9",
    }
    assert "net.example" in (await scene.http.get(f"{LINK}?zone=Z", headers=fitting)).headers["location"]
    for changed in (
        {"x-country": "FR"},
        {"user-agent": "curl/8"},
        {"accept-language": "en"},
        {"x-forwarded-for": "198.51.100.1"},
        {"x-timezone": "America/New_York"},
    ):
        answer = await scene.http.get(f"{LINK}?zone=Z", headers={**fitting, **changed})
        assert "away.example" in answer.headers["location"], changed
    assert "away.example" in (await scene.http.get(LINK, headers=fitting)).headers["location"]


@pytest.mark.parametrize(
    ("account", "funnel", "country", "address", "kept"),
    [
        ("disabled", None, "DE", "203.0.113.9", "203.0.113.9"),
        ("All IPs", None, "US", "203.0.113.9", "203.0.113.0"),
        ("EU IPs", None, "DE", "203.0.113.9", "203.0.113.0"),
        ("EU IPs", None, "US", "203.0.113.9", "203.0.113.9"),
        ("EU IPs", None, "", "203.0.113.9", "203.0.113.0"),
        ("All IPs", "disabled", "DE", "203.0.113.9", "203.0.113.9"),
        ("disabled", "All IPs", "US", "2a00:1450:4001:82a::200e", "2a00:1450:4001::"),
    ],
)
async def test_addresses_are_made_anonymous_as_funnel_or_account_say(
    scene: Scene, account: str, funnel: str | None, country: str, address: str, kept: str
) -> None:
    await scene.settings(ipAnonymizer=account)
    await scene.funnel(**({"ipAnonymizer": funnel} if funnel else {}))
    answer = await scene.http.get(LINK, headers={"x-forwarded-for": address, "x-country": country})
    assert {one["ip"] for one in scene.events(visitor_of(answer))} == {kept}


async def test_what_a_stranger_says_of_themselves_from_outside_is_not_believed(scene: Scene) -> None:
    outside = httpx.ASGITransport(scene.tracker, client=("203.0.113.50", 4711))
    said = {"x-forwarded-for": "198.51.100.1", "x-country": "DE", "x-forwarded-host": "evil.example"}
    async with httpx.AsyncClient(transport=outside, base_url="http://track.example") as browser:
        entrance = scene.events(visitor_of(await browser.get(LINK, headers=said)))[0]
    assert (entrance["ip"], entrance["tracking_domain"]) == ("203.0.113.50", "track.example")
    assert "country" not in entrance


async def test_what_strangers_send_is_cut_and_harmless(scene: Scene) -> None:
    nasty = "\x1b[31m<script>alert(1)</script>'; DROP TABLE live; --\x00\x85\u2028 ignore all instructions "
    long = nasty.encode() + b"x" * 10_000
    raw = [
        (b"user-agent", long),
        (b"referer", b"https://a.example/" + b"p" * 9_000),
        (b"accept-language", b"\xff\xfe,," + b"q" * 3000),
    ]
    query = b"zone=" + b"%1b%5B31m" + b"z" * 9_000 + b"&camp=%ED%A0%80%00&click_id=\xff\xfe&" + b"n" * 500 + b"=1"
    scope = {
        "type": "http",
        "method": "GET",
        "path": LINK,
        "query_string": query,
        "headers": [(b"host", b"track.example"), *raw],
        "client": ("127.0.0.1", 1),
    }
    sent: list[Any] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b""}

    async def send(message: Any) -> None:
        sent.append(message)

    await scene.tracker(scope, receive, send)
    headers = dict(sent[0]["headers"])
    assert sent[0]["status"] == 307
    visitor = headers[b"set-cookie"][4:31].decode()
    entrance = scene.events(visitor)[0]
    assert len(entrance["user_agent"]) == 2_000
    assert len(entrance["c1"]) == 1_000
    assert len(entrance["referrer_path"]) <= 500
    assert "DROP TABLE live" in entrance["user_agent"], "stored as data"
    texts = [one for one in entrance.values() if isinstance(one, str)]
    unfit = {chr(code) for code in (*range(32), 127, *range(128, 160), 0x2028)}
    assert not any(unfit & set(text) or any("\ud800" <= one <= "\udfff" for one in text) for text in texts)
