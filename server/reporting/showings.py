"""What visitors see in a funnel: every page at every node that shows it."""

from collections.abc import Iterator
from dataclasses import dataclass

from funnels.account import Account
from funnels.assets import Page, PageGroup
from funnels.blueprint import Reading
from funnels.funnel import OFFER_KINDS, PAGE_KINDS, Node

from .strangers import said


@dataclass(frozen=True, slots=True)
class Showing:
    node: str
    step: str
    """Its key."""
    page: str
    name: str
    is_offer: bool
    actions: tuple[int, ...]
    """Those that lead on, in order."""


def showings(reading: Reading, account: Account) -> list[Showing]:
    """In the order of the document; a page of a group without weight is among them."""
    keys = {id: key for key, id in reading.keys.items()}
    return [
        Showing(node.id_node, keys[node.id_node], page, _name(page, account), node.node_type in OFFER_KINDS, actions)
        for node in reading.funnel.nodes
        if node.node_type in PAGE_KINDS and node.id_node in keys
        for actions in [_actions(reading, node)]
        for page in _pages(node, account)
    ]


def _pages(node: Node, account: Account) -> Iterator[str]:
    if node.node_page_params:
        yield node.node_page_params.id_page
    elif node.node_page_group_params:
        group = account.get(PageGroup, node.node_page_group_params.id_page_group)
        yield from dict.fromkeys(one.id_page for one in group.pages) if group else ()


def _actions(reading: Reading, node: Node) -> tuple[int, ...]:
    return tuple(sorted({number for one in reading.funnel.graph.leaving(node) for number in one.actions}))


def _name(page: str, account: Account) -> str:
    entry = account.entry(Page.family, page)
    return said(entry.name if entry else page)
