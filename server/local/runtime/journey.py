"""A visitor on the way through a funnel: the walk, its hits as events, whom to tell, and where to send them."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from funnels.checks.visitors import Visitor
from funnels.events import VIEW
from funnels.funnel import NodeKind
from funnels.routing import Asks, Sent, Shown, Step, Walk, walk
from funnels.wire import Json

from .answers import Answer, not_found, redirect
from .asked import Asked
from .booking import marks
from .in_use import FunnelInUse, SourceInUse
from .outbox import Message
from .payloads import in_flow, payload
from .session import Session, Visit
from .telling import to_webhook
from .template import Filling, template
from .visitors import visitor
from .world import World

Columns = dict[str, Any]

NO_DATA: Mapping[str, str] = {}
_ANYBODY = Visitor()
_NO_NAMES = Filling({"event_time": 0}, lambda what: "", lambda name: "")


@dataclass(slots=True)
class Journey:
    """One request of a visitor; collects what is to be kept before they are answered."""

    asked: Asked
    now: int
    funnel: FunnelInUse
    source: SourceInUse | None
    session: Session
    visit: Visit
    columns: Columns
    """Of the visit, on all its events."""
    action: int = 0
    """Of the button that led here; 0 for none."""
    submitted: Mapping[str, str] = field(default_factory=dict)
    """With the button."""
    from_hit: str = ""
    """Of the page with the button."""
    events: list[Columns] = field(default_factory=list)
    """What each has of its own, besides the columns of the visit."""
    deliveries: list[Json] = field(default_factory=list)
    messages: list[Message] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)
    """Types of the events that connections on the way stand for."""

    @property
    def visitor_id(self) -> str:
        id: str = self.columns["visitor_id"]
        return id

    def data(self, name: str) -> str:
        """A parameter of the visitor's links, for `{data-NAME}`."""
        found = self.visit.data.get(name)
        if found is not None:
            return found
        slot = self.source.slots.slot.get(name) if self.source else None
        return str(self.columns.get(slot, "")) if slot else ""

    def collected(self) -> dict[str, str]:
        """All parameters of the visitor's links, by the names they came with."""
        aliases = self.source.slots.alias if self.source else NO_DATA
        fields = {alias: self.columns[slot] for slot, alias in aliases.items() if self.columns.get(slot)}
        return {**fields, **self.visit.data}

    def whole(self, event: Columns) -> Columns:
        """With the columns of the visit."""
        return {**self.columns, **event}

    def filling(self, event: Columns) -> Filling:
        def name(what: str) -> str:
            return self.funnel.name(what, self.source, event.get("node_id", ""), event.get("page_id", ""))

        return Filling(event, name, self.data)

    async def keep(self, world: World) -> None:
        sessions = {self.visitor_id: self.session.text()}
        await world.keep(self.events, sessions, self.deliveries, self.messages, visit=self.columns)


async def go(world: World, on: Journey, start: str | None) -> Answer:
    """Walk on from a node (None: the root, whose hit is there already), and answer with where that leads."""
    walked = await _walked(world, on, start)
    on.session.tags = walked.tags
    steps = walked.steps[1:] if start is None else walked.steps
    hits = record(world, on, steps)
    for step, hit in zip(steps, hits, strict=True):
        on.marks += () if step.connection is None else marks(step.connection)
        for config in step.webhooks:
            _tell(on, "on_action" if step.kind is NodeKind.ACTION_PROXY else "node_execution", config, hit)
    ending = walked.ending
    if not isinstance(ending, Shown | Sent) or not hits:
        return not_found(await homepage(world))
    way = on.funnel.way(ending)
    location = way.location(on.filling(on.whole(hits[-1])), on.collected() if way.accumulates else {})
    if isinstance(ending, Shown):
        on.visit.show(ending.node, ending.page.id, hits[-1]["hit_id"], location)
    return redirect(location, way.how)


def tell_of_click(on: Journey, configs: tuple[str, ...], hit: Columns) -> None:
    """The webhooks of a connection; those of a hub are told as its node is come to."""
    for config in configs:
        _tell(on, "on_action", config, hit)


async def homepage(world: World) -> str:
    """Of the account, for visitors nobody can lead on; empty for none."""
    url = (await world.catalogue.settings()).default_homepage_url or ""
    return template(url.strip()).filled(_NO_NAMES)


async def _walked(world: World, on: Journey, start: str | None) -> Walk:
    who = _visitor(world, on)
    memory, wired = on.session.picks, on.funnel.wired
    walked = walk(wired, start, who, memory, world.draw, on.action, data=on.submitted)
    while isinstance(walked.ending, Asks):
        asks = walked.ending
        route = await _asked(world, on, asks, walked)
        walked = walk(
            wired, asks.node, who, memory, world.draw, on.action, data=on.submitted, route=route, after=walked
        )
    return walked


def _visitor(world: World, on: Journey) -> Visitor:
    if not on.funnel.looks_at_visitors:
        return Visitor(tags=on.session.tags) if on.session.tags else _ANYBODY
    where = world.places.place(on.asked.address, on.asked.headers, trusted=on.asked.trusted)
    aliases = on.source.slots.alias if on.source else NO_DATA
    return visitor(on.columns, aliases, on.asked, where, on.session.tags, on.now)


def record(world: World, on: Journey, steps: tuple[Step, ...]) -> list[Columns]:
    """A view for each step; gives what each has of its own."""
    offers = [step.page is not None and step.page.page_type == "offer" for step in steps]
    hits = [
        {
            **on.funnel.columns(step),
            "event_id": id,
            "event_type": VIEW,
            "event_time": on.now,
            "hit_id": id,
            "hit_time": on.now,
        }
        for step, id in zip(steps, world.ids.hits(on.now, *offers), strict=True)
    ]
    on.events += hits
    return hits


async def _asked(world: World, on: Journey, asks: Asks, walked: Walk) -> str:
    request = str(uuid.uuid4())
    at = {**on.columns, "node_id": asks.node, "node_type": "middleware", "hit_id": on.from_hit}
    body = {
        **payload("middleware_request", request, on.now, at, on.funnel, on.source),
        **in_flow(on.visit, walked.tags, on.action, on.submitted),
    }
    about = {"requestId": request, "funnelId": on.funnel.id, "nodeId": asks.node, "hitId": on.from_hit}
    verdict = await world.middleware.ask(asks, about, body)
    on.deliveries.append(verdict.delivery)
    return verdict.route


def _tell(on: Journey, trigger: str, config: str, hit: Columns) -> None:
    request = str(uuid.uuid4())
    body = {
        **payload(trigger, request, on.now, on.whole(hit), on.funnel, on.source),
        **in_flow(on.visit, on.session.tags, on.action, on.submitted),
    }
    on.messages.append(to_webhook(f"{request}/{config}", config, body))
