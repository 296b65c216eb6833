"""What was done comes back, and again; what cannot is said."""

import pytest
from books import FOX, QUIZ, STORY, WARE, Books

from funnels.assets import AiNodeSetting, Funnel, MiddlewareConfig, OfferSource, Page
from funnels.wire import Json
from server.errors import Moved, PlanError, StalePlan
from server.plans import text

KINDS: dict[str, tuple[Json, ...]] = {
    "a new page": (
        {
            "do": "create",
            "family": "page",
            "fields": {"name": "P", "page_type": "lander", "base_url": "https://p.example", "redirect_type": "307"},
        },
    ),
    "a payout": (
        {"do": "update", "family": "page", "name": "FoxVPN DE", "fields": {"offerParams": {"payout": "16"}}},
    ),
    "a parameter taken out": (
        {"do": "update", "family": "page", "name": "FoxVPN DE", "fields": {"query_params": {"s2": None, "s3": "x"}}},
    ),
    "an archive": ({"do": "archive", "family": "page", "name": "Quiz"},),
    "a delete": ({"do": "delete", "family": "page", "name": "Quiz"},),
    "a deleted tag": ({"do": "delete", "family": "visitor_tag", "name": "seen"},),
    "a deleted script": ({"do": "delete", "family": "logic_script", "name": "By hour"},),
    "a deleted webhook": ({"do": "delete", "family": "webhook_config", "name": "Slack"},),
    "a deleted middleware": ({"do": "delete", "family": "middleware_config", "name": "Score"},),
    "a copy": ({"do": "duplicate", "family": "page", "name": "Story"},),
    "a move": ({"do": "move", "family": "page", "name": "FoxVPN DE", "category": "Autumn"},),
    "a move out": ({"do": "move", "family": "page", "name": "FoxVPN DE", "category": ""},),
    "a renamed category": ({"do": "update", "family": "category", "name": "Spring", "fields": {"name": "Summer"}},),
    "a source with its offers": ({"do": "delete", "family": "offer_source", "name": "AdNet", "cascade": "cascade"},),
    "a source, its offers moved": (
        {"do": "delete", "family": "offer_source", "name": "AdNet", "cascade": "move", "target": "OtherNet"},
    ),
    "a source, its offers orphaned": (
        {"do": "archive", "family": "offer_source", "name": "AdNet", "cascade": "orphan"},
    ),
    "a category with its pages": ({"do": "delete", "family": "category", "name": "Spring", "cascade": "orphan"},),
    "one page in many ways": (
        {"do": "update", "family": "page", "name": "Quiz", "fields": {"notes": "one"}},
        {"do": "archive", "family": "page", "name": "Quiz"},
        {"do": "update", "family": "page", "name": "Quiz", "fields": {"notes": "two"}},
        {"do": "unarchive", "family": "page", "name": "Quiz"},
        {"do": "delete", "family": "page", "name": "Quiz"},
    ),
    "user settings": (
        {"do": "update", "family": "user_settings", "fields": {"default_custom_domain": "go.example"}},
    ),
}

FUNNEL_KINDS: dict[str, tuple[Json, ...]] = {
    "a deleted funnel": ({"do": "delete", "family": "funnel", "name": "VPN DACH"},),
    "an archived funnel": ({"do": "archive", "family": "funnel", "name": "VPN DACH"},),
    "a copied funnel": ({"do": "duplicate", "family": "funnel", "name": "VPN DACH", "parent": "Archive"},),
    "a moved funnel": ({"do": "move", "family": "funnel", "name": "VPN DACH", "category": "Archive"},),
    "a funnel moved, then archived": (
        {"do": "move", "family": "funnel", "name": "VPN DACH", "category": "Archive"},
        {"do": "archive", "family": "funnel", "name": "VPN DACH"},
    ),
    "a group with its funnels": (
        {"do": "delete", "family": "funnel_group", "name": "Utilities", "cascade": "cascade"},
    ),
    "a group, its funnels moved": (
        {"do": "delete", "family": "funnel_group", "name": "Utilities", "cascade": "move", "target": "Archive"},
    ),
}


@pytest.mark.parametrize("kind", KINDS)
async def test_every_kind_of_change_comes_back_and_forth(books: Books, kind: str) -> None:
    before = await books.everything()
    plan = await books.done(await books.changes(*KINDS[kind]))
    after = await books.everything()
    assert after != before

    back = await books.done(await books.undo(plan))
    assert await books.everything() == before

    await books.done(await books.undo(back))
    again = await books.everything()
    assert len(again) == len(after)
    if "copy" not in kind:
        assert again == after


