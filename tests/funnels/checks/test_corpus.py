"""Good funnels of every size and kind: not one error or warning on any of them."""

from collections.abc import Callable
from typing import Any

import pytest

from funnels.account import Account, Entry
from funnels.checks import check
from funnels.funnel import NodeKind


def direct_linking(b: Any) -> None:
    b.root(b.offer("FoxVPN US"))


def lander_and_offer(b: Any) -> None:
    b.root(b.lander("Story", b.offer()))


def lander_split(b: Any) -> None:
    offer = b.offer()
    landers = b.group("Landers", "lander", {b.page("A"): 0.7, b.page("B"): 0.3})
    group = b.node("landerGroup", "Landers", landers)
    b.way(group, offer)
    b.root(group)


def thirds(b: Any) -> None:
    """Weights as people type them: three times 33.33 %."""
    root = b.root()
    for name in ("One", "Two", "Three"):
        b.way(root, b.offer(name), weight=0.3333)


def mobile_and_desktop(b: Any) -> None:
    device = b.node("condition", "Device", b.condition("Device", {"mobile": [b.device("mobile", "tablet")]}))
    b.root(device)
    b.way(device, b.offer("App"), route="mobile")
    b.way(device, b.node("externalUrl", "Elsewhere", "https://elsewhere.example.net"))


def geo_cascade(b: Any) -> None:
    """Countries first, devices behind them; each offer is reached from its own country, and from its neighbours."""
    routes = {"dach": [b.country("DE", "AT", "CH")], "north": [b.country("US"), b.device("mobile")], "us": []}
    routes["us"] = [b.country("US", "CA")]
    geo = b.node("condition", "Geo", b.condition("Geo", routes))
    device = b.node("condition", "Device", b.condition("Device", {"mobile": [b.device("mobile")]}))
    b.root(geo)
    b.way(geo, device, route="dach")
    b.way(geo, b.offer("Shield US"), route="north")
    b.way(geo, b.lander("News", b.offer("Shield CA")), route="us")
    b.way(geo, b.offer("Shield", payout="2"))
    b.way(device, b.lander("Geschichte", b.offer("ShieldVPN DE")), route="mobile")
    b.way(device, b.offer("FoxVPN AT"))


def version_one(b: Any) -> None:
    geo = b.node("condition", "Geo", b.condition("Geo", {"a": [b.country("DE")], "b": [b.country("FR")]}, version=1))
    b.root(geo)
    for number, name in enumerate(("Rest", "First", "Second")):
        b.way(geo, b.offer(name), number=number)


def quiz_with_hub(b: Any) -> None:
    hub = b.node("actionProxy", "Hub")
    quiz = b.node("landerGroup", "Quiz", b.group("Quiz", "lander", {b.page("Q1"): 0.5, b.page("Q2"): 0.5}))
    b.root(quiz)
    b.way(quiz, hub, actions=[1, 2, 3], isCustomEvent=True)
    b.way(hub, b.offer("Young"), actions=[1, 2])
    b.way(hub, b.offer("Old"), actions=[3])


def upsell(b: Any) -> None:
    """An own checkout without a network: its button is the conversion."""
    thanks = b.node("externalUrl", "Thanks", "https://shop.example.net/thanks")
    checkout = b.node("offer", "Checkout", b.page("Checkout", "offer", baseURL="https://shop.example.net/buy"))
    b.way(checkout, thanks, isConversion=True, webhookConfigIDs=[b.webhook("CRM")])
    b.root(b.lander("Pitch", checkout))


def script_and_middleware(b: Any) -> None:
    code = '/* return "x" */ if oneOf(country, "DE", "AT") {\n  return "dach" // return "y"\n}\nreturn `default`\n'
    script = b.node("logic", "Script", b.script("Script", code))
    score = b.node("middleware", "Score", b.middleware("Score", "approved", "review"))
    b.root(script)
    b.way(script, score, keys=["dach"])
    b.way(script, b.offer("Rest"), keys=["default"])
    b.way(score, b.offer("Best"), route="approved")
    b.way(score, b.offer("Fair"), route="review")
    b.way(score, b.offer("Safe"))


def tag_and_come_back(b: Any) -> None:
    """Whoever has not seen the story is marked on the way to it; a button leads round again through the condition."""
    seen = b.tag("Seen")
    rule = {"attribute": "visitorTag", "test": "is", "visitorTagParams": {"tagId": seen}}
    known = b.node("condition", "Known", b.condition("Known", {"seen": [rule]}))
    mark = b.node("visitorTag", "Mark", [seen])
    tell = b.node("webhook", "Tell", [b.webhook("CRM")])
    story = b.node("lander", "Story", b.page("Story"))
    b.root(known)
    b.way(known, b.offer(), route="seen")
    b.way(known, tell)
    b.way(tell, mark)
    b.way(mark, story)
    b.way(story, known)


def dayparting(b: Any) -> None:
    def at(test: str, hour: int) -> dict[str, Any]:
        return {
            "attribute": "Time: Time of Day",
            "test": test,
            "timeOfDayParams": {"hour": hour, "minutes": 0, "utcOffsetMinutes": 60},
        }

    routes = {"day": [at(">=", 8), at("<", 20)], "evening": [at(">=", 20)]}
    hours = b.node("condition", "Hours", b.condition("Hours", routes))
    b.root(hours)
    b.way(hours, b.offer("Day"), route="day")
    b.way(hours, b.offer("Evening"), route="evening")
    b.way(hours, b.offer("Night"))


