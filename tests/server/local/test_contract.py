"""Every operation of the contract is answered, and its answer is what the contract says."""

import itertools
import json
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx
import pytest

from server.contracts import Operation, operations, violations
from server.local.events import EventStore
from server.local.routes import route

Json = dict[str, Any]

CATEGORY_KINDS = {
    "trafficsource": "trafficsources",
    "offersource": "offersources",
    "condition": "condition",
    "logicscript": "logicScript",
    "visitortag": "visitorTag",
    "pagegroup": "landerGroup",
    "page": "lander",
    "webhookconfig": "webhookConfig",
    "middlewareconfig": "middlewareConfig",
}

SETTINGS = {
    "defaultHomepageURL": None,
    "defaultOfferRedirect": "307",
    "defaultLanderRedirect": "301",
    "ipAnonymizer": "EU IPs",
    "defaultCustomDomain": "go.example",
}


RANGE = {"timeStart": "2026-11-01T00:00:00Z", "timeEnd": "2026-11-02T00:00:00+01:00"}
HIT = "01m8me9h40aaaaaaaaaaaaaaaa"
NOON = 1793534400000
VISIT = {"event_time": NOON, "entrance_time": NOON, "hit_id": HIT, "visit_id": HIT, "visitor_id": "V"}
EVENTS = [
    {**VISIT, "event_id": HIT, "event_type": "entrance"},
    {**VISIT, "event_id": "0h", "hit_id": "0h", "event_type": "view", "page_id": "P", "page_type": "offer"},
]
REPORTS: dict[str, Json] = {
    "createDrilldownReport": {**RANGE, "attributes": [{"attribute": "Location: Country"}]},
    "createRawEventReport": RANGE,
    "updateConversions": {"hits": [{"hitId": "0h", "payout": "1.5"}]},
    "updateCustomEvents": {"hits": [{"hitId": "0h", "eventNumber": 3}]},
    "updateCost": {**RANGE, "funnelIDs": [], "trafficSourceIDs": [], "costSegments": [{"cost": "3"}]},
    "validateReset": {**RANGE, "restrictToVisitorIDs": ["V"]},
    "performReset": {**RANGE, "restrictToVisitorIDs": ["V"]},
    "getPostbackLog": RANGE,
    "getPostbackLogLegacy": RANGE,
    "getWebhookAssetSummary": RANGE,
    "getMiddlewareAssetSummary": RANGE,
    "lookUpVisitor": {"hitId": HIT},
    "lookUpHit": {"hitId": HIT},
}
"""Bodies of the Reporting API, about one visit."""


class World:
    """Makes, for each operation, a request that the contract allows and the assets it needs."""

    def __init__(self, client: httpx.AsyncClient, smallest: dict[str, tuple[str, str, Json]]) -> None:
        self._client = client
        self._smallest = smallest
        self._numbers = itertools.count(1)

    def new_id(self) -> str:
        return f"3a0HFXE{next(self._numbers):05d}"

    async def document(self, family: str) -> Json:
        id_field, name_field, rest = self._smallest[family]
        document = {id_field: self.new_id(), name_field: "A name", **rest}
        if family == "funnel":
            document["idCampaign"] = await self.made("funnelgroup")
        return document

    async def made(self, family: str, **fields: Any) -> str:
        document = {**await self.document(family), **fields}
        answer = await self._client.post(f"/{family}/save/", json=document)
        assert answer.status_code == 200, answer.text
        return str(document[self._smallest[family][0]])

    async def request(self, operation: Operation) -> tuple[dict[str, str], Json | None]:
        if operation.path.startswith("/reporting/"):
            return {}, REPORTS.get(operation.id)
        family = "pagegroup" if operation.id.endswith("Alias") else operation.path.split("/")[1]
        tail = operation.path.rstrip("/").rpartition("/")[2]
        if family in ("user", "integration", "auth") or tail in ("language", "validate"):
            return {}, await self._special(operation.id)
        query = {
            parameter.name: await self._parameter(family, parameter.name)
            for parameter in operation.parameters
            if parameter.required
        }
        return query, await self._body(family, tail, operation)

    async def _parameter(self, family: str, name: str) -> str:
        values = {"status": "all", "pageType": "lander", "funnelType": "visual", "logicScriptName": "A name"}
        if name in values:
            return values[name]
        return await self.made("category" if name == "idCategory" and family != "funnel" else family)

    async def _body(self, family: str, tail: str, operation: Operation) -> Json | None:
        if operation.body is None:
            return None
        if tail == "save":
            document = await self.document(family)
            if operation.method == "PUT":
                document[self._smallest[family][0]] = await self.made(family)
            return document
        if tail == "duplicate":
            parent = {"parentId": await self.made("funnelgroup")} if family == "funnel" else {}
            return {"name": "A copy", **parent}
        return {"entries": [await self.made(family)], **await self._target(family, tail)}

    async def _target(self, family: str, tail: str) -> Json:
        if tail != "move-category":
            return {}
        if family == "funnel":
            return {"idCategory": await self.made("funnelgroup")}
        kind = CATEGORY_KINDS[family]
        target = {"idCategory": await self.made("category", categoryType=kind)}
        return {**target, "categoryType": kind} if family == "pagegroup" else target

    async def _special(self, id: str) -> Json | None:
        if id in ("integrationKeyUpdate", "integrationKeyDelete"):
            made = await self._client.post("/integration/generate/", json={"api": "OPTIMIZER", "name": "K"})
            key = made.json()["key"]
            return {"key": key} if id.endswith("Delete") else {"key": key, "name": "L", "status": "DISABLED"}
        return {
            "userSettingsSave": SETTINGS,
            "integrationKeyGenerate": {"api": "OPTIMIZER", "name": "K"},
            "logicScriptValidate": {"code": 'return "default"'},
        }.get(id)


def test_the_contract_has_161_asset_operations_the_token_check_and_14_of_reports() -> None:
    assert len(operations()) == 176


@pytest.mark.parametrize("operation", operations(), ids=lambda operation: operation.id)
async def test_every_operation_succeeds_and_answers_what_the_contract_says(
    operation: Operation, client: httpx.AsyncClient, smallest: dict[str, tuple[str, str, Json]], tmp_path: Path
) -> None:
    if operation.id in REPORTS:
        with closing(EventStore(tmp_path, lambda: NOON)) as store:
            store.append(EVENTS)
    query, body = await World(client, smallest).request(operation)
    answer = await client.request(
        operation.method,
        operation.path,
        params=query,
        content=None if body is None else json.dumps(body),
        headers={"content-type": "application/json"},
    )
    assert answer.status_code == 200, answer.text
    if operation.answer is None:
        assert answer.content == b""
    else:
        assert violations(operation.answer, answer.json()) == []


def test_every_path_the_contract_considers_possible_is_routed() -> None:
    for operation in operations():
        for path in (operation.path, *operation.other_paths):
            for spelling in (path, path.rstrip("/"), f"/v1{path}"):
                assert route(operation.method, spelling).operation.method == operation.method
        assert route(operation.method, operation.path).operation is operation
