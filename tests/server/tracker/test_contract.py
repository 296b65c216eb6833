"""What any tracker does for any family. Every test runs in process and over a socket."""

from collections.abc import Callable
from typing import Any

import pytest

from funnels.account import Entry
from funnels.assets import (
    FAMILIES,
    AiNodeSetting,
    Asset,
    Category,
    Condition,
    Funnel,
    FunnelGroup,
    IntegrationKey,
    LogicScript,
    MiddlewareConfig,
    OfferParams,
    OfferSource,
    Page,
    PageGroup,
    PageShare,
    TrafficSource,
    UserSettings,
    VisitorTag,
    WebhookConfig,
)
from funnels.errors import InputError, NotFoundError
from funnels.ids import NewId, is_id
from server.contracts import operation
from server.errors import PolicyError, TrackerRefused
from server.tracker import Tracker, embedded_tracker, read_account, with_documents
from server.tracker.families import Action, operation_of

SMALLEST: dict[type[Asset], dict[str, Any]] = {
    TrafficSource: {"cost_type": "cpe"},
    OfferSource: {},
    FunnelGroup: {},
    Funnel: {},
    Condition: {"routes": ()},
    LogicScript: {"code": 'return "default"'},
    VisitorTag: {},
    PageGroup: {"page_type": "lander", "routing": "rotator", "pages": ()},
    Page: {"page_type": "lander", "base_url": "https://a.example", "redirect_type": "307"},
    Category: {"category_type": "lander"},
    AiNodeSetting: {
        "funnel_id": "0FunnelAAAAA",
        "segment_by": "default",
        "routing_goal": "bestNextPage",
        "lookback_window": 24,
        "update_frequency": 1,
    },
    WebhookConfig: {},
    MiddlewareConfig: {
        "destination": {"method": "POST", "type": "custom", "url": "https://m.example"},
        "routes": ({"isDefault": True, "idRoute": "default", "priority": 0},),
        "schema_version": "1",
        "timeout_ms": 2000,
    },
}


def those_with(*actions: Action) -> Any:
    kinds = [kind for kind in SMALLEST if all(operation_of(kind, action) for action in actions)]
    return pytest.mark.parametrize("kind", kinds, ids=lambda kind: kind.family)


@pytest.fixture
def make(tracker: Tracker, new_id: NewId) -> Callable[..., Any]:
    """Creates the smallest asset of a family, with further fields."""

    async def make(kind: type[Asset], **fields: Any) -> Any:
        rest = {**SMALLEST[kind], "status": "active", **fields}
        if kind is Funnel and "id_campaign" not in rest:
            rest["id_campaign"] = (await make(FunnelGroup)).id
        asset = kind(**{"id": new_id(), "name": f"A {kind.title}", **rest})
        assert await tracker.create(asset) == asset
        return asset

    return make


@those_with(Action.CREATE)
async def test_what_was_created_is_read_back(kind: type[Asset], tracker: Tracker, make: Any) -> None:
    made = await make(kind)
    read = await tracker.get(kind, made.id)
    assert {**read.document(), **made.document()} == read.document()
    assert await tracker.get_many(kind, ["0NothingAAAA", made.id, made.id]) == [read]


@those_with(Action.LIST)
async def test_lists_give_entries_in_the_states_asked_for(kind: type[Asset], tracker: Tracker, make: Any) -> None:
    kept, archived = await make(kind), await make(kind, name="Old")
    await tracker.archive(kind, [archived.id])
    expected = {
        kept.id: Entry(kind.family, kept.id, kept.name, "active"),
        archived.id: Entry(kind.family, archived.id, "Old", "archived"),
    }
    for status, ids in {
        "active": [kept.id],
        "archived": [archived.id],
        "not-deleted": [kept.id, archived.id],
        "all": [kept.id, archived.id],
    }.items():
        entries = await tracker.entries(kind, status=status)
        found = [Entry(entry.family, entry.id, entry.name, entry.status) for entry in entries]
        assert found == [expected[id] for id in ids]


