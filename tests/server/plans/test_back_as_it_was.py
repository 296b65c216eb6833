"""After each kind of change, its undo leaves the account as it was; and so does going back to the version before.

The account is read from the tracker's own database, also what no list shows; compared is all that people or plans
write. Secrets come back, too: they are compared where the tracker tells them.
"""

from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from typing import Any

import anyio
import pytest
from at_the_desk import AtTheDesk, at_the_desk
from mcp_desk import copied

from funnels.assets import (
    Category,
    Condition,
    FunnelGroup,
    LogicScript,
    OfferSource,
    Page,
    PageGroup,
    TrafficSource,
    VisitorTag,
    WebhookConfig,
)
from funnels.wire import Json

GROUP, OTHER_GROUP, SOURCE, TRAFFIC = "0GroupAAAAAA", "0GroupBBBBBB", "0SourceAAAAA", "0TrafficAAAA"
STORY, QUIZ, SHIELD, FOX = "0LanderAAAAA", "0LanderBBBBB", "0OfferAAAAAA", "0OfferBBBBBB"
FOLDER, HOOK, SHARED, RULE = "0FolderAAAAA", "0HookAAAAAAA", "0SharedAAAAA", "0RuleAAAAAAA"


def page(id: str, name: str, **fields: Any) -> Page:
    kind = "offer" if "offerParams" in fields else "lander"
    base = {"idPage": id, "pageName": name, "pageType": kind, "baseURL": "https://p.example/?s={hit}"}
    return Page.read({**base, "redirectType": "307", "keptAsItIs": {"a": 1}, **fields})


ASSETS = (
    FunnelGroup(id=GROUP, name="Utilities"),
    FunnelGroup(id=OTHER_GROUP, name="Archive"),
    Category(id=FOLDER, name="Spring", category_type="lander"),
    OfferSource(id=SOURCE, name="AdNet"),
    OfferSource(id="0SourceBBBBB", name="OtherNet"),
    TrafficSource(id=TRAFFIC, name="Outbrain", cost_type="cpe"),
    VisitorTag(id="0TagAAAAAAAA", name="Buyer"),
    LogicScript(id="0ScriptAAAAA", name="By hour", code='return "default"'),
    page(STORY, "Story", idCategory=FOLDER),
    page(QUIZ, "Quiz"),
    page("0LanderCCCCC", "Gone", status="archived"),
    page(SHIELD, "Shield", offerParams={"idOfferSource": SOURCE, "payout": "9.00"}),
    page(FOX, "Fox", offerParams={"idOfferSource": SOURCE, "payout": "14.50"}),
    PageGroup.read(
        {
            "idPageGroup": SHARED,
            "pageGroupName": "Shared offers",
            "pageType": "offer",
            "routing": "rotator",
            "pages": [{"idPage": SHIELD, "weight": 0.5}, {"idPage": FOX, "weight": 0.5}],
        }
    ),
    WebhookConfig.read(
        {
            "idWebhookConfig": HOOK,
            "webhookConfigName": "Hook",
            "url": "https://h.example",
            "headers": {"X-Api-Key": "HEADER-SECRET", "Accept": "text/plain"},
        }
    ),
)

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
        "vpn": {"offers": [{"page": "Shield", "weight": 60}, {"page": "Fox", "weight": 40}]},
        "elsewhere": {"url": "https://elsewhere.example.net"},
    },
}
SECOND: Json = {
    **BLUEPRINT,
    "funnel": "VPN 2",
    "start": "story",
    "steps": {"story": {"landers": [{"page": "Quiz"}], "on": {1: "vpn"}}, "vpn": {"offers": [{"page": "Fox"}]}},
}

NEW: Json = {"name": "New", "url": "https://n.example", "payout": 5, "source": {"name": "NewNet", "new": True}}

