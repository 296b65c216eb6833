"""What each operation does to a blueprint, and what it refuses."""

from typing import Any

import pytest
from generated.drafting import OUT, blueprint

from funnels.blueprint import OPERATIONS, Blueprint, dump, edit, parse, parse_operations
from funnels.errors import BlueprintError, Fault
from funnels.wire import Json

DACH: Json = {"name": "dach", "when": [{"attribute": "country", "any in": ["DE", "AT"]}], "to": "story"}
RAW = blueprint(
    "geo",
    geo={"condition": {"routes": [DACH], "otherwise": "out"}},
    story={"landers": [{"page": "Quiz", "weight": 70}, {"page": "VPN", "weight": 30}], "on": {"1": "vpn"}},
    vpn={"offers": [{"page": "Shield"}, {"page": "Fox"}]},
    one={"lander": "Quiz", "on": {"1": "vpn", "2": {"to": "out", "conversion": True}}},
    test={"split": [{"to": "vpn", "weight": 60}, {"to": "out", "weight": 40}]},
    tag={"tag": {"add": ["buyer"]}, "then": "vpn"},
    shared={"landers": {"use": "Shared"}},
    tiers={"condition": {"use": "Tiers", "to": {"tier_1": "vpn"}, "otherwise": "out"}},
    note={"note": "Mind"},
    out=OUT,
)


def after(*operations: Json) -> Json:
    return dump(edit(parse(RAW), parse_operations(operations)))


def steps(**changed: Json) -> Json:
    return {**RAW, "steps": {**RAW["steps"], **changed}}


def story(*landers: tuple[str, Any], **more: Any) -> Json:
    return {
        **RAW["steps"]["story"],
        "landers": [{"page": page, "weight": weight} for page, weight in landers],
        **more,
    }


GEO = RAW["steps"]["geo"]["condition"]
FR: Json = {"name": "fr", "when": [{"attribute": "country", "is": ["FR"]}], "to": "vpn"}
AUSTRIA: Json = {"attribute": "country", "any in": ["AT"]}
OTHER_DACH: Json = {"name": "dach", "when": [{"attribute": "os", "is": ["iOS"]}], "to": "story"}

