"""What a plan promises, seen through the desk on the embedded tracker."""

from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import anyio
import httpx
import pytest
from at_the_desk import AtTheDesk, at_the_desk
from sqlalchemy import text

from funnels.assets import (
    AiNodeSetting,
    Category,
    Condition,
    Funnel,
    FunnelGroup,
    IntegrationKey,
    MiddlewareConfig,
    OfferSource,
    Page,
    PageGroup,
    TrafficSource,
    UserSettings,
    VisitorTag,
    WebhookConfig,
)
from funnels.errors import FunnelError
from funnels.wire import Json
from server.database import open_database, writing
from server.errors import PlanError, StalePlan

G, S, T = "0GroupAAAAAA", "0SourceAAAAA", "0TrafficAAAA"
L1, L2, O1, O2 = "0LanderAAAAA", "0LanderBBBBB", "0OfferAAAAAA", "0OfferBBBBBB"


def lander(id: str, name: str) -> Page:
    return Page.read(
        {
            "idPage": id,
            "pageName": name,
            "pageType": "lander",
            "baseURL": "https://p.example/x",
            "redirectType": "307",
            "someNewField": {"kept": 1},
            "meta": {"v": 1},
        }
    )


def offer(id: str, name: str, payout: str) -> Page:
    return Page.read(
        {
            "idPage": id,
            "pageName": name,
            "pageType": "offer",
            "baseURL": "https://o.example/?s={hit}",
            "redirectType": "307",
            "offerParams": {"idOfferSource": S, "payout": payout},
        }
    )


@pytest.fixture
async def at(tmp_path: Path) -> AsyncIterator[AtTheDesk]:
    async with at_the_desk(tmp_path) as one:
        await one.make(
            FunnelGroup(id=G, name="Utilities"),
            OfferSource(id=S, name="AdNet"),
            TrafficSource(id=T, name="Outbrain", cost_type="cpe"),
            lander(L1, "Story"),
            lander(L2, "Quiz"),
            offer(O1, "ShieldVPN", "12.50"),
            offer(O2, "FoxVPN", "14.50"),
        )
        yield one


BLUEPRINT: Json = {
    "funnel": "VPN",
    "group": "Utilities",
    "sources": ["Outbrain"],
    "start": "geo",
    "steps": {
        "geo": {
            "condition": {
                "routes": [
                    {"name": "dach", "when": [{"attribute": "country", "any in": ["DE", "AT"]}], "to": "story"}
                ],
                "otherwise": "elsewhere",
            }
        },
        "story": {"landers": [{"page": "Story", "weight": 70}, {"page": "Quiz", "weight": 30}], "on": {1: "vpn"}},
        "vpn": {
            "offers": [
                {"page": "ShieldVPN", "weight": 60},
                {
                    "page": {
                        "name": "NewVPN",
                        "url": "https://n.example/?s1={hit}",
                        "payout": "9.50",
                        "source": {"name": "BrandNewNet", "new": True},
                    },
                    "weight": 40,
                },
            ]
        },
        "elsewhere": {"url": "https://elsewhere.example.net"},
    },
}


async def funnel_of(at: AtTheDesk, plan: Json) -> Funnel:
    return await at.tracker.get(Funnel, plan["funnel"]["id"])


async def fails(at: AtTheDesk, plan: Json, number: int, *, after: bool) -> None:
    """Apply with the answer of one write lost, before or after it took effect."""
    start = len(at.road.written)

    async def lose(one: int) -> None:
        if one == start + number:
            raise httpx.ReadError("lost")

    at.road.before, at.road.after = (None, lose) if after else (lose, None)
    with suppress(FunnelError):
        await at.apply(plan)
    at.road.before = at.road.after = None


async def test_building_writes_in_the_safe_order_and_is_verified(at: AtTheDesk) -> None:
    plan = await at.build(BLUEPRINT)
    assert at.road.written == [
        "POST /offersource/save/",
        "POST /page/save/",
        "POST /funnel/save/",
        "POST /condition/save/",
        "POST /pagegroup/save/",
        "POST /pagegroup/save/",
        "PUT /funnel/save/",
    ]
    assert len((await funnel_of(at, plan)).nodes) == 5


async def test_nothing_is_written_before_a_yes(at: AtTheDesk) -> None:
    before = await at.account()
    await at.desk.plan_funnel(BLUEPRINT, words={}, request="")
    assert await at.account() == before
    assert at.road.written == []


