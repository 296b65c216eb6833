"""What a plan shows of the assets it is about: how it found them, and how it left them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from funnels.assets import Condition, Funnel, PageGroup
from funnels.wire import Json

from ..tracker import Tracker
from .change import UNKNOWN_BASE, Change
from .plan import Plan
from .progress import made_of
from .proof import Outcome
from .sighting import Sighting, home_funnel, sighting
from .standing import Key, alive, standing
from .store import PlanStore
from .writing import looks_made

_UNFINISHED = ("applying", "failed")


@dataclass(frozen=True, slots=True)
class Sightings:
    """In the order in which things were so."""

    before: Sequence[Sighting] = ()
    after: Sequence[Sighting] = ()


async def sightings(store: PlanStore, tracker: Tracker, plan: Plan, outcomes: Sequence[Outcome]) -> Sightings:
    """Of a plan whose changes are made and read back.

    What only a funnel of the plan may use belongs to how the funnel stands, so it is read along.
    """
    left = list(_left(plan, outcomes))
    begun = Sightings()
    if plan.merges:
        begun = await sightings_of_unfinished(store, tracker, store.get(plan.merges).plan)
    beside = await _beside(tracker, plan, outcomes, left)
    others = [one for one in beside if not one.plan]
    mine = {one.key for one in left}
    made = [*(one for one in begun.after if one.key not in mine), *left, *(one for one in beside if one.plan)]
    return Sightings([*begun.before, *_found(store, plan), *others], made)


async def sightings_of_unfinished(store: PlanStore, tracker: Tracker, plan: Plan) -> Sightings:
    """Of a plan that nobody goes on with, as far as it came."""
    made = made_of(store, plan.id)
    maybe = (at for at in made.begun if not plan.changes[at].id_is_made_by_tracker)
    ids = {**made.done, **{at: plan.changes[at].id for at in maybe}}
    assets = {at: id for at, id in sorted(ids.items()) if not plan.changes[at].is_booking}
    last = {(plan.changes[at].family, id): at for at, id in assets.items()}
    found = await standing(tracker, last)
    after = []
    for key, at in last.items():
        now, change = alive(found.get(key)), plan.changes[at]
        if at in made.done or looks_made(change, now):
            after.append(_sighting(change, key[1], now, plan=plan.id, position=at))
    begun = {one.key for one in after}
    return Sightings([one for one in _stood(plan) if one.key in begun], after)


def locals_in(funnel: Mapping[str, object]) -> Iterator[Key]:
    """Page groups and conditions that the nodes of a funnel show, local ones or not."""
    nodes = funnel.get("nodes")
    for node in nodes if isinstance(nodes, list) else ():
        if id := (node.get("nodePageGroupParams") or {}).get("idPageGroup"):
            yield PageGroup.family, id
        if id := (node.get("nodeConditionParams") or {}).get("idCondition"):
            yield Condition.family, id


def _found(store: PlanStore, plan: Plan) -> Iterator[Sighting]:
    """How the plan found its assets; what another plan that was cut short made of them is that one's work."""
    authors: dict[Key, tuple[Plan, int]] = {}
    for other in (one.plan for one in store.latest(_UNFINISHED, limit=100, but=plan.id)):
        made = made_of(store, other.id)
        for at in sorted({*made.done, *made.begun}):
            change = other.changes[at]
            authors[change.family, made.done.get(at, change.id)] = (other, at)
    mine = list(_stood(plan))
    touched = {one.key for one in mine} & authors.keys()
    for other in {id(one): one for one, _ in (authors[key] for key in touched)}.values():
        yield from (one for one in _stood(other) if one.key in touched)
    for one in mine:
        author = authors.get(one.key)
        if author and looks_made(author[0].changes[author[1]], one.document):
            yield _by(one, author[0], author[1])
        else:
            yield one


def _by(one: Sighting, plan: Plan, position: int) -> Sighting:
    return replace(one, plan=plan.id, position=position)


def _stood(plan: Plan) -> Iterator[Sighting]:
    """What stood before the plan, of all that it changes."""
    seen: set[Key] = set()
    for change in plan.changes:
        if change.is_booking or change.key in seen or change.id_is_made_by_tracker or change.base == UNKNOWN_BASE:
            continue
        seen.add(change.key)
        if change.do == "create":
            yield _sighting(change, change.id, None)
        else:
            yield replace(_sighting(change, change.id, change.before), revision=change.base)


def _left(plan: Plan, outcomes: Sequence[Outcome]) -> Iterator[Sighting]:
    last = {(one.change.family, one.id): at for at, one in enumerate(outcomes) if not one.change.is_booking}
    for key, at in last.items():
        one = outcomes[at]
        found = _sighting(one.change, key[1], one.document, plan=plan.id, position=at)
        yield replace(found, revision=one.left)


def _sighting(
    change: Change, id: str, document: Json | None, *, plan: str = "", position: int | None = None
) -> Sighting:
    one = sighting(change.family, id, change.new_name or change.name, document)
    funnel = one.funnel or next(
        (home_funnel(change.family, id, known) for known in (change.after, change.before) if known), ""
    )
    return replace(one, funnel=funnel, plan=plan, position=position)


async def _beside(
    tracker: Tracker, plan: Plan, outcomes: Sequence[Outcome], left: Iterable[Sighting]
) -> list[Sighting]:
    """What only the plan's funnels may use, though the plan does not name it; of a copy, what was made with it."""
    known = {one.key for one in left}
    funnels = {one.id: at for at, one in enumerate(outcomes) if one.change.kind is Funnel and one.document}
    used: dict[Key, None] = {}
    for at in funnels.values():
        used |= dict.fromkeys(locals_in(outcomes[at].document or {}))
    found = await standing(tracker, [key for key in used if key not in known])
    seen = []
    for (family, id), asset in found.items():
        now = alive(asset)
        owner = home_funnel(family, id, now)
        if now is not None and owner in funnels:
            copied = outcomes[funnels[owner]].change.do == "duplicate"
            one = sighting(family, id, asset.name, now)
            seen.append(_by(one, plan, funnels[owner]) if copied else one)
    return seen