@pytest.mark.parametrize("kind", FUNNEL_KINDS)
async def test_every_kind_of_change_to_a_funnel_comes_back(books: Books, kind: str) -> None:
    await books.done(await books.build())
    before = await books.everything()
    plan = await books.done(await books.changes(*FUNNEL_KINDS[kind]))
    assert await books.everything() != before

    await books.done(await books.undo(plan))

    assert await books.everything() == before


async def test_a_build_is_taken_back_funnel_first_and_comes_again(books: Books) -> None:
    before = await books.everything()
    plan = await books.done(await books.build())
    after = await books.everything()

    back = await books.done(await books.undo(plan))

    assert [(one.do, one.family) for one in back.changes] == [
        ("delete", "funnel"),
        ("delete", "page_group"),
        ("delete", "page_group"),
        ("delete", "condition"),
        ("delete", "page"),
        ("delete", "offer_source"),
    ]
    assert back.level == "change"
    assert await books.everything() == before
    await books.done(await books.undo(back))
    assert await books.everything() == after


async def test_an_edit_that_dropped_a_page_group_comes_back_with_it(books: Books) -> None:
    funnel = (await books.done(await books.build())).changes[2].id
    before = await books.everything()
    edit = await books.done(await books.edit(funnel, {"op": "remove_step", "step": "story", "then": "vpn"}))
    assert [(one.do, one.family) for one in edit.changes] == [("update", "funnel"), ("archive", "page_group")]

    back = await books.done(await books.undo(edit))

    assert [(one.do, one.family) for one in back.changes] == [("unarchive", "page_group"), ("update", "funnel")]
    assert await books.everything() == before


async def test_what_others_changed_elsewhere_stays(books: Books) -> None:
    plan = await books.done(await books.changes(*KINDS["a payout"]))
    fox = await books.tracker.get(Page, FOX)
    await books.tracker.replace(fox.changed(notes="theirs", query_params={"s1": "{hit}", "s2": "theirs"}))

    await books.done(await books.undo(plan))

    fox = await books.tracker.get(Page, FOX)
    assert fox.offer_params is not None
    assert (fox.offer_params.payout, fox.notes, fox.query_params["s2"]) == ("14.50", "theirs", "theirs")


async def test_what_others_changed_in_the_same_place_is_refused(books: Books) -> None:
    plan = await books.done(await books.changes(*KINDS["a payout"]))
    fox = await books.tracker.get(Page, FOX)
    assert fox.offer_params is not None
    await books.tracker.replace(fox.changed(offer_params=fox.offer_params.changed(payout="20")))

    with pytest.raises(StalePlan) as refused:
        await books.undo(plan)

    assert str(refused.value) == (
        "Others changed since what would be taken back: page 'FoxVPN DE' offerParams.payout: was 16, theirs 20, "
        "ours 14.50. Change those by hand, or plan the changes you want."
    )
    assert refused.value.moved == (
        Moved("page", FOX, "FoxVPN DE", "offerParams.payout", planned_on="16", now="20", wanted="14.50"),
    )


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("a move", "page 'FoxVPN DE' idCategory: was Autumn, theirs nothing, ours Spring."),
        ("a payout", "page 'FoxVPN DE': was there, theirs nothing, ours offerParams.payout 14.50."),
    ],
)
async def test_what_others_moved_or_deleted_is_refused_side_by_side(books: Books, kind: str, told: str) -> None:
    plan = await books.done(await books.changes(*KINDS[kind]))
    if kind == "a move":
        await books.tracker.move(Page, [FOX], "")
    else:
        await books.tracker.delete(Page, [FOX])

    with pytest.raises(StalePlan) as refused:
        await books.undo(plan)

    assert told in str(refused.value)


