"""What is wrong with a request is said with its place and the nearest match, and nothing is saved or written."""

from pathlib import Path

import pytest
from mcp_desk import Json, Person, answer, assets_in, connected, demo_id, refusal

URL = "https://a.example.net"


def funnel(steps: Json, *, start: str = "", **further: object) -> Json:
    return {"funnel": "X", "group": "Nutra", "start": start or next(iter(steps)), "steps": steps, **further}


def new_offer(**fields: object) -> Json:
    page = {"name": "N", "url": "https://n.example.net", "payout": 3, "source": "AdNet", **fields}
    return funnel({"o": {"offers": [{"page": page}]}})


ROUTES: Json = {"name": "dach", "when": [{"attribute": "country", "any in": ["DE"]}]}

WRONG = {
    "a misspelled key": (
        {"funel": "X", "group": "Nutra", "start": "a", "steps": {"a": {"url": URL}}},
        "funel: no such key here. Did you mean 'funnel'?",
    ),
    "a misspelled step kind": (funnel({"s": {"landrs": [{"page": "Keto Story"}]}}), "Did you mean 'landers'?"),
    "an unknown lander": (
        funnel({"s": {"landers": [{"page": "Keto Stroy"}]}}),
        "No lander is called 'Keto Stroy'. Did you mean 'Keto Story' or 'Keto Celebrity Article'?",
    ),
    "weights of 60 and 50": (
        funnel({"o": {"offers": [{"page": "KetoBurn US", "weight": 60}, {"page": "KetoBurn CA", "weight": 50}]}}),
        "steps.o.offers: weights add up to 110 %, not 100 %",
    ),
    "a route to nowhere": (
        funnel(
            {"geo": {"condition": {"routes": [{**ROUTES, "to": "nowhere"}], "otherwise": "end"}}, "end": {"url": URL}}
        ),
        "steps.geo.condition.routes[0].to: no step is called 'nowhere'",
    ),
    "a lander in an offers step": (
        funnel({"o": {"offers": [{"page": "Keto Story"}]}}),
        "steps.o.offers[0].page: 'Keto Story' is a lander, but stands in an offers step",
    ),
    "a payout of ten": (new_offer(payout="ten"), "steps.o.offers[0].page.payout: a number, not 'ten'"),
    "an unknown offer source": (new_offer(source="AddNet"), "Did you mean 'AdNet'?"),
    "an unknown group": (funnel({"a": {"url": URL}}, group="Nutrition"), "group: "),
    "an unknown traffic source": (funnel({"a": {"url": URL}}, sources=["Facebok"]), "Did you mean 'Facebook'?"),
    "10,000 steps": (
        funnel({f"s{number}": {"url": URL} for number in range(10_000)}),
        "steps: 10000 steps are more than the 5000 a funnel may have",
    ),
    "a name that is taken": (
        {**funnel({"a": {"url": URL}}), "funnel": "keto  facebook US"},
        "funnel: there is a funnel called 'Keto Facebook US' already",
    ),
    "no object": ({}, "steps"),
}


@pytest.mark.parametrize("name", WRONG)
async def test_a_wrong_blueprint_is_refused_with_its_place(demo: Path, name: str) -> None:
    blueprint, says = WRONG[name]
    before = assets_in(demo)
    async with connected(demo, Person()) as client:
        said = await refusal(client, "plan_funnel", blueprint=blueprint)
        plans = await answer(client, "list_plans")
    assert says in said
    assert plans == {"plans": [], "more": False}
    assert assets_in(demo) == before


async def test_every_fault_is_said_at_once_but_no_more_than_can_be_read(demo: Path) -> None:
    async with connected(demo) as client:
        said = await refusal(
            client, "plan_funnel", blueprint=funnel({f"s{n}": {"lander": "Nobody"} for n in range(400)})
        )
    assert said.startswith("steps.s0.lander: No lander is called 'Nobody'\nsteps.s1.lander: ")
    assert len(said) < 6_100
    shown = said.count("\n")
    assert said.endswith(f"… and {400 - shown} more lines: mend these first.")


