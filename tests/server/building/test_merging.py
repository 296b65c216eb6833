"""Others come in between a plan and its yes: nothing of theirs is lost, and nothing is merged without a yes."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from at_the_desk import AtTheDesk, at_the_desk

from funnels.assets import (
    Category,
    Funnel,
    FunnelGroup,
    MiddlewareConfig,
    OfferSource,
    Page,
    PageGroup,
    TrafficSource,
)
from funnels.wire import Json
from server.errors import PlanError

GROUP = "0GroupAAAAAA"


WARE: Json = {
    "idMiddlewareConfig": "0WareAAAAAAA",
    "middlewareConfigName": "Score",
    "destination": {
        "method": "POST",
        "type": "custom",
        "url": "https://score.example",
        "hmacSecret": "oldhmacsecret",
        "basicAuth": {"username": "me", "password": "oldpassword"},
    },
    "routes": [{"isDefault": True, "idRoute": "default", "priority": 0}],
    "schemaVersion": "1",
    "timeoutMs": 2000,
}


@pytest.fixture
async def at(tmp_path: Path) -> AsyncIterator[AtTheDesk]:
    async with at_the_desk(tmp_path) as at:
        await at.make(
            FunnelGroup(id=GROUP, name="Utilities"),
            FunnelGroup(id="0GroupBBBBBB", name="Archive"),
            TrafficSource(id="0TrafficAAAA", name="Outbrain", cost_type="cpe"),
            OfferSource(id="0SourceAAAAA", name="AdNet"),
            *(Category(id=f"0Category{one}", name=f"Folder {one}", category_type="lander") for one in ("AAA", "BBB")),
            page("0PageAAAstry", "Story", "lander"),
            page("0PageAAAquiz", "Quiz", "lander"),
            page("0PageAAAlist", "List", "lander"),
            MiddlewareConfig.read(WARE),
            page("0PageAshield", "Shield", "offer", payout="9"),
        )
        yield at


def page(id: str, name: str, kind: str, payout: str = "") -> Page:
    document: Json = {"idPage": id, "pageName": name, "pageType": kind, "redirectType": "307"}
    offer = {"offerParams": {"idOfferSource": "0SourceAAAAA", "payout": payout}} if payout else {}
    return Page.read({**document, "baseURL": f"https://{name.casefold()}.example", **offer})


def update(name: str, **fields: object) -> Json:
    return {"do": "update", "family": "page", "name": name, "fields": fields}


async def edited(at: AtTheDesk, id: str, **fields: object) -> Page:
    """By somebody else."""
    page = (await at.tracker.get(Page, id)).changed(**fields)
    await at.tracker.replace(page)
    return page


async def test_what_others_changed_elsewhere_is_merged_into_a_plan_that_needs_its_own_yes(at: AtTheDesk) -> None:
    plan = await at.changes(update("Shield", offer_params={"payout": "12"}))
    await edited(at, "0PageAshield", notes="theirs")
    before = await at.account()

    stale = await at.apply(plan)

    merged = stale["merged"]
    assert stale == {
        "plan_id": plan["plan_id"],
        "status": "stale",
        "verified": False,
        "changes": [],
        "links": [],
        "moved": [
            {
                "family": "page",
                "id": "0PageAshield",
                "name": "Shield",
                "field": "notes",
                "planned_on": "nothing",
                "now": "theirs",
                "wanted": "",
            }
        ],
        "merged": merged,
        "message": (
            "**Others changed the account since \"Update page 'Shield'\" was planned.** Nothing was written.\n"
            f"Both can stay: approve the merged plan {merged['plan_id']} instead. Call apply_plan with it and "
            f"fingerprint {merged['fingerprint']}, which asks the person anew. In a terminal: "
            f"funnelwright apply {merged['plan_id']}.\n\n"
            "What moved:\n"
            "- page 'Shield' notes: nothing when planned, theirs now; the plan leaves it alone"
        ),
    }
    assert await at.account() == before
    assert (await at.status(plan), await at.status(merged)) == ("superseded", "ready")
    assert at.store.get(merged["plan_id"]).plan.merges == plan["plan_id"]

    done = await at.apply(merged)

    assert (done["status"], done["verified"]) == ("applied", True)
    shield = await at.tracker.get(Page, "0PageAshield")
    assert shield.offer_params is not None
    assert (shield.notes, shield.offer_params.payout) == ("theirs", "12")
    with pytest.raises(PlanError, match="is superseded"):
        await at.apply(plan)
    await at.take_back(merged)
    shield = await at.tracker.get(Page, "0PageAshield")
    assert shield.offer_params is not None
    assert (shield.notes, shield.offer_params.payout) == ("theirs", "9")


async def test_what_both_changed_is_shown_side_by_side_and_nothing_is_merged(at: AtTheDesk) -> None:
    plan = await at.changes(update("Shield", offer_params={"payout": "12"}, notes="ours"), update("Quiz", notes="x"))
    shield = await at.tracker.get(Page, "0PageAshield")
    assert shield.offer_params is not None
    theirs = await edited(at, "0PageAshield", offer_params=shield.offer_params.changed(payout="20"))

    stale = await at.apply(plan)

    assert "merged" not in stale
    one = {"family": "page", "id": "0PageAshield", "name": "Shield", "field": "offerParams.payout"}
    assert stale["overlaps"] == [{**one, "planned_on": "9", "theirs": "20", "ours": "12", "why": ""}]
    assert stale["moved"] == [{**one, "planned_on": "9", "now": "20", "wanted": "12"}]
    assert "- page 'Shield' offerParams.payout: was 9, theirs 20, ours 12." in stale["message"]
    assert (await at.tracker.get(Page, "0PageAshield")).document() == theirs.document()
    assert await at.status(plan) == "ready"
    assert at.road.written == []

    await at.tracker.replace(shield)
    assert (await at.apply(plan))["verified"]


async def test_what_others_did_already_drops_out(at: AtTheDesk) -> None:
    plan = await at.changes(
        update("Shield", notes="same"),
        {"do": "archive", "family": "page", "name": "Quiz"},
        update("Story", notes="x"),
    )
    await edited(at, "0PageAshield", notes="same")
    await at.tracker.archive(Page, ["0PageAAAquiz"])

    stale = await at.apply(plan)

    changes = at.store.get(stale["merged"]["plan_id"]).plan.changes
    assert [(one.do, one.name) for one in changes] == [("update", "Story")]


async def test_where_others_did_all_of_it_nothing_is_left(at: AtTheDesk) -> None:
    plan = await at.changes(update("Shield", notes="same"))
    await edited(at, "0PageAshield", notes="same")

    stale = await at.apply(plan)

    assert not {"merged", "overlaps"} & stale.keys()
    assert "Others have made the same changes already, so nothing is left to write." in stale["message"]
    assert await at.status(plan) == "superseded"


@pytest.mark.parametrize(
    ("change", "theirs", "merges"),
    [
        ({"do": "archive", "name": "Quiz"}, {"notes": "theirs"}, True),
        ({"do": "move", "name": "Quiz", "category": "Folder AAA"}, {"notes": "theirs"}, True),
        ({"do": "move", "name": "Quiz", "category": "Folder AAA"}, {"id_category": "0CategoryBBB"}, False),
        ({"do": "delete", "name": "Quiz"}, {"notes": "theirs"}, False),
        ({"do": "duplicate", "name": "Quiz", "as": "Quiz 2"}, {"notes": "theirs"}, True),
        ({"do": "update", "name": "Quiz", "fields": {"notes": "ours"}}, {"status": "archived"}, True),
    ],
    ids=["archive", "move", "move by both", "delete", "duplicate", "update of what was archived"],
)
async def test_each_kind_of_change_says_whether_both_can_stay(
    at: AtTheDesk, change: Json, theirs: Json, merges: bool
) -> None:
    plan = await at.changes({"family": "page", **change})
    quiz = await edited(at, "0PageAAAquiz", **theirs)

    stale = await at.apply(plan)

    assert (("merged" in stale), ("overlaps" in stale)) == (merges, not merges)
    assert (await at.tracker.get(Page, "0PageAAAquiz")).document() == quiz.document()
    if merges:
        assert (await at.apply(stale["merged"]))["verified"]
        now = (await at.tracker.get(Page, "0PageAAAquiz")).document()
        assert {field: now[Page.wire_name(field)] for field in theirs} == theirs


@pytest.mark.parametrize("do", ["update", "archive", "duplicate", "move"])
async def test_what_others_deleted_overlaps(at: AtTheDesk, do: str) -> None:
    more = {"update": {"fields": {"notes": "x"}}, "duplicate": {"as": "Q 2"}, "move": {"category": "Folder AAA"}}
    plan = await at.changes({"do": do, "family": "page", "name": "Quiz", **more.get(do, {})})
    await at.tracker.delete(Page, ["0PageAAAquiz"])

    stale = await at.apply(plan)

    assert [(one["planned_on"], one["theirs"]) for one in stale["overlaps"]] == [("there", "nothing")]


async def test_a_delete_of_what_others_deleted_drops_out(at: AtTheDesk) -> None:
    plan = await at.changes({"do": "delete", "family": "page", "name": "Quiz"}, update("Story", notes="x"))
    await at.tracker.delete(Page, ["0PageAAAquiz"])

    stale = await at.apply(plan)

    assert [one.do for one in at.store.get(stale["merged"]["plan_id"]).plan.changes] == ["update"]


async def test_changes_that_build_on_each_other_go_along(at: AtTheDesk) -> None:
    plan = await at.changes(
        update("Quiz", notes="one"),
        {"do": "archive", "family": "page", "name": "Quiz"},
        update("Quiz", base_url="https://ours.example"),
    )
    await edited(at, "0PageAAAquiz", queryParams={"s1": "theirs"})

    stale = await at.apply(plan)

    assert (await at.apply(stale["merged"]))["verified"]
    quiz = await at.tracker.get(Page, "0PageAAAquiz")
    assert (quiz.notes, quiz.status, quiz.base_url) == ("one", "archived", "https://ours.example")
    assert quiz.query_params == {"s1": "theirs"}


async def test_a_funnel_whose_name_was_taken_overlaps(at: AtTheDesk) -> None:
    plan = await at.desk.plan_funnel(FUNNEL, words={}, request="")
    await at.tracker.create(Funnel(id="0FunnelThem0", name="vpn dach", id_campaign=GROUP))

    stale = await at.apply(plan)

    assert [(one["field"], one["theirs"], one["why"]) for one in stale["overlaps"]] == [
        ("funnelName", "0FunnelThem0", "There is a funnel of this name by now.")
    ]


@pytest.mark.parametrize("family", ["offer_source", "category"])
async def test_what_others_put_into_what_is_deleted_overlaps(at: AtTheDesk, family: str) -> None:
    name = "AdNet" if family == "offer_source" else "Folder AAA"
    plan = await at.changes({"do": "delete", "family": family, "name": name, "cascade": "cascade"})
    offer, lander = page("0PageAAAnew0", "Newcomer", "offer", payout="5"), page("0PageAAAnew0", "Newcomer", "lander")
    await at.make(offer if family == "offer_source" else lander.changed(id_category="0CategoryAAA"))
    before = await at.account()

    stale = await at.apply(plan)

    (overlap,) = stale["overlaps"]
    assert (overlap["name"], overlap["theirs"]) == ("Newcomer", name)
    assert overlap["why"] == f"It belongs to {name!r}, which the plan deletes."
    assert await at.account() == before
    assert await at.status(plan) == "ready"


async def test_who_said_yes_to_leave_things_pointing_to_what_is_deleted_is_not_asked_again(at: AtTheDesk) -> None:
    plan = await at.changes({"do": "delete", "family": "offer_source", "name": "AdNet"})
    assert "note: 1 that belong to it keep pointing to it" in plan["text"]
    await at.make(page("0PageAAAnew0", "Newcomer", "offer", payout="5"))

    assert (await at.apply(plan))["verified"]


async def test_an_id_that_others_took_overlaps(at: AtTheDesk) -> None:
    fields = {"name": "Ours", "page_type": "lander", "base_url": "https://ours.example", "redirect_type": "307"}
    plan = await at.changes({"do": "create", "family": "page", "fields": fields})
    id = at.store.get(plan["plan_id"]).plan.changes[0].id
    await at.make(page(id, "Theirs", "lander"))

    stale = await at.apply(plan)

    (overlap,) = stale["overlaps"]
    assert (overlap["planned_on"], overlap["theirs"], overlap["ours"]) == ("nothing", "there already", "made anew")
    assert (await at.tracker.get(Page, id)).name == "Theirs"


FUNNEL: Json = {
    "funnel": "VPN DACH",
    "group": "Utilities",
    "sources": ["Outbrain"],
    "start": "split",
    "steps": {
        "split": {"split": [{"to": "story", "weight": 50}, {"to": "quiz", "weight": 50}]},
        "story": {"landers": [{"page": "Story", "weight": 70}, {"page": "List", "weight": 30}], "on": {"1": "offer"}},
        "quiz": {"landers": [{"page": "Quiz"}], "on": {"1": "offer"}},
        "offer": {"offers": [{"page": "Shield"}]},
    },
}


async def test_two_edits_of_one_funnel_in_different_steps_are_merged(at: AtTheDesk) -> None:
    id = (await at.build(FUNNEL))["funnel"]["id"]
    plan = await at.desk.plan_edit(
        "VPN DACH",
        [
            {"op": "add_step", "key": "more", "step": {"url": "https://more.example"}},
            {"op": "connect", "step": "story", "on": 2, "to": "more"},
        ],
        as_new=None,
        request="",
    )
    assert plan["status"] == "ready", plan
    funnel = await at.tracker.get(Funnel, id)
    nodes = [one.changed(node_name="tale") if one.node_name == "story" else one for one in funnel.nodes]
    await at.tracker.replace(funnel.changed(nodes=nodes))

    stale = await at.apply(plan)

    assert (await at.apply(stale["merged"]))["verified"]
    names = {one.node_name for one in (await at.tracker.get(Funnel, id)).nodes}
    assert {"tale", "more"} < names


async def test_a_merged_funnel_that_would_not_work_overlaps(at: AtTheDesk) -> None:
    """Ours leads a new way to a step that others removed."""
    id = (await at.build(FUNNEL))["funnel"]["id"]
    plan = await at.desk.plan_edit(
        "VPN DACH", [{"op": "connect", "step": "story", "on": 2, "to": "quiz"}], as_new=None, request=""
    )
    assert plan["status"] == "ready", plan
    funnel = await at.tracker.get(Funnel, id)
    gone = {one.id_node for one in funnel.nodes if one.node_name == "quiz"}
    theirs = funnel.changed(
        nodes=[one for one in funnel.nodes if one.id_node not in gone],
        connections=[one for one in funnel.connections if not {one.id_source_node, one.id_target_node} & gone],
    )
    await at.tracker.replace(theirs)

    stale = await at.apply(plan)

    assert "merged" not in stale
    (overlap,) = stale["overlaps"]
    assert (overlap["family"], overlap["name"]) == ("funnel", "VPN DACH")
    assert overlap["why"].startswith("story: This way ends at node ")
    assert f"- funnel 'VPN DACH', with both changes: {overlap['why']}" in stale["message"]
    assert (await at.tracker.get(Funnel, id)).document() == theirs.document()


async def test_shares_that_would_no_longer_add_up_overlap(at: AtTheDesk) -> None:
    """Both take out the same arm, and each gives its share to another one."""
    at_first = [("Story", 50), ("List", 30), ("Quiz", 20)]
    step = {"landers": [{"page": name, "weight": weight} for name, weight in at_first], "on": {"1": "offer"}}
    steps: Json = {**FUNNEL["steps"], "story": step}
    id = (await at.build({**FUNNEL, "steps": steps}))["funnel"]["id"]
    group = await group_of(at, await at.tracker.get(Funnel, id), "story")
    story, other, _ = group.pages
    ours = [one.model_dump(mode="json", by_alias=True) for one in (story.changed(weight=0.7), other)]
    plan = await at.changes({"do": "update", "family": "page_group", "name": group.id, "fields": {"pages": ours}})
    await at.tracker.replace(group.changed(pages=[story, other.changed(weight=0.5)]))

    stale = await at.apply(plan)

    assert "merged" not in stale
    assert "story: The weights add up to 120 %" in stale["overlaps"][0]["why"]


async def group_of(at: AtTheDesk, funnel: Funnel, step: str) -> PageGroup:
    node = next(one for one in funnel.nodes if one.node_name == step)
    assert node.node_page_group_params is not None
    return await at.tracker.get(PageGroup, node.node_page_group_params.id_page_group)


async def test_secrets_come_along_and_are_told_nowhere(at: AtTheDesk) -> None:
    secret = {"destination": {"hmacSecret": "newhmacsecret"}}
    plan = await at.changes(
        update("Quiz", notes="x"), {"do": "update", "family": "middleware_config", "name": "Score", "fields": secret}
    )
    ware = await at.tracker.get(MiddlewareConfig, "0WareAAAAAAA")
    await at.tracker.replace(ware.changed(timeout_ms=900))
    await edited(at, "0PageAAAquiz", notes="x")

    stale = await at.apply(plan)

    merged = at.store.get(stale["merged"]["plan_id"]).plan
    assert [one.family for one in merged.changes] == ["middleware_config"]
    assert at.store.secrets(plan["plan_id"]) == {}
    assert list(at.store.secrets(merged.id)) == ["0:destination.hmacSecret"]
    assert not [one for one in ("newhmac", "oldhmac", "oldpassword") if one in f"{stale}{merged.model_dump_json()}"]
    assert (await at.apply(stale["merged"]))["verified"]
    sent = at.road.bodies[-1]
    assert (sent["timeoutMs"], sent["destination"]["hmacSecret"]) == (900, "newhmacsecret")


async def meddled(at: AtTheDesk, before: int, id: str, **fields: object) -> None:
    """Somebody else edits right before our write of this number."""

    async def come_in_between(number: int) -> None:
        if number == before:
            at.road.before = None
            await edited(at, id, **fields)

    at.road.before = come_in_between


PARTS = (update("Story", notes="ours"), update("Quiz", notes="ours"), update("List", notes="ours"))


async def test_of_a_plan_that_is_partly_made_the_rest_is_merged_and_each_part_taken_back_alone(at: AtTheDesk) -> None:
    before = await at.account()
    plan = await at.changes(*PARTS)
    await meddled(at, 0, "0PageAAAlist", base_url="https://theirs.example")

    stale = await at.apply(plan)

    assert stale["status"] == "stale"
    assert [one["name"] for one in stale["changes"]] == ["Story", "Quiz"]
    assert "2 of 3 changes were made before." in stale["message"]
    assert f"What was made before can be taken back: undo {plan['plan_id']}." in stale["message"]
    merged = stale["merged"]
    assert [one.name for one in at.store.get(merged["plan_id"]).plan.changes] == ["List"]
    assert (await at.status(plan), await at.status(merged)) == ("failed", "ready")

    assert (await at.apply(merged))["verified"]

    assert (await at.status(plan), await at.status(merged)) == ("superseded", "applied")
    await at.take_back()
    assert await at.status(merged) == "undone"
    await at.take_back()
    assert await at.status(plan) == "undone"
    after = await at.account()
    assert {key for key in after if after[key] != before[key]} == {("page", "0PageAAAlist")}
    assert after["page", "0PageAAAlist"] == {**before["page", "0PageAAAlist"], "baseURL": "https://theirs.example"}


async def test_a_partly_made_plan_that_overlaps_can_be_taken_back(at: AtTheDesk) -> None:
    plan = await at.changes(*PARTS)
    await meddled(at, 0, "0PageAAAlist", notes="theirs")

    stale = await at.apply(plan)

    assert [(one["theirs"], one["ours"]) for one in stale["overlaps"]] == [("theirs", "ours")]
    assert await at.status(plan) == "failed"
    await at.take_back(plan)
    notes = {one: (await at.tracker.get(Page, one)).notes for one in ("0PageAAAstry", "0PageAAAquiz", "0PageAAAlist")}
    assert notes == {"0PageAAAstry": "", "0PageAAAquiz": "", "0PageAAAlist": "theirs"}


async def test_of_two_merged_plans_for_one_rest_only_the_first_is_applied(at: AtTheDesk) -> None:
    plan = await at.changes(*PARTS)
    await meddled(at, 0, "0PageAAAlist", base_url="https://theirs.example")
    first = (await at.apply(plan))["merged"]
    second = (await at.apply(plan))["merged"]
    assert first["plan_id"] != second["plan_id"]

    assert (await at.apply(second))["verified"]

    with pytest.raises(PlanError, match=f"The plan {plan['plan_id']}, which this one merges, is superseded"):
        await at.apply(first)


async def test_a_merged_plan_is_no_use_once_the_rest_was_taken_back(at: AtTheDesk) -> None:
    plan = await at.changes(*PARTS)
    await meddled(at, 0, "0PageAAAlist", base_url="https://theirs.example")
    merged = (await at.apply(plan))["merged"]
    await at.take_back(plan)

    with pytest.raises(PlanError, match="which this one merges, is undone"):
        await at.apply(merged)


async def test_others_may_come_in_between_again(at: AtTheDesk) -> None:
    plan = await at.changes(update("Quiz", notes="ours"))
    await edited(at, "0PageAAAquiz", base_url="https://theirs.example")
    first = (await at.apply(plan))["merged"]
    await edited(at, "0PageAAAquiz", query_params={"s": "theirs"})

    second = (await at.apply(first))["merged"]

    assert (await at.apply(second))["verified"]
    quiz = await at.tracker.get(Page, "0PageAAAquiz")
    assert (quiz.notes, quiz.base_url, quiz.query_params) == ("ours", "https://theirs.example", {"s": "theirs"})


async def test_an_undo_that_others_came_in_between_is_merged_and_still_an_undo(at: AtTheDesk) -> None:
    plan = await at.do(update("Quiz", notes="ours"))
    back = await at.desk.plan_undo(plan["plan_id"])
    await edited(at, "0PageAAAquiz", base_url="https://theirs.example")

    stale = await at.apply(back)

    assert (await at.apply(stale["merged"]))["verified"]
    assert await at.status(plan) == "undone"
    quiz = await at.tracker.get(Page, "0PageAAAquiz")
    assert (quiz.notes, quiz.base_url) == ("", "https://theirs.example")


async def test_another_fingerprint_is_refused_and_merges_nothing(at: AtTheDesk) -> None:
    plan = await at.changes(update("Quiz", notes="ours"))
    await edited(at, "0PageAAAquiz", base_url="https://theirs.example")

    with pytest.raises(PlanError, match="not the plan that was shown"):
        await at.apply({**plan, "fingerprint": "0" * 64})

    assert await at.status(plan) == "ready"
    assert len(await at.desk.plans("", 100)) == 1


async def test_a_strangers_text_is_clean_and_short_and_does_not_lead_anywhere(at: AtTheDesk) -> None:
    plan = await at.changes(update("Quiz", notes="ours"))
    await edited(at, "0PageAAAquiz", notes="[yes](https://evil.example)\n\u202e" + "long " * 100)

    stale = await at.apply(plan)

    (moved,) = stale["moved"]
    assert moved["now"].startswith("[yes] (https://evil.example) ")
    assert len(moved["now"]) <= 120
    assert "\u202e" not in str(stale)