EDITS: dict[str, list[Json]] = {
    "other shares of visitors": [{"op": "set_weights", "step": "story", "weights": {"Story": 80, "Quiz": 20}}],
    "another address": [{"op": "set_url", "step": "elsewhere", "url": "https://other.example"}],
    "a step less, with its page group": [{"op": "remove_step", "step": "story", "then": "vpn"}],
    "a step more, with its page group": [
        {
            "op": "add_step",
            "key": "more",
            "step": {"landers": [{"page": "Quiz"}, {"page": "Story"}], "on": {1: "vpn"}},
        },
        {"op": "set_otherwise", "step": "geo", "to": "more"},
    ],
    "a page in place of another": [{"op": "replace_page", "page": "Story", "by": "Quiz", "step": "story"}],
    "a new page in a rotation": [
        {
            "op": "add_page",
            "step": "vpn",
            "page": NEW,
            "weight": 10,
        }
    ],
    "a page out of a rotation": [{"op": "remove_page", "page": "Quiz", "step": "story"}],
    "a route more": [
        {
            "op": "set_route",
            "step": "geo",
            "route": {"name": "uk", "when": [{"attribute": "country", "any in": ["GB"]}], "to": "vpn"},
        }
    ],
    "a country stopped": [{"op": "stop_countries", "countries": ["AT"]}],
    "another start": [{"op": "set_start", "start": "story"}],
    "another name": [{"op": "rename", "name": "VPN renamed"}],
    "another group": [{"op": "set_group", "group": "Archive"}],
    "another name of a step": [{"op": "rename", "step": "elsewhere", "name": "The rest"}],
    "many things at once": [
        {"op": "rename", "name": "VPN renamed"},
        {"op": "set_weights", "step": "vpn", "weights": {"Shield": 10, "Fox": 90}},
        {"op": "remove_step", "step": "story", "then": "vpn"},
        {"op": "set_url", "step": "elsewhere", "url": "https://other.example"},
    ],
}

CHANGES: dict[str, list[Json]] = {
    "a new page": [
        {
            "do": "create",
            "family": "page",
            "fields": {"name": "P", "page_type": "lander", "base_url": "https://p.example", "redirect_type": "307"},
        }
    ],
    "another payout": [
        {"do": "update", "family": "page", "name": "Shield", "fields": {"offer_params": {"payout": "99"}}}
    ],
    "an archived page": [{"do": "archive", "family": "page", "name": "Quiz"}],
    "a page brought back": [{"do": "unarchive", "family": "page", "name": "Gone"}],
    "a deleted page": [{"do": "delete", "family": "page", "name": "Quiz"}],
    "a copied page": [{"do": "duplicate", "family": "page", "name": "Story", "as": "Story 2"}],
    "a page moved out of its category": [{"do": "move", "family": "page", "name": "Story", "category": ""}],
    "a shared page group": [
        {
            "do": "update",
            "family": "page_group",
            "name": "Shared offers",
            "fields": {"pages": [{"id_page": SHIELD, "weight": 0.1}, {"id_page": FOX, "weight": 0.9}]},
        }
    ],
    "a deleted shared page group": [{"do": "delete", "family": "page_group", "name": "Shared offers"}],
    "a deleted tag": [{"do": "delete", "family": "visitor_tag", "name": "Buyer"}],
    "a script": [{"do": "update", "family": "logic_script", "name": "By hour", "fields": {"code": 'return "x"'}}],
    "a webhook with a secret": [
        {"do": "update", "family": "webhook_config", "name": "Hook", "fields": {"url": "https://i.example"}}
    ],
    "a deleted webhook with a secret": [{"do": "delete", "family": "webhook_config", "name": "Hook"}],
    "a copied traffic source": [{"do": "duplicate", "family": "traffic_source", "name": "Outbrain", "as": "Copy"}],
    "a deleted network with its offers": [
        {"do": "delete", "family": "offer_source", "name": "AdNet", "cascade": "cascade"}
    ],
    "an archived network with its offers": [
        {"do": "archive", "family": "offer_source", "name": "AdNet", "cascade": "cascade"}
    ],
    "a deleted network, its offers moved": [
        {"do": "delete", "family": "offer_source", "name": "AdNet", "cascade": "move", "target": "OtherNet"}
    ],
    "a deleted network, its offers left": [
        {"do": "delete", "family": "offer_source", "name": "AdNet", "cascade": "orphan"}
    ],
    "a deleted category, its pages left": [
        {"do": "delete", "family": "category", "name": "Spring", "cascade": "orphan"}
    ],
    "a deleted category with its pages": [
        {"do": "delete", "family": "category", "name": "Spring", "cascade": "cascade"}
    ],
    "a deleted funnel with its own page groups and condition": [{"do": "delete", "family": "funnel", "name": "VPN"}],
    "an archived funnel": [{"do": "archive", "family": "funnel", "name": "VPN"}],
    "a copied funnel": [{"do": "duplicate", "family": "funnel", "name": "VPN", "as": "VPN 3"}],
    "a moved funnel": [{"do": "move", "family": "funnel", "name": "VPN", "category": "Archive"}],
    "a deleted group with its funnels": [
        {"do": "delete", "family": "funnel_group", "name": "Utilities", "cascade": "cascade"}
    ],
    "a deleted group, its funnels moved": [
        {"do": "delete", "family": "funnel_group", "name": "Utilities", "cascade": "move", "target": "Archive"}
    ],
    "one page in many ways": [
        {"do": "update", "family": "page", "name": "Quiz", "fields": {"notes": "one"}},
        {"do": "archive", "family": "page", "name": "Quiz"},
        {"do": "unarchive", "family": "page", "name": "Quiz"},
        {"do": "delete", "family": "page", "name": "Quiz"},
    ],
    "many families at once": [
        {"do": "create", "family": "offer_source", "fields": {"name": "Net"}},
        {"do": "update", "family": "page", "name": "Fox", "fields": {"offer_params": {"id_offer_source": "Net"}}},
        {"do": "archive", "family": "page", "name": "Quiz"},
        {"do": "move", "family": "funnel", "name": "VPN", "category": "Archive"},
        {"do": "delete", "family": "webhook_config", "name": "Hook"},
    ],
}