async def test_an_edit_leaves_other_nodes_and_unknown_fields_as_they_are(at: AtTheDesk) -> None:
    plan = await at.build(BLUEPRINT)
    before = await funnel_of(at, plan)
    await at.tracker.replace(before.changed(meta={"editor": "of the app"}))
    edit = await at.desk.plan_edit(
        "VPN", [{"op": "set_url", "step": "elsewhere", "url": "https://other.example"}], as_new=None, request=""
    )
    await at.apply(edit)
    after = await funnel_of(at, plan)
    changed = [one for one in after.nodes if one not in before.nodes]
    assert [one.node_external_url_params.url for one in changed if one.node_external_url_params] == [
        "https://other.example"
    ]
    assert len(changed) == 1
    assert after.meta == {"editor": "of the app"}
    await at.take_back(edit)
    assert (await funnel_of(at, plan)).nodes == before.nodes


async def test_a_weight_is_shown_with_names_and_percent(at: AtTheDesk) -> None:
    await at.build(BLUEPRINT)
    plan = await at.desk.plan_edit(
        "VPN", [{"op": "set_weights", "step": "story", "weights": {"Story": 80, "Quiz": 20}}], as_new=None, request=""
    )
    assert "70 %" in plan["text"]
    assert "80 %" in plan["text"]
    assert "Story" in plan["text"], plan["text"]
    assert L1 not in plan["text"], plan["text"]


async def test_a_new_offer_is_shown_with_its_kind_payout_and_network(at: AtTheDesk) -> None:
    plan = await at.desk.plan_funnel(BLUEPRINT, words={}, request="")
    line = next(one for one in plan["text"].splitlines() if "NewVPN" in one)
    assert [one for one in ("offer", "9.50", "BrandNewNet") if one not in line] == [], plan["text"]


async def test_a_moved_base_is_refused_with_the_field_and_nothing_is_written(at: AtTheDesk) -> None:
    plan = await at.changes({"do": "update", "family": "page", "name": "ShieldVPN", "fields": {"notes": "mine"}})
    other = await at.tracker.get(Page, O1)
    await at.tracker.replace(other.changed(base_url="https://human.example"))
    stale = await at.apply(plan)
    assert (stale["status"], stale["verified"]) == ("stale", False)
    (moved,) = stale["moved"]
    assert (moved["field"], moved["now"]) == ("baseURL", "https://human.example")
    assert at.road.written == []
    assert await at.status(plan) == "superseded"
    assert await at.status(stale["merged"]) == "ready"


async def test_another_fingerprint_an_expired_and_a_done_plan_are_refused(at: AtTheDesk) -> None:
    plan = await at.changes({"do": "archive", "family": "page", "name": "Quiz"})
    with pytest.raises(PlanError):
        await at.apply({**plan, "fingerprint": "0" * 64})
    at.clock[0] += timedelta(hours=25)
    with pytest.raises(PlanError, match="expired"):
        await at.apply(plan)
    at.clock[0] -= timedelta(hours=25)
    again = await at.changes({"do": "archive", "family": "page", "name": "Quiz"})
    await at.apply(again)
    with pytest.raises(PlanError, match="applied"):
        await at.apply(again)
    assert at.road.written == ["PUT /page/archive/"]


async def test_an_edit_of_another_between_our_writes_is_kept(at: AtTheDesk) -> None:
    """Somebody gives a note to the second page while the first is written."""
    plan = await at.changes(
        {"do": "update", "family": "page", "name": "Story", "fields": {"notes": "a"}},
        {"do": "update", "family": "page", "name": "Quiz", "fields": {"notes": "b"}},
    )

    async def meddle(number: int) -> None:
        if number == 0:
            other = await at.tracker.get(Page, L2)
            await at.tracker.replace(other.changed(base_url="https://human.example"))

    at.road.after = meddle
    with suppress(FunnelError):
        await at.apply(plan)
    at.road.after = None
    page = await at.tracker.get(Page, L2)
    assert page.base_url == "https://human.example"
    status = await at.status(plan)
    assert status in ("applied", "failed")
    if status == "failed":
        await at.take_back(plan)
        assert (await at.tracker.get(Page, L1)).notes == ""


