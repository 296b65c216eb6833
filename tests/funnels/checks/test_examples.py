"""For every rule a funnel that breaks it, and nearly the same one that does not."""

from collections.abc import Callable
from typing import Any

import pytest

from funnels.account import Entry
from funnels.checks import RULES

Example = Callable[[Any, bool], object]
EXAMPLES: dict[str, Example] = {}


def example(rule: str) -> Callable[[Example], Example]:
    def kept(make: Example) -> Example:
        EXAMPLES[rule] = make
        return make

    return kept


@pytest.mark.parametrize("rule", [rule.id for rule in RULES])
def test_a_funnel_that_breaks_the_rule_is_found(rule: str, build: Any) -> None:
    EXAMPLES[rule](build, True)
    assert rule in {finding.rule for finding in build.findings()}


@pytest.mark.parametrize("rule", [rule.id for rule in RULES])
def test_nearly_the_same_funnel_keeps_the_rule(rule: str, build: Any) -> None:
    EXAMPLES[rule](build, False)
    assert [finding for finding in build.findings() if finding.rule == rule or finding.severity != "hint"] == []


def test_every_example_is_of_a_rule() -> None:
    assert sorted(EXAMPLES) == sorted(rule.id for rule in RULES)


def plain(b: Any) -> str:
    """Traffic, a lander, an offer."""
    lander = b.lander("Story", b.offer())
    b.root(lander)
    return lander


@example("no-root")
def _(b: Any, wrong: bool) -> None:
    if wrong:
        b.lander("Story", b.offer())
    else:
        plain(b)


@example("several-roots")
def _(b: Any, wrong: bool) -> None:
    lander = plain(b)
    if wrong:
        b.way(b.node("root", "More traffic"), lander)


@example("unreachable")
def _(b: Any, wrong: bool) -> None:
    plain(b)
    b.node("offer", "Lonely", b.page("Lonely offer", "offer"), isGlobalNode=not wrong)


@example("dead-end")
def _(b: Any, wrong: bool) -> None:
    split = b.node("rotator", "Split")
    b.root(split)
    if not wrong:
        b.way(split, b.offer(), weight=0.5)
        b.way(split, b.offer("Second"), weight=0.5)


@example("lander-without-way-on")
def _(b: Any, wrong: bool) -> None:
    b.root(b.lander("Story", None if wrong else b.offer()), b.lander("News", b.offer("Second")))


@example("dangling-connection")
def _(b: Any, wrong: bool) -> None:
    lander = plain(b)
    if wrong:
        b.way(lander, "Nowhere00000", actions=[2])
    else:
        b.way(lander, b.offer("Second"), actions=[2])


@example("duplicate-id")
def _(b: Any, wrong: bool) -> None:
    lander = plain(b)
    b.way(lander, b.offer("Second"), actions=[2])
    if wrong:
        b.ways[1]["idConnection"] = b.ways[0]["idConnection"]


@example("way-into-root")
def _(b: Any, wrong: bool) -> None:
    lander = plain(b)
    b.way(lander, b.id_of("Traffic") if wrong else b.offer("Second"), actions=[2])


@example("way-out-of-end")
def _(b: Any, wrong: bool) -> None:
    outside = b.node("externalUrl", "Outside", "https://elsewhere.example.net")
    b.root(outside, b.offer())
    if wrong:
        b.way(outside, b.id_of("Offer step"), like="none")


@example("way-into-note")
def _(b: Any, wrong: bool) -> None:
    lander = plain(b)
    note = b.node("label", "Note", "Ask Ann")
    if wrong:
        b.way(lander, note, actions=[2])


@example("missing-parameters")
def _(b: Any, wrong: bool) -> None:
    plain(b)
    if wrong:
        del b.ways[0]["connectionPageParams"]


@example("pass-through-splits")
def _(b: Any, wrong: bool) -> None:
    tag = b.node("visitorTag", "Mark", [b.tag("Seen")])
    b.root(tag)
    b.way(tag, b.offer())
    if wrong:
        b.way(tag, b.offer("Second"))


