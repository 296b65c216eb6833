"""A tracker in an empty folder, and the smallest documents of each family."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from server.local import EmbeddedTracker, build_tracker

SMALLEST: dict[str, tuple[str, str, dict[str, Any]]] = {
    "trafficsource": ("idTrafficSource", "trafficSourceName", {"costType": "cpe"}),
    "offersource": ("idOfferSource", "offerSourceName", {}),
    "campaign": ("idCampaign", "campaignName", {}),
    "funnelgroup": ("idFunnelGroup", "funnelGroupName", {}),
    "funnel": ("idFunnel", "funnelName", {}),
    "condition": ("idCondition", "conditionName", {"routes": []}),
    "logicscript": ("idLogicScript", "logicScriptName", {"code": 'return "default"'}),
    "visitortag": ("idTag", "tagName", {}),
    "pagegroup": (
        "idPageGroup",
        "pageGroupName",
        {"pageType": "lander", "routing": "rotator", "pages": []},
    ),
    "page": (
        "idPage",
        "pageName",
        {"pageType": "lander", "baseURL": "https://a.example", "redirectType": "307"},
    ),
    "category": ("idCategory", "categoryName", {"categoryType": "lander"}),
    "ainodesetting": (
        "idAINodeSetting",
        "aiNodeSettingName",
        {
            "funnelId": "F",
            "segmentBy": "default",
            "routingGoal": "bestNextPage",
            "lookbackWindow": 24,
            "updateFrequency": 1,
        },
    ),
    "webhookconfig": ("idWebhookConfig", "webhookConfigName", {}),
    "middlewareconfig": (
        "idMiddlewareConfig",
        "middlewareConfigName",
        {
            "destination": {"method": "POST", "type": "custom", "url": "https://m.example"},
            "routes": [{"isDefault": True, "idRoute": "default", "priority": 0}],
            "schemaVersion": "1",
            "timeoutMs": 2000,
        },
    ),
}
"""By path: the field of the id, the field of the name, and what else is required."""


@pytest.fixture(scope="session")
def smallest() -> dict[str, tuple[str, str, dict[str, Any]]]:
    return SMALLEST


@pytest.fixture
def tracker(tmp_path: Path) -> Iterator[EmbeddedTracker]:
    tracker = build_tracker(tmp_path)
    yield tracker
    tracker.close()


@pytest.fixture
async def client(tracker: EmbeddedTracker) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(transport=httpx.ASGITransport(tracker), base_url="http://tracker.test/v1") as client:
        yield client


class Account:
    """An account to fill and to look at; every request must succeed."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self.client = client

    async def save(self, family: str, id: str, **fields: Any) -> str:
        """Create the smallest document of the family with further fields."""
        id_field, name_field, rest = SMALLEST[family]
        await self.ask("POST", f"/{family}/save/", {id_field: id, name_field: id, **rest, **fields})
        return id

    async def ask(self, method: str, path: str, body: Any = None, **query: str) -> Any:
        answer = await self.client.request(method, path, json=body, params=query)
        assert answer.status_code == 200, answer.text
        return answer.json() if answer.content else None

    async def refused(self, method: str, path: str, body: Any = None, **query: str) -> tuple[int, str]:
        """Status and field of a refusal."""
        answer = await self.client.request(method, path, json=body, params=query)
        refusal = answer.json()
        assert refusal["code"] == answer.status_code >= 400
        assert refusal["message"]
        return answer.status_code, refusal.get("field", "")

    async def read(self, family: str, id: str) -> Any:
        return await self.ask("GET", f"/{family}/find/byId/", **{SMALLEST[family][0]: id})

    async def listed(self, family: str, status: str = "all", **query: str) -> list[str]:
        """The ids in a list."""
        found = await self.ask("GET", f"/{family}/list/", status=status, **query)
        return [short[SMALLEST[family][0]] for short in found]


@pytest.fixture
def account(client: httpx.AsyncClient) -> Account:
    return Account(client)