async def test_an_ambiguous_name_lists_the_candidates(demo: Path) -> None:
    async with connected(demo, Person()) as client:
        fields = {"name": "Keto Story", "page_type": "lander", "base_url": URL, "redirect_type": "307"}
        plan = await answer(client, "plan_changes", changes=[{"do": "create", "family": "page", "fields": fields}])
        await answer(client, "apply_plan", plan_id=plan["plan_id"], fingerprint=plan["fingerprint"])
        said = await refusal(client, "plan_funnel", blueprint=funnel({"s": {"landers": [{"page": "Keto Story"}]}}))
    assert said.startswith("steps.s.landers[0].page: 2 landers are called 'Keto Story'")
    assert f"[{demo_id('Keto Story')}]" in said


async def test_a_condition_that_mixes_routes_with_and_without_ids_is_refused(demo: Path) -> None:
    rule = {"attribute": "Device: Type", "test": "any in", "genericParams": {"values": ["mobile"]}}
    mobile = {"idRoute": "m", "routeName": "Mobile", "priority": 1, "operator": "and"}
    rest = {"routeName": "Default Route", "priority": 0, "operator": "and", "groups": []}
    routes = [{**mobile, "groups": [{"operator": "and", "rules": [rule]}]}, rest]
    before = assets_in(demo)
    async with connected(demo, Person()) as client:
        change = {"do": "create", "family": "condition", "fields": {"name": "Mixed", "routes": routes}}
        planned = await client.call_tool("plan_changes", {"changes": [change]})
        said = str(planned.content)
        if not planned.is_error:
            assert planned.structured_content
            plan = {key: planned.structured_content[key] for key in ("plan_id", "fingerprint")}
            said = await refusal(client, "apply_plan", **plan)
    assert "routes[1].idRoute is required" in said
    assert assets_in(demo) == before


WRONG_EDITS: dict[str, tuple[Json, str]] = {
    "an unknown funnel": (
        {"funnel": "VPN Native DAHC", "operations": []},
        "No funnel is called 'VPN Native DAHC'. Nearest: 'VPN Native DACH'.",
    ),
    "an unknown operation": (
        {"operations": [{"op": "set_weigths", "step": "vpn"}]},
        "operations[0].op: there is no operation 'set_weigths'. Did you mean 'set_weights'",
    ),
    "an unknown step": (
        {"operations": [{"op": "set_weights", "step": "vpnn", "weights": {}}]},
        "operations[0].step: no step is called 'vpnn'. Did you mean 'vpn'?",
    ),
    "a name that is taken": (
        {"operations": [{"op": "rename", "step": None, "name": "keto facebook us"}]},
        "funnel: there is a funnel called 'Keto Facebook US' already",
    ),
    "no funnel": (
        {"funnel": "", "operations": []},
        "funnel: say which one. By its name or id; or many with funnels.",
    ),
    "one and many": (
        {"funnels": {"all": True}, "operations": []},
        "funnels: goes without funnel. Leave one of the two out: funnels or funnel.",
    ),
    "many by what there is not": (
        {"funnel": "", "funnels": {"grop": "Nutra"}, "operations": []},
        "funnels.grop: funnels are not chosen by this. Did you mean 'group'?",
    ),
    "neither changed nor copied": (
        {"operations": [], "shared": "copi"},
        "shared: ",
    ),
    "a clone with a taken name": (
        {"operations": [], "as_new": {"funnel": "VPN native DACH"}},
        "funnel: there is a funnel called 'VPN Native DACH' already",
    ),
    "a misspelled field of a clone": (
        {"operations": [], "as_new": {"funnel": "Y", "gruop": "Nutra"}},
        "as_new.gruop: no such key here. Did you mean 'group'? It takes: funnel, group, sources.",
    ),
}


@pytest.mark.parametrize("name", WRONG_EDITS)
async def test_a_wrong_edit_is_refused_with_its_place(demo: Path, name: str) -> None:
    arguments, says = WRONG_EDITS[name]
    async with connected(demo) as client:
        said = await refusal(client, "plan_edit", **{"funnel": "VPN Native DACH", **arguments})
        assert await answer(client, "list_plans") == {"plans": [], "more": False}
    assert says in said