@example("endless-loop")
def _(b: Any, wrong: bool) -> None:
    one, other = b.node("webhook", "One", [b.webhook("CRM")]), b.node("webhook", "Other", [b.webhook("Mail")])
    b.root(one)
    b.way(one, other)
    b.way(other, one if wrong else b.offer())


@example("loop-without-page")
def _(b: Any, wrong: bool) -> None:
    split = b.node("rotator", "Split")
    b.root(split)
    b.way(split, b.offer(), weight=0.5)
    if wrong:
        b.way(split, split, weight=0.5)
    else:
        b.way(split, b.lander("Again", split), weight=0.5)


@example("no-weight")
def _(b: Any, wrong: bool) -> None:
    root = b.root()
    b.way(root, b.offer(), weight=0 if wrong else 1)


@example("weights-off")
def _(b: Any, wrong: bool) -> None:
    root = b.root()
    b.way(root, b.offer(), weight=0.6)
    b.way(root, b.offer("Second"), weight=0.5 if wrong else 0.4)


@example("starved-arm")
def _(b: Any, wrong: bool) -> None:
    weight = 0.001 if wrong else 0.01
    pages = {b.page("A", "offer"): 1 - weight, b.page("B", "offer"): weight}
    b.root(b.node("offerGroup", "Offers", b.group("Offers", "offer", pages)))


@example("single-arm")
def _(b: Any, wrong: bool) -> None:
    split = b.node("rotator", "Split")
    b.root(split)
    b.way(split, b.offer(), weight=1 if wrong else 0.5)
    if not wrong:
        b.way(split, b.offer("Second"), weight=0.5)


@example("action-twice")
def _(b: Any, wrong: bool) -> None:
    b.way(plain(b), b.offer("Second"), actions=[1 if wrong else 2])


@example("action-gap")
def _(b: Any, wrong: bool) -> None:
    b.way(plain(b), b.offer("Second"), actions=[3 if wrong else 2])


@example("action-too-high")
def _(b: Any, wrong: bool) -> None:
    b.way(plain(b), b.offer("Second"), actions=[65 if wrong else 64])


@example("same-target")
def _(b: Any, wrong: bool) -> None:
    b.way(plain(b), b.id_of("Offer step") if wrong else b.offer("Second"), actions=[2])


@example("hub-misses-action")
def _(b: Any, wrong: bool) -> None:
    hub = b.node("actionProxy", "Hub")
    lander = b.node("lander", "Quiz", b.page("Quiz"))
    b.root(lander)
    b.way(lander, hub, actions=[1, 2])
    b.way(hub, b.offer(), actions=[1])
    if not wrong:
        b.way(hub, b.offer("Second"), actions=[2])


def by_country(b: Any, *, version: int = 2) -> str:
    """Traffic, a condition on DACH, and nothing behind it yet."""
    routes = {"dach": [b.country("DE", "AT", "CH")]}
    geo = b.node("condition", "Geo", b.condition("Geo", routes, version=version))
    b.root(geo)
    return geo


@example("mixed-condition-wiring")
def _(b: Any, wrong: bool) -> None:
    geo = by_country(b)
    b.way(geo, b.offer(), **({"number": 1} if wrong else {"route": "dach"}))
    b.way(geo, b.offer("Second"))


@example("route-not-connected")
def _(b: Any, wrong: bool) -> None:
    geo = by_country(b)
    b.way(geo, b.offer())
    if not wrong:
        b.way(geo, b.offer("Second"), route="dach")


@example("default-not-connected")
def _(b: Any, wrong: bool) -> None:
    geo = by_country(b)
    b.way(geo, b.offer(), route="dach")
    if not wrong:
        b.way(geo, b.offer("Second"))


@example("route-unknown")
def _(b: Any, wrong: bool) -> None:
    ask = b.node("middleware", "Ask", b.middleware("Ask", "good", "bad"))
    b.root(ask)
    b.way(ask, b.offer(), route="good")
    b.way(ask, b.offer("Second"), route="worse" if wrong else "bad")
    b.way(ask, b.offer("Third"))