@those_with(Action.REPLACE)
async def test_a_replaced_document_keeps_fields_nobody_knows(kind: type[Asset], tracker: Tracker, make: Any) -> None:
    made = await make(kind, unknownField={"deep": [1, 2.5, None]})
    read = await tracker.get(kind, made.id)
    await tracker.replace(read.changed(name="Renamed"))
    after = await tracker.get(kind, made.id)
    assert after.document() == {**read.document(), kind.wire_name("name"): "Renamed"}
    assert after.document()["unknownField"] == {"deep": [1, 2.5, None]}


@those_with(Action.DELETE)
async def test_what_was_deleted_is_in_no_list(kind: type[Asset], tracker: Tracker, make: Any) -> None:
    made = await make(kind)
    await tracker.delete(kind, [made.id])
    assert (await tracker.get(kind, made.id)).status == "deleted"
    assert await tracker.entries(kind, status="not-deleted") == []


@those_with(Action.ARCHIVE, Action.UNARCHIVE)
async def test_archiving_is_taken_back(kind: type[Asset], tracker: Tracker, make: Any) -> None:
    made = await make(kind)
    before = await tracker.get(kind, made.id)
    await tracker.archive(kind, [made.id])
    assert (await tracker.get(kind, made.id)).status == "archived"
    await tracker.unarchive(kind, [made.id])
    assert await tracker.get(kind, made.id) == before


@those_with(Action.DUPLICATE)
async def test_a_copy_has_an_id_of_the_trackers_own(kind: type[Asset], tracker: Tracker, make: Any) -> None:
    made = await make(kind)
    parent = made.id_campaign if isinstance(made, Funnel) else ""
    copy = await tracker.get(kind, await tracker.duplicate(kind, made.id, name="The copy", parent=parent))
    assert is_id(copy.id)
    assert copy.id != made.id
    assert copy.name == "The copy"


@pytest.mark.parametrize("kind", FAMILIES.values(), ids=FAMILIES)
async def test_what_a_family_cannot_do_is_said_with_what_it_can(kind: type[Asset], tracker: Tracker) -> None:
    calls: dict[Action, Callable[[], Any]] = {
        Action.ARCHIVE: lambda: tracker.archive(kind, ["x"]),
        Action.UNARCHIVE: lambda: tracker.unarchive(kind, ["x"]),
        Action.DUPLICATE: lambda: tracker.duplicate(kind, "x", name="y"),
        Action.DELETE: lambda: tracker.delete(kind, ["x"]),
        Action.MOVE: lambda: tracker.move(kind, ["x"], "y"),
    }
    for action, call in calls.items():
        if operation_of(kind, action) is None:
            with pytest.raises(InputError) as caught:
                await call()
            assert caught.value.args[0] == f"The tracker has no {action.name.lower()} for {kind.title}."
            assert caught.value.hint.startswith("It has: ")


async def test_nobody_can_delete_the_user_settings(tracker: Tracker) -> None:
    with pytest.raises(InputError):
        await tracker.delete(UserSettings, ["settings"])


async def test_overrides_of_a_copy_are_fields_as_the_tracker_spells_them(tracker: Tracker, make: Any) -> None:
    page = await make(Page)
    id = await tracker.duplicate(Page, page.id, name="B", overrides={"baseURL": "https://b.example"})
    assert (await tracker.get(Page, id)).base_url == "https://b.example"


async def test_children_go_where_the_cascade_says(tracker: Tracker, make: Any) -> None:
    first, second = await make(OfferSource), await make(OfferSource)
    offer = await make(Page, page_type="offer", offer_params=OfferParams(id_offer_source=first.id, payout="1.50"))
    await tracker.delete(OfferSource, [first.id], cascade="move", target=second.id)
    read = await tracker.get(Page, offer.id)
    assert read.offer_params == OfferParams(id_offer_source=second.id, payout="1.50")
    await tracker.archive(OfferSource, [second.id], cascade="cascade")
    assert (await tracker.get(Page, offer.id)).status == "archived"


async def test_a_family_without_children_takes_no_cascade(tracker: Tracker) -> None:
    with pytest.raises(InputError, match="A page has no children"):
        await tracker.delete(Page, ["x"], cascade="orphan")