WRONG_CHANGES: dict[str, tuple[Json, str]] = {
    "an unknown verb": (
        {"do": "archve", "family": "page", "name": "Sleep Quiz"},
        "changes[0].do: 'archve' is not one of",
    ),
    "an unknown way to choose": (
        {"do": "archive", "family": "page", "all": {"pagetype": "offer"}},
        "page_type, uses, status. Did you mean 'page_type'?",
    ),
    "an unknown family": ({"do": "archive", "family": "pages", "name": "Sleep Quiz"}, "Did you mean 'page'?"),
    "an unknown asset": (
        {"do": "archive", "family": "page", "name": "Sleep Quz"},
        "changes[0].name: No page is called 'Sleep Quz'. Did you mean 'Sleep Quiz'",
    ),
    "an unknown field": (
        {"do": "create", "family": "visitor_tag", "fields": {"nmae": "Seen"}},
        "changes[0].fields.nmae: a visitor tag has no field 'nmae'. Did you mean 'name'",
    ),
}


@pytest.mark.parametrize("name", WRONG_CHANGES)
async def test_a_wrong_change_is_refused_with_its_place(demo: Path, name: str) -> None:
    change, says = WRONG_CHANGES[name]
    async with connected(demo) as client:
        said = await refusal(client, "plan_changes", changes=[change])
        assert await answer(client, "list_plans") == {"plans": [], "more": False}
    assert says in said


async def test_a_plan_says_all_that_is_needed_to_apply_it(demo: Path) -> None:
    edit = [{"op": "set_weights", "step": "vpn", "weights": {"ShieldVPN DE": 50, "FoxVPN DE": 50}}]
    async with connected(demo) as client:
        plan = await answer(client, "plan_edit", funnel="VPN Native DACH", operations=edit)
    assert plan == {
        "status": "ready",
        "plan_id": "0Made0000000",
        "fingerprint": plan["fingerprint"],
        "title": "Change 'VPN Native DACH'",
        "level": "change",
        "changes": [{"do": "update", "family": "page_group", "id": plan["changes"][0]["id"]} | plan["changes"][0]],
        "more_changes": 0,
        "findings": [],
        "funnel": {"id": demo_id("VPN Native DACH"), "name": "VPN Native DACH"},
        "picture": plan["picture"],
        "text": plan["text"],
        "next": "Call apply_plan with this plan_id and fingerprint; it asks the person.",
        "shortened": False,
    }
    assert len(plan["fingerprint"]) == 64
    assert {(one["before"], one["after"]) for one in plan["changes"][0]["fields"]} == {(0.6, 0.5), (0.4, 0.5)}


async def test_a_step_whose_page_group_alone_changes_is_marked_in_the_picture(demo: Path) -> None:
    edit = [{"op": "set_weights", "step": "vpn", "weights": {"ShieldVPN DE": 50, "FoxVPN DE": 50}}]
    async with connected(demo) as client:
        plan = await answer(client, "plan_edit", funnel="VPN Native DACH", operations=edit)
    marked = [line for line in plan["picture"].split("\n") if line.startswith("~ ") and "changed" not in line]
    assert len(marked) == 3
    assert "[vpn]" in marked[0]
    assert "ShieldVPN DE 50 %" in marked[1]


async def test_what_is_so_already_needs_no_plan(demo: Path) -> None:
    async with connected(demo) as client:
        assert await answer(client, "plan_edit", funnel="VPN Native DACH", operations=[]) == {
            "status": "nothing_to_do",
            "title": "Change 'VPN Native DACH'",
            "level": "change",
            "changes": [],
            "more_changes": 0,
            "findings": [],
            "picture": "",
            "text": "**Change 'VPN Native DACH'**: everything is so already; nothing needs to be written.",
            "next": "Tell the person that it is so already.",
            "shortened": False,
        }
        assert (await answer(client, "list_plans"))["plans"] == []


async def test_a_blueprint_with_an_error_of_the_checks_is_blocked_and_not_saved(demo: Path) -> None:
    loop = funnel({"a": {"split": [{"to": "b"}]}, "b": {"split": [{"to": "a"}]}})
    async with connected(demo) as client:
        plan = await answer(client, "plan_funnel", blueprint=loop)
        assert (await answer(client, "list_plans"))["plans"] == []
    assert plan["status"] == "blocked"
    assert "plan_id" not in plan
    assert "error" in {one["severity"] for one in plan["findings"]}
    assert "nothing was saved" in plan["text"]