@example("route-twice")
def _(b: Any, wrong: bool) -> None:
    script = b.node("logic", "Script", b.script("Script", 'if country == "DE" { return "a" }\nreturn "b"'))
    b.root(script)
    b.way(script, b.offer(), keys=["a"])
    b.way(script, b.offer("Second"), keys=["a" if wrong else "b", "default"])


@example("ambiguous-routes")
def _(b: Any, wrong: bool) -> None:
    geo = two_routes(b, [b.country("DE")], [b.country("FR")])
    if wrong:
        b.assets["condition", b.id_of("Geo")]["routes"][1]["priority"] = 1
    assert geo


def two_routes(b: Any, first: list[Any], second: list[Any], **condition: Any) -> str:
    """Traffic and a condition with two routes and the default, all connected to different offers."""
    geo = b.node("condition", "Geo", b.condition("Geo", {"first": first, "second": second}, **condition))
    b.root(geo)
    b.way(geo, b.offer(), route="first")
    b.way(geo, b.offer("Second"), route="second")
    b.way(geo, b.offer("Third"))
    return geo


@example("route-never-matches")
def _(b: Any, wrong: bool) -> None:
    two_routes(b, [b.country("DE")], [b.country("FR"), b.rule("Location: Country", "is", "ES" if wrong else "FR")])


@example("route-always-matches")
def _(b: Any, wrong: bool) -> None:
    two_routes(b, [b.rule("Location: Country", "not in", "DE"), b.country("FR")], [b.country("ES")])
    condition = b.assets["condition", b.id_of("Geo")]
    condition["routes"][1]["groups"][0]["rules"] = [
        b.rule("Location: Country", "is", "DE"),
        b.rule("Location: Country", "is not", "DE" if wrong else "ES"),
    ]
    condition["routes"][1]["groups"][0]["operator"] = "or" if wrong else "and"


@example("route-shadowed")
def _(b: Any, wrong: bool) -> None:
    two_routes(b, [b.country("DE", "AT", "CH")], [b.country("AT" if wrong else "FR"), b.device("mobile")])


@example("route-unfed")
def _(b: Any, wrong: bool) -> None:
    geo = by_country(b)
    routes = {"second": [b.country("FR" if wrong else "DE")]}
    inner = b.node("condition", "Inner", b.condition("Inner", routes))
    b.way(geo, inner, route="dach")
    b.way(geo, b.offer("Elsewhere"))
    b.way(inner, b.offer(), route="second")
    b.way(inner, b.offer("Rest"))


@example("rule-incomplete")
def _(b: Any, wrong: bool) -> None:
    two_routes(b, [b.country("DE")], [b.country(*([] if wrong else ["FR"]))])


@example("country-code")
def _(b: Any, wrong: bool) -> None:
    two_routes(b, [b.country("DE")], [b.country("UK" if wrong else "GB")])


@example("routes-overlap")
def _(b: Any, wrong: bool) -> None:
    two_routes(b, [b.country("DE")], [b.device("mobile"), *([] if wrong else [b.country("FR")])])


@example("route-gap")
def _(b: Any, wrong: bool) -> None:
    two_routes(b, [b.device("mobile")], [b.device("desktop", *([] if wrong else ["tablet"]))])


@example("condition-without-effect")
def _(b: Any, wrong: bool) -> None:
    geo = by_country(b)
    offer = b.offer()
    b.way(geo, offer, route="dach")
    b.way(geo, offer if wrong else b.offer("Second"))


@example("key-not-connected")
def _(b: Any, wrong: bool) -> None:
    code = f'// return "old"\nif country == "DE" {{ return "{"germany" if wrong else "de"}" }}\nreturn "default"'
    script = b.node("logic", "Script", b.script("Script", code))
    b.root(script)
    b.way(script, b.offer(), keys=["default"])
    b.way(script, b.offer("Second"), keys=["de"])


@example("key-never-returned")
def _(b: Any, wrong: bool) -> None:
    last = '"default"' if wrong else "found"
    script = b.node("logic", "Script", b.script("Script", f'if country == "DE" {{ return "de" }}\nreturn {last}'))
    b.root(script)
    b.way(script, b.offer(), keys=["default"])
    b.way(script, b.offer("Second"), keys=["de"])
    b.way(script, b.offer("Third"), keys=["fr"])


