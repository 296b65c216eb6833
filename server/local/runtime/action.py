"""Action links: the same on every page, for the tracker knows which page the visitor is on."""

from anyio import to_thread

from funnels.events import ACTION, CONVERSION, Event
from funnels.funnel import Connection
from funnels.routing import follow

from . import booking, links
from .answers import Answer, not_found
from .asked import Asked
from .entrance import known
from .in_use import FunnelInUse, SourceInUse, payout
from .journey import Journey, go, homepage, tell_of_click
from .money import NOTHING
from .session import Seen, Session, Visit
from .telling import of_event
from .world import World

HIT = "h"
"""Parameter that says which hit a button belongs to; the page script adds it [our ruling]."""


async def action(world: World, asked: Asked) -> tuple[Answer, str]:
    """The answer, and the id of the visitor. Without context or such a button, there is nothing to follow."""
    number = links.action(asked.path)
    visitor_id = asked.named_visitor
    remembered = await known(world, visitor_id) if visitor_id and number else Session()
    found = _origin(remembered, asked)
    if number is None or found is None:
        return not_found(await homepage(world)), ""
    visit, seen = found
    funnel = await world.catalogue.funnel(visit.funnel)
    taken = follow(funnel.wired, seen.node, seen.page, number) if funnel else None
    events = await to_thread.run_sync(world.events.of_hit, seen.hit) if taken else []
    hit = next((one for one in events if one["event_id"] == seen.hit), None)
    if funnel is None or taken is None or hit is None:
        return not_found(await homepage(world)), ""
    on = await _clicked(world, asked, funnel, remembered, (visit, seen), hit, number)
    _follow(on, taken)
    answer = await go(world, on, taken.id_target_node)
    _book(world, on, hit, events)
    await on.keep(world)
    return answer, on.visitor_id


def _origin(remembered: Session, asked: Asked) -> tuple[Visit, Seen] | None:
    named = asked.parameters.get(HIT, "")
    if named:
        for visit in remembered.visits.values():
            for seen in visit.seen:
                if seen.hit == named:
                    return visit, seen
    return remembered.origin(asked.referrer)


async def _clicked(
    world: World,
    asked: Asked,
    funnel: FunnelInUse,
    remembered: Session,
    at: tuple[Visit, Seen],
    hit: Event,
    number: int,
) -> Journey:
    visit, seen = at
    source: SourceInUse | None = await world.catalogue.source(visit.source) if visit.source else None
    _, submitted = (source.slots if source else links.NO_SOURCE).sorted({**asked.parameters, **asked.form})
    submitted.pop(HIT, None)
    visit.keep(submitted)
    remembered.visits[visit.id] = remembered.visits.pop(visit.id)  # the latest
    on = Journey(asked, world.now_ms(), funnel, source, remembered, visit, booking.of_visit(hit))
    on.action, on.submitted, on.from_hit = number, submitted, seen.hit
    on.events.append(
        {
            **booking.of_hit(hit),
            "event_id": world.ids.hits(on.now, False)[0],
            "event_type": ACTION,
            "event_time": on.now,
            "action_number": number,
        }
    )
    return on


def _follow(on: Journey, taken: Connection) -> None:
    on.marks += booking.marks(taken)
    block = taken.connection_page_params
    if block and block.webhook_config_ids:
        tell_of_click(on, block.webhook_config_ids, on.events[0])


def _book(world: World, on: Journey, hit: Event, events: list[Event]) -> None:
    """Conversions and custom events of the connections on the way belong to the page that was left."""
    for event_type in dict.fromkeys(on.marks):
        if booking.known(events, event_type, ""):
            continue
        is_conversion = event_type == CONVERSION
        paid = on.funnel.cost_of_conversion(on.source, on.visit.cost) if is_conversion else None
        worth = payout(on.funnel.page(hit.get("page_id", ""))) if is_conversion else NOTHING
        event = booking.booked(hit, event_type, "", worth, now=on.now, cost=paid)
        told = of_event(event, on.funnel, on.source, on.data, world.draw, on.now)
        on.events.append(event)
        on.messages += told.messages
        on.deliveries += told.skipped
