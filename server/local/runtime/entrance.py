"""Entrance links: every visit through one is a new visit."""

from funnels.events import ENTRANCE
from funnels.funnel import NodeKind

from . import links
from .answers import Answer, not_found
from .asked import Asked
from .in_use import FunnelInUse, SourceInUse
from .journey import Columns, Journey, go, homepage
from .session import Session, Visit, session
from .visitors import columns
from .world import World


async def entrance(world: World, asked: Asked) -> tuple[Answer, str]:
    """The answer, and the id of the visitor; empty where nobody is led on.

    A link leads nowhere whose funnel or source is not there (any more), or whose node the funnel does not have.
    """
    ids = links.codes(asked.path)
    funnel = await world.catalogue.funnel(ids[0]) if ids else None
    source = await world.catalogue.source(ids[1]) if ids else None
    start = asked.parameters.get("n") or None
    if funnel is None or source is None or not _leads_into(funnel, start):
        return not_found(await homepage(world)), ""
    visitor_id = asked.visitor
    remembered = await known(world, visitor_id) if visitor_id else Session()
    on = entered(world, asked, funnel, source, remembered, visitor_id, cost=asked.parameters.get("c", ""))
    answer = await go(world, on, None if start == funnel.wired.root else start)
    await on.keep(world)
    return answer, on.visitor_id


def entered(
    world: World,
    asked: Asked,
    funnel: FunnelInUse,
    source: SourceInUse | None,
    remembered: Session,
    visitor_id: str,
    *,
    cost: str,
) -> Journey:
    """A visit that has just begun, at the root of the funnel; an empty `visitor_id` is somebody new."""
    now = world.now_ms()
    hit_id = world.ids.entrance(now)
    visit = Visit(hit_id, funnel.id, source.id if source else "", cost=cost)
    remembered.enter(visit)
    on = Journey(asked, now, funnel, source, remembered, visit, _columns(world, asked, funnel, source))
    on.columns |= {"visit_id": hit_id, "entrance_time": now, "visitor_id": visitor_id or world.ids.visitor()}
    _fill(on)
    pays_now = source is None or not source.pays_by_conversion
    on.events.append(
        {
            "node_id": funnel.wired.root,
            "node_type": str(NodeKind.ROOT),
            "event_id": hit_id,
            "event_type": ENTRANCE,
            "event_time": now,
            "hit_id": hit_id,
            "hit_time": now,
            "cost": funnel.cost(source, cost) if pays_now else None,
        }
    )
    return on


async def known(world: World, visitor_id: str) -> Session:
    """What is remembered of the visitor, by whichever process served them."""
    return session(world.events.session(visitor_id))


def _columns(world: World, asked: Asked, funnel: FunnelInUse, source: SourceInUse | None) -> Columns:
    where = world.places.place(asked.address, asked.headers, trusted=asked.trusted)
    found: Columns = columns(asked, where, funnel.anonymizer)
    found["funnel_id"] = funnel.id
    found["funnel_group_id"] = funnel.group_id
    found["traffic_source_id"] = source.id if source else ""
    return found


def _fill(on: Journey) -> None:
    """Sort the parameters of the link: the source's fields into their slots, the rest into the session."""
    slots = on.source.slots if on.source else links.NO_SOURCE
    fields, rest = slots.sorted(on.asked.parameters)
    on.columns |= fields
    on.visit.keep({**on.funnel.collected, **rest} if on.funnel.collected else rest)


def _leads_into(funnel: FunnelInUse, start: str | None) -> bool:
    return bool(funnel.wired.root) and (start is None or start in funnel.wired.places)
