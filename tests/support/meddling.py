"""What other people do to an account while a plan is applied, and what the journal says became of it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from at_the_desk import AtTheDesk

from funnels.assets import FAMILIES
from funnels.errors import FunnelError
from funnels.wire import Json
from server.plans import Change
from server.plans.merge import merged

Key = tuple[str, str]
State = dict[Key, Json]


@dataclass(frozen=True)
class Wish:
    """Somebody wants this at the moment of a request that writes."""

    number: int
    """Of the request."""
    after: bool
    """Once it was carried out; otherwise between our look and our write."""
    family: str
    id: str
    fields: Mapping[str, Any]
    """New values as they travel, those of objects field by field; without any, the asset is deleted."""


@dataclass
class Meddlers:
    """Do what they wish, each once, and remember what the tracker let them do."""

    at: AtTheDesk
    wishes: Sequence[Wish]
    last_note: Callable[[], int]
    """Number of the last line in the journal."""
    done: list[tuple[float, Wish]] = field(default_factory=list)
    """With the line of the journal it came before or after."""

    async def before(self, number: int) -> None:
        await self._come(number, after=False)

    async def after(self, number: int) -> None:
        await self._come(number, after=True)

    async def _come(self, number: int, *, after: bool) -> None:
        for wish in self.wishes:
            if (wish.number, wish.after) == (number, after) and await self._does(wish):
                self.done.append((self.last_note() + (0.5 if after else -0.5), wish))

    async def _does(self, wish: Wish) -> bool:
        kind = FAMILIES[wish.family]
        try:
            asset = await self.at.tracker.get(kind, wish.id)
            if asset.status == "deleted":
                return False
            if wish.fields:
                await self.at.tracker.replace(kind.read(combined(asset.document(reveal=True), wish.fields)))
            else:
                await self.at.tracker.delete(kind, [wish.id])
        except FunnelError:
            return False
        return True

    def lost(self, account: Mapping[Key, Json]) -> list[Wish]:
        """Wishes that came true and are so no more, though nobody wished otherwise later."""
        last: dict[tuple[Key, str], Wish] = {}
        for _, wish in self.done:
            key = (wish.family, wish.id)
            if not wish.fields:
                last = {place: one for place, one in last.items() if place[0] != key}
            last |= {(key, path): wish for path in _paths(wish.fields) or [""]}
        return [wish for (key, path), wish in last.items() if not _holds(account.get(key), path, wish)]


def combined(document: Any, fields: Any) -> Any:
    if isinstance(document, dict) and isinstance(fields, Mapping):
        return {**document, **{name: combined(document.get(name), value) for name, value in fields.items()}}
    if isinstance(document, list) and isinstance(fields, Mapping):  # of a list, the items with such an id
        return [combined(one, fields.get(_id_of(one), {})) if _id_of(one) in fields else one for one in document]
    return dict(fields) if isinstance(fields, Mapping) else fields


def explained(before: State, done: Sequence[tuple[float, Change, str]], meddlers: Meddlers) -> State:
    """The account by the journal: what stood, with what was made (and its id) and what others did, in their order."""
    state = dict(before)
    events: list[tuple[float, Any]] = [(number, (change, id)) for number, change, id in done]
    for _, event in sorted([*events, *meddlers.done], key=lambda one: one[0]):
        if isinstance(event, Wish):
            _wished(state, event)
        else:
            _made(state, *event)
    return state


def _wished(state: State, wish: Wish) -> None:
    key = (wish.family, wish.id)
    if wish.fields:
        state[key] = combined(state[key], wish.fields)
    else:
        del state[key]


def _made(state: State, change: Change, id: str) -> None:
    key, kind = (change.family, id), change.kind
    match change.do:
        case "create":
            state[key] = dict(change.after or {})
        case "update":
            state[key] = merged(state[key], change.before or {}, change.after or {})
        case "duplicate":
            own = {kind.wire_name("id"): id, kind.wire_name("name"): change.new_name, "status": "active"}
            state[key] = {**state[change.key], **(change.after or {}), **own}
        case "archive" | "unarchive":
            state[key] = {**state[key], "status": "archived" if change.do == "archive" else "active"}
        case "delete":
            state.pop(key, None)
        case "move":
            names = ("idCampaign", "idFunnelGroup") if change.family == "funnel" else ("idCategory",)
            state[key] = {**state[key], **dict.fromkeys(names, change.target or "")}


def _id_of(item: Any) -> str:
    return (
        str(next((item[name] for name in ("idNode", "idPage") if name in item), "")) if isinstance(item, dict) else ""
    )


def _paths(fields: Any, path: str = "") -> list[str]:
    if not isinstance(fields, Mapping):
        return [path]
    return [one for name, value in fields.items() for one in _paths(value, f"{path}/{name}")]


def _holds(document: Json | None, path: str, wish: Wish) -> bool:
    if not path:
        return document is None
    wanted: Any = wish.fields
    there: Any = document
    for name in path[1:].split("/"):
        wanted = wanted[name]
        if isinstance(there, list):
            there = next((one for one in there if _id_of(one) == name), None)
        else:
            there = (there or {}).get(name)
    return bool(there == wanted)
