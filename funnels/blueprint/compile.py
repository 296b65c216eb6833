"""From a blueprint to a funnel document. Pure: the same inputs give the same bytes."""

from collections.abc import Mapping, Sequence
from typing import Any

from ..account import Account
from ..assets import (
    Asset,
    Condition,
    Funnel,
    FunnelGroup,
    LogicScript,
    OfferSource,
    Page,
    PageGroup,
    TrafficSource,
    VisitorTag,
)
from ..errors import BlueprintError
from ..funnel import Connection, Graph, Node
from ..ids import NewId
from ..layout import Position, place
from .alike import said_alike
from .amending import amended
from .bench import Bench
from .blueprint import Blueprint
from .draft import Draft
from .drafting import draft_new
from .nodes import node_of
from .reading import Reading
from .references import NewGroup, NewTrafficSource
from .refusals import refuse
from .resolving import resolved
from .routes import refuse_routes
from .site import Site
from .sites import refuse_ways_to_nowhere, sites
from .wiring import Connections, wiring_of

_ORDER: tuple[type[Asset], ...] = (OfferSource, TrafficSource, Page, VisitorTag, LogicScript, FunnelGroup)
"""In which new assets are made: what others refer to comes first."""

NO_WORDS: Mapping[str, str] = {}


def compile(
    blueprint: Blueprint,
    account: Account,
    *,
    new_id: NewId,
    base: Reading | None = None,
    words: Mapping[str, str] = NO_WORDS,
) -> Draft:
    """The funnel that a blueprint describes, and everything that has to be made or changed for it.

    With a base it is an update of that funnel: what the blueprint says as the base does stays identical, ids
    included, and what it cannot say is carried. `words` maps step keys to the words of the request that asked for
    them. Raises BlueprintError with all faults.
    """
    bench = Bench(account, new_id, base)
    bench.alike = said_alike(blueprint, base) if base else frozenset()
    draft_new(blueprint, bench)
    found = sites(blueprint, bench)
    refuse_ways_to_nowhere(found, bench)
    ids = {site.key: site.id for site in found}
    changed = [site for site in found if _differs(site, ids, bench)]
    for site in changed:
        refuse(site, bench)
    fields = {site.key: resolved(site, bench, blueprint.funnel) for site in changed}
    wirings = [wiring_of(site, ids, _routing_asset(site, fields[site.key]), bench) for site in changed]
    for site in changed:
        refuse_routes(site, _routing_asset(site, fields[site.key]), bench)
    about = _about(blueprint, bench)
    sources = _sources(blueprint, bench)
    if bench.faults:
        raise BlueprintError(bench.faults)
    connections = Connections(bench)
    for wiring in wirings:
        connections.wire(wiring)
    gone = _gone(ids, base)
    nodes = _nodes(found, {site.key: node_of(site, fields[site.key], site.name) for site in changed}, gone, base)
    wired = connections.without(gone)
    funnel = _funnel(about, _placed(nodes, wired, base), wired, bench)
    return _draft(funnel, bench, ids, {ids[key]: said for key, said in words.items() if key in ids}, sources)


def _differs(site: Site, ids: Mapping[str, str], bench: Bench) -> bool:
    """Whether anything of a step has to be looked at: it is new, said otherwise, or leads to another node."""
    if site.node is None or bench.base is None or site.old != site.step:
        return True
    return any(ids.get(exit.to) != bench.base.keys.get(exit.to) for exit in site.exits)


def _routing_asset(site: Site, fields: Mapping[str, Any]) -> str:
    """The id of the condition or middleware a node has, or is to have."""
    for name in ("id_condition", "id_middleware_config", "id_logic_script"):
        if name in fields:
            return str(fields[name])
        if site.node and hasattr(site.node.params, name):
            return str(getattr(site.node.params, name))
    return ""


def _about(blueprint: Blueprint, bench: Bench) -> dict[str, Any]:
    """What is said of the funnel itself, otherwise than before."""
    before = bench.base.blueprint if bench.base else None
    fields: dict[str, Any] = {}
    if before is None or before.funnel != blueprint.funnel:
        fields["name"] = blueprint.funnel
    if before is None or before.group != blueprint.group:
        fields["id_campaign"] = fields["id_funnel_group"] = _group(blueprint, bench)
    if blueprint.default_cost != (before.default_cost if before else None):
        fields["default_cost"] = "" if blueprint.default_cost is None else f"{blueprint.default_cost:f}"
    return fields