async def test_assets_move_between_categories_and_out_of_them(tracker: Tracker, make: Any) -> None:
    category = await make(Category, category_type="lander")
    page = await make(Page)
    await tracker.move(Page, [page.id], category.id)
    assert (await tracker.get(Page, page.id)).id_category == category.id
    await tracker.move(Page, [page.id], "")
    assert (await tracker.get(Page, page.id)).id_category == ""


async def test_page_groups_move_with_the_kind_of_their_category(tracker: Tracker, make: Any) -> None:
    for page_type in ("lander", "offer"):
        category = await make(Category, category_type=f"{page_type}Group")
        group = await make(PageGroup, page_type=page_type)
        await tracker.move(PageGroup, [group.id], category.id)
        assert (await tracker.get(PageGroup, group.id)).id_category == category.id
    with pytest.raises(NotFoundError):
        await tracker.move(PageGroup, ["0NothingAAAA"], "")


async def test_funnels_move_between_groups(tracker: Tracker, make: Any) -> None:
    group, funnel = await make(FunnelGroup), await make(Funnel)
    await tracker.move(Funnel, [funnel.id], group.id)
    assert (await tracker.get(Funnel, funnel.id)).id_campaign == group.id


async def test_entries_know_their_page_type_and_parent(tracker: Tracker, make: Any) -> None:
    network = await make(OfferSource)
    offer = await make(Page, page_type="offer", offer_params=OfferParams(id_offer_source=network.id))
    await make(Page)
    funnel = await make(Funnel)
    assert await tracker.entries(Page, page_type="offer") == [
        Entry("page", offer.id, "A page", "active", "offer", network.id)
    ]
    assert await tracker.entries(Funnel) == [
        Entry("funnel", funnel.id, "A funnel", "active", parent=funnel.id_campaign)
    ]


async def test_local_conditions_are_listed_for_their_funnel_only(tracker: Tracker, make: Any) -> None:
    funnel = await make(Funnel)
    condition = await make(Condition, restrict_to_funnel_id=funnel.id)
    assert await tracker.entries(Condition) == []
    assert await tracker.entries(Condition, funnel=funnel.id) == [
        Entry("condition", condition.id, "A condition", "active", scope=funnel.id)
    ]
    with pytest.raises(InputError):
        await tracker.entries(PageGroup, funnel=funnel.id)


async def test_a_hundred_and_more_are_read_in_the_order_asked_for(tracker: Tracker, make: Any) -> None:
    made = [await make(OfferSource, name=f"Network {number}") for number in range(103)]
    ids = [one.id for one in reversed(made)]
    assert [one.id for one in await tracker.get_many(OfferSource, ids)] == ids
    assert await tracker.get_many(OfferSource, ["", *ids[:1]]) == await tracker.get_many(OfferSource, ids[:1])
    assert await tracker.get_many(OfferSource, []) == []


async def test_the_user_settings_are_one(tracker: Tracker) -> None:
    settings = await tracker.get(UserSettings, "settings")
    await tracker.replace(settings.changed(default_custom_domain="track.example.com"))
    assert (await tracker.get(UserSettings, "")).default_custom_domain == "track.example.com"
    assert await tracker.entries(UserSettings) == [Entry("user_settings", "settings", "User settings")]


async def test_an_integration_key_is_made_by_the_tracker_and_its_entry_does_not_show_it(tracker: Tracker) -> None:
    made = await tracker.create(IntegrationKey(id="", name="Optimiser"))
    [entry] = await tracker.entries(IntegrationKey)
    assert entry == Entry("integration_key", entry.id, "Optimiser", "active")
    assert made.id not in entry.id
    assert await tracker.get(IntegrationKey, entry.id) == made == await tracker.get(IntegrationKey, made.id)
    await tracker.replace(made.changed(name="Other"))
    assert [one.name for one in await tracker.get_many(IntegrationKey, [entry.id])] == ["Other"]
    await tracker.delete(IntegrationKey, [entry.id])
    assert await tracker.entries(IntegrationKey) == []
    with pytest.raises(NotFoundError):
        await tracker.delete(IntegrationKey, [entry.id])


