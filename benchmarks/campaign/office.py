"""Our own desk over a tracker, and the way other people reach the same tracker."""

import secrets
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import httpx
from pydantic import SecretStr

from funnels.ids import IdMaker
from funnels.wire import Json
from server.building.desk import Desk
from server.local import build_tracker
from server.plans import Change, PlanStore
from server.settings import Settings
from server.tracker import Tracker
from server.tracker.remote import RemoteTransport
from server.tracker.tokens import Tokens
from server.workspace import Workspace

TOKEN = SecretStr("of the campaign")

Wrap = Callable[[httpx.AsyncBaseTransport], httpx.AsyncBaseTransport]
"""What lies on our way to the tracker, and on nobody else's."""


@dataclass
class Office:
    desk: Desk
    store: PlanStore
    ours: Tracker
    others: Tracker
    """How other people reach the account."""

    def changes(self, plan_id: str) -> tuple[Change, ...]:
        return self.store.get(plan_id).plan.changes

    async def apply(self, plan_id: str) -> Json:
        """Show a plan to somebody who says yes to it."""
        plan = self.store.get(plan_id).plan
        name = await self.desk.name_of(plan_id)
        return await self.desk.apply(plan_id, plan.fingerprint, typed=name, progress=_quiet)


@asynccontextmanager
async def open_office(
    home: Path, url: str = "", wrap: Wrap = lambda inner: inner, *, is_remote: bool = False
) -> AsyncIterator[Office]:
    """Over the tracker that answers at `url` on a socket; without one, over the embedded tracker in `home`.

    On a socket, or where that is said, our requests take the road with patience and tokens.
    """
    async with AsyncExitStack() as stack:
        direct = httpx.AsyncHTTPTransport() if url else stack.enter_context(to_embedded(home))
        ours = wrap(direct)
        if url or is_remote:
            ours = RemoteTransport(ours, Tokens(url, TOKEN), sleep=_at_once)
        base = f"{url or 'http://embedded.localhost'}/v1"
        headers = {"Authorization": f"Bearer {TOKEN.get_secret_value()}"}
        http = await stack.enter_async_context(httpx.AsyncClient(transport=ours, base_url=base, timeout=60))
        other = await stack.enter_async_context(
            httpx.AsyncClient(transport=direct, base_url=base, timeout=60, headers=headers)
        )
        store = PlanStore.open(home)
        stack.callback(store.close)
        new_id = IdMaker(lambda: time.time_ns() // 1_000_000, secrets.randbelow)
        settings = Settings(home=home, demo=False)
        workspace = Workspace(Tracker(http), store, settings, new_id, lambda: datetime.now(UTC))
        yield Office(Desk(workspace, trusts_host=True), store, workspace.tracker, Tracker(other))


@contextmanager
def to_embedded(home: Path) -> Iterator[httpx.AsyncBaseTransport]:
    app = build_tracker(home)
    yield httpx.ASGITransport(app)
    app.close()


async def _at_once(seconds: float) -> None:
    pass


async def _quiet(done: float, total: float, what: str) -> None:
    pass
