"""One funnel under examination: its graph and the account, with look-ups made once."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from ..account import Account
from ..assets import Condition, Funnel, MiddlewareConfig, Page, PageGroup
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
        routes = self.routes(node)
        return routes.condition if routes else None

    def routes(self, node: Node) -> Routes | None:
        """What is proven about a condition, worked out once however many nodes use it."""
        return self._routes.get(node.node_condition_params.id_condition) if node.node_condition_params else None

    @cached_property
    def _routes(self) -> dict[str, Routes]:
        used = {
            node.node_condition_params.id_condition
            for node in self.nodes([NodeKind.CONDITION])
            if node.node_condition_params
        }
        found = (self.account.get(Condition, id) for id in sorted(used))
        return {condition.id: Routes(condition) for condition in found if condition}

    def middleware(self, node: Node) -> MiddlewareConfig | None:
        block = node.node_middleware_ref_params
        return self.account.get(MiddlewareConfig, block.id_middleware_config) if block else None

    def group(self, node: Node) -> PageGroup | None:
        return self._groups.get(node.id_node)

    def page_ids(self, node: Node) -> Sequence[str] | None:
        """The pages of a node; None where they are not known."""
        if node.node_type in GROUP_KINDS:
            group = self.group(node)
            return [one.id_page for one in group.pages] if group else None
        return [node.node_page_params.id_page] if node.node_page_params else None

    def pages(self, node: Node) -> Sequence[Page]:
        """The pages of a node as far as they were read."""
        return self._pages.get(node.id_node, ())

    @cached_property
    def _groups(self) -> dict[str, PageGroup]:
        named = ((node, node.node_page_group_params) for node in self.nodes(GROUP_KINDS))
        found = ((node, self.account.get(PageGroup, block.id_page_group)) for node, block in named if block)
        return {node.id_node: group for node, group in found if group}

    @cached_property
    def _pages(self) -> dict[str, list[Page]]:
        return {
            node.id_node: [page for id in self.page_ids(node) or () if (page := self.account.get(Page, id))]
            for node in self.nodes(PAGE_KINDS)
        }

    @cached_property
    def uses(self) -> tuple[Use, ...]:
        """Everything the funnel refers to, each once a node."""
        found = [*of_ways(self.graph)]
        for node in self.graph.nodes:
            found += of_node(node)
        for node in self.nodes(GROUP_KINDS):
            found += (Use(node.id_node, "page", id) for id in self.page_ids(node) or ())
        for node in self.nodes(OFFER_KINDS):
            found += (use for page in self.pages(node) for use in of_page(node, page))
        return tuple(dict.fromkeys(found))

    @cached_property
    def addresses(self) -> tuple[tuple[str, str, Page | None], ...]:
        """Where visitors are sent: id of the node, address, and the page whose address it is."""
        outside = ((node.id_node, node.node_external_url_params) for node in self.nodes([NodeKind.EXTERNAL_URL]))
        shown = ((node.id_node, page) for node in self.nodes(PAGE_KINDS) for page in self.pages(node))
        return (
            *((node, block.url, None) for node, block in outside if block),
            *((node, page.base_url, page) for node, page in shown),
        )

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
        ids = self.page_ids(node)
        pages = self.pages(node)
        if ids is None or len(pages) < len(ids):
            return True
        starts = (page.default_funnel for page in pages if page.default_funnel and page.default_funnel.enabled)
        return any(start.id_funnel == self.funnel.id and start.id_node == node.id_node for start in starts)
