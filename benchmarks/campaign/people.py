"""What other people do to the account while a plan is applied."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal
from urllib.parse import unquote

import httpx

from funnels.assets import FAMILIES, Asset, Funnel, Page
from funnels.errors import FunnelError
from server.plans import Change
from server.tracker import Tracker

from .strikes import Send

Doing = Literal["another field", "the same field", "deletes it"]

HUMAN = "by a human"

_OTHER_FIELD: Mapping[str, tuple[str, Any]] = {
    "page": ("query_params", {"by": "human"}),
    "funnel": ("default_cost", "0.77"),
    "traffic_source": ("default_cost", "0.77"),
    "offer_source": ("postback_tx_id", HUMAN),
    "visitor_tag": ("color", "#aabbcc"),
}
"""What no change of the plan touches; for other families it is the name."""


@dataclass(frozen=True)
class Edit:
    """Something a human did, as it can be looked up in the tracker's database."""

    family: str
    id: str
    field: str = ""
    """The innermost one, as it is stored; empty for a deletion."""
    value: Any = None


def told(request: httpx.Request) -> str:
    return f"{request.method} {unquote(str(request.url))} {request.content.decode()}"


@dataclass
class Human:
    """Does one thing to what a request touches: after a read, and before a write unless that makes it."""

    doing: Doing
    tracker: Tracker
    changes: Sequence[Change]
    number: int
    edits: list[Edit] = field(default_factory=list)

    async def __call__(self, request: httpx.Request, send: Send) -> httpx.Response:
        reads_or_makes = request.method in ("GET", "POST")
        if not reads_or_makes:
            await self.edit(told(request))
        answer = await send(request)
        if reads_or_makes:
            await self.edit(told(request))
        return answer

    async def edit(self, request: str) -> None:
        """One edit, of the first thing that can be edited."""
        for change in self._touched(request):
            try:
                asset = await self.tracker.get(change.kind, change.id)
                if asset.status != "deleted":
                    self.edits.append(await self._edited(asset, change))
                    return
            except FunnelError:
                continue  # it is not there, or the tracker does not let them

    def _touched(self, request: str) -> list[Change]:
        """Changes of what the request names; where it names nothing that stands, others of the plan."""
        named = [change for change in self.changes if change.id and change.id in request] or list(self.changes)
        turned = self.number % len(named)
        return [*named[turned:], *named[:turned]]

    async def _edited(self, asset: Asset, change: Change) -> Edit:
        if self.doing == "deletes it":
            await self.tracker.delete(type(asset), [change.id])
            return Edit(change.family, change.id)
        edited = self._changed(asset, change)
        await self.tracker.replace(edited)
        field, value = next(_differing(asset.document(reveal=True), edited.document(reveal=True)))
        return Edit(change.family, change.id, field, value)

    def _changed(self, asset: Asset, change: Change) -> Asset:
        if self.doing == "the same field" and change.do == "update":
            return _in_the_same_field(asset, change)
        name, value = ("name", f"{getattr(asset, 'name', '')} {HUMAN}")
        if self.doing == "another field":
            name, value = _OTHER_FIELD.get(change.family, (name, value))
        return asset.changed(**{name: value})


def _differing(was: Any, now: Any, field: str = "") -> Iterator[tuple[str, Any]]:
    """Innermost fields with their new values."""
    if isinstance(now, dict):
        for name, value in now.items():
            yield from _differing(was.get(name) if isinstance(was, dict) else None, value, name)
    elif isinstance(now, list) and isinstance(was, list) and len(was) == len(now):
        for one, other in zip(was, now, strict=True):
            yield from _differing(one, other, field)
    elif was != now:
        yield field, now


def _in_the_same_field(asset: Asset, change: Change) -> Asset:
    """Another value in a field that the change writes."""
    if isinstance(asset, Funnel) and len(asset.nodes) == 1:  # a bare one has only its root
        return asset.changed(default_cost="0.77")
    if isinstance(asset, Funnel):
        nodes = tuple(
            node.changed(node_external_url_params=node.node_external_url_params.changed(url="https://human.example"))
            if node.node_external_url_params
            else node
            for node in asset.nodes
        )
        return asset.changed(nodes=nodes)
    if isinstance(asset, Page) and asset.offer_params:
        return asset.changed(offer_params=asset.offer_params.changed(payout="77.00"))
    before, after = change.before or {}, change.after or {}
    wire = next(name for name in after if after[name] != before.get(name))
    document = asset.document(reveal=True)
    value = document.get(wire)
    if isinstance(value, list):  # such as the pages of a group: the human gives the first another weight
        return FAMILIES[change.family].read({**document, wire: [{**value[0], "weight": 0.07}, *value[1:]]})
    return FAMILIES[change.family].read({**document, wire: "https://human.example" if "url" in wire else HUMAN})