async def test_an_edit_of_another_between_the_bare_funnel_and_the_whole_one_is_kept(at: AtTheDesk) -> None:
    plan = await at.desk.plan_funnel(BLUEPRINT, words={}, request="")

    async def meddle(number: int) -> None:
        if at.road.written[number] == "POST /funnel/save/":
            funnel = await funnel_of(at, plan)
            await at.tracker.replace(funnel.changed(default_cost="0.25"))

    at.road.after = meddle
    with suppress(FunnelError):
        await at.apply(plan)
    at.road.after = None
    assert (await funnel_of(at, plan)).default_cost == "0.25"


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("number", range(7))
async def test_a_lost_answer_anywhere_leaves_a_plan_that_goes_on_to_the_same_end(
    at: AtTheDesk, number: int, after: bool
) -> None:
    plan = await at.desk.plan_funnel(BLUEPRINT, words={}, request="")
    await fails(at, plan, number, after=after)
    if await at.status(plan) != "applied":
        done = await at.apply(plan)
        assert done["verified"]
    account = await at.account()
    assert len([one for one in account if one[0] == "page"]) == 5
    assert len([one for one in account if one[0] == "funnel"]) == 1
    assert len([one for one in account if one[0] == "page_group"]) == 2
    assert len([one for one in account if one[0] == "condition"]) == 1
    assert len((await funnel_of(at, plan)).nodes) == 5


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("number", range(7))
async def test_half_a_plan_can_be_taken_back(at: AtTheDesk, number: int, after: bool) -> None:
    before = await at.account()
    plan = await at.desk.plan_funnel(BLUEPRINT, words={}, request="")
    start = len(at.road.written)

    async def lose(one: int) -> None:
        if one >= start + number:
            raise httpx.ReadError("lost")

    at.road.before, at.road.after = (None, lose) if after else (lose, None)
    with suppress(FunnelError):  # where only answers are lost, looking shows that everything was made
        await at.apply(plan)
    at.road.before = at.road.after = None
    if (number, after) == (0, False):
        with pytest.raises(PlanError):
            await at.take_back(plan)
    else:
        await at.take_back(plan)
    assert await at.account() == before


async def test_a_copy_is_made_once_also_when_its_answer_is_lost(at: AtTheDesk) -> None:
    plan = await at.changes({"do": "duplicate", "family": "page", "name": "Story", "as": "Story 2"})
    await fails(at, plan, 0, after=True)
    if await at.status(plan) != "applied":
        await at.apply(plan)
    names = [one.name for one in await at.tracker.entries(Page)]
    assert names.count("Story 2") == 1
    await at.take_back(plan)
    assert "Story 2" not in [one.name for one in await at.tracker.entries(Page)]


async def test_a_funnel_is_copied_into_its_own_group_and_taken_back_with_what_is_local_to_it(at: AtTheDesk) -> None:
    await at.build(BLUEPRINT)
    before = await at.account()
    plan = await at.changes({"do": "duplicate", "family": "funnel", "name": "VPN", "as": "VPN 2"})
    assert (await at.apply(plan))["verified"]
    assert len(await at.account()) == len(before) + 4
    await at.take_back(plan)
    assert await at.account() == before


async def crash(done: float, total: float, what: str) -> None:
    if done >= 3:
        raise KeyboardInterrupt


async def test_an_interrupted_plan_goes_on_where_it_was(at: AtTheDesk) -> None:
    plan = await at.desk.plan_funnel(BLUEPRINT, words={}, request="")
    with pytest.raises(KeyboardInterrupt):
        await at.apply(plan, progress=crash)
    assert await at.status(plan) == "applying"
    assert (await at.apply(plan))["verified"]
    assert len(at.road.written) == 7


async def test_an_interrupted_plan_can_be_taken_back(at: AtTheDesk) -> None:
    before = await at.account()
    plan = await at.desk.plan_funnel(BLUEPRINT, words={}, request="")
    with pytest.raises(KeyboardInterrupt):
        await at.apply(plan, progress=crash)
    await at.take_back(plan)
    assert await at.account() == before
    with pytest.raises(PlanError):
        await at.apply(plan)


