"""Conversions and custom events that networks report: `/pb/`.

A repeat with the same hit and transaction changes what is there instead of adding to it, and is told to nobody again.
Answers are plain text: `recorded`, `duplicate` or `removed` with 200, else why not.
"""

import uuid
from dataclasses import dataclass, field
from typing import Any

from anyio import to_thread

from funnels.events import CONVERSION, VIEW, Event
from funnels.wire import Json

from . import answers, booking
from .answers import Answer
from .asked import Asked
from .deliveries import postback as delivery
from .entrance import known
from .in_use import FunnelInUse, SourceInUse, payout
from .money import NOTHING
from .outbox import Message
from .reported import PostbackRefusedError, Reported, reported
from .session import Session, Visit
from .telling import of_event
from .world import World

VISITOR_MS = 30 * 24 * 3_600_000
"""How far back the latest offer of a visitor is looked for."""


_RETRIES_MS = 24 * 3_600_000
"""For how long a repeat may be the retry of a network that got no answer."""


@dataclass(slots=True)
class Outcome:
    result: str
    """recorded, duplicate or removed."""
    event: Event
    fresh: Event | None = None
    messages: list[Message] = field(default_factory=list)
    skipped: list[Json] = field(default_factory=list)


async def postback(world: World, asked: Asked) -> tuple[Answer, str]:
    now = world.now_ms()
    parameters = {**asked.parameters, **asked.form}
    about: dict[str, Any] = {"hit_id": parameters.get("hit", "")[:100], "transaction_id": parameters.get("tx", "")}
    try:
        said = reported(parameters)
        about["event_type"] = said.event_type
        outcome = await _booked(world, said, about, now)
    except PostbackRefusedError as refusal:
        await world.keep([], {}, [_logged(asked, now, about, refusal.status, "rejected", str(refusal))])
        return answers.text(refusal.status, str(refusal)), ""
    logged = "duplicate" if outcome.result == "duplicate" else "recorded"
    received = _logged(asked, now, outcome.event, 200, logged, "removed" if outcome.result == "removed" else "")
    fresh = [outcome.fresh] if outcome.fresh else []
    await world.keep(fresh, {}, [received, *outcome.skipped], outcome.messages)
    return answers.text(200, outcome.result), ""


async def _booked(world: World, said: Reported, about: dict[str, Any], now: int) -> Outcome:
    events = await to_thread.run_sync(_events, world, said, now)
    hit = next((one for one in events if one["event_id"] == one["hit_id"]), None)
    if hit is None:
        raise PostbackRefusedError(404, "There is no such hit.")
    about |= {name: hit.get(name, "") for name in ("hit_id", "funnel_id", "traffic_source_id")}
    if not hit.get("page_id"):
        raise PostbackRefusedError(404, "That hit is not on a page; only landers and offers convert.")
    there = booking.known(events, said.event_type, said.transaction)
    if said.removes:
        return await _removed(world, there)
    funnel, source = await _concerned(world, hit)
    worth = _worth(said, hit, funnel, world)
    if there is None:
        visit = await _visit(world, hit)
        is_conversion = said.event_type == CONVERSION
        cost = funnel.cost_of_conversion(source, visit.cost) if funnel and is_conversion else None
        event = booking.booked(hit, said.event_type, said.transaction, worth, now=now, cost=cost, data=said.data)
        return await _told(world, Outcome("recorded", event, event), funnel, source, now)
    outcome = await _changed(world, said, there, worth)
    # a network that asks again may have got no answer, and then nobody was told; what was told is known by its key
    is_retry = now - there["event_time"] < _RETRIES_MS
    return await _told(world, outcome, funnel, source, now) if is_retry else outcome


def _events(world: World, said: Reported, now: int) -> list[Event]:
    """Of the hit that is meant."""
    if said.hit:
        return world.events.of_hit(said.hit)
    seen = world.events.of_visitor(said.visitor, now - VISITOR_MS, now + 1)
    offers = [one for one in seen if one["event_type"] == VIEW and one.get("page_type") == "offer"]
    if not offers:
        raise PostbackRefusedError(404, "The visitor has not seen an offer, or there is no such visitor.")
    return world.events.of_hit(max(offers, key=lambda one: (one["event_time"], one["hit_id"]))["hit_id"])


async def _concerned(world: World, hit: Event) -> tuple[FunnelInUse | None, SourceInUse | None]:
    """Also where they are archived or deleted by now: what was sold is sold."""
    funnel_id, source_id = hit.get("funnel_id", ""), hit.get("traffic_source_id", "")
    funnel = await world.catalogue.funnel(funnel_id)
    source = await world.catalogue.source(source_id) if source_id else None
    if funnel is None:
        funnel = await to_thread.run_sync(world.catalogue.late_funnel, funnel_id)
    if source is None and source_id:
        source = await to_thread.run_sync(world.catalogue.late_source, source_id)
    return funnel, source


def _worth(said: Reported, hit: Event, funnel: FunnelInUse | None, world: World) -> Any:
    if said.revenue is not None:
        return said.revenue
    if said.event_type != CONVERSION:
        return NOTHING
    return payout(funnel.page(hit["page_id"]) if funnel else None)


async def _removed(world: World, there: Event | None) -> Outcome:
    if there is None:
        raise PostbackRefusedError(404, "There is nothing to remove for that hit and transaction.")
    await to_thread.run_sync(world.events.remove, [there["event_id"]])
    return Outcome("removed", there)


async def _changed(world: World, said: Reported, there: Event, worth: Any) -> Outcome:
    """A repeat without a revenue leaves the one that is there."""
    if said.revenue is not None and there.get("revenue") != worth:
        changed = {**there, "revenue": worth}
        await to_thread.run_sync(world.events.replace, [changed])
        return Outcome("duplicate", changed)
    return Outcome("duplicate", there)


async def _told(
    world: World, outcome: Outcome, funnel: FunnelInUse | None, source: SourceInUse | None, now: int
) -> Outcome:
    """With those who are to be told."""
    event = outcome.event
    visit = await _visit(world, event)

    def data(name: str) -> str:
        slot = source.slots.slot.get(name, "") if source else ""
        return visit.data.get(name) or str(event.get(slot, ""))

    told = of_event(event, funnel, source, data, world.draw, now)
    outcome.messages, outcome.skipped = told.messages, told.skipped if outcome.fresh else []
    return outcome


async def _visit(world: World, hit: Event) -> Visit:
    """What is still remembered of the visit; after a day that is nothing."""
    remembered: Session = await known(world, hit.get("visitor_id", ""))
    return remembered.visits.get(hit.get("visit_id", "")) or Visit("", "", "")


def _logged(asked: Asked, now: int, about: Event, status: int, result: str, why: str) -> Json:
    query = "&".join(f"{name}={value}" for name, value in {**asked.parameters, **asked.form}.items())
    return delivery(
        str(uuid.uuid4()),
        now,
        "incoming",
        f"{asked.path}?{query}",
        about,
        httpStatus=status,
        result=result,
        message=why,
    )
