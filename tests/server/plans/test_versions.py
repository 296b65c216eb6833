"""What is noted of assets: after a plan, before it what others left, and of plans that were cut short."""

import pytest
from books import FOX, GROUP, QUIZ, STORY, Books

from funnels.assets import Funnel, Page, PageGroup, WebhookConfig
from funnels.errors import FunnelError
from funnels.wire import Json
from server.plans import Plan
from server.plans.abandoning import abandon
from server.plans.drift import drift
from server.plans.history import history

NOTES: Json = {"do": "update", "family": "page", "name": "Quiz", "fields": {"notes": "ours"}}
TWO: tuple[Json, ...] = (
    {"do": "update", "family": "page", "name": "Story", "fields": {"notes": "ours"}},
    NOTES,
)


def noted(books: Books, family: str, id: str) -> list[tuple[str, str | None]]:
    """By whom and which notes, oldest first."""
    return [
        (one.plan, None if one.document is None else one.document.get("notes", ""))
        for one in books.store.versions.of((family, id))
    ]


async def cut_short(books: Books) -> Plan:
    """The first of two changes is made."""
    plan = await books.changes(*TWO)

    async def stops(done: float, total: float, what: str) -> None:
        if done == 1:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        await books.apply(plan, progress=stops)
    return plan


async def test_a_plan_notes_what_stood_and_what_it_leaves(books: Books) -> None:
    plan = await books.done(await books.changes(NOTES))
    assert noted(books, "page", QUIZ) == [("", ""), (plan.id, "ours")]


async def test_nothing_is_noted_twice_where_nobody_else_came_in_between(books: Books) -> None:
    first = await books.done(await books.changes(NOTES))
    second = await books.done(await books.changes({**NOTES, "fields": {"notes": "again"}}))
    assert noted(books, "page", QUIZ) == [("", ""), (first.id, "ours"), (second.id, "again")]


async def test_what_others_left_in_between_is_a_version_of_its_own(books: Books) -> None:
    first = await books.done(await books.changes(NOTES))
    quiz = await books.tracker.get(Page, QUIZ)
    await books.tracker.replace(quiz.changed(notes="theirs"))
    second = await books.done(await books.changes({**NOTES, "fields": {"notes": "again"}}))
    assert noted(books, "page", QUIZ) == [("", ""), (first.id, "ours"), ("", "theirs"), (second.id, "again")]


async def test_what_is_gone_and_what_comes_back_is_noted(books: Books) -> None:
    gone = await books.done(await books.changes({"do": "delete", "family": "page", "name": "Quiz"}))
    back = await books.done(await books.undo(gone))
    assert noted(books, "page", QUIZ) == [("", ""), (gone.id, None), (back.id, "")]


async def test_a_plan_gone_on_with_notes_all_of_it_once(books: Books) -> None:
    plan = await cut_short(books)
    assert noted(books, "page", STORY) == []
    await books.done(plan)
    assert noted(books, "page", STORY) == [("", ""), (plan.id, "ours")]


async def test_what_a_plan_made_that_was_cut_short_and_taken_back_is_its_own(books: Books) -> None:
    plan = await cut_short(books)
    back = await books.done(await books.undo(plan))
    assert noted(books, "page", STORY) == [("", ""), (plan.id, "ours"), (back.id, "")]
    assert noted(books, "page", QUIZ) == []


async def test_what_an_abandoned_plan_made_and_keeps_is_its_own(books: Books) -> None:
    plan = await cut_short(books)
    assert await abandon(books.store, books.tracker, plan.id, keep=True)
    assert noted(books, "page", STORY) == [("", ""), (plan.id, "ours")]


async def test_another_plan_does_not_take_what_an_unfinished_one_made_for_the_work_of_others(books: Books) -> None:
    plan = await cut_short(books)
    other = await books.done(
        await books.changes({"do": "update", "family": "page", "name": "Story", "fields": {"notes": "another"}})
    )
    assert noted(books, "page", STORY) == [("", ""), (plan.id, "ours"), (other.id, "another")]


async def test_what_a_tracker_copies_along_with_a_funnel_is_noted_too(books: Books) -> None:
    await books.done(await books.build())
    copy = await books.done(
        await books.changes({"do": "duplicate", "family": "funnel", "name": "VPN DACH", "as": "VPN 2"})
    )
    id = books.store.get(copy.id).result["ids"][0]
    found = [(one.family, one.plan) for one in books.store.versions.of(("funnel", id))]
    assert sorted(found) == [
        ("condition", copy.id),
        ("funnel", copy.id),
        ("page_group", copy.id),
        ("page_group", copy.id),
    ]