async def test_what_does_not_exist_is_not_found(tracker: Tracker) -> None:
    with pytest.raises(NotFoundError) as caught:
        await tracker.get(Page, "0NothingAAAA")
    assert str(caught.value) == "There is no page with the id '0NothingAAAA'. Look it up by its name."


async def test_a_refusal_says_what_and_where_and_what_to_do(tracker: Tracker, make: Any) -> None:
    category = await make(Category)
    with pytest.raises(TrackerRefused) as caught:
        await tracker.replace(category.changed(category_type="nonsense"))
    refused = caught.value
    assert (refused.status, refused.code, refused.field) == (400, 400, "categoryType")
    assert str(refused).startswith("The tracker refused categoryUpdate with HTTP 400: categoryType ")
    assert refused.hint == "Correct 'categoryType' and try again."


async def test_an_id_is_given_once(tracker: Tracker, make: Any) -> None:
    page = await make(Page)
    with pytest.raises(TrackerRefused) as caught:
        await tracker.create(page)
    assert (caught.value.status, caught.value.field) == (409, "idPage")


async def test_any_operation_can_be_called_as_it_is(tracker: Tracker, make: Any) -> None:
    group = await make(FunnelGroup, name="Utilities")
    assert await tracker.call(operation("campaignList"), {"status": "active"}) == [
        {"idCampaign": group.id, "campaignName": "Utilities", "status": "active", "funnels": []}
    ]
    script = {"code": 'return "default"'}
    assert (await tracker.call(operation("logicScriptValidate"), body=script))["valid"] is True
    assert await tracker.call(operation("funnelGroupArchive"), body={"entries": [group.id]}) is None


async def test_the_token_can_be_checked_and_is_not_shown(tracker: Tracker) -> None:
    await tracker.check_token()
    answer = await tracker.call(operation("authValidate"), body={})
    assert answer["tokens"]["access_token"] == "********"


async def test_an_account_is_read_with_everything_that_is_listed(tracker: Tracker, make: Any) -> None:
    made = {
        kind: await make(kind) for kind in SMALLEST if operation_of(kind, Action.LIST) and kind is not FunnelGroup
    }
    account = await read_account(tracker)
    for kind, asset in made.items():
        entry = account.entry(kind.family, asset.id)
        assert entry
        assert entry.name == asset.name
    assert account.entry("user_settings", "settings")


async def test_documents_come_with_all_they_lead_to(tracker: Tracker, make: Any) -> None:
    network = await make(OfferSource)
    offer = await make(Page, page_type="offer", offer_params=OfferParams(id_offer_source=network.id))
    group = await make(PageGroup, page_type="offer", pages=(PageShare(id_page=offer.id, weight=1),))
    tag = await make(VisitorTag)
    root, node, tagged = ({"idNode": f"0Node{name}", "nodeName": name} for name in ("Root000", "Offers0", "Tagged0"))
    funnel = await make(
        Funnel,
        nodes=(
            {**root, "nodeType": "root"},
            {**tagged, "nodeType": "visitorTag", "nodeVisitorTagParams": {"addTagIds": [tag.id, "0NothingAAAA"]}},
            {**node, "nodeType": "offerGroup", "nodePageGroupParams": {"idPageGroup": group.id}},
        ),
    )
    account = await with_documents(
        tracker, await read_account(tracker), [(Funnel, funnel.id), (Page, "0NothingAAAA")]
    )
    for asset in (funnel, group, offer, network, tag):
        read = account.get(type(asset), asset.id)
        assert read
        assert read.name == asset.name
    assert account.get(FunnelGroup, funnel.id_campaign)
    assert account.get(VisitorTag, "0NothingAAAA") is None
    assert list(account.all(PageGroup)) == [account.get(PageGroup, group.id)]


async def test_a_read_only_tracker_reads_and_changes_nothing(tmp_path: Any, new_id: NewId) -> None:
    async with embedded_tracker(tmp_path, read_only=True) as tracker:
        assert await tracker.entries(Page) == []
        with pytest.raises(PolicyError) as caught:
            await tracker.create(FunnelGroup(id=new_id(), name="G"))
        assert "funnelGroupCreate changes the account, and everything is read-only here." in str(caught.value)
        assert await tracker.entries(FunnelGroup) == []
