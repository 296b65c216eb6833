"""Every version of an asset can be gone back to."""

import tempfile
from pathlib import Path

import anyio
import pytest
from books import FOX, STORY, Books, open_books
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from funnels.assets import FAMILIES, Page
from funnels.errors import BlueprintError, NotFoundError
from funnels.wire import Json
from server.errors import PlanError
from server.plans import Plan, text, with_secrets_apart
from server.plans.restore import restored
from server.plans.revision import revision
from server.plans.standing import Key, alive, standing
from server.plans.version import Version
from server.tracker import read_account


async def restore(books: Books, number: int) -> Plan:
    back = await restored(books.store, books.tracker, number, await books.whole_account())
    return books.saved(with_secrets_apart(back.changes))


async def versions(books: Books, key: Key) -> list[Version]:
    return books.store.versions.of(key)


async def revisions(books: Books, keys: list[Key]) -> dict[Key, str]:
    found = await standing(books.tracker, keys)
    return {key: revision(FAMILIES[key[0]], alive(found.get(key))) for key in keys}


PAYOUT: Json = {"do": "update", "family": "page", "name": "FoxVPN DE", "fields": {"offerParams": {"payout": "16"}}}


async def test_a_page_goes_back_to_how_it_was_before_anything_was_changed(books: Books) -> None:
    before = await books.everything()
    await books.done(await books.changes(PAYOUT))
    await books.done(await books.changes({"do": "archive", "family": "page", "name": "FoxVPN DE"}))
    first, *_ = await versions(books, ("page", FOX))

    plan = await books.done(await restore(books, first.number))

    assert [one.do for one in plan.changes] == ["unarchive", "update"]
    assert await books.everything() == before


async def test_what_others_changed_since_is_said_before_it_is_taken_back(books: Books) -> None:
    await books.done(await books.changes(PAYOUT))
    first, *_ = await versions(books, ("page", FOX))
    fox = await books.tracker.get(Page, FOX)
    await books.tracker.replace(fox.changed(notes="theirs"))

    plan = await restore(books, first.number)

    assert "notes theirs → nothing" in text(plan)
    assert plan.changes[0].note == "takes back what others changed since: notes"


async def test_a_deleted_funnel_comes_back_whole_at_an_earlier_version_with_what_is_its_own(books: Books) -> None:
    built = await books.done(await books.build())
    id = built.changes[2].id
    before = await books.everything()
    at_build = (await versions(books, ("funnel", id)))[-1].number
    await books.done(
        await books.edit(id, {"op": "set_weights", "step": "story", "weights": {"Story": 80, "Quiz": 20}})
    )
    await books.done(await books.edit(id, {"op": "remove_step", "step": "story", "then": "vpn"}))
    await books.done(await books.changes({"do": "delete", "family": "funnel", "name": "VPN DACH"}))

    plan = await books.done(await restore(books, at_build))

    assert [(one.do, one.family) for one in plan.changes] == [
        ("create", "funnel"),
        ("create", "condition"),
        ("unarchive", "page_group"),
        ("update", "page_group"),
        ("create", "page_group"),
        ("update", "funnel"),
    ]
    assert await books.everything() == before


async def test_what_a_version_refers_to_and_is_gone_comes_back_first(books: Books) -> None:
    id = (await books.done(await books.build())).changes[2].id
    before = await books.everything()
    at_build = (await versions(books, ("funnel", id)))[-1].number
    await books.done(await books.changes({"do": "delete", "family": "funnel", "name": "VPN DACH"}))
    await books.done(
        await books.changes({"do": "delete", "family": "offer_source", "name": "NewNet", "cascade": "cascade"})
    )

    plan = await books.done(await restore(books, at_build))

    assert [(one.do, one.family) for one in plan.changes][:3] == [
        ("create", "offer_source"),
        ("create", "page"),
        ("create", "funnel"),
    ]
    assert await books.everything() == before


async def test_what_is_gone_and_was_never_seen_is_refused_by_name(books: Books) -> None:
    id = (await books.done(await books.build())).changes[2].id
    number = (await versions(books, ("funnel", id)))[-1].number
    await books.done(await books.changes({"do": "delete", "family": "funnel", "name": "VPN DACH"}))
    await books.tracker.delete(Page, [STORY])

    with pytest.raises(PlanError, match="is gone and was never seen here: page 'Story'"):
        await restore(books, number)


async def test_what_was_made_for_the_funnel_later_is_archived(books: Books) -> None:
    id = (await books.done(await books.build())).changes[2].id
    number = (await versions(books, ("funnel", id)))[-1].number
    more: Json = {"landers": [{"page": "Story", "weight": 50}, {"page": "Quiz", "weight": 50}], "on": {1: "vpn"}}
    await books.done(
        await books.edit(
            id,
            {"op": "add_step", "key": "more", "step": more},
            {"op": "set_otherwise", "step": "geo", "to": "more"},
        )
    )

    plan = await books.done(await restore(books, number))

    assert ("archive", "page_group") in [(one.do, one.family) for one in plan.changes]