def _group(blueprint: Blueprint, bench: Bench) -> str:
    if blueprint.group is None:
        bench.fault("group", "is missing: say the funnel group this funnel belongs to")
        return ""
    name = blueprint.group.name if isinstance(blueprint.group, NewGroup) else blueprint.group
    return bench.find("group", FunnelGroup.family, name)


def _sources(blueprint: Blueprint, bench: Bench) -> tuple[str, ...]:
    names = [source.name if isinstance(source, NewTrafficSource) else source for source in blueprint.sources]
    found = (bench.find(f"sources[{index}]", TrafficSource.family, name) for index, name in enumerate(names))
    return tuple(dict.fromkeys(found))


def _gone(ids: Mapping[str, str], base: Reading | None) -> frozenset[str]:
    return frozenset(base.keys.values()) - frozenset(ids.values()) if base else frozenset()


def _nodes(
    found: Sequence[Site], changed: Mapping[str, Node], gone: frozenset[str], base: Reading | None
) -> tuple[Node, ...]:
    """In the order of the document, new ones behind."""
    by_id = {site.id: changed[site.key] for site in found if site.key in changed}
    kept = [by_id.pop(node.id_node, node) for node in base.funnel.nodes if node.id_node not in gone] if base else []
    return (*kept, *by_id.values())


def _placed(nodes: tuple[Node, ...], connections: tuple[Connection, ...], base: Reading | None) -> tuple[Node, ...]:
    """New nodes get a place; the others keep theirs."""
    known = base.funnel.graph.node if base else {}
    if all(node.id_node in known for node in nodes):
        return nodes
    pinned = {node.id_node: Position(node.pos_x, node.pos_y) for node in nodes if node.id_node in known}
    places = place(Graph(nodes, connections), pinned=pinned)
    return tuple(node if node.id_node in known else _at(node, places[node.id_node]) for node in nodes)


def _at(node: Node, position: Position) -> Node:
    return node.model_copy(update={"pos_x": position.x, "pos_y": position.y})


def _funnel(
    about: Mapping[str, Any], nodes: tuple[Node, ...], connections: tuple[Connection, ...], bench: Bench
) -> Funnel:
    if bench.base is None:
        return Funnel(id=bench.funnel_id, **about, nodes=nodes, connections=connections)
    before = bench.base.funnel
    return amended(before, **about, nodes=nodes, connections=connections)


def _draft(
    funnel: Funnel, bench: Bench, ids: Mapping[str, str], words: Mapping[str, str], sources: tuple[str, ...]
) -> Draft:
    new = (*sorted(bench.new, key=lambda asset: _ORDER.index(type(asset))), *bench.local)
    dropped = _dropped(funnel, bench)
    as_they_would_be = [after for _, after in bench.changed]
    deleted = [asset.changed(status="deleted") for asset in dropped]
    return Draft(
        funnel=funnel,
        before=bench.base.funnel if bench.base else None,
        new=new,
        changed=tuple(bench.changed),
        dropped=dropped,
        sources=sources,
        keys=ids,
        words=words,
        account=bench.account.plus((*new, *as_they_would_be, *deleted, funnel)),
    )


def _dropped(funnel: Funnel, bench: Bench) -> tuple[Asset, ...]:
    if bench.base is None or funnel is bench.base.funnel:
        return ()
    used = set(_local_ids(funnel))
    left = [id for id in dict.fromkeys(_local_ids(bench.base.funnel)) if id not in used]
    found = [bench.account.get(PageGroup, id) or bench.account.get(Condition, id) for id in left]
    return tuple(one for one in found if one and one.restrict_to_funnel_id == bench.funnel_id)


def _local_ids(funnel: Funnel) -> list[str]:
    groups = [node.node_page_group_params.id_page_group for node in funnel.nodes if node.node_page_group_params]
    return groups + [node.node_condition_params.id_condition for node in funnel.nodes if node.node_condition_params]
