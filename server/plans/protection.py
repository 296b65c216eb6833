"""Which changes touch what the protected funnel groups hold."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from funnels.account import Account, Entry
from funnels.assets import Funnel, FunnelGroup
from funnels.names import folded, nearest

from ..errors import PolicyError
from ..tracker import Tracker, reached, with_documents
from .change import Change
from .clean import clean
from .standing import Key

_GROUP_FIELDS = (Funnel.wire_name("id_campaign"), Funnel.wire_name("id_funnel_group"))


@dataclass(frozen=True, slots=True)
class Ground:
    """Protected funnel groups with what is in them, as the account is."""

    groups: Mapping[str, str]
    """Id -> name."""
    funnels: Mapping[str, tuple[str, str]]
    """Id of a funnel in one of them -> its name and its group's id."""
    uses: Mapping[Key, str]
    """What those funnels lead to -> the id of one of them."""


async def protected_ground(tracker: Tracker, wanted: Sequence[str]) -> Ground:
    """Of groups by name or id. PolicyError where there is none such: one that was renamed would lie open."""
    if not wanted:
        return Ground({}, {}, {})
    entries = await tracker.entries(FunnelGroup, status="all")
    groups = {one.id: one.name for name in wanted for one in _meant(name, entries)}
    listed = [one for one in await tracker.entries(Funnel, status="all") if one.parent in groups]
    alive = [(Funnel, one.id) for one in listed if one.status != "deleted"]
    account = await with_documents(tracker, Account(listed), alive)
    funnels = {one.id: (one.name, one.parent) for one in listed}
    return Ground(groups, funnels, {key: id for _, id in alive for key in _led_to(account, id)})


def trespasses(changes: Sequence[Change], ground: Ground) -> list[str]:
    """What is in the way, each once."""
    return list(dict.fromkeys(filter(None, (_trespass(one, ground) for one in changes))))


def _meant(name: str, entries: Sequence[Entry]) -> list[Entry]:
    found = [one for one in entries if one.id == name or folded(one.name) == folded(name)]
    if not found:
        near = nearest(name, [one.name for one in entries], most=1)
        guess = f" Did you mean {near[0]!r}?" if near else ""
        raise PolicyError(
            f"The policy protected_groups names {name!r}, and there is no such funnel group.{guess}",
            hint="Nothing was written. Correct policies.toml: what it protects may have been renamed.",
        )
    return found


def _led_to(account: Account, id: str) -> Iterator[Key]:
    """All that visitors of the funnel may meet, however far it leads."""
    funnel = account.get(Funnel, id)
    for kind, found in reached(funnel, account) if funnel else ():
        if kind is not FunnelGroup:
            yield kind.family, found


def _trespass(change: Change, ground: Ground) -> str:
    name = f"the {change.kind.title} {clean(change.name)!r}"
    if change.is_booking:
        owner = next((one for one in change.funnels if one in ground.funnels), "")
        return f"{name} concerns {_funnel(owner, ground)}" if owner else ""
    if change.family == FunnelGroup.family:
        return f"{name} is protected" if change.id in ground.groups else ""
    if change.family == Funnel.family:
        return _of_funnel(change, name, ground)
    if owner := next((one for one in change.owners if one in ground.funnels), ""):
        return f"{name} belongs to {_funnel(owner, ground)}"
    if change.do != "duplicate" and change.key in ground.uses:
        return f"{name} is used by {_funnel(ground.uses[change.key], ground)}"
    return ""


def _of_funnel(change: Change, name: str, ground: Ground) -> str:
    if change.do != "duplicate" and change.id in ground.funnels:
        return f"{name} is in {_group(ground.funnels[change.id][1], ground)}"
    into = [change.target or change.parent, *_groups(change)]
    if change.do == "duplicate" and change.parent:  # of what it copies the group does not matter
        into = [change.parent, *_groups(change.model_copy(update={"before": None}))]
    group = next((one for one in into if one in ground.groups), "")
    return f"{name} would come into {_group(group, ground)}" if group else ""


def _groups(change: Change) -> Iterator[str]:
    for document in (change.before, change.after):
        yield from (str(document[field]) for field in _GROUP_FIELDS if document and document.get(field))


def _funnel(id: str, ground: Ground) -> str:
    name, group = ground.funnels[id]
    return f"the funnel {clean(name)!r} in {_group(group, ground)}"


def _group(id: str, ground: Ground) -> str:
    return f"the protected group {clean(ground.groups[id])!r}"