DONE: list[tuple[str, Json, Json]] = [
    ("rename the funnel", {"op": "rename", "name": "G"}, {**RAW, "funnel": "G"}),
    ("rename a step", {"op": "rename", "step": "note", "name": "N"}, steps(note={"note": "Mind", "name": "N"})),
    (
        "all weights of pages",
        {"op": "set_weights", "step": "story", "weights": {"quiz": 80, "VPN": 20}},
        steps(story=story(("Quiz", 80), ("VPN", 20))),
    ),
    (
        "one weight of several leaves the rest in proportion",
        {"op": "set_weights", "step": "story", "weights": {"VPN": 45}},
        steps(story=story(("Quiz", 55), ("VPN", 45))),
    ),
    (
        "weights of arms by target",
        {"op": "set_weights", "step": "test", "weights": {"vpn": 25, "out": 75}},
        steps(test={"split": [{"to": "vpn", "weight": 25}, {"to": "out", "weight": 75}]}),
    ),
    (
        "a page by another, wherever it is shown",
        {"op": "replace_page", "page": "quiz", "by": "New"},
        steps(story=story(("New", 70), ("VPN", 30)), one={**RAW["steps"]["one"], "lander": "New"}),
    ),
    (
        "a page by another in one step",
        {"op": "replace_page", "page": "Quiz", "by": "New", "step": "story"},
        steps(story=story(("New", 70), ("VPN", 30))),
    ),
    (
        "a page by one that is there already",
        {"op": "replace_page", "page": "VPN", "by": "Quiz", "step": "story"},
        steps(story=story(("Quiz", 100))),
    ),
    (
        "another page takes an even share",
        {"op": "add_page", "step": "story", "page": "New"},
        steps(story=story(("Quiz", 46.67), ("VPN", 20), ("New", 33.33))),
    ),
    (
        "another page with a share of its own",
        {"op": "add_page", "step": "story", "page": "New", "weight": 10},
        steps(story=story(("Quiz", 63), ("VPN", 27), ("New", 10))),
    ),
    (
        "another page where all share evenly",
        {"op": "add_page", "step": "vpn", "page": "New"},
        steps(vpn={"offers": [{"page": "Shield"}, {"page": "Fox"}, {"page": "New"}]}),
    ),
    (
        "another page beside a single one",
        {"op": "add_page", "step": "one", "page": "New"},
        steps(one={"landers": [{"page": "Quiz"}, {"page": "New"}], "on": RAW["steps"]["one"]["on"]}),
    ),
    (
        "a page less",
        {"op": "remove_page", "page": "VPN"},
        steps(story=story(("Quiz", 100))),
    ),
    (
        "rotation of pages",
        {"op": "set_rotation", "step": "vpn", "rotation": "sticky"},
        steps(vpn={**RAW["steps"]["vpn"], "rotation": "sticky"}),
    ),
    (
        "rotation of a split",
        {"op": "set_rotation", "step": "test", "rotation": "anti-affinity"},
        steps(test={**RAW["steps"]["test"], "rotation": "anti-affinity"}),
    ),
    (
        "rotation of the start",
        {"op": "set_rotation", "step": "start", "rotation": "sticky"},
        {**RAW, "rotation": "sticky"},
    ),
    ("a step more", {"op": "add_step", "key": "more", "step": OUT}, steps(more=OUT)),
    ("another step in its place", {"op": "set_step", "key": "note", "step": OUT}, steps(note=OUT)),
    (
        "a step less, its ways leading elsewhere",
        {"op": "remove_step", "step": "story", "then": "one"},
        {
            **RAW,
            "steps": {
                **{key: step for key, step in RAW["steps"].items() if key != "story"},
                "geo": {"condition": {"routes": [{**DACH, "to": "one"}], "otherwise": "out"}},
            },
        },
    ),
    (
        "a button more",
        {"op": "connect", "step": "vpn", "to": "out"},
        steps(vpn={**RAW["steps"]["vpn"], "on": {"1": "out"}}),
    ),
    (
        "a button elsewhere, with what it counts",
        {"op": "connect", "step": "one", "on": 2, "to": "vpn"},
        steps(one={"lander": "Quiz", "on": {"1": "vpn", "2": {"to": "vpn", "conversion": True}}}),
    ),
    (
        "a route elsewhere",
        {"op": "connect", "step": "geo", "on": "dach", "to": "vpn"},
        steps(geo={"condition": {"routes": [{**DACH, "to": "vpn"}], "otherwise": "out"}}),
    ),
    (
        "a route of a shared condition",
        {"op": "connect", "step": "tiers", "on": "tier_2", "to": "out"},
        steps(tiers={"condition": {"use": "Tiers", "to": {"tier_1": "vpn", "tier_2": "out"}, "otherwise": "out"}}),
    ),
    (
        "everybody else by connect",
        {"op": "connect", "step": "geo", "on": "otherwise", "to": "vpn"},
        steps(geo={"condition": {"routes": [DACH], "otherwise": "vpn"}}),
    ),
    (
        "straight on",
        {"op": "connect", "step": "tag", "to": "out"},
        steps(tag={"tag": {"add": ["buyer"]}, "then": "out"}),
    ),
    (
        "an arm more",
        {"op": "connect", "step": "test", "to": "story", "weight": 50},
        steps(
            test={"split": [{"to": "vpn", "weight": 30}, {"to": "out", "weight": 20}, {"to": "story", "weight": 50}]}
        ),
    ),
    (
        "a start that splits",
        {"op": "connect", "step": "start", "to": "one"},
        {**RAW, "start": [{"to": "geo"}, {"to": "one"}]},
    ),
    (
        "a button less",
        {"op": "disconnect", "step": "one", "on": 2},
        steps(one={"lander": "Quiz", "on": {"1": "vpn"}}),
    ),
    (
        "an arm less",
        {"op": "disconnect", "step": "test", "on": "out"},
        steps(test={"split": [{"to": "vpn", "weight": 100}]}),
    ),
    ("not on any more", {"op": "disconnect", "step": "tag"}, steps(tag={"tag": {"add": ["buyer"]}})),
    (
        "a route more",
        {"op": "set_route", "step": "geo", "route": FR},
        steps(geo={"condition": {"routes": [DACH, FR], "otherwise": "out"}}),
    ),
    (
        "other rules for a route",
        {"op": "set_route", "step": "geo", "route": {k: v for k, v in OTHER_DACH.items() if k != "to"}},
        steps(geo={"condition": {"routes": [OTHER_DACH], "otherwise": "out"}}),
    ),
    (
        "everybody else",
        {"op": "set_otherwise", "step": "tiers", "to": "vpn"},
        steps(tiers={"condition": {"use": "Tiers", "to": {"tier_1": "vpn"}, "otherwise": "vpn"}}),
    ),
    (
        "an address",
        {"op": "set_url", "step": "out", "url": "https://x.example"},
        steps(out={"url": "https://x.example"}),
    ),
    (
        "some countries of a route less",
        {"op": "stop_countries", "countries": ["Germany"]},
        steps(geo={"condition": {"routes": [{**DACH, "when": [AUSTRIA]}], "otherwise": "out"}}),
    ),
    (
        "all countries of a route less",
        {"op": "stop_countries", "countries": ["at", "DE"], "step": "geo"},
        steps(geo={"condition": {"routes": [{**DACH, "to": "out"}], "otherwise": "out"}}),
    ),
    ("a start", {"op": "set_start", "start": "story"}, {**RAW, "start": "story"}),
    (
        "a group",
        {"op": "set_group", "group": {"name": "G", "new": True}},
        {**RAW, "group": {"name": "G", "new": True}},
    ),
    ("a note", {"op": "set_note", "step": "note", "note": "Other"}, steps(note={"note": "Other"})),
]


