"""A tracker with one funnel: a start, a lander, an offer behind its button 1; and a world that is made up."""

import re
import socket
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

import httpx

from server.local import EmbeddedTracker, build_tracker
from server.local.events import Wanted
from server.local.runtime import Surroundings

FUNNEL, SOURCE, GROUP = "0Funnel00001", "0Traffic0001", "0Group000001"
STORY, OFFER = "0Page00story", "0Page00offer"
ROOT, LANDER, DEAL = "0Node000root", "0Node0lander", "0Node00offer"
LINK = f"/fts/{FUNNEL}-{SOURCE}"
NOON = 1_795_262_400_000
"""2026-11-21 12:00 UTC."""

IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Version/17.4 Mobile/15E148 Safari/604.1"
)
_IDS = {
    "trafficsource": ("idTrafficSource", "trafficSourceName", {"costType": "cpe"}),
    "offersource": ("idOfferSource", "offerSourceName", {}),
    "funnelgroup": ("idFunnelGroup", "funnelGroupName", {}),
    "funnel": ("idFunnel", "funnelName", {"funnelType": "visual"}),
    "condition": ("idCondition", "conditionName", {}),
    "visitortag": ("idTag", "tagName", {}),
    "pagegroup": ("idPageGroup", "pageGroupName", {"routing": "rotator"}),
    "page": ("idPage", "pageName", {}),
    "webhookconfig": ("idWebhookConfig", "webhookConfigName", {}),
    "middlewareconfig": ("idMiddlewareConfig", "middlewareConfigName", {"schemaVersion": "1", "timeoutMs": 5000}),
}
_BLOCK = {
    "root": "connectionRotatorParams",
    "rotator": "connectionRotatorParams",
    "condition": "connectionConditionParams",
    "middleware": "connectionMiddlewareParams",
    "actionProxy": "connectionActionProxyParams",
    "visitorTag": "",
    "webhook": "",
}


def node(id: str, kind: str, **params: Any) -> dict[str, Any]:
    return {"idNode": id, "nodeName": f"The {kind}", "nodeType": kind, **params}


def lander(id: str = LANDER, page: str = STORY, **params: Any) -> dict[str, Any]:
    return node(id, "lander", nodePageParams={"idPage": page, **params})


def offer(id: str = DEAL, page: str = OFFER, **params: Any) -> dict[str, Any]:
    return node(id, "offer", nodePageParams={"idPage": page, **params})


ROOT_NODE = node(ROOT, "root")


