"""A desk over funnels that have much in common: offers, a page group and a condition that several of them use."""

from pathlib import Path
from typing import Any

from at_the_desk import AtTheDesk, at_the_desk

from funnels.assets import Condition, Funnel, FunnelGroup, OfferSource, Page, PageGroup
from funnels.wire import Json

NUTRA, OTHER = "0GroupNUTRA0", "0GroupOTHER0"
SHIELD, FOX, KETO = "0PageShield0", "0PageFox0000", "0PageKeto000"
STORY, QUIZ = "0PageStory00", "0PageQuiz000"
BOTH, TIERS = "0GroupBOTH00", "0CondTIERS00"
OUT: Json = {"url": "https://elsewhere.example"}


async def fill(home: Path) -> None:
    """`Plain` shows Shield itself, `Shared` and `Twin` through the group Both; `Keto` knows nothing of it.

    `Dach` has countries of its own; `Tiers` and `Tiers too` go by the shared condition. All are in Nutra but for
    Twin and Tiers too.
    """
    async with at_the_desk(home) as at:
        await at.make(
            FunnelGroup(id=NUTRA, name="Nutra"),
            FunnelGroup(id=OTHER, name="Other"),
            OfferSource(id="0SourceNET00", name="AdNet"),
            *(page(id, name, "offer") for id, name in ((SHIELD, "Shield"), (FOX, "Fox"), (KETO, "Keto"))),
            *(page(id, name, "lander") for id, name in ((STORY, "Story"), (QUIZ, "Quiz"))),
            PageGroup.read(
                {
                    "idPageGroup": BOTH,
                    "pageGroupName": "Both",
                    "pageType": "offer",
                    "routing": "rotator",
                    "pages": [{"idPage": SHIELD, "weight": 0.75}, {"idPage": KETO, "weight": 0.25}],
                }
            ),
            Condition.read(
                {
                    "idCondition": TIERS,
                    "conditionName": "By tier",
                    "routes": [
                        route("Default Route", "default", 0),
                        route("Tier 1", "tier_1", 1, "DE", "US"),
                        route("Tier 2", "tier_2", 2, "AT"),
                    ],
                }
            ),
        )
        await built(at, "Plain", "Nutra", o={"offer": "Shield"})
        await built(at, "Shared", "Nutra", o={"offers": {"use": "Both"}})
        await built(at, "Twin", "Other", o={"offers": {"use": "Both"}})
        await built(at, "Keto", "Nutra", o={"offer": "Keto"})
        dach = {"name": "dach", "when": [{"attribute": "country", "any in": ["DE", "AT", "FR"]}], "to": "o"}
        await built(
            at,
            "Dach",
            "Nutra",
            geo={"condition": {"routes": [dach], "otherwise": "out"}},
            o={"offer": "Keto"},
            out=OUT,
        )
        tiers = {"use": "By tier", "to": {"tier_1": "o", "tier_2": "o"}, "otherwise": "out"}
        for name, group in (("Tiers", "Nutra"), ("Tiers too", "Other")):
            await built(at, name, group, geo={"condition": tiers}, o={"offer": "Keto"}, out=OUT)


async def built(at: AtTheDesk, name: str, group: str, **steps: Json) -> None:
    await at.build({"funnel": name, "group": group, "start": next(iter(steps)), "steps": steps})


def page(id: str, name: str, kind: str) -> Page:
    offer = {"offerParams": {"idOfferSource": "0SourceNET00", "payout": "9"}} if kind == "offer" else {}
    document: Json = {"idPage": id, "pageName": name, "pageType": kind, "redirectType": "307", **offer}
    return Page.read({**document, "baseURL": f"https://p.example/{id}?s1={{hit}}"})


def route(name: str, id: str, priority: int, *countries: str) -> dict[str, Any]:
    rule = {"attribute": "Location: Country", "test": "any in", "genericParams": {"values": list(countries)}}
    groups = [{"operator": "and", "rules": [rule]}] if countries else []
    return {"routeName": name, "idRoute": id, "priority": priority, "operator": "and", "groups": groups}


async def funnel(at: AtTheDesk, name: str) -> Funnel:
    entry = next(one for one in await at.tracker.entries(Funnel, status="all") if one.name == name)
    return await at.tracker.get(Funnel, entry.id)


async def shown(at: AtTheDesk, name: str) -> list[str]:
    """The names of the offers a funnel shows, as the tracker has it."""
    found: list[str] = []
    for node in (await funnel(at, name)).nodes:
        if node.node_page_params:
            found.append(node.node_page_params.id_page)
        if node.node_page_group_params:
            group = await at.tracker.get(PageGroup, node.node_page_group_params.id_page_group)
            found += [one.id_page for one in group.pages]
    return [(await at.tracker.get(Page, id)).name for id in found]
