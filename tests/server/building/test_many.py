"""One edit in many funnels is one plan: what they share is changed once, and who is left out is told."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import anyio
import pytest
from at_the_desk import AtTheDesk, at_the_desk
from many_funnels import BOTH, OUT, SHIELD, TIERS, built, fill, funnel, shown
from mcp_desk import copied

from funnels.assets import Condition, PageGroup
from funnels.errors import AmbiguousError, BlueprintError, InputError, NotFoundError
from funnels.wire import Json

SWAP: Json = {"op": "replace_page", "page": "Shield", "by": "Fox"}


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The account, made once."""
    home = tmp_path_factory.mktemp("many")
    anyio.run(fill, home)
    return home


@pytest.fixture
async def at(template: Path, tmp_path: Path) -> AsyncIterator[AtTheDesk]:
    async with at_the_desk(copied(template, tmp_path / "home")) as at:
        yield at


async def planned(at: AtTheDesk, funnels: Any, *operations: Json, shared: str = "change") -> Json:
    return await at.desk.plan_edit("", list(operations), as_new=None, request="", funnels=funnels, shared=shared)


def made(plan: Json) -> list[tuple[str, str, str]]:
    return [(one["do"], one["family"], one["name"]) for one in plan["changes"]]


async def test_an_offer_is_swapped_wherever_it_is_used(at: AtTheDesk) -> None:
    before = await at.account()
    plan = await planned(at, {"using": "Shield"}, SWAP)
    assert plan["title"] == "Swap offer 'Shield' for 'Fox' in 3 funnels"
    assert made(plan) == [("update", "page_group", "Both"), ("update", "funnel", "Plain")]
    assert "left out" not in plan["text"]
    assert plan["level"] == "change"

    done = await at.apply(plan)
    assert (done["status"], done["verified"]) == ("applied", True)
    assert [await shown(at, name) for name in ("Plain", "Shared", "Twin", "Keto")] == [
        ["Fox"],
        ["Fox", "Keto"],
        ["Fox", "Keto"],
        ["Keto"],
    ]
    await at.take_back()
    assert await at.account() == before


async def test_a_copy_for_each_leaves_the_shared_as_it_is(at: AtTheDesk) -> None:
    before = await at.account()
    plan = await planned(at, {"names": ["shared", "Twin"]}, SWAP, shared="copy")
    assert made(plan) == [
        ("create", "page_group", "Shared · Both"),
        ("create", "page_group", "Twin · Both"),
        ("update", "funnel", "Shared"),
        ("update", "funnel", "Twin"),
    ]

    await at.apply(plan)
    assert [await shown(at, name) for name in ("Shared", "Twin")] == [["Fox", "Keto"]] * 2
    after = await at.account()
    assert sorted(
        one["funnelName"] for key, one in after.items() if before.get(key) != one and key[0] == "funnel"
    ) == [
        "Shared",
        "Twin",
    ]
    assert len([key for key in after if key not in before]) == 2
    assert before["page_group", BOTH] == after["page_group", BOTH]
    await at.take_back()
    assert await at.account() == before


async def test_a_group_of_funnels_tells_who_else_uses_what_they_share(at: AtTheDesk) -> None:
    plan = await planned(at, {"group": "nutra"}, SWAP)
    assert plan["title"] == "Swap offer 'Shield' for 'Fox' in 2 funnels"
    assert 'note: used by 1 other funnel, too (say "only here" for a copy of its own): Twin' in plan["text"]
    assert plan["level"] == "dangerous"
    (kept,) = at.store.latest([], limit=1)
    assert {one.name: one.shared_with for one in kept.plan.changes} == {"Both": ("Twin",), "Plain": ()}
    assert "- warning at 3 funnels left out: No step shows 'Shield': Dach, Keto and Tiers." in plan["text"]