def asking(b: Any, **config: Any) -> None:
    ask = b.node("middleware", "Ask", b.middleware("Ask", "good", **config))
    b.root(ask)
    b.way(ask, b.offer(), route="good")
    b.way(ask, b.offer("Second"))


@example("middleware-routes")
def _(b: Any, wrong: bool) -> None:
    asking(b)
    if wrong:
        b.assets["middleware_config", b.id_of("Ask")]["routes"][0]["conditions"] = []


@example("middleware-address")
def _(b: Any, wrong: bool) -> None:
    host = "169.254.169.254" if wrong else "scoring.example.com"
    asking(b, destination={"method": "POST", "url": f"https://{host}/ask"})


@example("middleware-slow")
def _(b: Any, wrong: bool) -> None:
    asking(b, timeoutMs=10_001 if wrong else 10_000)


@example("click-id-lost")
def _(b: Any, wrong: bool) -> None:
    b.root(b.offer(baseURL="https://net.example.com/?o=7"))
    b.source(queryParams={"s1": "{external}" if wrong else "{hit}"})


@example("payout-missing")
def _(b: Any, wrong: bool) -> None:
    b.root(b.offer(offerParams={"idOfferSource": b.id_of("AdNet"), "payout": "0.00"}))
    b.source(postbackPayout="" if wrong else "amount")


@example("offer-as-address")
def _(b: Any, wrong: bool) -> None:
    tail = "?sub={hit}" if wrong else ""
    b.root(b.node("externalUrl", "Outside", f"https://net.example.com/{tail}"), b.offer())


@example("offer-without-source")
def _(b: Any, wrong: bool) -> None:
    b.root(b.offer(offerParams={"idOfferSource": "" if wrong else b.source(), "payout": "3"}))


@example("postback-unprepared")
def _(b: Any, wrong: bool) -> None:
    b.root(b.offer())
    b.source(postbackSubId="" if wrong else "s1", postbackTxId="")


@example("wrong-page-type")
def _(b: Any, wrong: bool) -> None:
    page = b.page("Story") if wrong else b.page("Story", "offer")
    b.root(b.node("offerGroup", "Offers", b.group("Offers", "offer", {page: 1})))


@example("empty-page-group")
def _(b: Any, wrong: bool) -> None:
    pages = {} if wrong else {b.page("A", "offer"): 1}
    b.root(b.node("offerGroup", "Offers", b.group("Offers", "offer", pages)))


@example("page-twice")
def _(b: Any, wrong: bool) -> None:
    first, second = b.page("A", "offer"), b.page("B", "offer")
    group = b.group("Offers", "offer", {first: 0.5, second: 0.5})
    if wrong:
        b.assets["page_group", group]["pages"][1]["idPage"] = first
    b.root(b.node("offerGroup", "Offers", group))


@example("action-mapped-without-action")
def _(b: Any, wrong: bool) -> None:
    pages = {b.page("A", "offer"): 0, b.page("B", "offer"): 0}
    offers = b.node("offerGroup", "Offers", b.group("Offers", "offer", pages, routing="actionMapped"))
    lander = b.node("lander", "Quiz", b.page("Quiz"))
    b.way(lander, offers, actions=[1, 2])
    b.root(lander, *([offers] if wrong else []))


@example("missing-asset")
def _(b: Any, wrong: bool) -> None:
    plain(b)
    b.node("offer", "Gone", b.id_of("Gone"), isGlobalNode=True)
    if not wrong:
        b.page("Gone", "offer")


@example("archived-asset")
def _(b: Any, wrong: bool) -> None:
    b.root(b.offer(status="archived" if wrong else "active"))


@example("switched-off")
def _(b: Any, wrong: bool) -> None:
    hook = b.node("webhook", "Tell", [b.webhook("CRM", enabled=not wrong)])
    b.root(hook)
    b.way(hook, b.offer())


@example("foreign-local-asset")
def _(b: Any, wrong: bool) -> None:
    scope = {"restrictToFunnelId": "Other0000000"} if wrong else {}
    group = b.group("Offers", "offer", {b.page("A", "offer"): 1}, **scope)
    b.root(b.node("offerGroup", "Offers", group))


