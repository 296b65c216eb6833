"""The funnel that is visited, of 30 nodes, a second small one, and what is true of their visitors."""

from decimal import Decimal
from typing import Any

from funnels.account import Account
from funnels.assets import (
    Asset,
    Funnel,
    FunnelGroup,
    OfferParams,
    OfferSource,
    Page,
    TrackingField,
    TrafficSource,
    VisitorTag,
)
from funnels.blueprint import compile, parse
from funnels.ids import NewId
from server.tracker import Tracker
from server.traffic import Later, Network

Json = dict[str, Any]
Steps = dict[str, Json]

TAG = "Seen story"


def _when(attribute: str, *values: str, **more: str) -> list[Json]:
    return [{"attribute": attribute, "any in": list(values), **more}]


def _route(name: str, to: str, when: list[Json]) -> Json:
    return {"name": name, "when": when, "to": to}


def _split(**weights: int) -> Json:
    return {"split": [{"to": to, "weight": weight} for to, weight in weights.items()]}


def _pages(kind: str, on: dict[int, str] | None = None, **weights: int) -> Json:
    shares = [{"page": page, "weight": weight} for page, weight in weights.items()]
    return {kind: shares, "on": on or {}}


MAIN: Steps = {
    "gate": {
        "condition": {
            "routes": [
                _route("tier1", "devices", _when("country", "US", "GB")),
                _route("dach", "dach", _when("country", "DE", "AT")),
            ],
            "otherwise": "rest",
        }
    },
    "devices": {
        "condition": {
            "routes": [
                _route("mobile", "mobiles", _when("device", "mobile")),
                _route("desktop", "desktops", _when("device", "desktop")),
            ],
            "otherwise": "tablets",
        }
    },
    "mobiles": _split(remember=30, pair=50, three=20),
    "remember": {"tag": {"add": [TAG]}, "then": "story"},
    "pair": _pages("landers", {1: "vpns", 2: "hub"}, L1=60, L2=40),
    "three": {"lander": "L3", "on": {1: "hub", 2: "hub", 3: "out"}},
    "story": {"lander": "L4", "on": {1: "remembered"}},
    "remembered": {
        "condition": {
            "routes": [_route("yes", "tagged", [{"attribute": "visitor tag", "is": [TAG]}])],
            "otherwise": "out",
        }
    },
    "desktops": _split(quiz=70, plain=30),
    "quiz": {"lander": "L5", "on": {1: "vpns", 2: "sections"}},
    "plain": {"lander": "L6", "on": {1: "remembered"}},
    "sections": {
        "condition": {
            "routes": [_route("good", "fields", _when("tracking field", "s1", "s2", field="section"))],
            "otherwise": "thirds",
        }
    },
    "tablets": _pages("landers", {1: "hub"}, L7=50, L8=30, L9=20),
    "hub": {"hub": True, "on": {1: "hubbed", 2: "thirds"}},
    "dach": _split(german=55, others=45),
    "german": _pages("landers", {1: "germans"}, L10=25, L11=75),
    "rest": _split(out=40, others=60),
    "others": {"lander": "L12", "on": {1: "systems", 2: "hub"}},
    "systems": {"condition": {"routes": [_route("apple", "apples", _when("os", "iOS"))], "otherwise": "everyone"}},
    "vpns": _pages("offers", O1=60, O2=40),
    "tagged": {"offer": "O3"},
    "fields": {"offer": "O4"},
    "thirds": _pages("offers", O5=50, O6=30, O7=20),
    "hubbed": {"offer": "O8", "on": {1: "upsell"}},
    "upsell": {"offer": "O9"},
    "germans": _pages("offers", O10=70, O11=30),
    "apples": {"offer": "O12"},
    "everyone": {"offer": "O13"},
    "out": {"url": "https://elsewhere.example.net"},
}
"""With the root, 30 nodes. Every page stands on one of them only, so that a page tells where a visitor is."""

MAILED: Steps = {"letter": {"lander": "M1", "on": {1: "again"}}, "again": {"offer": "M2"}}
"""Some come back through it, as the same visitors."""

STARTS = {"Main": "gate", "Mailed": "letter"}
STEPS: dict[str, Steps] = {"Main": MAIN, "Mailed": MAILED}

CLICKS: dict[str, dict[int, float]] = {
    "L1": {1: 0.2, 2: 0.15},
    "L2": {1: 0.35, 2: 0.05},
    "L3": {1: 0.1, 2: 0.2, 3: 0.3},
    "L4": {1: 0.5},
    "L5": {1: 0.25, 2: 0.35},
    "L6": {1: 0.4},
    "L7": {1: 0.3},
    "L8": {1: 0.1},
    "L9": {1: 0.6},
    "L10": {1: 0.22},
    "L11": {1: 0.31},
    "L12": {1: 0.27, 2: 0.09},
    "O8": {1: 0.3},
    "M1": {1: 0.5},
}
BUYS = {f"O{number}": 0.02 + number / 100 for number in range(1, 14)} | {"M2": 0.25}
PAYOUTS = {name: f"{5 + 3.25 * number:.2f}" for number, name in enumerate(BUYS)}

COUNTRIES = (("US", 25.0), ("GB", 10.0), ("DE", 25.0), ("AT", 10.0), ("FR", 15.0), ("PL", 15.0))
DEVICES = (("mobile", 55.0), ("desktop", 35.0), ("tablet", 10.0))
SECTIONS = (("s1", 3.0), ("s2", 2.0), ("s3", 5.0))


def network(offer: str) -> Network:
    """Odd offers' networks name what was earned, those of even ones leave it to the payout of the offer."""
    number = int(offer[1:])
    payout = PAYOUTS[offer]
    later = (Later(number % 10 + 1, 0.3, "2.35"),) if number % 3 == 0 else ()
    return Network(Decimal(payout), payout if number % 2 else "", repeats=0.1, then=later)


async def make(tracker: Tracker, new_id: NewId) -> tuple[Account, dict[str, Funnel], TrafficSource]:
    """Both funnels, and what they stand on."""
    fields = {"c1": TrackingField(name="section", value="{section}")}
    source = TrafficSource(id=new_id(), name="Source", cost_type="cpe", status="active", tracking_field_slots=fields)
    network_id = new_id()
    base: list[Asset] = [
        OfferSource(id=network_id, name="Network", status="active"),
        VisitorTag(id=new_id(), name=TAG, color="3b82f6", status="active"),
        FunnelGroup(id=new_id(), name="Group", status="active"),
        source,
        *(_page(new_id(), name, network_id) for name in (*CLICKS, *(one for one in BUYS if one not in CLICKS))),
    ]
    account, found = Account(documents=base), {}
    for one in base:
        await tracker.create(one)
    for name, steps in STEPS.items():
        blueprint = {"funnel": name, "group": "Group", "start": STARTS[name], "steps": steps}
        draft = compile(parse(blueprint), account, new_id=new_id)
        await tracker.create(draft.funnel.changed(nodes=(), connections=()))
        for one in draft.new:
            await tracker.create(one)
        await tracker.replace(draft.funnel)
        account, found[name] = draft.account, draft.funnel
    return account, found, source


def _page(id: str, name: str, source: str) -> Page:
    common = {"id": id, "name": name, "status": "active", "redirect_type": "307"}
    if name not in BUYS:
        return Page(**common, page_type="lander", base_url=f"https://read.example.net/{name}")
    params = OfferParams(id_offer_source=source, payout=PAYOUTS[name])
    url = f"https://offers.example.net/{name}?s1={{hit}}"
    return Page(**common, page_type="offer", base_url=url, offer_params=params)
