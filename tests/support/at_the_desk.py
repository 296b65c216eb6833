"""A desk over an embedded tracker, on a road on which requests can be lost and other people can come in between."""

import asyncio
import json
import secrets
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from contextvars import Context
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
from sqlalchemy import text

from funnels.assets import FAMILIES, Asset
from funnels.ids import IdMaker
from funnels.secrets import covered
from funnels.wire import Json
from server.building.desk import Desk
from server.database import open_database, reading
from server.local import build_tracker
from server.plans import PlanStore
from server.settings import Settings
from server.tracker import Tracker
from server.workspace import Workspace

NOT_MEANT = {"meta", "owner", "codeHash"}
"""What neither people nor we write."""


@dataclass
class Road(httpx.AsyncBaseTransport):
    """To the tracker. `before` and `after` are called with the number of each write; what they raise is lost."""

    inner: httpx.AsyncBaseTransport
    before: Callable[[int], Awaitable[None]] | None = None
    after: Callable[[int], Awaitable[None]] | None = None
    written: list[str] = field(default_factory=list)
    bodies: list[Any] = field(default_factory=list)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        if request.method == "GET" or (request.method == "POST" and "/reporting/" in request.url.path):
            return await self.inner.handle_async_request(request)
        number = len(self.written)
        self.written.append(f"{request.method} {request.url.path.removeprefix('/v1')}")
        self.bodies.append(json.loads(request.content or b"null"))
        if self.before:
            await _apart(self.before(number))
        answer = await self.inner.handle_async_request(request)
        if self.after:
            await _apart(self.after(number))
        return answer


async def _apart(others: Awaitable[None]) -> None:
    """What others do meanwhile is not recorded as ours."""

    async def work() -> None:
        await others

    await asyncio.create_task(work(), context=Context())


@dataclass
class AtTheDesk:
    """Our own desk and road, and `tracker`: how others reach the same account."""

    home: Path
    desk: Desk
    road: Road
    tracker: Tracker
    store: PlanStore
    clock: list[datetime]

    async def make(self, *assets: Asset) -> None:
        for one in assets:
            await self.tracker.create(one)

    async def changes(self, *changes: Json) -> Json:
        """A plan of plain changes."""
        plan = await self.desk.plan_changes(list(changes), request="as written")
        assert plan["status"] == "ready", plan
        return plan

    async def apply(self, plan: Json, *, person: str = "", **kept: Any) -> Json:
        return await self.desk.through("", person).apply(
            plan["plan_id"],
            plan["fingerprint"],
            typed=await self.desk.name_of(plan["plan_id"]),
            **{"progress": quiet, **kept},
        )

    async def do(self, *changes: Json) -> Json:
        plan = await self.changes(*changes)
        done = await self.apply(plan)
        assert (done["status"], done["verified"]) == ("applied", True)
        return plan

    async def build(self, blueprint: Json) -> Json:
        plan = await self.desk.plan_funnel(blueprint, words={}, request="as written")
        assert plan["status"] == "ready", plan["text"]
        done = await self.apply(plan)
        assert (done["status"], done["verified"]) == ("applied", True)
        return plan

    async def take_back(self, plan: Json | None = None) -> Json:
        back = await self.desk.plan_undo(plan["plan_id"] if plan else "")
        done = await self.apply(back)
        assert (done["status"], done["verified"]) == ("applied", True)
        return back

    async def status(self, plan: Json) -> str:
        return next(one["status"] for one in await self.desk.plans("", 100) if one["plan_id"] == plan["plan_id"])

    async def account(self) -> dict[tuple[str, str], Json]:
        """Every asset that is not deleted, also those of one funnel, with its meaningful fields."""
        found: dict[tuple[str, str], Json] = {}
        for name, rows in (await self._everything()).items():
            for row in rows:
                if row.get("status") != "deleted":
                    found[name, row[FAMILIES[name].wire_name("id")]] = _meant(covered(row))
        return found

    async def _everything(self) -> dict[str, list[Json]]:
        """From the tracker's own database: the API lists neither AI settings nor what is local to a funnel."""
        engine = open_database(self.home / "tracker.db")
        with reading(engine) as connection:
            rows = connection.execute(text("select family, document from asset order by family, id")).all()
        engine.dispose()
        found: dict[str, list[Json]] = {}
        names = {name.replace("_", ""): name for name in FAMILIES}
        for family, document in rows:
            if family in names:
                found.setdefault(names[family], []).append(json.loads(document))
        return found


def _meant(value: Any) -> Any:
    """Without what nobody wrote and what says no more than its absence."""
    if not isinstance(value, dict):
        return value
    kept = {field: _meant(one) for field, one in value.items() if field not in NOT_MEANT}
    return {field: one for field, one in kept.items() if one not in (None, "", [], {})}


async def quiet(done: float, total: float, what: str) -> None:
    pass


@asynccontextmanager
async def at_the_desk(
    home: Path, serves: Callable[[Any], Any] = lambda app: app, now: datetime | None = None, **settings: Any
) -> AsyncIterator[AtTheDesk]:
    """`serves` makes of the embedded tracker's app what is at the end of our own road.

    `now`: the time at the desk, which then stands still.
    """
    app = build_tracker(home)
    clock = [now or datetime.now(UTC)]
    road = Road(httpx.ASGITransport(serves(app)))
    store = PlanStore.open(home, lambda: clock[0]) if now else PlanStore.open(home)
    async with (
        httpx.AsyncClient(transport=road, base_url="http://t.test/v1", timeout=None) as ours,
        httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://t.test/v1", timeout=None) as others,
    ):
        new_id = IdMaker(lambda: time.time_ns() // 1_000_000, secrets.randbelow)
        workspace = Workspace(
            Tracker(ours), store, Settings(home=home, demo=False, **settings), new_id, lambda: clock[0]
        )
        yield AtTheDesk(home, Desk(workspace, trusts_host=True), road, Tracker(others), store, clock)
    store.close()
    app.close()