UNDONE: dict[str, list[Json]] = {
    "a new page": [
        {
            "do": "create",
            "family": "page",
            "fields": {"name": "P", "page_type": "lander", "base_url": "https://p.example", "redirect_type": "307"},
        }
    ],
    "another payout": [
        {"do": "update", "family": "page", "name": "ShieldVPN", "fields": {"offer_params": {"payout": "99.00"}}}
    ],
    "another spelling": [
        {"do": "update", "family": "page", "name": "ShieldVPN", "fields": {"offerParams": {"payout": "99.00"}}}
    ],
    "an archive": [{"do": "archive", "family": "page", "name": "Quiz"}],
    "a delete": [{"do": "delete", "family": "page", "name": "Quiz"}],
    "a copy": [{"do": "duplicate", "family": "traffic_source", "name": "Outbrain", "as": "Outbrain 2"}],
    "a move": [{"do": "move", "family": "page", "name": "Story", "category": "Old"}],
    "a move to none": [{"do": "move", "family": "page", "name": "Filed", "category": ""}],
    "a move of a funnel": [{"do": "move", "family": "funnel", "name": "VPN", "category": "Other group"}],
    "a bring back": [{"do": "unarchive", "family": "page", "name": "Gone"}],
    "a deleted funnel": [{"do": "delete", "family": "funnel", "name": "VPN"}],
    "a deleted source with its offers": [
        {"do": "delete", "family": "offer_source", "name": "AdNet", "cascade": "cascade"}
    ],
    "an archived source with its offers": [
        {"do": "archive", "family": "offer_source", "name": "AdNet", "cascade": "cascade"}
    ],
    "a deleted source, offers orphaned": [
        {"do": "delete", "family": "offer_source", "name": "AdNet", "cascade": "orphan"}
    ],
    "a deleted source, offers moved": [
        {"do": "delete", "family": "offer_source", "name": "AdNet", "cascade": "move", "target": "BrandNewNet"}
    ],
    "a deleted group with its funnels": [
        {"do": "delete", "family": "funnel_group", "name": "Utilities", "cascade": "cascade"}
    ],
    "a deleted group, funnels moved": [
        {"do": "delete", "family": "funnel_group", "name": "Utilities", "cascade": "move", "target": "Other group"}
    ],
    "a deleted category with its pages": [
        {"do": "delete", "family": "category", "name": "Old", "cascade": "cascade"}
    ],
    "a deleted category, orphans": [{"do": "delete", "family": "category", "name": "Old", "cascade": "orphan"}],
    "user settings": [
        {
            "do": "update",
            "family": "user_settings",
            "name": "User settings",
            "fields": {"default_custom_domain": "x.example"},
        }
    ],
    "an AI setting": [
        {"do": "update", "family": "ai_node_setting", "id": "0AiAAAAAAAAA", "fields": {"lookback_window": 48}}
    ],
    "a deleted AI setting": [{"do": "delete", "family": "ai_node_setting", "id": "0AiAAAAAAAAA"}],
    "a source, then an offer of it": [
        {"do": "create", "family": "offer_source", "fields": {"name": "Net"}},
        {
            "do": "create",
            "family": "page",
            "fields": {
                "name": "P",
                "page_type": "offer",
                "base_url": "https://p.example",
                "redirect_type": "307",
                "offer_params": {"id_offer_source": "Net", "payout": "1.00"},
            },
        },
    ],
    "a category by its name": [{"do": "update", "family": "page", "name": "Story", "fields": {"id_category": "Old"}}],
    "a tag": [{"do": "delete", "family": "visitor_tag", "name": "Buyer"}],
    "a webhook": [{"do": "update", "family": "webhook_config", "name": "Hook", "fields": {"enabled": False}}],
    "a deleted webhook": [{"do": "delete", "family": "webhook_config", "name": "Hook"}],
    "a middleware": [{"do": "update", "family": "middleware_config", "name": "Ask", "fields": {"timeout_ms": 900}}],
    "a deleted middleware": [{"do": "delete", "family": "middleware_config", "name": "Ask"}],
}