async def test_going_back_to_when_it_was_gone_takes_it_away_and_needs_its_name_typed(books: Books) -> None:
    id = (await books.done(await books.build())).changes[2].id
    gone = await books.done(await books.changes({"do": "delete", "family": "funnel", "name": "VPN DACH"}))
    number = (await versions(books, ("funnel", id)))[-1].number
    after = await books.everything()
    await books.done(await books.undo(gone))

    plan = await restore(books, number)

    assert plan.level == "dangerous"
    await books.done(plan)
    assert await books.everything() == after


async def test_a_version_that_there_is_not_is_said(books: Books) -> None:
    with pytest.raises(NotFoundError, match="There is no version 99"):
        await restore(books, 99)


async def test_secrets_stay_as_they_are_and_lost_ones_are_named(books: Books) -> None:
    hook: Json = {"do": "update", "family": "webhook_config", "name": "Slack", "fields": {"enabled": False}}
    plan = await books.done(await books.changes(hook))
    first, *_ = await versions(books, ("webhook_config", plan.changes[0].id))
    assert "headersecretone" not in str(first.document)

    await books.done(await restore(books, first.number))

    stored = await books.tracker.get(FAMILIES["webhook_config"], plan.changes[0].id)
    assert stored.document(reveal=True)["headers"]["X-Api-Key"] == "headersecretone"


NAMES = st.sampled_from(["Story", "Quiz", "FoxVPN DE", "ShieldVPN DE"])
TEXT = st.sampled_from(["", "one", "two"])
CHANGES = st.one_of(
    st.builds(
        lambda name, notes: {"do": "update", "family": "page", "name": name, "fields": {"notes": notes}}, NAMES, TEXT
    ),
    st.builds(
        lambda name, do: {"do": do, "family": "page", "name": name},
        NAMES,
        st.sampled_from(["archive", "unarchive", "delete"]),
    ),
    st.builds(
        lambda name, category: {"do": "move", "family": "page", "name": name, "category": category},
        st.sampled_from(["FoxVPN DE", "ShieldVPN DE"]),
        st.sampled_from(["Spring", "Autumn", ""]),
    ),
    st.builds(
        lambda do: {"do": do, "family": "funnel", "name": "VPN DACH"},
        st.sampled_from(["archive", "unarchive", "delete"]),
    ),
    st.builds(
        lambda group: {"do": "move", "family": "funnel", "name": "VPN DACH", "category": group},
        st.sampled_from(["Utilities", "Archive"]),
    ),
)
EDITS = st.sampled_from(
    [
        [{"op": "set_weights", "step": "story", "weights": {"Story": 80, "Quiz": 20}}],
        [{"op": "remove_step", "step": "story", "then": "vpn"}],
        [{"op": "set_url", "step": "elsewhere", "url": "https://other.example"}],
        [
            {
                "op": "add_step",
                "key": "m",
                "step": {"landers": [{"page": "Quiz"}, {"page": "Story"}], "on": {"1": "vpn"}},
            }
        ],
    ]
)
PLANS = st.lists(st.lists(CHANGES, min_size=1, max_size=3) | EDITS, min_size=1, max_size=3)


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(PLANS)
def test_after_any_plans_every_earlier_version_can_be_gone_back_to(plans: list[list[Json]]) -> None:
    anyio.run(_back_to_each, plans)


async def _back_to_each(plans: list[list[Json]]) -> None:
    with tempfile.TemporaryDirectory() as home:
        async with open_books(Path(home), fill=True) as books:
            id = (await books.done(await books.build())).changes[2].id
            for changes in plans:
                await _planned(books, id, changes)
            noted = books.store.versions.newest()
            for key in [one for one in noted if one[0] in ("page", "funnel")]:
                for version in books.store.versions.of(key):
                    await _goes_back_to(books, version)


async def _planned(books: Books, funnel: str, changes: list[Json]) -> None:
    try:
        plan = await (books.edit(funnel, *changes) if "op" in changes[0] else books.changes(*changes))
    except (BlueprintError, ValueError, NotFoundError):  # such as one that names what is deleted
        return
    if plan.changes:
        await books.done(plan)


async def _goes_back_to(books: Books, version: Version) -> None:
    back = await restored(books.store, books.tracker, version.number, await read_account(books.tracker))
    if back.changes:
        await books.done(books.saved(with_secrets_apart(back.changes)))
    assert (await revisions(books, [version.key]))[version.key] == version.revision
