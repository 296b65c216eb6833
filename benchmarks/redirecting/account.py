"""An account with one funnel, for the entrance link."""

from collections.abc import Iterator
from pathlib import Path

import httpx

from server.local import build_tracker

LINK = "/fts/0Funnel00001-0Traffic0001?zone=z7&click_id=abc7&c=0.05&extra=1"


def page(id: str, kind: str, **more: object) -> dict[str, object]:
    return {
        "idPage": id,
        "pageName": id,
        "pageType": kind,
        "baseURL": f"https://{id.lower()}.example/?s={{hit}}&z={{c1}}",
        **more,
    }


def documents() -> Iterator[tuple[str, dict[str, object]]]:
    fields = {
        "c1": {"name": "zone", "value": "{zone}", "status": "active"},
        "external": {"name": "click_id", "value": "{click_id}", "status": "active"},
    }
    yield (
        "trafficsource",
        {
            "idTrafficSource": "0Traffic0001",
            "trafficSourceName": "Source",
            "costType": "cpe",
            "trackingFieldSlots": fields,
        },
    )
    yield "funnelgroup", {"idFunnelGroup": "0Group000001", "funnelGroupName": "Group"}
    ids = [f"0Page0lande{number}" for number in range(3)]
    for id in ids:
        yield "page", page(id, "lander", redirectType="307")
    nodes = [{"idNode": "0Node000root", "nodeName": "Start", "nodeType": "root"}]
    connections = []
    for number, id in enumerate(ids):
        node = f"0Node0lande{number}"
        nodes.append({"idNode": node, "nodeName": id, "nodeType": "lander", "nodePageParams": {"idPage": id}})
        connections.append(
            {
                "idConnection": f"0Way0000000{number}",
                "idSourceNode": "0Node000root",
                "idTargetNode": node,
                "connectionRotatorParams": {"weight": 0.5 if number == 0 else 0.25},
            }
        )
    yield (
        "funnel",
        {
            "idFunnel": "0Funnel00001",
            "funnelName": "Funnel",
            "funnelType": "visual",
            "idCampaign": "0Group000001",
            "nodes": nodes,
            "connections": connections,
        },
    )


async def prepare(folder: Path) -> None:
    tracker = build_tracker(folder)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(tracker), base_url="http://t.test/v1") as http:
        for family, document in documents():
            answer = await http.post(f"/{family}/save/", json=document)
            assert answer.status_code == 200, answer.text
    tracker.close()
