"""A turn as graders see it: an account before and after something was done to it, and what was answered."""

from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import anyio
from mcp_desk import NOW

from agent.events import Question
from agent.models.base import Call, Result
from evals.case import Expect
from evals.graders import grades
from evals.happened import Happened
from evals.snapshot import Snapshot, snapshot
from funnels.assets import Asset, Funnel
from funnels.blueprint import compile, edit, parse, parse_operations, read
from funnels.ids import IdMaker
from server.tracker import Tracker, embedded_tracker

A = TypeVar("A", bound=Asset)
Change = Callable[[Tracker, Snapshot], Awaitable[None]]

_numbers = iter(range(10**6))
_ids = IdMaker(lambda: int(NOW.timestamp() * 1000), lambda n: next(_numbers))


class Turn:
    def __init__(self, home: Path, *changes: Change) -> None:
        """What is done to the account in this turn, in its order."""
        self.before = self.after = snapshot(home)
        for change in changes:
            self.after = anyio.run(_done, home, change)

    def failed(
        self,
        expect: dict[str, Any],
        *,
        told: str = "",
        calls: Sequence[str] = (),
        results: Sequence[Result] = (),
        asked: Question | None = None,
    ) -> dict[str, str]:
        """Why each grade that is not passed is not, by its key."""
        happened = Happened(
            before=self.before,
            after=self.after,
            told=told,
            calls=tuple(Call(str(number), tool) for number, tool in enumerate(calls)),
            results=tuple(results),
            asked=asked,
            now=NOW,
        )
        found = grades(Expect.model_validate(expect), happened)
        assert all(bool(grade.why) is not grade.passed for grade in found)
        self.of_account = {grade.key for grade in found if grade.of_account and not grade.passed}
        return {grade.key: grade.why for grade in found if not grade.passed}

    def id(self, kind: type[Asset], name: str) -> str:
        return next(asset.id for asset in self.after.account.all(kind) if asset.name == name)


async def _done(home: Path, change: Change) -> Snapshot:
    async with embedded_tracker(home, clock=lambda: int(NOW.timestamp() * 1000)) as tracker:
        await change(tracker, snapshot(home))
        return snapshot(home)


def builds(**blueprint: Any) -> Change:
    async def change(tracker: Tracker, now: Snapshot) -> None:
        draft = compile(parse(blueprint), now.account, new_id=_ids)
        for asset in (*draft.new, draft.funnel):
            await tracker.create(asset)

    return change


def edits(name: str, *operations: dict[str, Any]) -> Change:
    """As the tools do it, with all that belongs to the funnel."""

    async def change(tracker: Tracker, now: Snapshot) -> None:
        base = read(named(now, Funnel, name), now.account)
        blueprint = edit(base.blueprint, parse_operations(operations), spelled=base.spelled)
        draft = compile(blueprint, now.account, new_id=_ids, base=base)
        for asset in draft.new:
            await tracker.create(asset)
        for _, asset in draft.changed:
            await tracker.replace(asset)
        await tracker.replace(draft.funnel)
        for asset in draft.dropped:
            await tracker.delete(type(asset), [asset.id])

    return change


def makes(*assets: Asset) -> Change:
    async def change(tracker: Tracker, now: Snapshot) -> None:
        for asset in assets:
            await tracker.create(asset)

    return change


def sets(kind: type[Asset], name: str, /, **fields: Any) -> Change:
    async def change(tracker: Tracker, now: Snapshot) -> None:
        await tracker.replace(named(now, kind, name).changed(**fields))

    return change


def archives(kind: type[Asset], name: str) -> Change:
    async def change(tracker: Tracker, now: Snapshot) -> None:
        await tracker.archive(kind, [named(now, kind, name).id])

    return change


def deletes(kind: type[Asset], name: str) -> Change:
    async def change(tracker: Tracker, now: Snapshot) -> None:
        await tracker.delete(kind, [named(now, kind, name).id])

    return change


def named(now: Snapshot, kind: type[A], name: str) -> A:
    return next(asset for asset in now.account.all(kind) if asset.name == name)
