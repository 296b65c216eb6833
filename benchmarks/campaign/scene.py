"""The account before, and the plan of the campaign: kinds of change and families in one plan."""

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from funnels.assets import (
    Asset,
    Category,
    FunnelGroup,
    OfferSource,
    Page,
    TrafficSource,
    VisitorTag,
    WebhookConfig,
)
from funnels.wire import Json
from server.plans import Plan, PlanStore, Policy, dangers

from .office import Office, open_office


def _page(id: str, name: str, source: str = "", category: str = "") -> Page:
    document: Json = {
        "idPage": id,
        "pageName": name,
        "pageType": "offer" if source else "lander",
        "baseURL": f"https://{id.lower()}.example/?s={{hit}}",
        "redirectType": "307",
        "idCategory": category,
    }
    offer: Json = {"offerParams": {"idOfferSource": source, "payout": "12.50"}} if source else {}
    return Page.read({**document, **offer})


ASSETS: tuple[Asset, ...] = (
    FunnelGroup(id="0Group00util", name="Utilities"),
    FunnelGroup(id="0Group000old", name="Old group"),
    OfferSource(id="0Source0adne", name="AdNet"),
    OfferSource(id="0Source0goin", name="GoingNet"),
    TrafficSource(id="0Traffic0out", name="Outbrain", cost_type="cpe"),
    TrafficSource(id="0Traffic0tab", name="Taboola", cost_type="cpe").changed(status="archived"),
    Category(id="0Category0aa", name="Spring", category_type="lander"),
    Category(id="0Category0bb", name="Autumn", category_type="lander"),
    VisitorTag(id="0Tag00000buy", name="Buyer"),
    VisitorTag(id="0Tag00000old", name="Old tag"),
    WebhookConfig(id="0Hook0000sla", name="Slack", url="https://hooks.example"),
    _page("0Lander00sto", "Story"),
    _page("0Lander00qui", "Quiz", category="0Category0aa"),
    _page("0Lander00lis", "List"),
    _page("0Lander00gon", "Going lander"),
    _page("0Offer0000sh", "ShieldVPN", "0Source0adne"),
    _page("0Offer0000fo", "FoxVPN", "0Source0adne"),
    _page("0Offer0000g1", "Going 1", "0Source0goin"),
    _page("0Offer0000g2", "Going 2", "0Source0goin"),
)


def blueprint(name: str, *offers: Json) -> Json:
    """A funnel with a condition and two page groups of its own."""
    return {
        "funnel": name,
        "group": "Utilities",
        "sources": ["Outbrain"],
        "start": "geo",
        "steps": {
            "geo": {
                "condition": {
                    "routes": [{"name": "dach", "when": [{"attribute": "country", "is": "DE"}], "to": "land"}],
                    "otherwise": "out",
                }
            },
            "land": {
                "landers": [{"page": "Story", "weight": 70}, {"page": "List", "weight": 30}],
                "on": {1: "offer"},
            },
            "offer": {"offers": [{"page": "ShieldVPN", "weight": 60}, *offers]},
            "out": {"url": "https://elsewhere.example.net"},
        },
    }


STANDING = ("Running", "Side", "Finished")
"""Funnels that stand before the plan."""

SECOND: Json = {"page": "FoxVPN", "weight": 40}
"""The other offer of those."""

NEW: Json = {
    "page": {
        "name": "NewVPN",
        "url": "https://n.example/?s1={hit}",
        "payout": "9.50",
        "source": {"name": "NewNet", "new": True},
    },
    "weight": 40,
}

EDITS: tuple[Json, ...] = (
    {"op": "set_url", "step": "out", "url": "https://ours.example"},
    {"op": "set_weights", "step": "land", "weights": {"Story": 80, "List": 20}},
)

CHANGES: tuple[Json, ...] = (
    {"do": "create", "family": "visitor_tag", "fields": {"name": "Lead"}},
    {"do": "create", "family": "integration_key", "fields": {"name": "Optimizer", "api": "OPTIMIZER"}},
    {"do": "create", "family": "category", "fields": {"name": "Winter", "category_type": "lander"}},
    {"do": "duplicate", "family": "page", "name": "Story", "as": "Story 2"},
    {"do": "duplicate", "family": "traffic_source", "name": "Outbrain", "as": "Outbrain 2"},
    {"do": "duplicate", "family": "funnel", "name": "Side", "as": "Side 2"},
    {"do": "update", "family": "page", "name": "Story", "fields": {"notes": "ours"}},
    {"do": "update", "family": "page", "name": "FoxVPN", "fields": {"offer_params": {"payout": "14.00"}}},
    {"do": "update", "family": "webhook_config", "name": "Slack", "fields": {"url": "https://ours.example"}},
    {"do": "update", "family": "offer_source", "name": "AdNet", "fields": {"postback_payout": "rev"}},
    {"do": "archive", "family": "visitor_tag", "name": "Buyer"},
    {"do": "unarchive", "family": "traffic_source", "name": "Taboola"},
    {"do": "move", "family": "page", "name": "Quiz", "category": "Autumn"},
    {"do": "move", "family": "funnel", "name": "Side", "category": "Old group"},
    {"do": "delete", "family": "visitor_tag", "name": "Old tag"},
    {"do": "delete", "family": "page", "name": "Going lander"},
    {"do": "delete", "family": "funnel", "name": "Finished"},
    {"do": "delete", "family": "offer_source", "name": "GoingNet", "cascade": "cascade"},
)


async def set_up(home: Path) -> str:
    """Put the account and the plan into a folder; the id of the plan."""
    async with open_office(home) as office:
        await furnish(office)
        parts = [
            await office.desk.plan_funnel(blueprint("Fresh", NEW), words={}, request=""),
            await office.desk.plan_edit("Running", list(EDITS), as_new=None, request=""),
            await office.desk.plan_changes(list(CHANGES), request=""),
        ]
        return joined(office.store, [part["plan_id"] for part in parts])


async def furnish(office: Office) -> None:
    """The account before."""
    for asset in ASSETS:
        await office.others.create(asset)
    for name in STANDING:
        made = await office.desk.plan_funnel(blueprint(name, SECOND), words={}, request="")
        await office.apply(made["plan_id"])


def joined(store: PlanStore, parts: Sequence[str]) -> str:
    """One plan of several, which touch different things; kept under an id of its own."""
    plans = [store.get(id).plan for id in parts]
    changes = tuple(change for plan in plans for change in plan.changes)
    found = dangers(changes, bulk=Policy().bulk, days=0, visits={})
    whole: Plan = plans[-1].model_copy(
        update={
            "id": "0Plan000all0",
            "title": "Everything at once",
            "changes": changes,
            "dangers": found,
            "level": "dangerous" if found else "change",
            "created": plans[-1].created + timedelta(seconds=1),
        }
    )
    store.save(whole, _secrets(store, plans))
    return whole.id


def _secrets(store: PlanStore, plans: Sequence[Plan]) -> dict[str, str]:
    """Those of the parts, at the places their changes have in the whole."""
    found: dict[str, str] = {}
    before = 0
    for plan in plans:
        for place, value in store.secrets(plan.id).items():
            position, _, path = place.partition(":")
            found[f"{before + int(position)}:{path}"] = value
        before += len(plan.changes)
    return found