@pytest.mark.parametrize(("operation", "expected"), [case[1:] for case in DONE], ids=[case[0] for case in DONE])
def test_an_operation_does_what_it_says(operation: Json, expected: Json) -> None:
    assert after(operation) == expected


def test_every_operation_has_an_example() -> None:
    shown = {operation["op"] for _, operation, _ in DONE}
    assert set(OPERATIONS) - shown == {"remove_route"}


def test_a_route_can_be_removed() -> None:
    routes = after(
        {"op": "set_route", "step": "geo", "route": FR}, {"op": "remove_route", "step": "geo", "route": "DACH"}
    )

    assert routes["steps"]["geo"]["condition"]["routes"] == [FR]


def test_operations_follow_one_another() -> None:
    done = after(
        {"op": "add_step", "key": "more", "step": {"split": [{"to": "vpn"}]}},
        {"op": "connect", "step": "more", "to": "story"},
        {"op": "connect", "step": "story", "on": 2, "to": "more"},
        {"op": "rename", "step": "more", "name": "More"},
    )

    assert done == steps(
        more={"split": [{"to": "vpn"}, {"to": "story"}], "name": "More"},
        story={**RAW["steps"]["story"], "on": {"1": "vpn", "2": "more"}},
    )


def test_a_removed_step_without_a_successor_takes_buttons_and_arms_along() -> None:
    raw = blueprint(
        [{"to": "a", "weight": 25}, {"to": "b", "weight": 25}, {"to": "c", "weight": 50}],
        a={"lander": "Quiz", "on": {"1": "b", "2": "c"}},
        b=OUT,
        c=OUT,
    )
    done = dump(edit(parse(raw), parse_operations([{"op": "remove_step", "step": "b"}])))

    assert done["start"] == [{"to": "a", "weight": 33.34}, {"to": "c", "weight": 66.66}]
    assert done["steps"] == {"a": {"lander": "Quiz", "on": {"2": "c"}}, "c": OUT}


def test_a_page_can_be_named_by_its_id() -> None:
    id = "0abcDEF12345"
    blueprint = parse(RAW)
    operation = {"op": "replace_page", "page": id, "by": "New", "step": "story"}
    done = edit(blueprint, parse_operations([operation]), spelled={("page", "lander", "Quiz"): id})

    assert dump(done) == steps(story=story(("New", 70), ("VPN", 30)))