async def fill(at: AtTheDesk) -> None:
    await at.build(BLUEPRINT)
    await at.make(
        FunnelGroup(id="0GroupBBBBBB", name="Other group"),
        Category(id="0CategoryAAA", name="Old", category_type="lander"),
        lander("0LanderCCCCC", "Filed").changed(id_category="0CategoryAAA"),
        lander("0LanderDDDDD", "Gone").changed(status="archived"),
        VisitorTag(id="0TagAAAAAAAA", name="Buyer"),
        AiNodeSetting.read(
            {
                "idAINodeSetting": "0AiAAAAAAAAA",
                "aiNodeSettingName": "AI",
                "funnelId": "0F",
                "segmentBy": "default",
                "routingGoal": "bestNextPage",
                "lookbackWindow": 24,
                "updateFrequency": 1,
            }
        ),
        WebhookConfig.read(
            {
                "idWebhookConfig": "0HookAAAAAAA",
                "webhookConfigName": "Hook",
                "targetType": "custom",
                "url": "https://h.example",
                "enabled": True,
                "headers": {"X-Api-Key": "HEADER-SECRET-1"},
                "basicAuth": {"username": "u", "password": "PASSWORD-SECRET-1"},
            }
        ),
        MiddlewareConfig.read(
            {
                "idMiddlewareConfig": "0AskAAAAAAAA",
                "middlewareConfigName": "Ask",
                "destination": {
                    "method": "POST",
                    "type": "custom",
                    "url": "https://m.example",
                    "headers": {"Authorization": "HEADER-SECRET-2"},
                    "hmacSecret": "HMAC-SECRET-2",
                    "hasHmacSecret": True,
                },
                "routes": [{"isDefault": True, "idRoute": "default", "priority": 0}],
                "schemaVersion": "1",
                "timeoutMs": 2000,
            }
        ),
    )
    current = await at.tracker.get(UserSettings, "settings")
    await at.tracker.replace(current.changed(default_custom_domain="t.example", default_homepage_url=None))


@pytest.mark.parametrize("what", list(UNDONE))
async def test_taken_back_the_account_is_as_before_and_taken_back_again_as_after(at: AtTheDesk, what: str) -> None:
    await fill(at)
    before = await at.account()
    settings = await at.tracker.get(UserSettings, "settings")
    plan = await at.do(*UNDONE[what])
    after = await at.account()
    assert (after, await at.tracker.get(UserSettings, "settings")) != (before, settings)
    back = await at.take_back(plan)
    assert await at.account() == before
    assert await at.tracker.get(UserSettings, "settings") == settings
    await at.take_back(back)
    assert await at.account() == after


@pytest.mark.parametrize("what", ["a deleted webhook", "a deleted middleware", "a webhook", "a middleware"])
async def test_secrets_come_back_with_what_holds_them(at: AtTheDesk, what: str) -> None:
    await fill(at)
    plan = await at.do(*UNDONE[what])
    await at.take_back(plan)
    hook = await at.tracker.get(WebhookConfig, "0HookAAAAAAA")
    assert hook.headers == {"X-Api-Key": "HEADER-SECRET-1"}
    ask = await at.tracker.get(MiddlewareConfig, "0AskAAAAAAAA")
    assert ask.destination.headers == {"Authorization": "HEADER-SECRET-2"}
    assert ask.destination.has_hmac_secret


async def test_an_undo_keeps_what_others_changed_elsewhere(at: AtTheDesk) -> None:
    plan = await at.do({"do": "update", "family": "page", "name": "ShieldVPN", "fields": {"notes": "mine"}})
    other = await at.tracker.get(Page, O1)
    await at.tracker.replace(other.changed(base_url="https://human.example"))
    await at.take_back(plan)
    page = await at.tracker.get(Page, O1)
    assert (page.notes, page.base_url) == ("", "https://human.example")


async def test_an_undo_of_one_node_keeps_what_others_did_to_another(at: AtTheDesk) -> None:
    plan = await at.build(BLUEPRINT)
    edit = await at.desk.plan_edit(
        "VPN", [{"op": "set_url", "step": "elsewhere", "url": "https://ours.example"}], as_new=None, request=""
    )
    await at.apply(edit)
    funnel = await funnel_of(at, plan)
    moved = tuple(one.changed(pos_x=777) if one.node_page_group_params else one for one in funnel.nodes)
    await at.tracker.replace(funnel.changed(nodes=moved))
    await at.take_back(edit)
    funnel = await funnel_of(at, plan)
    assert {one.pos_x for one in funnel.nodes if one.node_page_group_params} == {777}
    assert [one.node_external_url_params.url for one in funnel.nodes if one.node_external_url_params] == [
        "https://elsewhere.example.net"
    ]


