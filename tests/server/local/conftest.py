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
