"""Every fault of a blueprint is reported once, at its place in the planner's spelling, with the nearest match."""

from typing import Any

import pytest
from generated.drafting import OUT, blueprint, drafted

from funnels.errors import BlueprintError, Fault
from funnels.wire import Json


def faults(raw: Any) -> list[Fault]:
    with pytest.raises(BlueprintError) as caught:
        drafted(raw)
    return list(caught.value.faults)


def landers(*entries: Any, **more: Any) -> Json:
    return blueprint(a={"landers": list(entries), **more})


def offer(**new: Any) -> Json:
    return blueprint(a={"offers": [{"page": {"name": "N", "url": "https://n.example", "payout": 1, **new}}]})


def rule(**said: Any) -> Json:
    named = {key.replace("_", " ") if key != "utc_offset_minutes" else key: value for key, value in said.items()}
    return condition(routes=[{"name": "r", "when": [named], "to": "b"}], otherwise="b")


def condition(**said: Any) -> Json:
    return blueprint(a={"condition": said}, b=OUT)


RULE = "steps.a.condition.routes[0].when[0]"
KINDS = "split, lander, landers, offer, offers, url, condition, logic, tag, webhook, middleware, hub, note"

CASES: list[tuple[Any, Fault]] = [
    (5, Fault("blueprint", "an object with 'funnel', 'group', 'start', 'steps', not 5")),
    ({**blueprint(a=OUT), "stepz": {}}, Fault("stepz", "no such key here", ("steps",))),
    ({**blueprint(a=OUT), "steps": {}}, Fault("steps", "a blueprint needs at least one step by its key, not {}")),
    ({**blueprint(a=OUT), 1: 2}, Fault("1", "a text as key, not 1")),
    ({**blueprint(a=OUT), "funnel": "x" * 300}, Fault("funnel", "at most 256 characters, not 300")),
    ({**blueprint(a=OUT), "funnel": ""}, Fault("funnel", "is empty")),
    ({**blueprint(a=OUT), "default_cost": "x"}, Fault("default_cost", "a number, not 'x'")),
    (
        {**blueprint(a=OUT), "group": "Utilitys"},
        Fault("group", "No funnel group is called 'Utilitys'", ("Utilities",)),
    ),
    ({**blueprint(a=OUT), "group": None}, Fault("group", "is missing: say the funnel group this funnel belongs to")),
    ({**blueprint(a=OUT), "sources": "Outbrain"}, Fault("sources", "a list, not 'Outbrain'")),
    (
        {**blueprint(a=OUT), "sources": ["outbran"]},
        Fault("sources[0]", "No traffic source is called 'outbran'", ("Outbrain",)),
    ),
    (
        {**blueprint(a=OUT), "sources": [{"name": "T", "new": True, "fields": {"c21": "x"}}]},
        Fault("sources[0].fields.c21", "'c21' is no slot; they are campaign, external, c1 to c20", ("c2", "c1")),
    ),
    (blueprint("b", a=OUT), Fault("start", "no step is called 'b'")),
    (blueprint([{"to": "a", "weight": 50}], a=OUT), Fault("start", "weights add up to 50 %, not 100 %")),
    (
        blueprint([{"to": "a"}, {"to": "story"}], a=OUT, story_2=OUT),
        Fault("start[1].to", "no step is called 'story'", ("story_2",)),
    ),
    (
        blueprint("start", start=OUT),
        Fault("steps.start", "'start' means the entrance of the funnel; call the step something else"),
    ),
    (
        blueprint("A B", **{"A B": OUT}),
        Fault(
            "steps.A B",
            "a step key has lower-case letters, digits and underscores, 64 at most, not 'A B'",
            ("a_b",),
        ),
    ),
    (blueprint(a=5), Fault("steps.a", f"a step is an object with one of {KINDS}, not 5")),
    (
        blueprint(a={"ofers": []}),
        Fault("steps.a.ofers", f"no step kind among 'ofers'; a step has one of {KINDS}", ("offers",)),
    ),
    (
        blueprint(a={"landers": [], "url": "x"}),
        Fault("steps.a", "a step is of one kind, not landers and url at once"),
    ),
    (
        blueprint(a={"kept": "condition"}),
        Fault("steps.a.kept", "only a node that an existing funnel has can be kept; say what the step does"),
    ),
    (
        {**blueprint(a=OUT), "steps": {f"s{number}": OUT for number in range(10_000)}},
        Fault("steps", "10000 steps are more than the 5000 a funnel may have"),
    ),
    (landers(), Fault("steps.a.landers", "needs at least one entry")),
    (landers({"pge": "Quiz"}), Fault("steps.a.landers[0].pge", "no such key here", ("page",))),
    (landers({"page": 5}), Fault("steps.a.landers[0].page", "a text, not 5")),
    (landers({"page": "Quiz", "weight": 160}), Fault("steps.a.landers[0].weight", "100 or less, not 160")),
    (
        landers({"page": "Quiz", "weight": float("inf")}),
        Fault("steps.a.landers[0].weight", "a finite number, not inf"),
    ),
    (
        landers({"page": "Quiz", "weight": 60}, {"page": "VPN Advertorial", "weight": 50}),
        Fault("steps.a.landers", "weights add up to 110 %, not 100 %"),
    ),
    (
        landers({"page": "Quiz", "weight": 60}, "VPN Advertorial"),
        Fault("steps.a.landers", "1 of 2 weights are missing: give all of them or none; the others leave 40 %"),
    ),
    (
        landers("VPN Advertoril"),
        Fault("steps.a.landers[0].page", "No lander is called 'VPN Advertoril'", ("VPN Advertorial",)),
    ),
    (
        landers("Quiz", rotation="stiky"),
        Fault("steps.a.rotation", "'plain', 'sticky' or 'anti-affinity', not 'stiky'", ("sticky",)),
    ),
    (landers("Quiz", on={65: "a"}), Fault("steps.a.on.65", "64 or less, not 65")),
    (landers("Quiz", on={"x": "a"}), Fault("steps.a.on.x", "a whole number, not 'x'")),
    (landers("Quiz", on={1: "nix"}), Fault("steps.a.on.1", "no step is called 'nix'")),
    (landers("Quiz", on={1: {"too": "a"}}), Fault("steps.a.on.1.too", "no such key here", ("to", "webhooks"))),
    (
        landers("Quiz", on={1: {"to": "a", "webhooks": ["CRN"]}}),
        Fault("steps.a.on.1.webhooks[0]", "No webhook is called 'CRN'", ("CRM",)),
    ),
    (blueprint(a={"landers": "Quiz"}), Fault("steps.a.landers", "a list, not 'Quiz'")),
    (blueprint(a={"landers": {"us": "x"}}), Fault("steps.a.landers.us", "no such key here", ("use",))),
    (
        blueprint(a={"landers": {"use": "Shared offers"}}),
        Fault(
            "steps.a.landers.use",
            "'Shared offers' is an offer page group, but stands in a landers step",
            ("Shared landers",),
        ),
    ),
    (
        blueprint(a={"landers": {"use": "Shared landers"}, "rotation": "sticky"}),
        Fault("steps.a.rotation", "belongs to the shared group 'Shared landers', which other funnels use, too"),
    ),
    (
        blueprint(a={"offers": ["VPN Advertorial"]}),
        Fault("steps.a.offers[0].page", "'VPN Advertorial' is a lander, but stands in an offers step", ("FoxVPN",)),
    ),
    (
        blueprint(a={"lander": "FoxVPN"}),
        Fault("steps.a.lander", "'FoxVPN' is an offer, but stands in a landers step", ("VPN Advertorial",)),
    ),
    (offer(payout="ten"), Fault("steps.a.offers[0].page.payout", "a number, not 'ten'")),
    (offer(payout=float("nan")), Fault("steps.a.offers[0].page.payout", "a finite number, not nan")),
    (offer(payout=-1), Fault("steps.a.offers[0].page.payout", "0 or more, not -1")),
    (
        offer(payout=None),
        Fault("steps.a.offers[0].page.payout", "say the payout of the new offer 'N' (0 if unknown)"),
    ),
    (
        offer(source="AdNett"),
        Fault("steps.a.offers[0].page.source", "No offer source is called 'AdNett'", ("AdNet",)),
    ),
    (offer(name="x" * 300), Fault("steps.a.offers[0].page.name", "at most 256 characters, not 300")),
    (
        offer(url="ftp://n.example"),
        Fault(
            "steps.a.offers[0].page.url",
            "an address starts with https:// or http:// and a host, or with a token in braces, not 'ftp://n.example'",
        ),
    ),
    (
        offer(name="FoxVPN"),
        Fault(
            "steps.a.offers[0].page.url",
            "the offer 'FoxVPN' has the address 'https://o1.example/?s1={hit}', not 'https://n.example'; "
            "give its name alone to use it, or another name to the new one",
        ),
    ),
    (
        offer(name="FoxVPN", url="https://o1.example/?s1={hit}", payout=3),
        Fault("steps.a.offers[0].page.payout", "the offer 'FoxVPN' exists with a payout of 12.50, not 3"),
    ),
    (
        landers({"page": {"name": "N", "url": "https://n.example", "payout": 3}}),
        Fault("steps.a.landers[0].page.payout", "'N' stands in a landers step, and a lander has no payout"),
    ),
    (
        blueprint(a={"hub": True, "on": {1: {"to": "a", "event": True}}}),
        Fault("steps.a.on.1", "a hub counts no conversions or events; say it on the page's button"),
    ),
    (blueprint(a={"tag": {}}), Fault("steps.a.tag", "names no tag to add or to remove")),
    (
        blueprint(a={"tag": {"add": ["byer"]}}),
        Fault("steps.a.tag.add[0]", "No visitor tag is called 'byer'", ("buyer",)),
    ),
    (blueprint(a={"webhook": []}), Fault("steps.a.webhook", "names no webhook")),
    (blueprint(a={"split": []}), Fault("steps.a.split", "needs at least one entry")),
    (condition(rout=[], otherwise="b"), Fault("steps.a.condition.rout", "no such key here", ("routes", "otherwise"))),
    (condition(routes=[], otherwise="b"), Fault("steps.a.condition.routes", "needs at least one route")),
    (
        condition(routes=[{"name": "r", "when": [{"attribute": "os", "is": "iOS"}], "to": "b"}]),
        Fault("steps.a.condition.otherwise", "is missing: say where visitors go whom no route takes"),
    ),
    (
        condition(routes=[{"name": "r", "when": [{"attribute": "os", "is": "iOS"}]}], otherwise="b"),
        Fault("steps.a.condition.routes[0].to", "is missing: say the step this route leads to"),
    ),
    (
        condition(routes=[{"name": "Default", "when": [{"attribute": "os", "is": "iOS"}], "to": "b"}], otherwise="b"),
        Fault(
            "steps.a.condition.routes[0].name", "'Default' and 'Default Route' would both have the route id 'default'"
        ),
    ),
    (
        condition(routes=[{"name": "r", "when": [], "to": "b"}], otherwise="b"),
        Fault("steps.a.condition.routes[0].when", "needs at least one rule"),
    ),
    (
        condition(use="Tiers", to={"1": "b"}, otherwise="b"),
        Fault(
            "steps.a.condition.to.1",
            "the condition 'Tiers' goes by route ids (version 2), not by numbers",
            ("tier_1", "tier_2"),
        ),
    ),
    (
        condition(use="Old tiers", to={"tier_1": "b"}, otherwise="b"),
        Fault(
            "steps.a.condition.to.tier_1",
            "the condition 'Old tiers' goes by numbers (version 1), not by route ids",
            ("1", "2"),
        ),
    ),
    (
        condition(use="Tiers", to={"teir_1": "b"}, otherwise="b"),
        Fault("steps.a.condition.to.teir_1", "the condition 'Tiers' has no route 'teir_1'", ("tier_1", "tier_2")),
    ),
    (
        condition(use="Tiers", to={"default": "b"}, otherwise="b"),
        Fault("steps.a.condition.to.default", "the default route is said as 'otherwise'"),
    ),
    (
        blueprint(a={"middleware": {"use": "Scoring", "to": {"aproved": "a"}, "otherwise": "a"}}),
        Fault("steps.a.middleware.to.aproved", "'Scoring' has no route 'aproved'", ("approved",)),
    ),
    (
        blueprint(a={"logic": {"use": "By hour", "to": {"Day": "a"}, "otherwise": "a"}}),
        Fault("steps.a.logic.to.Day", "a key has lower-case letters, digits and underscores, 64 at most"),
    ),
    (
        blueprint(a={"logic": {"use": "By hour", "code": "return 1", "to": {}, "otherwise": "a"}}),
        Fault(
            "steps.a.logic.code",
            "a script called 'By hour' exists with other code; leave the code out, or name it anew",
        ),
    ),
    (
        rule(attribute="contry", **{"is": "DE"}),
        Fault(f"{RULE}.attribute", "'contry' is no attribute", ("country", "continent", "connection type")),
    ),
    (rule(atribute="country", **{"is": "DE"}), Fault(f"{RULE}.atribute", "no such key here", ("attribute",))),
    (
        rule(attribute="country", **{"is": "Germany"}),
        Fault(f"{RULE}.is[0]", "'Germany' is no ISO code of a country, such as 'US'", ("DE", "IR", "OM")),
    ),
    (
        rule(attribute="country", any_in=["US", "UK"]),
        Fault(f"{RULE}.any in[1]", "'UK' is no ISO code of a country, such as 'US'", ("GB",)),
    ),
    (rule(attribute="country", any_in=[{"a": 1}]), Fault(f"{RULE}.any in[0]", "a text, not {'a': 1}")),
    (rule(attribute="country", any_in=[]), Fault(f"{RULE}.any in", "needs a value")),
    (
        rule(attribute="country", any_of=["DE"]),
        Fault(
            f"{RULE}.any of",
            "a rule has one test out of 'is', 'is not', 'contains', 'does not contain', 'any in', 'not in', "
            "'in range', '>', '>=', '<', '<='",
            ("any in",),
        ),
    ),
    (
        rule(attribute="country", any_in=["DE"], **{"is": "US"}),
        Fault(RULE, "a rule has one test, not 'any in' and 'is'"),
    ),
    (
        rule(attribute="device", **{"is": "moblie"}),
        Fault(f"{RULE}.is[0]", "'moblie' is no kind of device", ("mobile",)),
    ),
    (
        rule(attribute="os", field="c1", **{"is": "iOS"}),
        Fault(f"{RULE}.field", "only rules on a 'tracking field' have a field, not those on 'os'"),
    ),
    (
        rule(attribute="os", utc_offset_minutes=60, **{"is": "iOS"}),
        Fault(f"{RULE}.utc_offset_minutes", "only rules on times have an offset, not those on 'os'"),
    ),
    (
        rule(attribute="tracking field", **{"is": "x"}),
        Fault(RULE, "a rule on a tracking field says which one with 'field'"),
    ),
    (
        rule(attribute="visitor tag", contains="x"),
        Fault(
            f"{RULE}.contains", "a visitor tag is tested with 'is' (the visitor has it) or 'is not', one tag a rule"
        ),
    ),
    (
        rule(attribute="date", **{"is": "2026-02-30"}),
        Fault(f"{RULE}.is", "one date such as 2026-11-20, not '2026-02-30'; for a range use two rules"),
    ),
    (
        rule(attribute="time of day", **{"is": "25:00"}),
        Fault(f"{RULE}.is", "one time of day such as 18:30, not '25:00'; for a range use two rules"),
    ),
]