async def test_countries_are_stopped_in_a_group(at: AtTheDesk) -> None:
    stop = {"op": "stop_countries", "countries": ["Germany", "AT"]}
    plan = await planned(at, {"group": "Nutra"}, stop)
    assert plan["title"] == "Stop DE and AT in 2 funnels"
    assert made(plan) == [
        ("update", "condition", "Dach · geo"),
        ("update", "condition", "By tier"),
        ("update", "funnel", "Tiers"),
    ]
    assert "No route of the funnel goes by DE, AT: Keto, Plain and Shared." in plan["text"]

    await at.apply(plan)
    assert countries(await at.tracker.get(Condition, TIERS)) == {"Tier 1": ["US"], "Tier 2": ["AT"]}
    assert await ways(at, "Tiers") == {"tier_1": "o", "tier_2": "out", "default": "out"}
    assert await ways(at, "Tiers too") == {"tier_1": "o", "tier_2": "o", "default": "out"}
    again = await planned(at, {"group": "Nutra"}, stop)
    assert again["status"] == "nothing_to_do"


def countries(condition: Condition) -> dict[str, list[str]]:
    rules = [(one.route_name, rule) for one in condition.routes for group in one.groups for rule in group.rules]
    return {name: list(rule.generic_params.values) for name, rule in rules if rule.generic_params}


async def ways(at: AtTheDesk, name: str) -> dict[str, str]:
    """Route -> the step it leads to."""
    one = await funnel(at, name)
    names = {node.id_node: node.node_name for node in one.nodes}
    blocks = [(way.connection_condition_params, names[way.id_target_node]) for way in one.connections]
    return {str(block.on_route_id): to for block, to in blocks if block}


async def test_what_would_break_another_funnel_is_not_possible_and_names_it(at: AtTheDesk) -> None:
    plan = await planned(at, {"names": ["Tiers"]}, {"op": "remove_route", "step": "geo", "route": "tier_2"})
    assert (plan["status"], plan["title"]) == ("blocked", "Remove route in 'Tiers'")
    assert "- error at Tiers too: " in plan["text"]
    assert 'Say "only here" to change a copy of its own instead.' in plan["text"]

    alone = await planned(
        at, {"names": ["Tiers"]}, {"op": "remove_route", "step": "geo", "route": "tier_2"}, shared="copy"
    )
    assert made(alone) == [("create", "condition", "Tiers · By tier"), ("update", "funnel", "Tiers")]


async def test_what_they_share_loses_a_route_once_and_each_its_way(at: AtTheDesk) -> None:
    before = await at.account()
    plan = await planned(at, {"using": "By tier"}, {"op": "remove_route", "step": "geo", "route": "tier_2"})
    assert made(plan) == [
        ("update", "condition", "By tier"),
        ("update", "funnel", "Tiers"),
        ("update", "funnel", "Tiers too"),
    ]
    assert "used by" not in plan["text"]
    await at.apply(plan)
    assert await ways(at, "Tiers") == await ways(at, "Tiers too") == {"tier_1": "o", "default": "out"}
    await at.take_back()
    assert await at.account() == before


async def test_a_page_more_in_what_they_share_comes_once(at: AtTheDesk) -> None:
    plan = await planned(
        at, {"names": ["Shared", "Twin"]}, {"op": "add_page", "step": "o", "page": "Fox", "weight": 20}
    )
    assert (made(plan), plan["title"]) == ([("update", "page_group", "Both")], "Add page in 2 funnels")
    assert "left out" not in plan["text"]
    await at.apply(plan)
    assert [one.weight for one in (await at.tracker.get(PageGroup, BOTH)).pages] == [0.6, 0.2, 0.2]


async def test_who_cannot_be_edited_but_shares_what_changes_is_told(at: AtTheDesk) -> None:
    await built(at, "Renamed", "Other", other={"offers": {"use": "Both"}})
    add = {"op": "add_page", "step": "o", "page": "Fox", "weight": 20}
    plan = await planned(at, {"names": ["Shared", "Renamed"]}, add)
    assert plan["title"] == "Add page in 2 funnels"
    assert "- warning at 1 funnel more: Changed through what is shared with others: Renamed." in plan["text"]


async def test_what_two_would_change_each_another_way_is_refused(at: AtTheDesk) -> None:
    shared: Json = {"offers": {"use": "Both"}, "on": {"1": "p"}}
    own: Json = {"offers": ["Shield", "Keto"]}
    await built(at, "A", "Other", o=shared, p=own)
    await built(at, "B", "Other", o={**own, "on": {"1": "p"}}, p={"offers": {"use": "Both"}})
    op = {"op": "set_weights", "weights": {"Shield": 10}}
    weights = [{**op, "step": "o"}, {**op, "step": "p", "weights": {"Shield": 20}}]
    with pytest.raises(InputError, match="'A' and 'B' would each change the page group 'Both'"):
        await planned(at, {"names": ["A", "B"]}, *weights)
    assert (await planned(at, {"names": ["A", "B"]}, *weights, shared="copy"))["status"] == "ready"