MADE = ("a new page", "a copied page", "a copied traffic source", "a copied funnel")
"""Kinds that only make something: what was not there has no version to go back to."""


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two funnels that plans have built, made once."""
    home = tmp_path_factory.mktemp("template")

    async def made() -> None:
        async with at_the_desk(home) as at:
            await at.make(*ASSETS)
            await at.build(BLUEPRINT)
            await at.build(SECOND)

    anyio.run(made)
    return home


@pytest.fixture
async def at(template: Path, tmp_path: Path) -> AsyncIterator[AtTheDesk]:
    async with at_the_desk(copied(template, tmp_path / "home")) as one:
        yield one


async def whole(at: AtTheDesk) -> Mapping[tuple[str, str], Json]:
    """The account, with secrets where the tracker tells them."""
    account = dict(await at.account())
    for one in await at.tracker.get_many(WebhookConfig, [HOOK]):
        if one.status != "deleted":
            account["webhook_config", "headers"] = dict(one.document(reveal=True)["headers"])
    return account


async def applied(at: AtTheDesk, plan: Json) -> Json:
    assert plan["status"] == "ready", plan["text"]
    done = await at.apply(plan)
    assert (done["status"], done["verified"]) == ("applied", True), done
    return plan


async def planned(at: AtTheDesk, kind: str) -> Json:
    if kind in EDITS:
        return await at.desk.plan_edit("VPN", EDITS[kind], as_new=None, request="")
    return await at.changes(*CHANGES[kind])


@pytest.mark.parametrize("kind", [*EDITS, *CHANGES])
async def test_an_undo_leaves_the_account_as_it_was(at: AtTheDesk, kind: str) -> None:
    before = await whole(at)
    plan = await applied(at, await planned(at, kind))
    after = await whole(at)
    assert after != before

    await at.take_back(plan)

    assert await whole(at) == before


async def test_a_clone_is_taken_back_with_all_that_was_made_for_it(at: AtTheDesk) -> None:
    before = await whole(at)
    clone = await at.desk.plan_edit("VPN", [], as_new={"funnel": "VPN CA"}, request="")
    await at.take_back(await applied(at, clone))
    assert await whole(at) == before


async def test_one_offer_for_another_in_every_funnel_is_taken_back_in_all(at: AtTheDesk) -> None:
    before = await whole(at)
    wolf = {"name": "Wolf", "url": "https://w.example", "payout": 3, "source": "AdNet"}
    swap = {"op": "replace_page", "page": "Fox", "by": wolf}
    plan = await applied(at, await at.desk.plan_edit("", [swap], as_new=None, request="", funnels={"using": "Fox"}))
    assert {one["family"] for one in plan["changes"]} >= {"page", "page_group"}
    await at.take_back(plan)
    assert await whole(at) == before


@pytest.mark.parametrize("kind", [one for one in [*EDITS, *CHANGES] if one not in MADE])
async def test_going_back_to_the_versions_before_leaves_the_account_as_it_was(at: AtTheDesk, kind: str) -> None:
    before = await whole(at)
    plan = await applied(at, await planned(at, kind))

    for number in versions_before(at, plan["plan_id"]):
        back = await at.desk.plan_restore(number)
        if back["status"] == "ready":
            await applied(at, back)

    after = await whole(at)
    assert {key: after.get(key) for key in before} == before
    assert all(after[key]["status"] == "archived" for key in after.keys() - before.keys() if is_local(key))


def versions_before(at: AtTheDesk, plan_id: str) -> list[int]:
    """Of each asset that stood before the plan, or of its funnel, the version that the plan found."""
    changes = at.store.get(plan_id).plan.changes
    found = []
    for change in changes:
        known = at.store.versions.of(change.key)
        first = next((place for place, one in enumerate(known) if one.plan == plan_id and one.key == change.key), 0)
        stood = [one.number for one in known[:first] if one.key == change.key]
        if stood:
            found.append(stood[-1])
    return sorted(set(found), reverse=True)


def is_local(key: tuple[str, str]) -> bool:
    return key[0] in (PageGroup.family, Condition.family)
