"""Applying: what was shown is what is made, on what it was made for, and proven."""

import asyncio
from datetime import timedelta

import pytest
from books import ADNET, BLUEPRINT, FOX, GROUP, QUIZ, SHIELD, STORY, Books, open_books

from funnels.assets import Condition, Funnel, OfferSource, Page, PageGroup
from server.errors import PlanError, StalePlan
from server.plans import Policy, apply
from server.plans.revision import revision


async def test_a_funnel_from_a_blueprint_is_made_in_the_safe_order_and_reads_back(books: Books) -> None:
    plan = await books.build()

    applied = await books.apply(plan)

    assert [(one.change.do, one.change.family, one.status) for one in applied.outcomes] == [
        ("create", "offer_source", "made"),
        ("create", "page", "made"),
        ("create", "funnel", "made"),
        ("create", "condition", "made"),
        ("create", "page_group", "made"),
        ("create", "page_group", "made"),
        ("update", "funnel", "made"),
    ]
    assert applied.verified
    assert books.store.get(plan.id).status == "applied"
    funnel = await books.tracker.get(Funnel, plan.changes[2].id)
    assert [node.node_name for node in funnel.nodes] == ["Traffic", "geo", "story", "vpn", "elsewhere"]
    assert len(funnel.connections) == 4
    made = next(one for one in plan.changes if one.family == "page")
    offer = await books.tracker.get(Page, made.id)
    assert offer.offer_params is not None
    assert offer.offer_params.payout == "14.5"
    assert (await books.tracker.get(OfferSource, offer.offer_params.id_offer_source)).name == "NewNet"


async def test_of_two_plans_for_funnels_of_one_name_only_the_first_is_applied(books: Books) -> None:
    first, second = await books.build(), await books.build()
    await books.done(first)
    before = await books.everything()

    with pytest.raises(StalePlan, match="There is a funnel called 'VPN DACH' by now"):
        await books.apply(second)

    assert await books.everything() == before


async def test_an_edit_leaves_what_it_does_not_name_as_it_was(books: Books) -> None:
    plan = await books.done(await books.build())
    id = plan.changes[2].id
    before = await books.tracker.get(Funnel, id)

    edit = await books.done(await books.edit(id, {"op": "set_url", "step": "elsewhere", "url": "https://b.example"}))

    after = await books.tracker.get(Funnel, id)
    assert [one.do for one in edit.changes] == ["update"]
    changed = [(old, new) for old, new in zip(before.nodes, after.nodes, strict=True) if old != new]
    assert [old.node_name for old, _ in changed] == ["elsewhere"]
    assert before.connections == after.connections
    assert before.document() | {"nodes": ()} == after.document() | {"nodes": ()}


async def test_a_plan_on_what_others_changed_is_refused_with_what_they_changed(books: Books) -> None:
    plan = await books.changes(
        {"do": "update", "family": "page", "name": "FoxVPN DE", "fields": {"offerParams": {"payout": "16.00"}}},
        {"do": "archive", "family": "page", "name": "Quiz"},
    )
    fox = await books.tracker.get(Page, FOX)
    theirs = fox.changed(base_url="https://theirs.example")
    await books.tracker.replace(theirs)

    with pytest.raises(StalePlan) as refused:
        await books.apply(plan)

    assert str(refused.value) == (
        "The account has changed since this plan was made: page 'FoxVPN DE' baseURL was https://net.example/?o=7, "
        "is https://theirs.example. Nothing was written. Plan again and show it."
    )
    assert (await books.tracker.get(Page, FOX)).document() == theirs.document()
    assert (await books.tracker.get(Page, QUIZ)).status == "active"
    assert books.store.get(plan.id).status == "ready"
    assert books.store.journal(plan.id) == []


@pytest.mark.parametrize("do", ["delete", "archive"])
async def test_what_others_changed_is_not_taken_away(books: Books, do: str) -> None:
    plan = await books.changes({"do": do, "family": "page", "name": "Quiz"})
    quiz = await books.tracker.get(Page, QUIZ)
    await books.tracker.replace(quiz.changed(notes="keep this"))

    with pytest.raises(StalePlan, match="page 'Quiz' notes was nothing, is keep this"):
        await books.apply(plan)

    assert (await books.tracker.get(Page, QUIZ)).status == "active"