async def of_others(books: Books) -> None:
    """A funnel that others made with a page group of its own."""
    made = Funnel.read(
        {"idFunnel": "0Funnel0twin", "funnelName": "Theirs", "idCampaign": GROUP, "idFunnelGroup": GROUP}
    )
    own: Json = {
        "idPageGroup": "0Group0local",
        "pageGroupName": "Own",
        "pageType": "lander",
        "routing": "rotator",
        "pages": [{"idPage": STORY, "weight": 0.5}, {"idPage": QUIZ, "weight": 0.5}],
        "restrictToFunnelId": made.id,
    }
    root: Json = {"idNode": "0Node000root", "nodeName": "In", "nodeType": "root"}
    shows: Json = {
        "idNode": "0Node0000two",
        "nodeName": "Two",
        "nodeType": "landerGroup",
        "nodePageGroupParams": {"idPageGroup": "0Group0local"},
    }
    await books.tracker.create(made)
    await books.tracker.create(PageGroup.read(own))
    await books.tracker.replace(Funnel.read({**made.document(), "nodes": [root, shows]}))


async def test_what_only_a_funnel_may_use_is_noted_with_it_when_it_is_first_touched(books: Books) -> None:
    await of_others(books)
    plan = await books.done(await books.changes({"do": "archive", "family": "funnel", "name": "Theirs"}))
    found = [(one.family, one.plan) for one in books.store.versions.of(("funnel", "0Funnel0twin"))]
    assert found == [("funnel", ""), ("page_group", ""), ("funnel", plan.id)]


async def test_secrets_are_never_noted(books: Books) -> None:
    change = {
        "do": "update",
        "family": "webhook_config",
        "name": "Slack",
        "fields": {"headers": {"X-Api-Key": "new"}},
    }
    await books.done(await books.changes(change))
    found = books.store.versions.of(("webhook_config", "0Hook0000001"))
    assert [one for one in ("headersecretone", "hookpasswordone", '"new"') if one in str(found)] == []
    assert (await books.tracker.get(WebhookConfig, "0Hook0000001")).headers["X-Api-Key"] == "new"


async def test_drift_is_told_until_it_is_noted_as_seen(books: Books) -> None:
    await books.done(await books.changes(*TWO))
    assert await drift(books.store, books.tracker) == []
    await books.tracker.replace((await books.tracker.get(Page, QUIZ)).changed(notes="theirs"))
    await books.tracker.delete(Page, [STORY])

    found = await drift(books.store, books.tracker)
    assert {(one.version.id, one.now is None, one.plan) for one in found} == {(QUIZ, False, ""), (STORY, True, "")}
    assert len(await drift(books.store, books.tracker)) == 2

    books.store.versions.note_seen(one.seen for one in found)
    assert await drift(books.store, books.tracker) == []


async def test_what_an_unfinished_plan_did_is_not_told_as_the_work_of_others(books: Books) -> None:
    await books.done(
        await books.changes({"do": "update", "family": "page", "name": "Story", "fields": {"notes": "x"}})
    )
    plan = await cut_short(books)
    (found,) = await drift(books.store, books.tracker)
    assert (found.version.id, found.plan) == (STORY, plan.id)


async def test_a_history_is_one_line_of_time_of_a_funnel_and_what_is_its_own(books: Books) -> None:
    built = await books.done(await books.build())
    id = built.changes[2].id
    edit = await books.done(
        await books.edit(id, {"op": "set_weights", "step": "story", "weights": {"Story": 80, "Quiz": 20}})
    )

    newest, oldest = history(books.store, ("funnel", id), {STORY: "Story", QUIZ: "Quiz"}, limit=10)

    assert (newest["plan_id"], newest["by"], oldest["plan_id"]) == (edit.id, "Ada", built.id)
    assert [(one["do"], one["family"], one["said"]) for one in newest["changes"]] == [
        ("update", "page_group", ["page 'Story' weight 70 % → 80 %", "page 'Quiz' weight 30 % → 20 %"])
    ]
    assert {(one["do"], one["family"]) for one in oldest["changes"]} == {
        ("create", "funnel"),
        ("create", "page_group"),
        ("create", "condition"),
    }


@pytest.mark.parametrize(
    ("do", "said"), [("archive", ["archived"]), ("delete", ["gone"])], ids=["an archive", "a delete"]
)
async def test_what_became_of_an_asset_is_said_in_a_word(books: Books, do: str, said: list[str]) -> None:
    await books.done(await books.changes({"do": do, "family": "page", "name": "FoxVPN DE"}))
    newest, oldest = history(books.store, ("page", FOX), {}, limit=10)
    assert (newest["changes"][0]["do"], newest["changes"][0]["said"]) == (do, said)
    assert (oldest["changes"][0]["do"], oldest["by"]) == ("seen", "others")


async def test_a_plan_that_is_refused_notes_nothing(books: Books) -> None:
    plan = await books.changes(NOTES)
    await books.tracker.replace((await books.tracker.get(Page, QUIZ)).changed(notes="theirs"))
    with pytest.raises(FunnelError):
        await books.apply(plan)
    assert noted(books, "page", QUIZ) == []