@dataclass
class Scene:
    """One tracker, and what happens around it."""

    home: Path
    now: list[int]
    draws: list[float]
    """What comes next, the last for ever."""
    seed: int = 7
    """Of the ids: two trackers over one folder need two."""
    asked: list[httpx.Request] = field(default_factory=list)
    """What others were asked."""
    answer: Callable[[httpx.Request], httpx.Response] = lambda request: httpx.Response(200)
    addresses: dict[str, list[str]] = field(default_factory=dict)
    """Where hosts are; a public address otherwise."""
    tracker: EmbeddedTracker = field(init=False)
    http: httpx.AsyncClient = field(init=False)

    def surroundings(self) -> Surroundings:
        return Surroundings(
            draw=lambda: self.draws.pop(0) if len(self.draws) > 1 else self.draws[0],
            choose=Random(self.seed).randrange,
            transport=httpx.MockTransport(self._heard),
            resolve=self._resolved,
            sends=False,
        )

    def _heard(self, request: httpx.Request) -> httpx.Response:
        request.read()
        self.asked.append(request)
        said = self.answer(request)
        return httpx.Response(said.status_code, headers=said.headers, content=iter([said.content]))  # as it comes in

    def _resolved(self, host: str, port: int) -> list[str]:
        found = self.addresses.get(host, ["93.184.216.34"])
        if not found:
            raise socket.gaierror
        return found

    async def save(self, family: str, id: str, *, method: str = "POST", **fields: Any) -> None:
        id_field, name_field, rest = _IDS[family]
        body = {id_field: id, name_field: f"The {family}", **rest, **fields}
        answer = await self.http.request(method, f"/v1/{family}/save/", json=body)
        assert answer.status_code == 200, answer.text

    async def settings(self, **fields: Any) -> None:
        there = (await self.http.get("/v1/user/settings/")).json()
        answer = await self.http.put("/v1/user/settings/", json={**there, **fields})
        if answer.status_code == 405:
            answer = await self.http.post("/v1/user/settings/", json={**there, **fields})
        assert answer.status_code == 200, answer.text

    async def source(self, **fields: Any) -> None:
        """The traffic source, its fields zone (c1) and click_id (external) unless others are given."""
        slots = {"c1": _slot("zone"), "external": _slot("click_id"), "campaign": _slot("camp")}
        await self.save("trafficsource", SOURCE, method="PUT", **{"trackingFieldSlots": slots, **fields})

    async def funnel(self, *nodes: Any, ways: list[Any] | None = None, **fields: Any) -> None:
        """`ways`: (from, to) or (from, to, what the connection says), where from is the id of a node."""
        nodes = nodes or (ROOT_NODE, lander(), offer())
        kinds = {one["idNode"]: one["nodeType"] for one in nodes}
        connections = [
            _way(number, kinds, *way)
            for number, way in enumerate(ways if ways is not None else [(ROOT, LANDER), (LANDER, DEAL)])
        ]
        body = {"nodes": list(nodes), "connections": connections, "idCampaign": GROUP, **fields}
        await self.save("funnel", FUNNEL, method="PUT", **body)

    async def page(self, id: str, kind: str, url: str, **fields: Any) -> None:
        offers = {"offerParams": {"idOfferSource": "", "payout": "12.50"}} if kind == "offer" else {}
        await self.save(
            "page", id, method="PUT", **{"pageType": kind, "baseURL": url, "redirectType": "307", **offers, **fields}
        )

    def client(self, **headers: str) -> httpx.AsyncClient:
        """A browser of its own: with its own cookies."""
        return httpx.AsyncClient(
            transport=httpx.ASGITransport(self.tracker), base_url="http://track.example", headers=headers
        )

    def events(self, visitor: str) -> list[dict[str, Any]]:
        return [dict(one) for one in self.tracker.run_time.world.events.of_visitor(visitor, 0, 2**52)]

    def log(self, kind: str = "postbacks") -> list[dict[str, Any]]:
        """Oldest first."""
        return list(reversed(self.tracker.run_time.world.events.deliveries(Wanted(kind, 0, 2**52))))

    def send(self) -> int:
        """Send what is due."""
        return self.tracker.run_time.courier.send_due()

    async def seen(self, number: int = 2, query: str = "") -> str:
        """A new visitor who gets to the offer (2) or the lander (1); gives the id of that hit."""
        async with self.client() as browser:
            answer = await browser.get(f"{LINK}{query}")
            if number == 2:
                answer = await browser.get("/action/1")
        return self.events(visitor_of(answer))[-1]["hit_id"]


def visitor_of(answer: httpx.Response) -> str:
    found = re.search(r"vid=([0-9A-Za-z]{27})", answer.headers.get("set-cookie", ""))
    assert found, answer.headers
    return found[1]


def _slot(name: str) -> dict[str, str]:
    return {"name": name, "value": "{macro}", "status": "active"}


def _way(
    number: int, kinds: dict[str, str], source: str, target: str, says: Mapping[str, Any] = {}
) -> dict[str, Any]:
    block = _BLOCK.get(kinds[source], "connectionPageParams")
    default = (
        {"weight": 1}
        if "Rotator" in block
        else {"onActionNumbers": [1]}
        if "Page" in block or "Proxy" in block
        else {}
    )
    return {
        "idConnection": f"0Way{number:08d}",
        "idSourceNode": source,
        "idTargetNode": target,
        **({block: {**default, **says}} if block else {}),
    }


@asynccontextmanager
async def opened(home: Path, **given: Any) -> AsyncIterator[Scene]:
    scene = Scene(home, given.get("now", [NOON]), given.get("draws", [0.0]), given.get("seed", 7))
    scene.tracker = build_tracker(home, clock=lambda: scene.now[0], surroundings=scene.surroundings())
    async with scene.client() as scene.http:
        yield scene
    scene.tracker.close()


async def furnish(scene: Scene) -> None:
    """Make the funnel and all it uses."""
    await scene.save("funnelgroup", GROUP)
    await scene.save("trafficsource", SOURCE)
    await scene.save("page", STORY, pageType="lander", baseURL="https://story.example/", redirectType="307")
    await scene.save(
        "page",
        OFFER,
        pageType="offer",
        baseURL="https://net.example/?o=7&s={hit}",
        redirectType="307",
        offerParams={"idOfferSource": "", "payout": "12.50"},
    )
    await scene.save("funnel", FUNNEL, idCampaign=GROUP)
    await scene.source()
    await scene.funnel()
