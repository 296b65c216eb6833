"""The assets the run time uses, kept ready for as long as nobody changes them.

Whether another connection, of any process, has written since, SQLite tells; it is asked every 50 ms at most, and
after every write of this process. Only then the revisions of what a funnel uses are compared, and only where one of
them moved the funnel is made ready anew.
"""

import json
import time
from threading import Lock
from typing import Any

from anyio import to_thread
from sqlalchemy import Connection, Engine, select

from funnels.assets import (
    Asset,
    Funnel,
    Page,
    TrafficSource,
    UserSettings,
)

from ...database import reading
from ..account import stored_settings
from ..storage import asset
from .in_use import FunnelInUse, SourceInUse
from .used import Revisions, family, in_use, read, revisions

_TRUSTED_SECONDS = 0.05

_MOST_KEPT = 2_000


class Catalogue:
    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._watch: Any = None
        self._version = -1
        self._look_again = 0.0
        self._loading = Lock()
        self._funnels: dict[str, tuple[int, Revisions, FunnelInUse | None]] = {}
        self._sources: dict[str, tuple[int, SourceInUse | None]] = {}
        self._settings: tuple[int, UserSettings] | None = None

    def close(self) -> None:
        if self._watch is not None:
            self._watch.close()
            self._watch = None

    async def funnel(self, id: str) -> FunnelInUse | None:
        """An active funnel; None where there is none."""
        version = self._now()
        held = self._funnels.get(id)
        if held is not None and held[0] == version:
            return held[2]
        return await to_thread.run_sync(self._fresh_funnel, id, version)

    async def source(self, id: str) -> SourceInUse | None:
        """An active traffic source; None where there is none."""
        version = self._now()
        held = self._sources.get(id)
        if held is not None and held[0] == version:
            return held[1]
        return await to_thread.run_sync(self._fresh_source, id, version)

    async def settings(self) -> UserSettings:
        version = self._now()
        if self._settings is not None and self._settings[0] == version:
            return self._settings[1]
        return await to_thread.run_sync(self._fresh_settings, version)

    async def page(self, id: str) -> Page | None:
        """An active page."""
        return await to_thread.run_sync(self._one, Page, id)

    def any_state(self, kind: type[Asset], id: str) -> Any:
        """The asset as it is, deleted or not, for what comes after a visit: a postback weeks later still counts."""
        with reading(self._engine) as connection:
            return next(iter(read(connection, kind, [id], also_deleted=True)), None)

    def secrets(self, kind: type[Asset], id: str) -> dict[str, dict[str, str]]:
        """What is kept apart from a document, by holder and name. Never to be logged, stored or answered."""
        query = select(asset.c.secrets).where(asset.c.family == family(kind), asset.c.id == id)
        with reading(self._engine) as connection:
            found: dict[str, dict[str, str]] = json.loads(connection.scalar(query) or "{}")
            return found

    def late_funnel(self, id: str) -> FunnelInUse | None:
        """A funnel in any state, for what comes after a visit."""
        with reading(self._engine) as connection:
            return next(
                (in_use(connection, one)[1] for one in read(connection, Funnel, [id], also_deleted=True)), None
            )

    def late_source(self, id: str) -> SourceInUse | None:
        found = self.any_state(TrafficSource, id)
        return SourceInUse(found) if found else None

    def changed(self) -> None:
        """Look at once, for this process itself has written."""
        self._look_again = 0.0

    def _now(self) -> int:
        """Another number whenever another connection has written."""
        now = time.monotonic()
        if now >= self._look_again:
            self._look_again = now + _TRUSTED_SECONDS
            self._version = self._asked()
        return self._version

    def _asked(self) -> int:
        if self._watch is None:
            self._watch = self._engine.raw_connection()
        cursor = self._watch.cursor()
        version: int = cursor.execute("PRAGMA data_version").fetchone()[0]
        cursor.close()
        return version

    def _one(self, kind: type[Any], id: str) -> Any:
        with reading(self._engine) as connection:
            return next((one for one in read(connection, kind, [id]) if one.is_active), None)

    def _fresh_funnel(self, id: str, version: int) -> FunnelInUse | None:
        with self._loading, reading(self._engine) as connection:
            held = self._funnels.get(id)
            if held is not None and held[0] == version:
                return held[2]
            if held is None or held[1] != revisions(connection, held[1]):
                found = self._one_of(connection, id)
                held = (version, {("funnel", id): 0}, None) if found is None else (version, *found)
            self._funnels[id] = (version, held[1], held[2])
            _cut(self._funnels)
            return held[2]

    def _one_of(self, connection: Connection, id: str) -> tuple[Revisions, FunnelInUse] | None:
        funnel = next((one for one in read(connection, Funnel, [id]) if one.is_active), None)
        return in_use(connection, funnel) if funnel else None

    def _fresh_source(self, id: str, version: int) -> SourceInUse | None:
        found = self._one(TrafficSource, id)
        self._sources[id] = (version, SourceInUse(found) if found else None)
        _cut(self._sources)
        return self._sources[id][1]

    def _fresh_settings(self, version: int) -> UserSettings:
        with reading(self._engine) as connection:
            settings = UserSettings.read(json.loads(stored_settings(connection)))
        self._settings = (version, settings)
        return settings


def _cut(kept: dict[str, Any]) -> None:
    """What strangers ask for fills no memory."""
    while len(kept) > _MOST_KEPT:
        del kept[next(iter(kept))]