def versions_and_fields(b: Any) -> None:
    field = {
        "attribute": "Tracking Field",
        "test": "is not",
        "trackingFieldParams": {"fieldName": "zone", "fieldValues": ["bad"]},
    }
    routes = {
        "new": [b.rule("Device: OS", "is", "iOS"), b.rule("Device: OS Version", ">=", "17.10")],
        "fair": [b.rule("Device: OS", "is", "iOS"), b.rule("Device: OS Version", ">=", "17.4"), field],
        "crawl": [b.rule("Connection: User Agent", "contains", "bot", "spider")],
        "office": [b.rule("Connection: IP", "is", "203.0.X.X")],
    }
    split = b.node("condition", "Split", b.condition("Split", routes))
    b.root(split)
    for route in (*routes, "default"):
        b.way(split, b.offer(route.title()), route=route)


def everything(b: Any) -> None:
    """All 14 kinds of node in one funnel."""
    geo_routes = {"dach": [b.country("DE", "AT", "CH")], "us": [b.country("US")]}
    geo = b.node("condition", "Geo", b.condition("Geo", geo_routes))
    tag, hook = b.node("visitorTag", "Mark", [b.tag("Paid")]), b.node("webhook", "Tell", [b.webhook("CRM")])
    split = b.node("rotator", "Split", nodeRotatorParams={"stickinessMode": "sticky"})
    landers = b.node("landerGroup", "Landers", b.group("Landers", "lander", {b.page("A"): 0.5, b.page("B"): 0.5}))
    hub = b.node("actionProxy", "Hub")
    offers = {b.page("ShieldVPN DE", "offer"): 0.6, b.page("FoxVPN", "offer"): 0.4}
    group = b.node("offerGroup", "Offers", b.group("Offers", "offer", offers))
    script = b.node("logic", "Script", b.script("Script", 'return "default"'))
    ask = b.node("middleware", "Ask", b.middleware("Ask", "good"))
    b.node("label", "Note", "Ask Ann before you change the split")
    b.root(geo)
    b.way(geo, tag, route="dach")
    b.way(tag, split)
    b.way(split, landers, weight=0.9)
    b.way(split, b.lander("Direct", group), weight=0.1)
    b.way(landers, hub, actions=[1, 2])
    b.way(hub, group, actions=[1])
    b.way(hub, b.node("externalUrl", "Read more", "https://elsewhere.example.net/?from={visitor}"), actions=[2])
    b.way(geo, hook, route="us")
    b.way(hook, script)
    b.way(script, ask, keys=["default"])
    b.way(ask, b.offer("Shield US"), route="good")
    b.way(ask, b.offer("Plain"))
    b.way(geo, b.offer("World", payout="0.50"))


def many_countries(b: Any) -> None:
    """A condition with twelve routes, each to its own landers and offers: about sixty nodes."""
    codes = ["DE", "FR", "ES", "IT", "NL", "SE", "PL", "GB", "US", "CA", "AU", "BR"]
    geo = b.node("condition", "Geo", b.condition("Geo", {code.lower(): [b.country(code)] for code in codes}))
    b.root(geo)
    b.way(geo, b.node("externalUrl", "Elsewhere", "https://elsewhere.example.net"))
    for code in codes:
        landers = b.group(f"L{code}", "lander", {b.page(f"{code} one"): 0.5, b.page(f"{code} two"): 0.5})
        offers = b.group(f"O{code}", "offer", {b.page(f"{code}o Shield {code}", "offer"): 1})
        lander, offer = b.node("landerGroup", f"{code} L", landers), b.node("offerGroup", f"{code} O", offers)
        mark = b.node("visitorTag", f"{code} T", [b.tag("Seen")])
        tell = b.node("webhook", f"{code} W", [b.webhook("CRM")])
        b.way(geo, lander, route=code.lower())
        b.way(lander, mark)
        b.way(mark, tell)
        b.way(tell, offer)


def unknown_account(b: Any) -> None:
    """Nothing of what it uses was read: nothing is claimed about it."""
    everything(b)
    b.assets.clear()


CORPUS: list[Callable[[Any], None]] = [
    direct_linking,
    lander_and_offer,
    lander_split,
    thirds,
    mobile_and_desktop,
    geo_cascade,
    version_one,
    quiz_with_hub,
    upsell,
    script_and_middleware,
    tag_and_come_back,
    dayparting,
    versions_and_fields,
    everything,
    many_countries,
    unknown_account,
]


@pytest.mark.parametrize("good", CORPUS)
def test_a_good_funnel_has_no_errors_and_no_warnings(good: Callable[[Any], None], build: Any) -> None:
    good(build)
    assert [finding for finding in build.findings() if finding.severity != "hint"] == []


@pytest.mark.parametrize("good", CORPUS)
def test_short_entries_alone_raise_nothing(good: Callable[[Any], None], build: Any) -> None:
    """As after a listing: everything has a name, nothing was read."""
    good(build)
    documents = build.account
    entries = [entry for family, _ in build.assets for entry in documents.entries(family) if not entry.scope]
    listed = Account(Entry(**{name: getattr(entry, name) for name in Entry.__slots__}) for entry in entries)
    found = check(build.funnel, listed, keys=build.keys)
    assert [finding for finding in found if finding.severity != "hint"] == []


def test_the_good_funnels_have_every_kind_of_node(build: Any) -> None:
    everything(build)
    assert {node.node_type for node in build.funnel.nodes} == set(NodeKind)
