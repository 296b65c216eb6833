"""A funnel of its own out of the blueprint of another, with what the language cannot say."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from ..account import Account
from ..assets import Asset, Condition, Funnel, PageGroup
from ..funnel import Connection, Node
from ..ids import NewId
from .amending import plain
from .blueprint import Blueprint
from .compile import NO_WORDS, compile
from .draft import Draft
from .reading import Reading
from .sharing import pointed


def compile_copy(
    blueprint: Blueprint,
    account: Account,
    *,
    new_id: NewId,
    of: Reading,
    words: Mapping[str, str] = NO_WORDS,
) -> Draft:
    """A new funnel from the (edited) blueprint of a reading: as `compile` on that base, which is not touched.

    Everything has ids of its own, local page groups and conditions included; shared assets stay shared.
    """
    twin = _Twin(of, account, new_id, blueprint.funnel)
    draft = compile(blueprint, account.plus(twin.local), new_id=new_id, base=twin.reading, words=words)
    after = {before.id: changed for before, changed in draft.changed}
    dropped = {asset.id for asset in draft.dropped}
    copies = [after.get(asset.id, asset) for asset in twin.local if asset.id not in dropped]
    own = {asset.id for asset in twin.local}
    changed = tuple((before, asset) for before, asset in draft.changed if before.id not in own)
    new = (*(one for one in draft.new if not _is_local(one)), *copies, *filter(_is_local, draft.new))
    existing = account.plus((*new, *(asset for _, asset in changed), draft.funnel))
    return replace(draft, before=None, new=new, changed=changed, dropped=(), account=existing)


@dataclass(frozen=True, slots=True)
class _Copies:
    """Old id -> new id, handed out when first asked for."""

    new_id: NewId
    known: dict[str, str]

    def of(self, id: str) -> str:
        if id not in self.known:
            self.known[id] = self.new_id()
        return self.known[id]


class _Twin:
    """The same funnel with other ids, and its local assets with it."""

    def __init__(self, of: Reading, account: Account, new_id: NewId, name: str) -> None:
        copies = _Copies(new_id, {})
        funnel_id = copies.of(of.funnel.id)
        found = [one for node in of.funnel.nodes for one in _local_assets(node, of.funnel, account)]
        local = {one.id: one for one in found}
        self.local = [
            plain(one).changed(
                id=copies.of(one.id), restrict_to_funnel_id=funnel_id, name=_named(one.name, of.funnel.name, name)
            )
            for one in local.values()
        ]
        nodes = {node.id_node: copies.of(node.id_node) for node in of.funnel.nodes}
        known = {**nodes, **{id: copies.of(id) for id in local}}
        funnel = plain(of.funnel).changed(
            id=funnel_id,
            nodes=tuple(_node(node, known) for node in of.funnel.nodes),
            connections=tuple(_connection(one, known, copies) for one in of.funnel.connections),
        )
        keys = {key: nodes[id] for key, id in of.keys.items()}
        spelled = {text: known.get(id, id) for text, id in of.spelled.items()}
        self.reading = Reading(funnel, of.blueprint, keys, spelled)


def _is_local(asset: Asset) -> bool:
    return bool(getattr(asset, "restrict_to_funnel_id", ""))


def _local_assets(node: Node, funnel: Funnel, account: Account) -> list[PageGroup | Condition]:
    group, condition = node.node_page_group_params, node.node_condition_params
    found = (
        account.get(PageGroup, group.id_page_group) if group else None,
        account.get(Condition, condition.id_condition) if condition else None,
    )
    return [one for one in found if one and one.restrict_to_funnel_id == funnel.id]


def _named(name: str, old: str, new: str) -> str:
    return f"{new}{name.removeprefix(old)}"[:256] if name.startswith(f"{old} · ") else name


def _node(node: Node, ids: Mapping[str, str]) -> Node:
    return pointed(node, ids).changed(id_node=ids[node.id_node])


def _connection(connection: Connection, ids: Mapping[str, str], copies: _Copies) -> Connection:
    return connection.changed(
        id_connection=copies.of(connection.id_connection),
        id_source_node=ids.get(connection.id_source_node, connection.id_source_node),
        id_target_node=ids.get(connection.id_target_node, connection.id_target_node),
    )
