"""What a funnel uses, read from the database with the revisions it had."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Connection, select

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
    UserSettings,
    VisitorTag,
)
from funnels.funnel import Node

from ..account import stored_settings
from ..storage import DELETED, asset
from .in_use import FunnelInUse

_MOST_VALUES = 500

Key = tuple[str, str]
"""Family, in the tracker's spelling, and id."""

Revisions = dict[Key, int]


def in_use(connection: Connection, funnel: Funnel) -> tuple[Revisions, FunnelInUse]:
    """With the revisions of everything that was looked at, those of what is not there included (0)."""
    settings = UserSettings.read(json.loads(stored_settings(connection)))
    used: dict[Key, None] = {("funnel", funnel.id): None, _SETTINGS: None}
    documents: list[Asset] = []
    for kinds in _ROUNDS:
        for kind in kinds:
            wanted = list(dict.fromkeys(_wanted(kind, funnel, documents)))
            used.update(dict.fromkeys((family(kind), id) for id in wanted))
            documents += read(connection, kind, wanted)
    return revisions(connection, used), FunnelInUse(funnel, Account(documents=[funnel, *documents]), settings)


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


def read(connection: Connection, kind: type[Any], ids: list[str], *, also_deleted: bool = False) -> list[Any]:
    found: list[Any] = []
    for start in range(0, len(ids), _MOST_VALUES):
        some = asset.c.id.in_(ids[start : start + _MOST_VALUES])
        query = select(asset.c.document, asset.c.status).where(asset.c.family == family(kind), some)
        rows = connection.execute(query)
        found += [kind.read(json.loads(row.document)) for row in rows if also_deleted or row.status != DELETED]
    return found


def revisions(connection: Connection, keys: Iterable[Key]) -> Revisions:
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


def family(kind: type[Asset]) -> str:
    return FAMILIES[kind.family].family.replace("_", "")
