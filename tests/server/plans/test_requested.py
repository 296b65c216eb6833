"""Plainly written changes: what is meant is planned, and what cannot be meant is refused at its place."""

from typing import Any

import pytest
from books import ADNET, FOX, STORY, Books

from funnels.assets import Page
from funnels.errors import BlueprintError
from funnels.wire import Json
from server.plans import dangers


def update(family: str, called: str, **fields: Any) -> Json:
    return {"do": "update", "family": family, "name": called, "fields": fields}


LANDER = {"name": "P", "page_type": "lander", "base_url": "https://p.example", "redirect_type": "307"}
OFFER = {**LANDER, "name": "New", "page_type": "offer"}

REFUSED: list[tuple[Json, str]] = [
    (
        update("page", "FoxVPN DE", offerParams={"payuot": "16"}),
        "changes[0].fields.offerParams.payuot: the part 'offer params' has no field 'payuot'. Did you mean 'payout'?",
    ),
    (
        update("page", "FoxVPN DE", offer_params={"payout": "ten"}),
        "changes[0].fields.offerParams.payout: 'ten' is not an amount such as '14.50'",
    ),
    (
        update("page", "FoxVPN DE", payout="16"),
        "changes[0].fields.payout: a page has no field 'payout'",
    ),
    (
        update("page", "Quiz", baseUrl="https://x.example"),
        "changes[0].fields.baseUrl: a page has no field 'baseUrl'. Did you mean 'baseURL' or 'base_url'?",
    ),
    (
        update("page", "Quiz", disable_append_vid="maybe"),
        "changes[0].fields.disableAppendVid: 'maybe' does not fit: input should be a valid boolean",
    ),
    (
        update("page", "Quiz", pageType="banner"),
        "changes[0].fields.pageType: 'banner' does not fit: input should be 'lander' or 'offer'",
    ),
    (update("page", "Quiz", meta={"x": 1}), "changes[0].fields.meta: belongs to the tracker's web app and is never"),
    (update("page", "Quiz", idPage="0Page0000new"), "changes[0].fields.idPage: is never changed"),
    (update("page", "Quiz", id="0Page0000new"), "changes[0].fields.id: is never changed"),
    (update("page", "Quiz", status="deleted"), "changes[0].fields.status: is changed with archive, unarchive and"),
    (update("page", "Quizz", notes="x"), "changes[0].name: No page is called 'Quizz'. Did you mean 'Quiz'?"),
    (update("pgae", "Quiz", notes="x"), "changes[0].family: 'pgae' is not one of traffic_source,"),
    (
        update("page", "FoxVPN DE", offerParams={"idOfferSource": "AdNett"}),
        "changes[0].fields.offerParams.idOfferSource: No offer source is called 'AdNett'. Did you mean 'AdNet'",
    ),
    (
        update("page", "FoxVPN DE", offerParams={"idOfferSource": "0Source99999"}),
        "changes[0].fields.offerParams.idOfferSource: No offer source is called '0Source99999'",
    ),
    (update("user_settings", "", ipAnonymizer="some"), "changes[0].fields.ipAnonymizer: must be one of 'disabled'"),
    ({"do": "create", "family": "page", "fields": {"name": "P"}}, "changes[0].fields.pageType: is required"),
    ({"do": "create", "family": "page", "fields": OFFER}, "changes[0].fields.offerParams: is required"),
    (
        {"do": "create", "family": "funnel", "fields": {"name": "F"}},
        "changes[0].family: a funnel is made with plan_funn",
    ),
    ({"do": "create", "family": "page", "fields": "none"}, "changes[0].fields: fields are an object, not 'none'"),
    ({"do": "create", "family": "user_settings", "fields": {}}, "changes[0].do: The tracker has no create for user"),
    ({"do": "delete", "family": "user_settings"}, "changes[0].do: The tracker has no delete for user settings"),
    ({"do": "archive", "family": "integration_key", "name": "x"}, "changes[0].do: The tracker has no archive for"),
    ({"do": "dleete", "family": "page", "name": "Quiz"}, "changes[0].do: 'dleete' is not one of"),
    (
        {"do": "delete", "family": "page", "nmae": "Quiz"},
        "changes[0].nmae: a delete takes all, cascade, id, name, target",
    ),
    ({"do": "delete", "family": "page"}, "changes[0].name: say which page by its name or id"),
    (
        {"do": "delete", "family": "page", "name": "Quiz", "cascade": "orphan"},
        "changes[0].cascade: nothing belongs to",
    ),
    (
        {"do": "delete", "family": "offer_source", "name": "AdNet", "cascade": "all"},
        "changes[0].cascade: 'all' is not one of cascade, move, orphan",
    ),
    (
        {"do": "delete", "family": "offer_source", "name": "AdNet", "cascade": "move"},
        "changes[0].target: is where children move",
    ),
    ({"do": "move", "family": "page", "name": "Quiz"}, "changes[0].category: say where to: a category, or the empty"),
]


@pytest.mark.parametrize(("change", "told"), REFUSED, ids=[told[:60] for _, told in REFUSED])
async def test_what_cannot_be_meant_is_refused_at_its_place(books: Books, change: Json, told: str) -> None:
    with pytest.raises(BlueprintError) as refused:
        await books.changes(change)

    assert str(refused.value)[: len(told)] == told
    assert books.store.latest() == []