async def test_what_others_took_away_is_told(books: Books) -> None:
    plan = await books.changes({"do": "update", "family": "page", "name": "Quiz", "fields": {"notes": "x"}})
    await books.tracker.delete(Page, [QUIZ])

    with pytest.raises(StalePlan, match="page 'Quiz' was there, is nothing"):
        await books.apply(plan)


async def test_another_order_of_nodes_and_what_the_web_app_keeps_are_no_change(books: Books) -> None:
    id = (await books.done(await books.build())).changes[2].id
    edit = await books.edit(id, {"op": "set_url", "step": "elsewhere", "url": "https://b.example"})
    funnel = await books.tracker.get(Funnel, id)
    meta = {"zoom": 2}
    await books.tracker.replace(
        funnel.changed(nodes=funnel.nodes[::-1], connections=funnel.connections[::-1], meta=meta)
    )

    applied = await books.apply(edit)

    after = await books.tracker.get(Funnel, id)
    assert applied.verified
    assert after.meta == meta
    assert {node.id_node for node in after.nodes} == {node.id_node for node in funnel.nodes}
    assert next(node for node in after.nodes if node.node_name == "elsewhere").node_external_url_params is not None


async def test_what_others_change_while_the_plan_is_applied_is_kept_and_told(books: Books) -> None:
    plan = await books.changes(
        {"do": "update", "family": "page", "name": "Quiz", "fields": {"notes": "ours"}},
        {"do": "update", "family": "page", "name": "Story", "fields": {"notes": "ours"}},
    )

    async def meddle(done: float, total: float, what: str) -> None:
        if done == 1:
            story = await books.tracker.get(Page, STORY)
            await books.tracker.replace(story.changed(base_url="https://theirs.example"))

    with pytest.raises(StalePlan) as refused:
        await books.apply(plan, progress=meddle)

    assert str(refused.value) == (
        "1 of 2 changes are made; then update page 'Story' failed: page 'Story' changed while the plan was applied: "
        f"baseURL. It is left as it is now. Applying the plan {plan.id} again goes on from there; undo takes back "
        "what was made."
    )
    story = await books.tracker.get(Page, STORY)
    assert (story.base_url, story.notes) == ("https://theirs.example", "")
    assert books.store.get(plan.id).status == "failed"


async def test_a_funnel_that_others_fill_while_it_is_built_is_not_overwritten(books: Books) -> None:
    plan = await books.build()
    funnel = plan.changes[2].id

    async def meddle(done: float, total: float, what: str) -> None:
        if done == 6:
            mine = await books.tracker.get(Funnel, funnel)
            await books.tracker.replace(mine.changed(name="Theirs", default_cost="1.00"))

    with pytest.raises(StalePlan, match="changed while the plan was applied: funnelName"):
        await books.apply(plan, progress=meddle)

    assert (await books.tracker.get(Funnel, funnel)).name == "Theirs"


async def test_what_others_add_beside_a_funnel_being_built_stays(books: Books) -> None:
    plan = await books.build()
    funnel = plan.changes[2].id

    async def meddle(done: float, total: float, what: str) -> None:
        if done == 6:
            mine = await books.tracker.get(Funnel, funnel)
            await books.tracker.replace(mine.changed(accumulated_url_params={"a": "b"}))

    assert (await books.apply(plan, progress=meddle)).verified

    after = await books.tracker.get(Funnel, funnel)
    assert after.accumulated_url_params == {"a": "b"}
    assert len(after.nodes) == 5


async def test_only_the_plan_that_was_shown_is_applied(books: Books) -> None:
    plan = await books.changes({"do": "archive", "family": "page", "name": "Quiz"})
    before = await books.everything()

    with pytest.raises(StalePlan, match="not the plan that was shown"):
        await apply(
            books.store,
            books.tracker,
            plan.id,
            shown="0" * 64,
            now=plan.created,
            policy=Policy(),
        )

    assert await books.everything() == before


async def test_a_plan_that_waited_too_long_is_refused(books: Books) -> None:
    plan = await books.changes({"do": "archive", "family": "page", "name": "Quiz"})

    with pytest.raises(PlanError, match=r"expired at .* UTC. Plan again."):
        await apply(
            books.store,
            books.tracker,
            plan.id,
            shown=plan.fingerprint,
            now=plan.created + timedelta(hours=24),
            policy=Policy(),
        )

    assert (await books.tracker.get(Page, QUIZ)).status == "active"


