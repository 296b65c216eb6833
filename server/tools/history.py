from collections.abc import Iterator
from typing import Annotated, Any, Self

from pydantic import Field

from .room import Cut, shrunk
from .tool import Answer, Ctx, desk, tool

_DONE = {
    "create": "made",
    "update": "changed",
    "delete": "deleted",
    "archive": "archived",
    "unarchive": "brought back",
    "seen": "seen",
}


class History(Answer):
    asset: str = ""
    """Its name."""
    versions: list[Any]
    """Newest first: number, at, by, plan_id, title, surface, model, changes as plans tell them."""
    drift: list[Any]
    """What others changed since; `plan_id` is a plan of ours that was cut short and looks as if it did."""
    more: bool

    def fitted(self) -> Self:
        """The machine's detail goes first."""
        return shrunk(
            self,
            Cut(1, lambda n: {} if n else {"versions": list(map(_lean, self.versions)), "drift": _bare(self.drift)}),
            Cut(len(self.versions), lambda n: self._first(n, len(self.drift)), least=5),
            Cut(len(self.drift), lambda n: self._first(5, n)),
        )

    def _first(self, versions: int, drift: int) -> dict[str, object]:
        return {
            "versions": list(map(_lean, self.versions[:versions])),
            "drift": _bare(self.drift[:drift]),
            "more": True,
        }

    def markdown(self) -> str:
        parts = [line for one in self.versions for line in _version(one)]
        if self.drift:
            parts += ["Others changed since (the tracker does not say who):", *map(_drifted, self.drift)]
        if not parts:
            nothing = "Nobody else changed anything of what was written here."
            parts = [f"Nothing of {self.asset!r} was written here yet." if self.asset else nothing]
        return "\n".join([*parts, *(["There is more."] if self.more else [])])


@tool(title="History", toolset="read", reads=True)
async def history(
    ctx: Ctx,
    asset: Annotated[str, Field(description="Empty: what others changed.")] = "",
    family: str = "",
) -> History:
    """Versions of an asset, newest first."""
    door = await desk(ctx)
    return History.model_validate(await (door.history(asset, family=family) if asset else door.drift()))


def _version(one: dict[str, Any]) -> Iterator[str]:
    plan = f", plan `{one['plan_id']}`: {one['title']}" if one["plan_id"] else ""
    yield f"- {one['number']} · {one['at']} · {one['by']}{plan}"
    yield from (f"  - {_told(change)}" for change in one["changes"])
    if one["more_changes"]:
        yield f"  - … and {one['more_changes']} more"


def _drifted(one: dict[str, Any]) -> str:
    by = f" (by the unfinished plan `{one['plan_id']}`)" if one["plan_id"] else ""
    return f"- {_told(one)}, since {one['since']}{by}"


def _told(change: dict[str, Any]) -> str:
    said = "; ".join(change["said"])
    head = f"{change['family'].replace('_', ' ')} {change['name']!r} {_DONE[change['do']]}"
    return f"{head}: {said}" if said and said not in (_DONE[change["do"]], "gone") else head


def _lean(version: dict[str, Any]) -> dict[str, Any]:
    return {**version, "changes": _bare(version["changes"])}


def _bare(changes: list[Any]) -> list[Any]:
    return [{**one, "fields": []} for one in changes]