@example("offer-for-others")
def _(b: Any, wrong: bool) -> None:
    geo = b.node("condition", "Geo", b.condition("Geo", {"north": [b.country("US", "CA")]}))
    b.root(geo)
    b.way(geo, b.offer("ShieldVPN DE" if wrong else "ShieldVPN US"), route="north")
    b.way(geo, b.offer("Second"))


@example("no-address")
def _(b: Any, wrong: bool) -> None:
    b.root(b.node("externalUrl", "Outside", "elsewhere" if wrong else "https://elsewhere.example.net"), b.offer())


@example("private-address")
def _(b: Any, wrong: bool) -> None:
    host = "192.168.0.7" if wrong else "elsewhere.example.net"
    b.root(b.node("externalUrl", "Outside", f"https://{host}/x"), b.offer())


@example("not-https")
def _(b: Any, wrong: bool) -> None:
    scheme = "http" if wrong else "https"
    b.root(b.node("externalUrl", "Outside", f"{scheme}://elsewhere.example.net"), b.offer())


@example("leads-back")
def _(b: Any, wrong: bool) -> None:
    """The other funnel's outside address leads back here, or does not."""
    url = "https://t.example.com/fts/Funnel000000-Source000000" if wrong else "https://elsewhere.example.net"
    away = {
        "idNode": "Away00000000",
        "nodeName": "Away",
        "nodeType": "externalUrl",
        "nodeExternalUrlParams": {"url": url},
    }
    b.asset("funnel", "Other0000000", idFunnel="Other0000000", idCampaign="G", funnelName="Other", nodes=[away])
    b.root(b.node("externalUrl", "Outside", "https://t.example.com/fts/Other0000000-Source000000"), b.offer())


@example("unknown-token")
def _(b: Any, wrong: bool) -> None:
    token = "{Click_ID}" if wrong else "{hit}"
    b.root(b.offer(baseURL=f"https://net.example.com/?a={token}"))
    b.source(queryParams={"s1": "{hit}"})


@example("tag-undone")
def _(b: Any, wrong: bool) -> None:
    tag = b.node("visitorTag", "Mark", [b.tag("Seen")])
    b.nodes[tag]["nodeVisitorTagParams"]["removeTagIds"] = [b.tag("Seen" if wrong else "New")]
    b.root(tag)
    b.way(tag, b.offer())


@example("does-nothing")
def _(b: Any, wrong: bool) -> None:
    hook = b.node("webhook", "Tell", [] if wrong else [b.webhook("CRM")])
    b.root(hook)
    b.way(hook, b.offer())


@example("group-missing")
def _(b: Any, wrong: bool) -> None:
    plain(b)
    if wrong:
        b.fields["idCampaign"] = b.fields["idFunnelGroup"] = "Unknown00000"


@example("group-mismatch")
def _(b: Any, wrong: bool) -> None:
    plain(b)
    b.entries.append(Entry("funnel_group", "Second000000", "Second"))
    if wrong:
        b.fields["idFunnelGroup"] = "Second000000"


@example("duplicate-name")
def _(b: Any, wrong: bool) -> None:
    lander = plain(b)
    second = b.offer("Second")
    b.way(lander, second, actions=[2])
    b.nodes[second]["nodeName"] = "offer  step" if wrong else "offer step 2"


@example("same-address-twice")
def _(b: Any, wrong: bool) -> None:
    url = "https://net.example.com/?s1={hit}"
    pages = {b.page("A", "offer", baseURL=url): 0.5, b.page("B", "offer", **({"baseURL": url} if wrong else {})): 0.5}
    b.root(b.node("offerGroup", "Offers", b.group("Offers", "offer", pages)))


@example("too-many-nodes")
def _(b: Any, wrong: bool) -> None:
    plain(b)
    for number in range(4997 + (1 if wrong else 0)):
        b.node("label", f"n{number}", "x")


@example("odd-id")
def _(b: Any, wrong: bool) -> None:
    plain(b)
    b.ways[0]["idConnection"] = "1" if wrong else "Good00000000"