async def test_every_fault_is_told_at_once(books: Books) -> None:
    with pytest.raises(BlueprintError) as refused:
        await books.changes(
            update("page", "Quiz", notse="x", queryParms={}),
            {"do": "archive", "family": "page", "name": "Story"},
            update("page", "FoxVPN DE", offerParams={"payout": "ten", "umrDomainOverride": 5}),
        )

    assert [fault.place for fault in refused.value.faults] == [
        "changes[0].fields.notse",
        "changes[0].fields.queryParms",
        "changes[2].fields.offerParams.payout",
        "changes[2].fields.offerParams.umrDomainOverride",
    ]


@pytest.mark.parametrize(
    ("payout", "kept"), [(16, "16"), (16.5, "16.5"), (0.1, "0.1"), ("16.00", "16.00"), (1e-7, "0.0000001")]
)
async def test_money_is_taken_exactly(books: Books, payout: Any, kept: str) -> None:
    plan = await books.done(await books.changes(update("page", "FoxVPN DE", offer_params={"payout": payout})))

    fox = await books.tracker.get(Page, FOX)
    assert plan.changes[0].name == "FoxVPN DE"
    assert fox.offer_params is not None
    assert (fox.offer_params.payout, fox.offer_params.id_offer_source) == (kept, ADNET)


@pytest.mark.parametrize("payout", [float("nan"), float("inf"), True])
async def test_what_is_no_amount_is_refused(books: Books, payout: Any) -> None:
    with pytest.raises(BlueprintError, match=r"changes\[0\].fields.offer_?[pP]arams.payout: "):
        await books.changes(update("page", "FoxVPN DE", offer_params={"payout": payout}))


async def test_names_stand_for_ids_also_of_what_the_same_plan_makes(books: Books) -> None:
    plan = await books.done(
        await books.changes(
            {"do": "create", "family": "offer_source", "fields": {"name": "NewNet"}},
            {
                "do": "create",
                "family": "page",
                "fields": {**OFFER, "id_category": "Autumn", "offerParams": {"idOfferSource": "NewNet", "payout": 3}},
            },
            update("page", "New", notes="made above"),
        )
    )

    made = await books.tracker.get(Page, plan.changes[1].id)
    assert made.offer_params is not None
    assert made.offer_params.id_offer_source == plan.changes[0].id
    assert (made.id_category, made.notes) == ("0Folder00002", "made above")


async def test_fields_that_are_not_known_stay_where_they_are_stored(books: Books) -> None:
    story = await books.tracker.get(Page, STORY)
    await books.tracker.replace(type(story).read({**story.document(), "novelty": {"a": 1}}))

    await books.done(await books.changes(update("page", "Story", novelty={"b": 2}, notes="x")))

    assert (await books.tracker.get(Page, STORY)).document()["novelty"] == {"a": 1, "b": 2}


@pytest.mark.parametrize(
    "change",
    [
        update("page", "Story", name="Story"),
        update("page", "FoxVPN DE", offerParams={"payout": "14.500"}),
        {"do": "unarchive", "family": "page", "name": "Story"},
        {"do": "move", "family": "page", "name": "FoxVPN DE", "category": "Spring"},
    ],
)
async def test_what_is_so_already_is_no_change(books: Books, change: Json) -> None:
    assert (await books.changes(change, {"do": "archive", "family": "page", "name": "Quiz"})).changes[
        0
    ].name == "Quiz"


async def test_a_cascade_is_spelled_out(books: Books) -> None:
    plan = await books.changes({"do": "delete", "family": "offer_source", "name": "AdNet", "cascade": "cascade"})

    assert [(one.do, one.name) for one in plan.changes] == [
        ("delete", "FoxVPN DE"),
        ("delete", "ShieldVPN DE"),
        ("delete", "AdNet"),
    ]
    assert plan.level == "dangerous"


async def test_what_keeps_pointing_to_what_is_deleted_is_said(books: Books) -> None:
    plan = await books.changes({"do": "delete", "family": "category", "name": "Spring"})

    assert [(one.do, one.note) for one in plan.changes] == [("delete", "1 that belong to it keep pointing to it")]


async def test_only_what_touches_much_or_takes_away_what_stood_is_dangerous(books: Books) -> None:
    build = await books.build()
    many = [{"do": "create", "family": "visitor_tag", "fields": {"name": f"t{number}"}} for number in range(30)]
    made = await books.done(await books.changes(*many))
    archived = await books.changes(*({"do": "archive", "family": "visitor_tag", "name": f"t{n}"} for n in range(26)))
    undo = await books.undo(made)

    assert build.level == "change"
    assert made.level == "change"
    assert archived.level == "dangerous"
    assert undo.level == "change"
    assert dangers(undo.changes, bulk=25, days=7, visits={})[-1] == "30 changes to what stood before"


async def test_what_is_deleted_is_not_meant_even_where_something_still_points_to_it(books: Books) -> None:
    await books.done(await books.changes({"do": "delete", "family": "offer_source", "name": "AdNet"}))

    with pytest.raises(BlueprintError, match="No offer source is called 'AdNet'"):
        await books.changes(
            update("page", "FoxVPN DE", notes="x"), {"do": "archive", "family": "offer_source", "name": "AdNet"}
        )