@pytest.mark.parametrize(
    ("raw", "fault"), CASES, ids=[f"{number}-{case[1].place[:60]}" for number, case in enumerate(CASES)]
)
def test_one_fault_is_reported_at_its_place(raw: Any, fault: Fault) -> None:
    assert faults(raw) == [fault]


def test_all_faults_are_reported_at_once() -> None:
    raw = blueprint(
        "nowhere", a={"landers": ["Quizz"], "on": {1: "b"}}, b={"offers": [{"page": "FoxVPN", "weight": 50}]}
    )

    assert [fault.place for fault in faults(raw)] == ["start", "steps.b.offers", "steps.a.landers[0].page"]


def test_a_name_that_two_assets_have_is_a_question_with_both_ids() -> None:
    (fault,) = faults(landers("Twin"))

    assert fault.message == "2 landers are called 'Twin'. Say which one by its id."
    assert [candidate[:6] for candidate in fault.candidates] == ["Twin [", "Twin ["]
    assert drafted(landers(fault.candidates[0])).new[0].pages[0].id_page == fault.candidates[0][6:-1]


def test_the_same_new_page_twice_with_different_addresses_is_a_fault() -> None:
    pages = [{"page": {"name": "N", "url": f"https://{host}.example"}} for host in ("a", "b")]

    assert [fault.place for fault in faults(landers(*pages))] == ["steps.a.landers[1].page.url"]


def test_rules_nested_too_deep_are_a_fault_however_deep_they_are() -> None:
    when: Json = {"attribute": "os", "is": "iOS"}
    for _ in range(500):
        when = {"all": [when]}

    assert "nest" in faults(condition(routes=[{"name": "r", "when": when, "to": "b"}], otherwise="b"))[0].message