@pytest.mark.parametrize("what", ["a new page", "another payout", "an archive", "a move", "a copy"])
async def test_an_undo_over_what_others_changed_is_refused_with_what(at: AtTheDesk, what: str) -> None:
    await fill(at)
    plan = await at.do(*UNDONE[what])
    if what == "another payout":
        page = await at.tracker.get(Page, O1)
        await at.tracker.replace(page.changed(offer_params=page.offer_params.changed(payout="77.00")))  # type: ignore[union-attr]
    elif what == "an archive":
        await at.tracker.delete(Page, [L2])
    elif what == "a move":
        await at.make(Category(id="0CategoryBBB", name="New", category_type="lander"))
        await at.tracker.move(Page, [L1], "0CategoryBBB")
    elif what == "a copy":
        entry = next(one for one in await at.tracker.entries(TrafficSource) if one.name == "Outbrain 2")
        await at.tracker.replace((await at.tracker.get(TrafficSource, entry.id)).changed(default_cost="0.50"))
    else:
        entry = next(one for one in await at.tracker.entries(Page) if one.name == "P")
        await at.tracker.replace((await at.tracker.get(Page, entry.id)).changed(notes="by a human"))
    now = await at.account()
    with pytest.raises(FunnelError):
        await at.take_back(plan)
    assert await at.account() == now


async def test_an_order_of_nodes_is_no_change_by_others(at: AtTheDesk) -> None:
    built = await at.build(BLUEPRINT)
    edit = await at.desk.plan_edit(
        "VPN", [{"op": "set_url", "step": "elsewhere", "url": "https://ours.example"}], as_new=None, request=""
    )
    funnel = await funnel_of(at, built)
    await at.tracker.replace(funnel.changed(nodes=funnel.nodes[::-1], connections=funnel.connections[::-1]))
    assert (await at.apply(edit))["verified"]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (
            {"do": "update", "family": "page", "name": "Story", "fields": {"baseUrl": "https://x.example"}},
            "baseURL|base_url",
        ),
        (
            {"do": "update", "family": "page", "name": "ShieldVPN", "fields": {"offer_params": {"payuot": "1"}}},
            "payout",
        ),
        (
            {"do": "update", "family": "page", "name": "ShieldVPN", "fields": {"offer_params": {"payout": "ten"}}},
            "ten",
        ),
        ({"do": "update", "family": "page", "name": "Stori", "fields": {"notes": "x"}}, "Story"),
        ({"do": "update", "family": "pag", "name": "Story", "fields": {"notes": "x"}}, "page"),
        ({"do": "updat", "family": "page", "name": "Story", "fields": {"notes": "x"}}, "update"),
        ({"do": "update", "family": "page", "name": "Story", "fields": {"id": "0Other"}}, "id"),
        ({"do": "update", "family": "page", "name": "Story", "fields": {"meta": {"x": 1}}}, "meta"),
        (
            {
                "do": "update",
                "family": "page",
                "name": "ShieldVPN",
                "fields": {"offer_params": {"id_offer_source": "AdNett"}},
            },
            "AdNet",
        ),
        ({"do": "archive", "family": "user_settings", "name": "User settings"}, "archive"),
        ({"do": "delete", "family": "user_settings", "name": "User settings"}, "delete"),
        ({"do": "delete", "family": "page", "name": "Story", "cascade": "sometimes"}, "cascade"),
        ({"do": "delete", "family": "offer_source", "name": "AdNet", "cascade": "move"}, "target"),
        ({"do": "create", "family": "page", "fields": {"name": "P", "page_type": "lander"}}, "base"),
        (
            {
                "do": "create",
                "family": "page",
                "fields": {"name": "P", "page_type": "banner", "base_url": "https://x.example"},
            },
            "lander",
        ),
        (
            {
                "do": "create",
                "family": "page",
                "fields": {
                    "name": "P",
                    "page_type": "offer",
                    "base_url": "https://x.example",
                    "redirect_type": "307",
                },
            },
            "offerParams|offer_params",
        ),
    ],
    ids=str,
)
async def test_a_change_that_cannot_be_meant_is_refused_at_planning(at: AtTheDesk, change: Json, says: str) -> None:
    with pytest.raises(FunnelError, match=says):
        await at.desk.plan_changes([change], request="")
    assert await at.desk.plans("", 10) == []