async def test_an_error_in_one_of_many_blocks_them_all_with_its_name(at: AtTheDesk) -> None:
    await built(at, "Story", "Other", s={"lander": "Story", "on": {"1": "o"}}, o={"offer": "Keto"})
    nowhere = {"op": "add_step", "key": "t", "step": {"tag": {"add": [{"name": "x", "new": True}]}}}
    plan = await planned(
        at, {"names": ["Story", "Keto"]}, nowhere, {"op": "connect", "step": "o", "on": 1, "to": "t"}
    )
    assert plan["status"] == "blocked"
    assert "- error at Keto: t and Story: t: " in plan["text"]
    assert at.store.latest(["ready"], limit=5) == []


async def test_a_new_page_is_made_once(at: AtTheDesk) -> None:
    new = {"name": "Newcomer", "url": "https://n.example/?s1={hit}", "payout": "3", "source": "AdNet"}
    plan = await planned(at, {"names": ["Keto", "Dach"]}, {"op": "replace_page", "page": "Keto", "by": new})
    assert made(plan) == [
        ("create", "page", "Newcomer"),
        ("update", "funnel", "Dach"),
        ("update", "funnel", "Keto"),
    ]
    assert (await at.apply(plan))["verified"] is True


REFUSED: list[tuple[Json, type[Exception], str]] = [
    ({}, InputError, "funnels: say which ones. By names, group, using, all."),
    ({"grup": "Nutra"}, InputError, "funnels.grup: funnels are not chosen by this. Did you mean 'group'?"),
    ({"group": "Nutro"}, NotFoundError, "No funnel group is called 'Nutro'. Nearest: 'Nutra'."),
    ({"names": "Plain"}, InputError, "funnels.names: a list of names or ids, not 'Plain'."),
    ({"names": ["Plane"]}, NotFoundError, "No funnel is called 'Plane'. Nearest: 'Plain'."),
    ({"using": "Sheild"}, NotFoundError, "No asset is called 'Sheild'. Nearest: 'Shield'"),
    ({"using": "Quiz"}, InputError, "funnels: no active funnel is meant by using 'Quiz'."),
    ({"all": False}, InputError, "funnels.all: is true or left out."),
    ({"using": []}, InputError, "funnels.using: a name or an id, not '[]'."),
    ({"using": ["Shield", 5]}, InputError, "funnels.using: a name or an id"),
    ({"group": ["Nutra"]}, InputError, "funnels.group: a name or an id"),
    (
        {"names": ["Keto", "Dach"]},
        InputError,
        "None of 2 funnels can be changed so. No step shows 'Shield' (2 funnels). Nearest: Keto.",
    ),
]


@pytest.mark.parametrize(("funnels", "error", "says"), REFUSED, ids=[str(one[0]) for one in REFUSED])
async def test_funnels_that_cannot_be_meant_are_refused(
    at: AtTheDesk, funnels: Json, error: type[Exception], says: str
) -> None:
    with pytest.raises(error) as caught:
        await planned(at, funnels, SWAP)
    assert says in str(caught.value)


async def test_what_is_wrong_with_an_operation_is_said_once(at: AtTheDesk) -> None:
    with pytest.raises(BlueprintError, match=r"^operations\[0\]\.op: there is no operation 'swap'"):
        await planned(at, {"all": True}, {"op": "swap"})
    with pytest.raises(BlueprintError, match=r"^'Plain': steps\.o\.offer: No offer is called 'Foxx'"):
        await planned(at, {"all": True}, {**SWAP, "by": "Foxx"})


@pytest.mark.parametrize(
    ("funnel", "as_new", "funnels", "says"),
    [
        ("", None, None, "funnel: say which one."),
        ("Plain", None, {"all": True}, "funnels: goes without funnel."),
        ("", {"funnel": "New"}, {"all": True}, "funnels: goes without as_new."),
    ],
)
async def test_one_funnel_or_many(at: AtTheDesk, funnel: str, as_new: Json, funnels: Json, says: str) -> None:
    with pytest.raises(InputError, match=says):
        await at.desk.plan_edit(funnel, [SWAP], as_new=as_new, request="", funnels=funnels)