async def test_a_funnel_whose_group_is_archived_is_cloned_into_another_that_is_named(demo: Path) -> None:
    async with connected(demo, Person()) as client:
        change = {"do": "archive", "family": "funnel_group", "name": "Utilities"}
        plan = await answer(client, "plan_changes", changes=[change])
        await answer(client, "apply_plan", plan_id=plan["plan_id"], fingerprint=plan["fingerprint"])
        named = {"funnel": "VPN two", "group": "Nutra"}
        clone = await answer(client, "plan_edit", funnel="VPN Native DACH", operations=[], as_new=named)
        assert clone["status"] == "ready"
        seen = await answer(client, "get_funnel", funnel="VPN Native DACH")
    assert seen["group"] == "Utilities"


async def test_a_rename_to_another_spelling_of_its_own_name_is_allowed(demo: Path) -> None:
    edit = [{"op": "rename", "step": None, "name": "VPN native DACH"}]
    async with connected(demo) as client:
        assert (await answer(client, "plan_edit", funnel="VPN Native DACH", operations=edit))["status"] == "ready"


async def test_many_funnels_and_many_names_are_planned_through_the_same_tools(demo: Path) -> None:
    swap = {"op": "replace_page", "page": "KetoBurn US", "by": "SlimGummies"}
    rename = {"do": "update", "family": "page", "all": {"page_type": "offer"}, "fields": {"name": "US - {name}"}}
    async with connected(demo) as client:
        swapped = await answer(client, "plan_edit", funnels={"using": "KetoBurn US"}, operations=[swap])
        alone = await answer(client, "plan_edit", funnels={"all": True}, operations=[swap], shared="copy")
        renamed = await answer(client, "plan_changes", changes=[rename])
    assert (swapped["status"], swapped["title"]) == (
        "ready",
        "Swap offer 'KetoBurn US' for 'SlimGummies' in 'Keto Facebook US'",
    )
    assert swapped["funnel"] == {"id": demo_id("Keto Facebook US"), "name": "Keto Facebook US"}
    assert [(one["rule"], one["severity"]) for one in alone["findings"]][:1] == [("left-out", "warning")]
    assert "2 funnels left out: No step shows 'KetoBurn US'" in alone["text"]
    assert renamed["title"] == f"Update {len(renamed['changes'])} offers"
    names = [one["fields"][0] for one in renamed["changes"]]
    assert all(one["after"] == f"US - {one['before']}" for one in names)


def unheard(name: str) -> Json:
    return {"page": {"name": name, "url": "https://net.example/o", "payout": 3, "source": NETWORK}}


NETWORK: Json = {"name": "DeafNet", "new": True}


async def test_a_click_id_that_no_offer_of_a_network_hands_over_is_told_once(demo: Path) -> None:
    steps = {"a": {"offers": [unheard("One"), unheard("Two")]}, "b": {"offers": [unheard("Three")]}}
    split = {"s": {"split": [{"to": "a"}, {"to": "b"}]}, **steps}
    async with connected(demo) as client:
        plan = await answer(client, "plan_funnel", blueprint=funnel(split))
    lost = [one for one in plan["findings"] if one["rule"] == "click-id-lost"]
    told = [line for line in plan["text"].splitlines() if "hands over the click id" in line]
    assert [one["place"] for one in lost] == ["a and b"]
    assert len(told) == 1
    assert "Neither 'One' nor 'Two' nor 'Three' nor 'DeafNet' hands over the click id" in told[0]
    assert "conversions are lost." in told[0]


async def test_a_clone_for_no_traffic_source_says_how_to_get_its_links(demo: Path) -> None:
    async with connected(demo) as client:
        clone = {"funnel": "VPN Native DACH", "operations": []}
        without = await answer(client, "plan_edit", **clone, as_new={"funnel": "VPN two"})
        named = await answer(client, "plan_edit", **clone, as_new={"funnel": "VPN three", "sources": ["Outbrain"]})
    assert without["next"].endswith("It names no traffic sources, so it gives no links: get_links does, afterwards.")
    assert named["next"] == "Call apply_plan with this plan_id and fingerprint; it asks the person."
