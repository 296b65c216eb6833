"""The assets the run time uses, kept ready for as long as nobody changes them.

Whether another connection, of any process, has written since, SQLite tells; it is asked every 50 ms at most, and
after every write of this process. Only then the revisions of what a funnel uses are compared, and only where one of
them moved the funnel is made ready anew.
"""

import json
import time
from collections.abc import Iterable, Iterator
from threading import Lock
from typing import Any

from anyio import to_thread
from sqlalchemy import Connection, Engine, select

from funnels.account import Account
from funnels.assets import (
    FAMILIES,
    Asset,
    Condition,
    Funnel,
    FunnelGroup,
    LogicScript,
    MiddlewareConfig,
    OfferSource,
    Page,
    PageGroup,
    TrafficSource,
    UserSettings,
    VisitorTag,
)
from funnels.funnel import Node

from ...database import reading
from ..account import stored_settings
from ..storage import DELETED, asset
from .in_use import FunnelInUse, SourceInUse

_TRUSTED_SECONDS = 0.05

_MOST_KEPT = 2_000
_MOST_VALUES = 500

Key = tuple[str, str]
"""Family, in the tracker's spelling, and id."""

Revisions = dict[Key, int]


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
            return next(iter(_read(connection, kind, [id], also_deleted=True)), None)

    def secrets(self, kind: type[Asset], id: str) -> dict[str, dict[str, str]]:
        """What is kept apart from a document, by holder and name. Never to be logged, stored or answered."""
        query = select(asset.c.secrets).where(asset.c.family == _family(kind), asset.c.id == id)
        with reading(self._engine) as connection:
            found: dict[str, dict[str, str]] = json.loads(connection.scalar(query) or "{}")
            return found

    def late_funnel(self, id: str) -> FunnelInUse | None:
        """A funnel in any state, for what comes after a visit."""
        with reading(self._engine) as connection:
            return next(
                (_in_use(connection, one)[1] for one in _read(connection, Funnel, [id], also_deleted=True)), None
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
            return next((one for one in _read(connection, kind, [id]) if one.is_active), None)

    def _fresh_funnel(self, id: str, version: int) -> FunnelInUse | None:
        with self._loading, reading(self._engine) as connection:
            held = self._funnels.get(id)
            if held is not None and held[0] == version:
                return held[2]
            if held is None or held[1] != _revisions(connection, held[1]):
                found = self._one_of(connection, id)
                held = (version, {("funnel", id): 0}, None) if found is None else (version, *found)
            self._funnels[id] = (version, held[1], held[2])
            _cut(self._funnels)
            return held[2]

    def _one_of(self, connection: Connection, id: str) -> tuple[Revisions, FunnelInUse] | None:
        funnel = next((one for one in _read(connection, Funnel, [id]) if one.is_active), None)
        return _in_use(connection, funnel) if funnel else None

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


def _in_use(connection: Connection, funnel: Funnel) -> tuple[Revisions, FunnelInUse]:
    """With the revisions of everything that was looked at, those of what is not there included (0)."""
    settings = UserSettings.read(json.loads(stored_settings(connection)))
    used: dict[Key, None] = {("funnel", funnel.id): None, _SETTINGS: None}
    documents: list[Asset] = []
    for kinds in _ROUNDS:
        for kind in kinds:
            wanted = list(dict.fromkeys(_wanted(kind, funnel, documents)))
            used.update(dict.fromkeys((_family(kind), id) for id in wanted))
            documents += _read(connection, kind, wanted)
    revisions = _revisions(connection, used)
    return revisions, FunnelInUse(funnel, Account(documents=[funnel, *documents]), settings)


_SETTINGS: Key = ("user settings", "")

_ROUNDS: tuple[tuple[type[Asset], ...], ...] = (
    (FunnelGroup, PageGroup, Condition, LogicScript, MiddlewareConfig, VisitorTag),
    (Page,),
    (OfferSource,),
)
"""In this order, for pages stand in page groups and offer sources on pages."""


def _wanted(kind: type[Asset], funnel: Funnel, found: Iterable[Asset]) -> Iterator[str]:
    if kind is FunnelGroup:
        yield funnel.id_campaign or funnel.id_funnel_group
    elif kind is OfferSource:
        yield from (one.offer_params.id_offer_source for one in found if isinstance(one, Page) and one.offer_params)
    elif kind is Page:
        yield from (share.id_page for one in found if isinstance(one, PageGroup) for share in one.pages)
        yield from (node.node_page_params.id_page for node in funnel.nodes if node.node_page_params)
    else:
        yield from (id for node in funnel.nodes for id in _named(kind, node))


def _named(kind: type[Asset], node: Node) -> Iterator[str]:
    if kind is PageGroup and node.node_page_group_params:
        yield node.node_page_group_params.id_page_group
    elif kind is Condition and node.node_condition_params:
        yield node.node_condition_params.id_condition
    elif kind is LogicScript and node.node_logic_params:
        yield node.node_logic_params.id_logic_script
    elif kind is MiddlewareConfig and node.node_middleware_ref_params:
        yield node.node_middleware_ref_params.id_middleware_config
    elif kind is VisitorTag and node.node_visitor_tag_params:
        yield from (*node.node_visitor_tag_params.add_tag_ids, *node.node_visitor_tag_params.remove_tag_ids)


def _read(connection: Connection, kind: type[Any], ids: list[str], *, also_deleted: bool = False) -> list[Any]:
    found: list[Any] = []
    for start in range(0, len(ids), _MOST_VALUES):
        some = asset.c.id.in_(ids[start : start + _MOST_VALUES])
        query = select(asset.c.document, asset.c.status).where(asset.c.family == _family(kind), some)
        rows = connection.execute(query)
        found += [kind.read(json.loads(row.document)) for row in rows if also_deleted or row.status != DELETED]
    return found


def _revisions(connection: Connection, keys: Iterable[Key]) -> Revisions:
    """0 for what is not there."""
    wanted = list(keys)
    found: Revisions = dict.fromkeys(wanted, 0)
    for family in {family for family, _ in wanted if family != _SETTINGS[0]}:
        ids = [id for one, id in wanted if one == family]
        for start in range(0, len(ids), _MOST_VALUES):
            some = asset.c.id.in_(ids[start : start + _MOST_VALUES])
            rows = connection.execute(select(asset.c.id, asset.c.revision).where(asset.c.family == family, some))
            found |= {(family, row.id): row.revision for row in rows}
    if _SETTINGS in found:
        found[_SETTINGS] = hash(stored_settings(connection))
    return found


def _family(kind: type[Asset]) -> str:
    return FAMILIES[kind.family].family.replace("_", "")


def _cut(kept: dict[str, Any]) -> None:
    """What strangers ask for fills no memory."""
    while len(kept) > _MOST_KEPT:
        del kept[next(iter(kept))]
