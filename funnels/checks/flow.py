"""Who can get where: for every node, from which countries and with which devices visitors can come."""

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from ..funnel import Connection, Graph, Node
from .routes import Routes, route_names
from .terms import Dimension, Term
from .values import ANY_TEXT, Texts

FOLLOWED: tuple[Dimension, ...] = (("country",), ("continent",), ("device",), ("os",), ("browser",))
"""What stays the same for a visitor on the way through a funnel."""


_PLACE = {on: at for at, on in enumerate(FOLLOWED)}


@dataclass(frozen=True, slots=True)
class Coming:
    """A superset of the visitors at some place, attribute by attribute."""

    texts: tuple[Texts, ...] = (ANY_TEXT,) * len(FOLLOWED)

    @property
    def countries(self) -> Texts:
        return self.texts[FOLLOWED.index(("country",))]

    def narrowed(self, terms: Sequence[Term]) -> "Coming | None":
        """Those who are in one of the terms as well; None for nobody."""
        met = [one for one in map(self._within, terms) if one]
        return _either(met) if met else None

    def _within(self, term: Term) -> "Coming | None":
        texts = list(self.texts)
        for on, cell in term.items():
            at = _PLACE.get(on)
            if at is None:
                continue
            texts[at] = texts[at] & cell.texts
            if texts[at].is_empty:
                return None
        return Coming(tuple(texts))


class Flow:
    """Followed from the starts along every way until nothing changes; loops end, as sets only grow."""

    def __init__(self, graph: Graph, starts: Iterable[Node], routes: Callable[[Node], Routes | None]) -> None:
        self._graph = graph
        self._routes = routes
        self._coming: dict[str, Coming] = {}
        waiting = deque(starts)
        self._coming |= {node.id_node: Coming() for node in waiting}
        while waiting:
            node = waiting.popleft()
            for one in graph.leaving(node):
                if self._grows(one, self._coming[node.id_node]):
                    waiting.append(graph.target(one))

    def coming(self, node: Node) -> Coming | None:
        """None where nobody comes."""
        return self._coming.get(node.id_node)

    def _grows(self, one: Connection, coming: Coming) -> bool:
        onward = self._along(one, coming)
        if onward is None:
            return False
        known = self._coming.get(one.id_target_node)
        whole = _either([known, onward]) if known else onward
        self._coming[one.id_target_node] = whole
        return whole != known

    def _along(self, one: Connection, coming: Coming) -> Coming | None:
        """Who takes a way; everybody where that is not known."""
        routes = self._routes(self._graph.source(one))
        if routes is None or not routes.condition.by_route_id:
            return coming
        kinds = [routes.passing(routes.index(name)) for name in route_names(one) if routes.knows(name)]
        known = [terms for terms in kinds if terms is not None]
        return coming.narrowed([term for terms in known for term in terms]) if len(known) == 1 else coming


def _either(several: Sequence[Coming]) -> Coming:
    first, *rest = several
    for one in rest:
        texts = zip(first.texts, one.texts, strict=True)
        first = Coming(tuple(own if own is other else own | other for own, other in texts))
    return first