async def test_a_plan_is_applied_once(books: Books) -> None:
    plan = await books.done(await books.changes({"do": "archive", "family": "page", "name": "Quiz"}))

    with pytest.raises(PlanError, match="is applied"):
        await books.apply(plan)


async def test_of_two_that_apply_one_plan_at_once_one_wins(books: Books) -> None:
    plan = await books.build()

    ends = await asyncio.gather(books.apply(plan), books.apply(plan), return_exceptions=True)

    assert sorted(type(one).__name__ for one in ends) == ["Applied", "PlanError"]
    assert len([one for one in await books.tracker.entries(Funnel) if one.name == "VPN DACH"]) == 1


async def test_of_two_plans_over_one_asset_the_second_is_refused(books: Books, home) -> None:
    first = await books.changes({"do": "update", "family": "page", "name": "Quiz", "fields": {"notes": "one"}})
    second = await books.changes({"do": "update", "family": "page", "name": "Quiz", "fields": {"notes": "two"}})

    async with open_books(home) as others:
        ends = await asyncio.gather(books.apply(first), others.apply(second), return_exceptions=True)
        refused = next(one for one in ends if isinstance(one, PlanError))
        if not isinstance(refused, StalePlan):  # it came while the other had the lease, and may try again
            late = second if isinstance(ends[1], PlanError) else first
            with pytest.raises(StalePlan, match="page 'Quiz' notes was nothing, is"):
                await books.apply(late)

    assert (await books.tracker.get(Page, QUIZ)).notes in ("one", "two")


async def test_changes_of_one_asset_in_one_plan_stand_on_each_other(books: Books) -> None:
    plan = await books.changes(
        {"do": "update", "family": "page", "name": "Quiz", "fields": {"notes": "one"}},
        {"do": "update", "family": "page", "name": "Quiz", "fields": {"base_url": "https://two.example"}},
        {"do": "archive", "family": "page", "name": "Quiz"},
    )

    await books.done(plan)

    quiz = await books.tracker.get(Page, QUIZ)
    assert (quiz.notes, quiz.base_url, quiz.status) == ("one", "https://two.example", "archived")


async def test_the_journal_says_who_approved_and_what_was_sent_and_done(books: Books) -> None:
    plan = await books.done(await books.changes({"do": "archive", "family": "page", "name": "Quiz"}))

    left = revision(Page, (await books.tracker.get(Page, QUIZ)).document())
    journal = [(one.position, one.phase, one.detail) for one in books.store.journal(plan.id)]
    (yes,) = journal[0][2].pop("by")
    assert (yes["person"], yes["surface"]) == ("Ada", "test")
    sent = {"method": "PUT", "path": "/v1/page/archive/", "query": {}, "body": {"entries": [QUIZ]}}
    assert journal == [
        (-1, "approved", {}),
        (0, "intent", {"do": "archive", "family": "page", "id": QUIZ, "sent": sent}),
        (0, "answered", {"status": 200, "body": None}),
        (0, "done", {"id": QUIZ}),
        (1, "verified", {"verified": True, "ids": [QUIZ], "left": [left]}),
    ]


async def test_what_reads_back_otherwise_is_not_called_verified(books: Books) -> None:
    plan = await books.changes({"do": "update", "family": "page", "name": "Quiz", "fields": {"notes": "ours"}})

    async def meddle(done: float, total: float, what: str) -> None:
        if what == "reading back":
            quiz = await books.tracker.get(Page, QUIZ)
            await books.tracker.replace(quiz.changed(notes="theirs"))

    applied = await books.apply(plan, progress=meddle)

    assert not applied.verified
    assert [(one.field, one.before, one.after) for one in applied.outcomes[0].differences] == [
        ("notes", "ours", "theirs")
    ]


async def test_the_blueprint_of_these_tests_uses_what_it_says(books: Books) -> None:
    """Guards the other tests: the build makes local assets, and the account has what they name."""
    plan = await books.done(await books.build(BLUEPRINT))
    funnel = plan.changes[2].id
    local = [one for one in plan.changes if (one.after or {}).get("restrictToFunnelId") == funnel]
    assert [one.family for one in local] == ["condition", "page_group", "page_group"]
    assert await books.tracker.get_many(Condition, [local[0].id])
    assert len(await books.tracker.get_many(PageGroup, [one.id for one in local])) == 2
    assert (await books.tracker.get(Page, SHIELD)).offer_params.id_offer_source == ADNET
    assert (await books.tracker.get(Funnel, funnel)).id_campaign == GROUP