async def test_what_is_so_already_is_no_plan(at: AtTheDesk) -> None:
    plan = await at.desk.plan_changes(
        [{"do": "update", "family": "page", "name": "Story", "fields": {"name": "Story"}}], request=""
    )
    assert plan["status"] == "nothing_to_do"
    plan = await at.desk.plan_changes([{"do": "unarchive", "family": "page", "name": "Story"}], request="")
    assert plan["status"] == "nothing_to_do"
    assert await at.desk.plans("", 10) == []


SECRETS = ("HEADER-SECRET-9", "HMAC-SECRET-9", "PASSWORD-SECRET-9")


async def test_a_new_secret_is_written_and_stays_nowhere_else(
    at: AtTheDesk, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(0)
    await fill(at)
    plan = await at.changes(
        {
            "do": "update",
            "family": "middleware_config",
            "name": "Ask",
            "fields": {
                "destination": {"hmac_secret": "HMAC-SECRET-9", "headers": {"Authorization": "HEADER-SECRET-9"}}
            },
        },
        {
            "do": "create",
            "family": "webhook_config",
            "fields": {
                "name": "Hook 2",
                "target_type": "custom",
                "url": "https://h.example",
                "basic_auth": {"username": "u", "password": "PASSWORD-SECRET-9"},
            },
        },
    )
    row = at.store.get(plan["plan_id"])
    for told in (str(plan), repr(row), row.plan.model_dump_json()):
        assert not any(one in told for one in SECRETS)
    asked = await at.desk.question(plan["plan_id"], plan["fingerprint"])
    done = await at.apply(plan)
    assert done["verified"]
    sent = str(at.road.bodies)
    assert all(one in sent for one in SECRETS)
    assert (await at.tracker.get(MiddlewareConfig, "0AskAAAAAAAA")).destination.headers == {
        "Authorization": "HEADER-SECRET-9"
    }
    journal = at.store.journal(plan["plan_id"])
    shown = str([plan, done, journal, await at.desk.plans("", 10), asked, caplog.text])
    assert not any(one in shown for one in SECRETS)
    at.store.close()
    for file in at.home.glob("plans.db*"):
        held = file.read_bytes()
        assert [one for one in SECRETS if one.encode() in held] == [], file


async def test_only_a_new_secret_is_a_change(at: AtTheDesk) -> None:
    await fill(at)
    plan = await at.changes(
        {
            "do": "update",
            "family": "middleware_config",
            "name": "Ask",
            "fields": {"destination": {"hmac_secret": "HMAC-SECRET-9"}},
        }
    )
    assert "HMAC-SECRET-9" not in str(plan)
    assert "hmac" in plan["text"].lower()
    assert (await at.apply(plan))["verified"]
    assert "HMAC-SECRET-9" in str(at.road.bodies)


async def test_another_change_keeps_a_secret_that_others_changed_since(at: AtTheDesk) -> None:
    """The header is not ours to write back."""
    await fill(at)
    plan = await at.changes(
        {"do": "update", "family": "webhook_config", "name": "Hook", "fields": {"enabled": False}}
    )
    hook = await at.tracker.get(WebhookConfig, "0HookAAAAAAA")
    await at.tracker.replace(hook.changed(headers={"X-Api-Key": "HEADER-SECRET-HUMAN"}))
    with suppress(StalePlan):
        await at.apply(plan)
    assert (await at.tracker.get(WebhookConfig, "0HookAAAAAAA")).headers == {"X-Api-Key": "HEADER-SECRET-HUMAN"}


async def test_the_key_of_an_integration_is_made_changed_deleted_and_never_told(at: AtTheDesk) -> None:
    plan = await at.do(
        {"do": "create", "family": "integration_key", "fields": {"name": "Optimizer", "api": "OPTIMIZER"}}
    )
    made = (await at.tracker.entries(IntegrationKey))[0]
    key = (await at.tracker.get(IntegrationKey, made.id)).id
    await at.do({"do": "update", "family": "integration_key", "name": "Optimizer", "fields": {"name": "Renamed"}})
    dropped = await at.do({"do": "delete", "family": "integration_key", "name": "Renamed"})
    told = str(
        [
            plan,
            dropped,
            at.store.journal(plan["plan_id"]),
            at.store.journal(dropped["plan_id"]),
            at.store.get(dropped["plan_id"]),
        ]
    )
    assert key not in told
    for file in at.home.glob("plans.db*"):
        assert key.encode() not in file.read_bytes()


async def test_a_condition_and_a_page_group_of_one_funnel_can_be_changed_by_their_ids(at: AtTheDesk) -> None:
    await at.build(BLUEPRINT)
    account = await at.account()
    group = next(id for family, id in account if family == "page_group")
    condition = next(id for family, id in account if family == "condition")
    await at.do(
        {"do": "update", "family": "page_group", "id": group, "fields": {"name": "Renamed"}},
        {"do": "update", "family": "condition", "id": condition, "fields": {"name": "Renamed too"}},
    )
    assert (await at.tracker.get(PageGroup, group)).name == "Renamed"
    assert (await at.tracker.get(Condition, condition)).name == "Renamed too"


async def test_two_at_once_one_wins_and_the_other_is_told_why(tmp_path: Path) -> None:
    async with at_the_desk(tmp_path) as one, at_the_desk(tmp_path) as other:
        await one.make(lander(L1, "Story"))
        first = await one.changes({"do": "update", "family": "page", "name": "Story", "fields": {"notes": "one"}})
        second = await other.changes(
            {"do": "update", "family": "page", "name": "Story", "fields": {"notes": "other"}}
        )
        ended: list[str] = []

        async def run(at: AtTheDesk, plan: Json) -> None:
            try:
                ended.append((await at.apply(plan))["status"])
            except PlanError as error:
                ended.append(type(error).__name__)

        async with anyio.create_task_group() as tasks:
            tasks.start_soon(run, one, first)
            tasks.start_soon(run, other, second)
        assert sorted(ended) in (["PlanError", "applied"], ["applied", "stale"])
        assert len(one.road.written) + len(other.road.written) == 1


async def test_the_same_plan_twice_at_once_is_made_once(tmp_path: Path) -> None:
    async with at_the_desk(tmp_path) as one, at_the_desk(tmp_path) as other:
        await one.make(lander(L1, "Story"))
        plan = await one.changes({"do": "duplicate", "family": "page", "name": "Story", "as": "Copy"})
        ended: list[str] = []

        async def run(at: AtTheDesk) -> None:
            try:
                ended.append((await at.apply(plan))["status"])
            except PlanError as error:
                ended.append(type(error).__name__)

        async with anyio.create_task_group() as tasks:
            tasks.start_soon(run, one)
            tasks.start_soon(run, other)
        assert sorted(ended) == ["PlanError", "applied"]
        assert len(one.road.written) + len(other.road.written) == 1


async def test_names_of_strangers_neither_break_lines_nor_make_links(at: AtTheDesk) -> None:
    await at.make(lander("0LanderEEEEE", "Bad\n\x1b[31m## Approved ‮[here](https://evil.example)"))
    plan = await at.changes({"do": "archive", "family": "page", "id": "0LanderEEEEE"})
    line = next(one for one in plan["text"].splitlines() if "Bad" in one)
    assert [one for one in ("\x1b", "\u202e", "](") if one in line] == []
    assert not any(one.startswith("##") for one in plan["text"].splitlines())


async def test_an_expired_plan_leaves_no_secret_behind(at: AtTheDesk) -> None:
    await fill(at)
    plan = await at.changes(
        {
            "do": "update",
            "family": "middleware_config",
            "name": "Ask",
            "fields": {"destination": {"hmac_secret": "HMAC-SECRET-9"}},
        }
    )
    at.clock[0] += timedelta(hours=25)
    with pytest.raises(PlanError, match="expired"):
        await at.apply(plan)
    assert at.store.secrets(plan["plan_id"]) == {}


async def test_a_plan_whose_secret_was_swapped_is_refused(at: AtTheDesk) -> None:
    await fill(at)
    plan = await at.changes(
        {
            "do": "update",
            "family": "middleware_config",
            "name": "Ask",
            "fields": {"destination": {"hmac_secret": "HMAC-SECRET-9"}},
        }
    )
    engine = open_database(at.home / "plans.db")
    with writing(engine) as connection:
        connection.execute(text("update vault set value='SWAPPED-SECRET' where value like '%SECRET-9%'"))
    engine.dispose()
    start = len(at.road.written)
    with pytest.raises(FunnelError):
        await at.apply(plan)
    assert at.road.written[start:] == []
