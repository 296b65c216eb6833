"""One written change of all assets that something is said of."""

import pytest
from books import ADNET, FOLDER, FOX, SHIELD, Books

from funnels.assets import Page
from funnels.errors import BlueprintError
from funnels.wire import Json


def all_pages(do: str = "update", /, *, all: object, **more: object) -> Json:
    return {"do": do, "family": "page", "all": all, **more}


async def names(books: Books) -> set[str]:
    return {one.name for one in await books.tracker.entries(Page)}


async def test_a_prefix_is_put_on_every_offer(books: Books) -> None:
    prefixed = all_pages(all={"page_type": "offer"}, fields={"name": "US - {name}"})
    plan = await books.done(await books.changes(prefixed))
    assert [(one.name, (one.after or {})["pageName"]) for one in plan.changes] == [
        ("FoxVPN DE", "US - FoxVPN DE"),
        ("ShieldVPN DE", "US - ShieldVPN DE"),
    ]
    assert await names(books) == {"Story", "Quiz", "US - FoxVPN DE", "US - ShieldVPN DE"}
    fox = await books.tracker.get(Page, FOX)
    assert (fox.query_params, fox.id_category) == ({"s1": "{hit}", "s2": "fox"}, FOLDER)

    await books.done(await books.undo(plan))
    assert await names(books) == {"Story", "Quiz", "FoxVPN DE", "ShieldVPN DE"}


CHOSEN: list[tuple[Json, set[str]]] = [
    ({}, {"Story", "Quiz", "FoxVPN DE", "ShieldVPN DE"}),
    ({"page_type": "lander"}, {"Story", "Quiz"}),
    ({"name_contains": "fox", "page_type": "lander"}, set()),
    ({"name_contains": "VPN de"}, {"FoxVPN DE", "ShieldVPN DE"}),
    ({"category": "spring"}, {"FoxVPN DE"}),
    ({"category": FOLDER, "page_type": "offer"}, {"FoxVPN DE"}),
    ({"uses": "AdNet"}, {"FoxVPN DE", "ShieldVPN DE"}),
    ({"uses": ADNET, "name_contains": "fox"}, {"FoxVPN DE"}),
]


@pytest.mark.parametrize(("all", "meant"), CHOSEN, ids=[str(one) for one, _ in CHOSEN])
async def test_what_is_said_of_them_has_to_hold(books: Books, all: Json, meant: set[str]) -> None:
    if not meant:
        with pytest.raises(BlueprintError, match="there is no active page of"):
            await books.changes(all_pages("archive", all=all))
        return
    plan = await books.changes(all_pages("archive", all=all))
    assert {one.name for one in plan.changes} == meant
    assert {one.do for one in plan.changes} == {"archive"}


async def test_every_kind_of_change_takes_all(books: Books) -> None:
    offers = {"page_type": "offer"}
    copies = await books.changes(all_pages("duplicate", all=offers, **{"as": "{name} v2"}))
    assert [one.new_name for one in copies.changes] == ["FoxVPN DE v2", "ShieldVPN DE v2"]
    moved = await books.changes(all_pages("move", all=offers, category="Autumn"))
    assert [one.target for one in moved.changes] == ["0Folder00002", "0Folder00002"]
    gone = await books.changes(all_pages("delete", all=offers))
    assert [one.id for one in gone.changes] == [FOX, SHIELD]

    await books.done(await books.changes(all_pages("archive", all=offers)))
    back = await books.changes(all_pages("unarchive", all={}))
    assert [(one.do, one.name) for one in back.changes] == [("unarchive", "FoxVPN DE"), ("unarchive", "ShieldVPN DE")]
    old = await books.changes(all_pages("delete", all={"status": "archived"}))
    assert len(old.changes) == 2


async def test_what_is_so_already_is_left_out_and_later_ones_see_what_earlier_ones_left(books: Books) -> None:
    plan = await books.changes(
        {"do": "update", "family": "page", "id": FOX, "fields": {"name": "Fox"}},
        all_pages(all={"page_type": "offer"}, fields={"name": "US - {name}", "notes": "was {name}"}),
        all_pages(all={"name_contains": "US - "}, fields={"redirectType": "307"}),
    )
    assert [(one.after or {})["pageName"] for one in plan.changes] == ["Fox", "US - Fox", "US - ShieldVPN DE"]
    assert [(one.after or {}).get("notes") for one in plan.changes] == [None, "was Fox", "was ShieldVPN DE"]


async def test_a_name_that_several_get_is_noted(books: Books) -> None:
    plan = await books.changes(all_pages(all={"page_type": "offer"}, fields={"name": "VPN"}))
    assert [one.note for one in plan.changes] == ["1 more have this name", "1 more have this name"]
    apart = await books.changes({"do": "update", "family": "page", "id": FOX, "fields": {"name": "Story"}})
    assert apart.changes[0].note == ""


REFUSED: list[tuple[Json, str]] = [
    (all_pages(all={"name_contains": "Foxx"}), "changes[0].all: there is no active page of name_contains 'Foxx'"),
    (all_pages(all={"categroy": "x"}), "changes[0].all.categroy: assets are chosen by category, group, "),
    (all_pages(all={"category": "Sprung"}), "changes[0].all.category: no category is called 'Sprung'. Did you mean"),
    (all_pages(all={"uses": "AddNet"}), "changes[0].all.uses: No asset is called 'AddNet'. Did you mean 'AdNet'?"),
    (all_pages(all={"group": "Utilities"}), "changes[0].all.group: a page is in no funnel group"),
    (all_pages(all={"page_type": "banner"}), "changes[0].all.page_type: is lander or offer"),
    (all_pages(all={"status": "deleted"}), "changes[0].all.status: is active or archived"),
    (all_pages(all={"category": 5}), "changes[0].all.category: a text, not '5'"),
    (all_pages(all=True), 'changes[0].all: an object such as {"page_type": "offer"}, not \'True\''),
    (all_pages(all={}, name="Quiz"), "changes[0].name: goes without all"),
    (all_pages("create", all={}), "changes[0].all: a create takes fields"),
    (
        all_pages(all={}, fields={"name": "{nmae} DE"}),
        "changes[0].fields.name: {nmae} stands for nothing; there is {name}. Did you mean '{name}'?",
    ),
    (all_pages("duplicate", all={}, **{"as": "{id}"}), "changes[0].as: {id} stands for nothing; there is {name}"),
    (all_pages(all={}, fields={"nam": "x"}), "changes[0].fields.nam: a page has no field 'nam'. Did you mean"),
    (
        {"do": "archive", "family": "funnel", "all": {"group": "Utilitys"}},
        "changes[0].all.group: No funnel group is called 'Utilitys'. Did you mean 'Utilities'?",
    ),
    (
        {"do": "archive", "family": "webhook_config", "all": {"page_type": "offer"}},
        "changes[0].all.page_type: is lander or offer, of pages and page groups",
    ),
]


@pytest.mark.parametrize(("change", "told"), REFUSED, ids=[told[:60] for _, told in REFUSED])
async def test_what_cannot_be_meant_by_all_is_refused_at_its_place(books: Books, change: Json, told: str) -> None:
    with pytest.raises(BlueprintError) as refused:
        await books.changes(change)
    assert str(refused.value)[: len(told)] == told
    assert books.store.latest() == []


async def test_tokens_in_addresses_are_no_placeholders(books: Books) -> None:
    plan = await books.changes(all_pages(all={"page_type": "lander"}, fields={"base_url": "https://x.example/{hit}"}))
    assert {(one.after or {})["baseURL"] for one in plan.changes} == {"https://x.example/{hit}"}
