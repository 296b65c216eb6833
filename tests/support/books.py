"""An account to plan on, planned and applied through the same functions as the tools use."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from funnels.account import Account
from funnels.assets import (
    FAMILIES,
    Asset,
    Category,
    Condition,
    Funnel,
    FunnelGroup,
    LogicScript,
    MiddlewareConfig,
    OfferParams,
    OfferSource,
    Page,
    PageGroup,
    TrafficSource,
    VisitorTag,
    WebhookConfig,
)
from funnels.blueprint import compile, edit, parse, parse_operations, read
from funnels.wire import Json
from server.plans import (
    Applied,
    Drafted,
    Plan,
    PlanStore,
    Policy,
    apply,
    changes_of,
    dangers,
    requested,
    subjects,
    taken_back,
    with_secrets_apart,
)
from server.plans.apply import Progress
from server.plans.revision import comparable, counted
from server.settings import Settings
from server.tracker import Tracker, read_account, with_documents
from server.workspace import Workspace, open_workspace

ADNET, OTHERNET = "0Source00001", "0Source00002"
GROUP, GROUP_2 = "0Group000001", "0Group000002"
STORY, QUIZ = "0Page00story", "0Page000quiz"
FOX, SHIELD = "0Page0000fox", "0Page0shield"
FOLDER = "0Folder00001"
HOOK, WARE = "0Hook0000001", "0Ware0000001"

ASSETS: tuple[Asset, ...] = (
    OfferSource(id=ADNET, name="AdNet", postback_payout="rev"),
    OfferSource(id=OTHERNET, name="OtherNet"),
    TrafficSource(id="0Traffic0001", name="Outbrain", cost_type="cpe"),
    FunnelGroup(id=GROUP, name="Utilities"),
    FunnelGroup(id=GROUP_2, name="Archive"),
    Category(id=FOLDER, name="Spring", category_type="offer"),
    Category(id="0Folder00002", name="Autumn", category_type="offer"),
    VisitorTag(id="0Tag00000001", name="seen"),
    LogicScript(id="0Script00001", name="By hour", code='return "default"'),
    Page(id=STORY, name="Story", page_type="lander", base_url="https://story.example", redirect_type="307"),
    Page(id=QUIZ, name="Quiz", page_type="lander", base_url="https://quiz.example", redirect_type="307"),
    Page(
        id=FOX,
        name="FoxVPN DE",
        page_type="offer",
        base_url="https://net.example/?o=7",
        redirect_type="307",
        id_category=FOLDER,
        query_params={"s1": "{hit}", "s2": "fox"},
        offer_params=OfferParams(id_offer_source=ADNET, payout="14.50"),
    ),
    Page(
        id=SHIELD,
        name="ShieldVPN DE",
        page_type="offer",
        base_url="https://net.example/?o=8",
        redirect_type="307",
        offer_params=OfferParams(id_offer_source=ADNET, payout="9"),
    ),
    WebhookConfig.read(
        {
            "idWebhookConfig": HOOK,
            "webhookConfigName": "Slack",
            "url": "https://hooks.example",
            "headers": {"X-Api-Key": "headersecretone", "Accept": "text/plain"},
            "basicAuth": {"username": "me", "password": "hookpasswordone"},
        }
    ),
    MiddlewareConfig.read(
        {
            "idMiddlewareConfig": WARE,
            "middlewareConfigName": "Score",
            "destination": {
                "method": "POST",
                "type": "custom",
                "url": "https://score.example",
                "hmacSecret": "hmacsecretone",
                "basicAuth": {"username": "me", "password": "warepasswordone"},
            },
            "routes": [{"isDefault": True, "idRoute": "default", "priority": 0}],
            "schemaVersion": "1",
            "timeoutMs": 2000,
        }
    ),
)

BLUEPRINT: Json = {
    "funnel": "VPN DACH",
    "group": "Utilities",
    "sources": ["Outbrain"],
    "start": "geo",
    "steps": {
        "geo": {
            "condition": {
                "routes": [
                    {"name": "dach", "when": [{"attribute": "country", "any in": ["DE", "AT", "CH"]}], "to": "story"}
                ],
                "otherwise": "elsewhere",
            }
        },
        "story": {"landers": [{"page": "Story", "weight": 70}, {"page": "Quiz", "weight": 30}], "on": {1: "vpn"}},
        "vpn": {
            "offers": [
                {"page": "ShieldVPN DE", "weight": 60},
                {
                    "page": {
                        "name": "NewVPN DE",
                        "url": "https://new.example/?s1={hit}",
                        "payout": 14.50,
                        "source": {"new": True, "name": "NewNet"},
                    },
                    "weight": 40,
                },
            ]
        },
        "elsewhere": {"url": "https://elsewhere.example.net"},
    },
}


class Books:
    """A workspace with what a person does in it: plan, apply, take back, look."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.tracker: Tracker = workspace.tracker
        self.store: PlanStore = workspace.plans

    async def changes(self, *raw: Mapping[str, Any]) -> Plan:
        account = await read_account(self.tracker)
        account = await with_documents(self.tracker, account, subjects(raw, account))
        drafted = with_secrets_apart(requested(raw, account, self.workspace.new_id))
        return self.saved(drafted)

    async def build(self, blueprint: Json = BLUEPRINT) -> Plan:
        account = await self.whole_account()
        draft = compile(parse(blueprint), account, new_id=self.workspace.new_id)
        funnel = (draft.funnel.id, draft.funnel.name)
        return self.saved(changes_of(draft), funnel=funnel)

    async def edit(self, funnel: str, *operations: Json) -> Plan:
        account = await with_documents(self.tracker, await self.whole_account(), [(Funnel, funnel)])
        reading = read(await self.tracker.get(Funnel, funnel), account)
        blueprint = edit(reading.blueprint, parse_operations(operations))
        draft = compile(blueprint, account, new_id=self.workspace.new_id, base=reading)
        return self.saved(changes_of(draft), funnel=(draft.funnel.id, draft.funnel.name))

    async def undo(self, plan: Plan | str) -> Plan:
        id = plan if isinstance(plan, str) else plan.id
        return self.saved(await taken_back(self.store, self.tracker, id), undoes=id)

    def saved(self, drafted: Drafted, *, undoes: str = "", **more: Any) -> Plan:
        changes, secrets = drafted
        found = dangers(changes, bulk=25, days=7, visits={}, undoes=bool(undoes))
        plan = Plan(
            id=self.workspace.new_id(),
            title="A plan",
            changes=changes,
            created=self.workspace.now(),
            level="dangerous" if found else "change",
            dangers=found,
            undoes=undoes,
            **more,
        )
        self.store.save(plan, secrets)
        return plan

    async def apply(self, plan: Plan, *, progress: Progress | None = None) -> Applied:
        more = {"progress": progress} if progress else {}
        self.approve(plan)
        return await apply(
            self.store,
            self.tracker,
            plan.id,
            shown=plan.fingerprint,
            now=self.workspace.now(),
            policy=Policy(),
            **more,
        )

    def approve(self, plan: Plan, person: str = "Ada") -> None:
        self.store.approvals.give(plan, shown=plan.fingerprint, typed=plan.subject, person=person, surface="test")

    async def done(self, plan: Plan) -> Plan:
        """Applied and verified."""
        assert (await self.apply(plan)).verified
        return plan

    async def whole_account(self) -> Account:
        account = await read_account(self.tracker, status="all")
        wanted = [
            (FAMILIES[family], entry.id)
            for family in FAMILIES
            if family != "integration_key"
            for entry in account.entries(family)
        ]
        return await with_documents(self.tracker, account, wanted)

    async def everything(self) -> dict[tuple[str, str], Any]:
        """What counts of all that is not deleted, by family and id; also local page groups and conditions."""
        account = await self.whole_account()
        found = [one for kind in FAMILIES.values() for one in account.all(kind)]
        found += [one for kind in (PageGroup, Condition) for one in await self._locals(kind)]
        return {
            (one.family, one.id): comparable(counted(type(one), one.document(reveal=True)))
            for one in found
            if one.status != "deleted"
        }

    async def _locals(self, kind: type[Asset]) -> Sequence[Asset]:
        """Those no list shows, by all ids that plans ever named."""
        kept = self.store.latest(limit=1000)
        ids = {change.id for one in kept for change in one.plan.changes if change.family == kind.family}
        return await self.tracker.get_many(kind, sorted(ids))


@asynccontextmanager
async def open_books(home: Path, *, fill: bool = False) -> AsyncIterator[Books]:
    """The account in a folder, at first with what there is to plan on."""
    async with open_workspace(Settings(home=home, demo=False)) as workspace:
        for asset in ASSETS if fill else ():
            await workspace.tracker.create(asset)
        yield Books(workspace)
