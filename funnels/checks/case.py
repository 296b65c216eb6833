"""One funnel under examination: its graph and the account, with look-ups made once."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from ..account import Account
from ..assets import Condition, Funnel, MiddlewareConfig, Page, PageGroup, PageShare
from ..funnel import GROUP_KINDS, OFFER_KINDS, PAGE_KINDS, Connection, Graph, Node, NodeKind
from ..wire import Json
from .flow import Flow
from .routes import Routes
from .uses import Use, of_node, of_page, of_ways

START = "start"
"""How edit operations call the root."""


class Case:
    """What rules look at. Whatever was not read is None or left out: a rule that needs it stays silent."""

    def __init__(self, funnel: Funnel, account: Account, keys: Mapping[str, str]) -> None:
        self.funnel = funnel
        self.account = account
        self.graph: Graph = funnel.graph
        self._routes: dict[str, Routes] = {}
        self._key_of = {id: key for key, id in keys.items()}
        if keys and self.graph.root:
            self._key_of.setdefault(self.graph.root.id_node, START)
        self._of_kind: dict[NodeKind, list[Node]] = {kind: [] for kind in NodeKind}
        for node in self.graph.nodes:
            self._of_kind[node.node_type].append(node)

    def nodes(self, kinds: Iterable[NodeKind]) -> Iterator[Node]:
        """The nodes of some kinds, kind by kind in the tracker's order of kinds, then as in the document."""
        wanted = frozenset(kinds)
        for kind in NodeKind:
            if kind in wanted:
                yield from self._of_kind[kind]

    def key(self, node: Node) -> str | None:
        """The step key, where a blueprint of this funnel is known."""
        return self._key_of.get(node.id_node)

    def place(self, nodes: Sequence[str]) -> str:
        node = self.graph.node.get(nodes[0]) if nodes else None
        return self.called(node) if node else "funnel"

    def called(self, node: Node) -> str:
        return self.key(node) or node.node_name

    def name(self, family: str, id: str) -> str:
        """What people call an asset; its id where no name is known."""
        entry = self.account.entry(family, id)
        return entry.name if entry else id

    @cached_property
    def tag_names(self) -> dict[str, str]:
        return {entry.id: entry.name for entry in self.account.entries("visitor_tag")}

    @cached_property
    def _starts(self) -> tuple[Node, ...]:
        return (*self.graph.starts, *filter(self._has_direct_visits, self.nodes(PAGE_KINDS)))

    @cached_property
    def reached(self) -> frozenset[str]:
        """Nodes visitors can get to: from the root, a global node, or a direct visit to a page."""
        return self.graph.reachable(self._starts)

    @cached_property
    def flow(self) -> Flow:
        return Flow(self.graph, self._starts, self.routes)

    def is_reached(self, node: Node) -> bool:
        return node.id_node in self.reached

    def condition(self, node: Node) -> Condition | None:
        block = node.node_condition_params
        return self.account.get(Condition, block.id_condition) if block else None

    def routes(self, node: Node) -> Routes | None:
        """What is proven about a condition, worked out once however many nodes use it."""
        condition = self.condition(node)
        if condition is None:
            return None
        if condition.id not in self._routes:
            self._routes[condition.id] = Routes(condition)
        return self._routes[condition.id]

    def middleware(self, node: Node) -> MiddlewareConfig | None:
        block = node.node_middleware_ref_params
        return self.account.get(MiddlewareConfig, block.id_middleware_config) if block else None

    def group(self, node: Node) -> PageGroup | None:
        block = node.node_page_group_params
        return self.account.get(PageGroup, block.id_page_group) if block else None

    def shares(self, node: Node) -> Sequence[PageShare] | None:
        """The pages of a node with their weights; None where they are not known."""
        if node.node_type in GROUP_KINDS:
            group = self.group(node)
            return group.pages if group else None
        block = node.node_page_params
        return (PageShare(id_page=block.id_page, weight=1),) if block else None

    def pages(self, node: Node) -> list[Page]:
        """The pages of a node as far as they were read."""
        return [page for one in self.shares(node) or () if (page := self.account.get(Page, one.id_page))]

    @cached_property
    def uses(self) -> tuple[Use, ...]:
        """Everything the funnel refers to, each once a node."""
        found = [*of_ways(self.graph)]
        for node in self.graph.nodes:
            found += of_node(node)
        for node in self.nodes(GROUP_KINDS):
            found += (Use(node.id_node, "page", one.id_page) for one in self.shares(node) or ())
        for node in self.nodes(OFFER_KINDS):
            found += (use for page in self.pages(node) for use in of_page(node, page))
        return tuple(dict.fromkeys(found))

    def disconnect(self, connection: Connection) -> tuple[Json, ...]:
        """Operations that take a connection away; none where its step has no key or the way no name."""
        step = self.key(self.graph.source(connection))
        if step is None:
            return ()
        target = self.key(self.graph.target(connection)) if connection.connection_rotator_params else None
        ways = (*connection.actions, *connection.routes, *([target] if target else []))
        return tuple({"op": "disconnect", "step": step, "on": way} for way in ways)

    def _has_direct_visits(self, node: Node) -> bool:
        """A page's default funnel sends direct visits here; a page that was not read may do so."""
        shares = self.shares(node)
        pages = self.pages(node)
        if shares is None or len(pages) < len(shares):
            return True
        starts = (page.default_funnel for page in pages if page.default_funnel and page.default_funnel.enabled)
        return any(start.id_funnel == self.funnel.id and start.id_node == node.id_node for start in starts)