async def test_what_others_built_on_is_not_taken_away_under_them(books: Books) -> None:
    id = (await books.done(await books.build())).changes[2].id
    edit = await books.done(
        await books.edit(
            id,
            {"op": "add_step", "key": "more", "step": {"url": "https://more.example"}},
            {"op": "set_otherwise", "step": "geo", "to": "more"},
        )
    )
    funnel = await books.tracker.get(Funnel, id)
    more = next(node for node in funnel.nodes if node.node_name == "more")
    vpn = next(node for node in funnel.nodes if node.node_name == "vpn")
    added = next(one for one in funnel.connections if one.connection_page_params).changed(
        id_connection="0Connect0001", id_source_node=vpn.id_node, id_target_node=more.id_node
    )
    await books.tracker.replace(funnel.changed(connections=(*funnel.connections, added)))

    with pytest.raises(StalePlan, match="has connections made since to what would be taken back: 0Connect0001"):
        await books.undo(edit)


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("a new page", "page 'P' notes: was nothing, theirs theirs, ours deleted"),
        ("a copy", "page 'Story': was as it was left, theirs changed, ours deleted"),
    ],
)
async def test_what_was_made_and_changed_by_others_is_not_taken_away(books: Books, kind: str, told: str) -> None:
    plan = await books.done(await books.changes(*KINDS[kind]))
    id = books.store.get(plan.id).result["ids"][0]
    await books.tracker.replace((await books.tracker.get(Page, id)).changed(notes="theirs"))

    with pytest.raises(StalePlan, match=told):
        await books.undo(plan)


async def test_what_somebody_took_back_already_leaves_nothing(books: Books) -> None:
    plan = await books.done(await books.changes(*KINDS["a delete"]))
    await books.tracker.create((await books.tracker.get(Page, QUIZ)).changed(status="active"))

    with pytest.raises(PlanError, match="Nothing is left of the plan"):
        await books.undo(plan)


async def test_a_plan_is_taken_back_once(books: Books) -> None:
    plan = await books.done(await books.changes(*KINDS["an archive"]))
    first, second = await books.undo(plan), await books.undo(plan)
    await books.done(first)

    with pytest.raises(PlanError, match="is undone, so it cannot be taken back"):
        await books.apply(second)
    with pytest.raises(PlanError, match="is undone, so there is nothing to take back"):
        await books.undo(plan)


async def test_an_earlier_secret_cannot_come_back_and_that_is_said(books: Books) -> None:
    plan = await books.done(
        await books.changes(
            {
                "do": "update",
                "family": "middleware_config",
                "name": "Score",
                "fields": {"timeout_ms": 3000, "destination": {"hmacSecret": "hmacsecrettwo"}},
            }
        )
    )

    back = await books.undo(plan)

    assert "the earlier value of destination.hmacSecret is kept nowhere, so the new one stays" in text(back)
    await books.done(back)
    ware = await books.tracker.get(MiddlewareConfig, WARE)
    assert (ware.timeout_ms, ware.destination.has_hmac_secret) == (2000, True)


async def test_only_what_cannot_come_back_is_refused_with_the_reason(books: Books) -> None:
    plan = await books.done(
        await books.changes({"do": "create", "family": "integration_key", "fields": {"name": "Optimizer"}})
    )
    gone = await books.done(await books.changes({"do": "delete", "family": "integration_key", "name": "Optimizer"}))

    with pytest.raises(PlanError, match="the integration key 'Optimizer' cannot be brought back"):
        await books.undo(gone)
    with pytest.raises(PlanError, match="Nothing is left"):
        await books.undo(plan)


async def test_ai_settings_that_no_list_shows_come_back_too(books: Books) -> None:
    fields = {
        "name": "Learn",
        "funnel_id": (await books.done(await books.build())).changes[2].id,
        "segment_by": "default",
        "routing_goal": "bestNextPage",
        "lookback_window": 24,
        "update_frequency": 1,
    }
    made = await books.done(await books.changes({"do": "create", "family": "ai_node_setting", "fields": fields}))
    id = made.changes[0].id
    plan = await books.done(
        await books.changes(
            {"do": "update", "family": "ai_node_setting", "id": id, "fields": {"lookback_window": 48}}
        )
    )
    assert (await books.tracker.get(AiNodeSetting, id)).lookback_window == 48

    await books.done(await books.undo(plan))

    assert (await books.tracker.get(AiNodeSetting, id)).lookback_window == 24


async def test_the_last_applied_plan_is_the_one_applied_last(books: Books) -> None:
    assert books.store.last_applied() is None
    first = await books.changes({"do": "archive", "family": "page", "name": "Quiz"})
    second = await books.changes({"do": "archive", "family": "page", "name": "Story"})
    await books.done(second)
    await books.done(first)

    last = books.store.last_applied()
    assert last is not None
    assert last.plan.id == first.id
    await books.done(await books.undo(first))
    assert (await books.tracker.get(Page, STORY)).status == "archived"
    assert await books.tracker.entries(OfferSource)