REFUSED: list[tuple[Any, Fault]] = [
    (5, Fault("operations[0]", "an operation is an object with 'op', not 5")),
    (
        {"op": "set_wieghts"},
        Fault("operations[0].op", "there is no operation 'set_wieghts'", ("set_weights", "set_url")),
    ),
    ({"op": "rename"}, Fault("operations[0].name", "is missing")),
    ({"op": "connect", "step": "vpn", "too": "out"}, Fault("operations[0].too", "no such key here", ("to", "on"))),
    (
        {"op": "rename", "step": "stoory", "name": "x"},
        Fault("operations[0].step", "no step is called 'stoory'", ("story", "test")),
    ),
    (
        {"op": "set_weights", "step": "story", "weights": {"Quizz": 10}},
        Fault("operations[0].weights.Quizz", "none is called 'Quizz'", ("Quiz",)),
    ),
    (
        {"op": "set_weights", "step": "story", "weights": {"Quiz": 60, "VPN": 50}},
        Fault("operations[0].weights", "weights add up to 110 %, not 100 %"),
    ),
    (
        {"op": "set_weights", "step": "one", "weights": {"Quiz": 60}},
        Fault("operations[0].step", "shows a single page, which everybody sees"),
    ),
    ({"op": "set_weights", "step": "out", "weights": {"Quiz": 60}}, Fault("operations[0].step", "shows no pages")),
    (
        {"op": "add_page", "step": "shared", "page": "Quiz"},
        Fault(
            "operations[0].step",
            "its pages are those of the shared group 'Shared', which other funnels use, too; to change them here "
            "alone, give the step a list of its own with set_step and 'landers'",
        ),
    ),
    (
        {"op": "add_page", "step": "story", "page": "quiz"},
        Fault("operations[0].page", "'quiz' is there already; give it another share with set_weights"),
    ),
    (
        {"op": "replace_page", "page": "Quizz", "by": "New"},
        Fault("operations[0].page", "no step shows 'Quizz'", ("Quiz",)),
    ),
    (
        {"op": "replace_page", "page": "Fox", "by": "New", "step": "story"},
        Fault("operations[0].page", "step 'story' does not show 'Fox'", ("Quiz", "VPN")),
    ),
    (
        {"op": "remove_page", "page": "Quiz", "step": "one"},
        Fault("operations[0].page", "'Quiz' is the only page of step 'one'; replace it, or remove the step"),
    ),
    (
        {"op": "add_step", "key": "out", "step": OUT},
        Fault("operations[0].key", "'out' is a step already; change it with set_step"),
    ),
    (
        {"op": "add_step", "key": "new", "step": {"landers": [{"pge": "x"}]}},
        Fault("operations[0].step.landers[0].pge", "no such key here", ("page",)),
    ),
    (
        {"op": "remove_step", "step": "story"},
        Fault("operations[0].then", "is missing: route 'dach' of step 'geo' would lead nowhere without 'story'"),
    ),
    ({"op": "remove_step", "step": "note", "then": "nix"}, Fault("operations[0].then", "no step is called 'nix'")),
    (
        {"op": "connect", "step": "vpn", "to": "storyy"},
        Fault("operations[0].to", "no step is called 'storyy'", ("story", "test")),
    ),
    (
        {"op": "connect", "step": "one", "to": "story"},
        Fault("operations[0].on", "say which button; there are 1 to 'vpn', 2 to 'out'", ("1", "2")),
    ),
    (
        {"op": "connect", "step": "one", "on": 65, "to": "out"},
        Fault("operations[0].on", "a button is a number from 1 to 64, not '65'"),
    ),
    ({"op": "connect", "step": "out", "to": "vpn"}, Fault("operations[0].step", "has no ways out")),
    (
        {"op": "connect", "step": "geo", "on": "dahc", "to": "vpn"},
        Fault("operations[0].on", "there is no route 'dahc'", ("dach",)),
    ),
    ({"op": "disconnect", "step": "one", "on": 3}, Fault("operations[0].on", "there is no button 3", ("1", "2"))),
    (
        {"op": "disconnect", "step": "test", "on": "geo"},
        Fault("operations[0].on", "no arm leads to 'geo'", ("vpn", "out")),
    ),
    (
        {"op": "set_route", "step": "tiers", "route": FR},
        Fault(
            "operations[0].step",
            "its routes are those of 'Tiers', which others may use, too; to change them here alone, give the step "
            "a condition of its own with set_step and 'condition'",
        ),
    ),
    (
        {"op": "remove_route", "step": "geo", "route": "dach"},
        Fault("operations[0].route", "'dach' is the only route; remove the step instead"),
    ),
    (
        {"op": "stop_countries", "countries": ["FR", "US"]},
        Fault("operations[0].countries", "no route of the funnel goes by FR, US"),
    ),
    (
        {"op": "stop_countries", "countries": ["DE"], "step": "tiers"},
        Fault("operations[0].countries", "no route of step 'tiers' goes by DE"),
    ),
    (
        {"op": "stop_countries", "countries": ["DE", "Germny"]},
        Fault(
            "operations[0].countries[1]",
            "a country by its code or its English name (nearest: Germany, Guernsey), not 'Germny'",
        ),
    ),
    (
        {"op": "stop_countries", "countries": []},
        Fault("operations[0].countries", "is empty"),
    ),
    ({"op": "set_otherwise", "step": "out", "to": "vpn"}, Fault("operations[0].step", "has no routes")),
    (
        {"op": "set_url", "step": "note", "url": "https://x.example"},
        Fault("operations[0].step", "is no 'url' step; the address of a page belongs to the page"),
    ),
    ({"op": "set_note", "step": "out", "note": "x"}, Fault("operations[0].step", "is no 'note' step")),
    (
        {"op": "rename", "step": "start", "name": "x"},
        Fault("operations[0].step", "the entrance cannot do this; it only splits visitors over first steps"),
    ),
]


@pytest.mark.parametrize(
    ("operation", "fault"), REFUSED, ids=[f"{n}-{case[1].place}" for n, case in enumerate(REFUSED)]
)
def test_an_operation_that_cannot_be_done_is_refused_at_its_place(operation: Any, fault: Fault) -> None:
    with pytest.raises(BlueprintError) as caught:
        after(operation)

    assert list(caught.value.faults) == [fault]


def test_the_place_counts_the_operations() -> None:
    with pytest.raises(BlueprintError, match=r"^operations\[1\]\.step: no step is called 'x'"):
        after({"op": "rename", "name": "G"}, {"op": "rename", "step": "x", "name": "y"})


def test_operations_leave_the_blueprint_they_were_given_as_it_was() -> None:
    blueprint: Blueprint = parse(RAW)
    edit(blueprint, parse_operations([operation for _, operation, _ in DONE[:3]]))

    assert dump(blueprint) == RAW
