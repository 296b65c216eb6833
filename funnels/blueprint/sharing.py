"""Page groups and conditions that several funnels use, and what becomes of them when one funnel is changed.

An edit sees them as the funnel's own. What it changed of them is changed for every funnel that uses them, or the
funnel gets a copy of its own.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from ..account import Account
from ..assets import Asset, Condition, Funnel, PageGroup
from ..funnel import Node
from ..ids import NewId
from .amending import amended, plain
from .draft import Draft
from .reading import keys_of

Shared = PageGroup | Condition

_LONGEST_NAME = 256


@dataclass(frozen=True, slots=True)
class Opened:
    """An account in which what a funnel shares with others reads as its own."""

    account: Account
    shared: Mapping[str, Shared]
    """As it is, by id."""


def opened(funnel: Funnel, account: Account, *, closed: Collection[str] = ()) -> Opened:
    """With all that the funnel shares, but for what steps with `closed` keys use."""
    keys = keys_of(funnel) if closed else {}
    nodes = funnel.graph.node
    kept = {used for key in closed if key in keys for used in used_by(nodes[keys[key]])}
    ids = dict.fromkeys(used for node in funnel.nodes for used in used_by(node) if used not in kept)
    found = (account.get(PageGroup, id) or account.get(Condition, id) for id in ids)
    shared: dict[str, Shared] = {one.id: one for one in found if one and is_shared(one) and one.status != "deleted"}
    own = [one.changed(restrict_to_funnel_id=funnel.id) for one in shared.values()]
    return Opened(account.plus(own) if own else account, shared)


def changed_for_all(draft: Draft, of: Opened) -> Draft:
    """What was changed of the shared is changed where it is."""
    if not of.shared:
        return draft
    changed = tuple(
        (of.shared[before.id], _as_shared(after, of.shared[before.id])) if before.id in of.shared else (before, after)
        for before, after in draft.changed
    )
    return _closed(draft, of, changed, draft.new, draft.funnel)


def localised(draft: Draft, of: Opened, new_id: NewId) -> Draft:
    """What was changed of the shared is changed in a copy that only this funnel uses; the shared stays as it is.

    Routes keep their ids, so that the ways out of a node stay valid.
    """
    copies = {
        before.id: _copy(after, new_id(), draft.funnel) for before, after in draft.changed if before.id in of.shared
    }
    if not copies:
        return changed_for_all(draft, of)
    ids = {old: copy.id for old, copy in copies.items()}
    funnel = amended(draft.funnel, nodes=tuple(pointed(node, ids) for node in draft.funnel.nodes))
    changed = tuple(pair for pair in draft.changed if pair[0].id not in of.shared)
    return _closed(draft, of, changed, (*draft.new, *copies.values()), funnel)


def used_by(node: Node) -> Sequence[str]:
    """The ids of the page group and the condition behind a node."""
    group, condition = node.node_page_group_params, node.node_condition_params
    ids = (group.id_page_group if group else "", condition.id_condition if condition else "")
    return [id for id in ids if id]


def is_shared(asset: Asset) -> bool:
    """Whether any funnel may use this page group or condition."""
    return isinstance(asset, PageGroup | Condition) and not asset.restrict_to_funnel_id


def pointed(node: Node, ids: Mapping[str, str]) -> Node:
    """The node with other page groups and conditions, by the id of the old."""
    params: dict[str, object] = {}
    if group := node.node_page_group_params:
        params["node_page_group_params"] = amended(
            group, id_page_group=ids.get(group.id_page_group, group.id_page_group)
        )
    if condition := node.node_condition_params:
        params["node_condition_params"] = amended(
            condition, id_condition=ids.get(condition.id_condition, condition.id_condition)
        )
    return amended(node, **params)


def _closed(
    draft: Draft, of: Opened, changed: tuple[tuple[Asset, Asset], ...], new: tuple[Asset, ...], funnel: Funnel
) -> Draft:
    """With the shared as shared again."""
    afterwards = {**of.shared, **{after.id: after for _, after in changed}}
    return replace(
        draft,
        funnel=funnel,
        new=new,
        changed=changed,
        dropped=tuple(one for one in draft.dropped if one.id not in of.shared),
        account=draft.account.plus((*afterwards.values(), *new, funnel)),
    )


def _as_shared(after: Asset, shared: Shared) -> Asset:
    """Nothing but what an edit can change is taken over, so that the rest stays identical."""
    match after:
        case Condition():
            return amended(shared, routes=after.routes)
        case PageGroup():
            return amended(shared, pages=after.pages, stickiness_mode=after.stickiness_mode)
    return after


def _copy(asset: Asset, id: str, funnel: Funnel) -> Asset:
    name = f"{funnel.name} · {asset.name}"[:_LONGEST_NAME]
    return plain(asset).changed(id=id, name=name, restrict_to_funnel_id=funnel.id)