async def test_two_of_a_name_are_told_apart_by_their_id(at: AtTheDesk) -> None:
    await at.do({"do": "create", "family": "offer_source", "fields": {"name": "Shield"}})
    with pytest.raises(AmbiguousError, match="2 assets are called 'Shield'"):
        await planned(at, {"using": "Shield"}, SWAP)
    assert (await planned(at, {"using": SHIELD}, SWAP))["status"] == "ready"
    assert (await planned(at, {"using": [SHIELD, "Fox"]}, SWAP))["status"] == "ready"


async def test_archived_funnels_are_meant_by_name_alone(at: AtTheDesk) -> None:
    await at.do({"do": "archive", "family": "funnel", "name": "Plain"})
    assert "Plain" not in str((await planned(at, {"all": True}, SWAP))["changes"])
    assert made(await planned(at, {"names": ["Plain"]}, SWAP)) == [("update", "funnel", "Plain")]


async def test_one_funnel_changes_what_it_shares_and_says_with_whom(at: AtTheDesk) -> None:
    plan = await at.desk.plan_edit("Shared", [SWAP], as_new=None, request="")
    assert made(plan) == [("update", "page_group", "Both")]
    assert 'used by 1 other funnel, too (say "only here" for a copy of its own): Twin' in plan["text"]

    alone = await at.desk.plan_edit("Shared", [SWAP], as_new=None, request="", shared="copy")
    assert made(alone) == [("create", "page_group", "Shared · Both"), ("update", "funnel", "Shared")]
    await at.apply(alone)
    assert (await shown(at, "Shared"), await shown(at, "Twin")) == (["Fox", "Keto"], ["Shield", "Keto"])
    copy = (await funnel(at, "Shared")).nodes[-1].node_page_group_params
    assert copy
    assert [one.weight for one in (await at.tracker.get(PageGroup, copy.id_page_group)).pages] == [0.75, 0.25]


async def test_what_nobody_else_uses_is_changed_without_a_word(at: AtTheDesk) -> None:
    await at.do({"do": "archive", "family": "funnel", "name": "Twin"})
    plan = await at.desk.plan_edit("Shared", [SWAP], as_new=None, request="")
    assert made(plan) == [("update", "page_group", "Both")]
    assert "only here" not in plan["text"]


async def test_plain_changes_tell_who_uses_what_is_shared(at: AtTheDesk) -> None:
    plan = await at.changes(
        {"do": "archive", "family": "page_group", "name": "Both"},
        {"do": "update", "family": "condition", "name": "By tier", "fields": {"name": "Tiers"}},
    )
    assert "note: used by 2 funnels: Shared and Twin" in plan["text"]
    (kept,) = at.store.latest([], limit=1)
    assert [one.shared_with for one in kept.plan.changes] == [("Shared", "Twin"), ()]


async def test_only_one_funnels_own_is_nobody_elses(at: AtTheDesk) -> None:
    plan = await at.desk.plan_edit(
        "Dach", [{"op": "set_url", "step": "out", "url": OUT["url"] + "/x"}], as_new=None, request=""
    )
    assert "used by" not in plan["text"]


async def test_a_clone_shares_what_is_shared_but_for_what_it_changes(at: AtTheDesk) -> None:
    before = await at.account()
    same = await at.desk.plan_edit("Shared", [], as_new={"funnel": "Same"}, request="")
    assert made(same) == [("create", "funnel", "Same")]
    other = await at.desk.plan_edit("Shared", [SWAP], as_new={"funnel": "Other"}, request="")
    assert made(other) == [
        ("create", "funnel", "Other"),
        ("create", "page_group", "Other · Both"),
        ("update", "funnel", "Other"),
    ]

    await at.apply(same)
    await at.apply(other)
    assert [await shown(at, name) for name in ("Same", "Other")] == [["Shield", "Keto"], ["Fox", "Keto"]]
    after = await at.account()
    assert {key: one for key, one in after.items() if key in before} == before
