"""From documents to places.

What no document says is ruled here: of several ways for the same route or action, the first in the document is
taken; so is the first way out of a node that only passes visitors on. A route of a condition or a middleware that
is not connected loses its visitors, as the tracker shows them an error page; a key of a script goes the default way.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

from ..account import Account
from ..assets import Condition, Funnel, LogicScript, MiddlewareConfig, Page, PageGroup
from ..checks.matching import route_taken
from ..funnel import PAGE_KINDS, Connection, Graph, Node, NodeKind, PageParams
from ..wire import DEFAULT_ROUTE
from . import looks
from .fork import Fork
from .places import ByAction, Place, Question, Straight
from .script import CodeError, Script, ScriptError
from .split import Arm, Split
from .steps import Asks, Lost, Onward, Sent, Shown, Step
from .trip import Trip
from .wired import Wired


def wire(funnel: Funnel, account: Account) -> Wired:
    """Make a funnel ready for walking. Never raises: what does not fit together loses its visitors, with the reason.

    `account` holds the pages, page groups, conditions, scripts and middleware configs that the funnel uses.
    Rotators that an AI weighs are walked by the weights that stand on their arms.
    """
    graph = funnel.graph
    made = {node.id_node: Site(node, graph, account) for node in graph.nodes if node.node_type is not NodeKind.LABEL}
    places = {id: _MAKERS[site.node.node_type](site) for id, site in made.items()}
    pages = list(_pages(places))
    return Wired(
        funnel_id=funnel.id,
        root=graph.root.id_node if graph.root else "",
        places=places,
        kinds={id: site.node.node_type for id, site in made.items()},
        clicks={id: site.by_action() for id, site in made.items() if site.node.node_type in PAGE_KINDS},
        pages={page.id: page for _, page in pages},
        showing=_showing(pages),
        targets={id: tuple(one.id_target_node for one in site.ways) for id, site in made.items()},
        unevaluated={id: site.unevaluated for id, site in made.items() if site.unevaluated},
    )


class Site:
    """A node with its ways out, and what it may ask the account."""

    def __init__(self, node: Node, graph: Graph, account: Account) -> None:
        self.node = node
        self.ways: Sequence[Connection] = graph.leaving(node)
        self.account = account
        self.unevaluated = ""

    def step(self, **fields: object) -> Step:
        return Step(self.node.id_node, self.node.node_type, **fields)  # type: ignore[arg-type]

    def lost(self, reason: str, *, route: str = "") -> Onward:
        return Onward(self.step(route=route), ending=Lost(self.node.id_node, reason))

    def by_action(self) -> dict[int, Connection]:
        return {number: one for one in reversed(self.ways) for number in one.actions}

    def by_route(self) -> dict[str, Connection]:
        return {route: one for one in reversed(self.ways) for route in one.routes}


def _split(site: Site) -> Place:
    params = site.node.node_rotator_params
    arms = [
        Arm(one.id_connection, float(one.weight or 0), Onward(site.step(connection=one), one.id_target_node))
        for one in site.ways
    ]
    reason = "the weights of its ways are all 0" if arms else "it has no way on"
    return Split(site.node.id_node, arms, params.stickiness_mode if params else "none", site.lost(reason))


def _condition(site: Site) -> Place:
    params = site.node.node_condition_params
    condition = site.account.get(Condition, params.id_condition) if params else None
    if condition is None:
        return Straight(site.lost("its condition is not in the account"))
    names = _route_names(condition)
    onwards = {
        name: _routed(site, name, _wired_ways(site, condition)) for name in (*names.values(), _default(condition))
    }

    def decide(trip: Trip) -> Onward:
        route = route_taken(condition, trip.visitor)
        return onwards[names[id(route)] if route else _default(condition)]

    return Fork(looks.of_condition(condition), decide)


def _route_names(condition: Condition) -> Mapping[int, str]:
    """What connections call each route but the default, by the identity of the route.

    Numbers of version 1 are places in the list; a route without rules at its head is the default, number 0.
    """
    if condition.by_route_id:
        return {id(route): route.id_route or "" for route in condition.routes}
    first = 0 if condition.routes and not condition.routes[0].groups else 1
    return {id(route): str(number) for number, route in enumerate(condition.routes, first)}


def _default(condition: Condition) -> str:
    return DEFAULT_ROUTE if condition.by_route_id else "0"


def _wired_ways(site: Site, condition: Condition) -> Mapping[str, Connection]:
    """By route id, or by number where the condition goes by numbers; the other spelling leads nowhere."""
    if condition.by_route_id:
        return site.by_route()
    blocks = [(one, one.connection_condition_params) for one in reversed(site.ways)]
    return {
        str(block.on_route_number): one
        for one, block in blocks
        if block and block.on_route_number is not None and block.on_route_id is None
    }


def _routed(site: Site, route: str, ways: Mapping[str, Connection]) -> Onward:
    one = ways.get(route)
    if one is None:
        return site.lost(f"its route {route!r} is not connected", route=route)
    return Onward(site.step(route=route, connection=one), one.id_target_node)


def _logic(site: Site) -> Place:
    params = site.node.node_logic_params
    asset = site.account.get(LogicScript, params.id_logic_script) if params else None
    if asset is None:
        return _unevaluated(site, "its script is not in the account")
    try:
        script = Script(asset.code)
    except CodeError as error:
        return _unevaluated(site, f"line {error.line}: {error.message}")
    ways = site.by_route()
    default = _routed(site, DEFAULT_ROUTE, ways)
    onwards = {key: _routed(site, key, ways) for key in ways}

    def decide(trip: Trip) -> Onward:
        try:
            return onwards.get(script.key(trip), default)
        except ScriptError as error:
            return _noted(default, str(error))

    return Fork(script.looks, decide)


def _unevaluated(site: Site, why: str) -> Place:
    site.unevaluated = why
    return Straight(_noted(_routed(site, DEFAULT_ROUTE, site.by_route()), why))


def _noted(default: Onward, why: str) -> Onward:
    return replace(default, step=replace(default.step, unevaluated=why))


def _middleware(site: Site) -> Place:
    params = site.node.node_middleware_ref_params
    config = site.account.get(MiddlewareConfig, params.id_middleware_config) if params else None
    if config is None or params is None:
        return Straight(site.lost("its middleware config is not in the account"))
    ways = site.by_route()
    asks = Onward(site.step(), ending=Asks(site.node.id_node, config, params))
    return Question(config, asks, {name: _routed(site, name, ways) for name in ways}, partial(_routed, site, ways={}))


def _passing(site: Site) -> Place:
    tags, hooks = site.node.node_visitor_tag_params, site.node.node_webhook_ref_params
    fields = {
        "tags_added": tags.add_tag_ids if tags else (),
        "tags_removed": tags.remove_tag_ids if tags else (),
        "webhooks": hooks.webhook_config_ids if hooks else (),
    }
    if not site.ways:
        return Straight(Onward(site.step(**fields), ending=Lost(site.node.id_node, "it has no way on")))
    one = site.ways[0]
    return Straight(Onward(site.step(**fields, connection=one), one.id_target_node))


def _hub(site: Site) -> Place:
    ways = {
        number: Onward(site.step(route=str(number), connection=one, webhooks=_webhooks(one)), one.id_target_node)
        for number, one in site.by_action().items()
    }
    return ByAction(ways, site.lost("no way out of this hub is for the button that was pressed"))


def _webhooks(one: Connection) -> tuple[str, ...]:
    block = one.connection_action_proxy_params
    return block.webhook_config_ids if block else ()


def _page(site: Site) -> Place:
    params = site.node.node_page_params
    return Straight(_shown(site, params.id_page, params) if params else site.lost("it names no page"))


def _group(site: Site) -> Place:
    params = site.node.node_page_group_params
    group = site.account.get(PageGroup, params.id_page_group) if params else None
    if group is None or params is None:
        return Straight(site.lost("its page group is not in the account"))
    own = {one.id_page: one for one in params.page_params}
    shown = [_shown(site, one.id_page, own.get(one.id_page), group.id) for one in group.pages]
    if group.routing == "actionMapped":
        return ByAction(dict(enumerate(shown, 1)), site.lost("its page group has no page for the button pressed"))
    return _shared(site, group, shown)


def _shared(site: Site, group: PageGroup, shown: Iterable[Onward]) -> Split:
    reason = "the weights of its pages are all 0" if group.pages else "its page group is empty"
    arms = [Arm(one.id_page, float(one.weight), onward) for one, onward in zip(group.pages, shown, strict=True)]
    return Split(group.id, arms, group.stickiness_mode, site.lost(reason))


def _shown(site: Site, id_page: str, params: PageParams | None, group: str = "") -> Onward:
    page = site.account.get(Page, id_page)
    if page is None:
        return site.lost(f"its page {id_page!r} is not in the account")
    return Onward(site.step(page=page, page_group=group), ending=Shown(site.node.id_node, page, params))


def _outside(site: Site) -> Place:
    params = site.node.node_external_url_params
    if params is None or not params.url:
        return Straight(site.lost("it names no address"))
    return Straight(Onward(site.step(), ending=Sent(site.node.id_node, params.url, int(params.redirect_type))))


_MAKERS: dict[NodeKind, Callable[[Site], Place]] = {
    NodeKind.ROOT: _split,
    NodeKind.ROTATOR: _split,
    NodeKind.LANDER: _page,
    NodeKind.OFFER: _page,
    NodeKind.LANDER_GROUP: _group,
    NodeKind.OFFER_GROUP: _group,
    NodeKind.EXTERNAL_URL: _outside,
    NodeKind.CONDITION: _condition,
    NodeKind.LOGIC: _logic,
    NodeKind.MIDDLEWARE: _middleware,
    NodeKind.VISITOR_TAG: _passing,
    NodeKind.WEBHOOK: _passing,
    NodeKind.ACTION_PROXY: _hub,
}


def _pages(places: Mapping[str, Place]) -> Iterator[tuple[str, Page]]:
    """Every page with the node that shows it."""
    for id, place in places.items():
        for onward in _onwards(place):
            if isinstance(onward.ending, Shown):
                yield id, onward.ending.page


def _onwards(place: Place) -> Iterable[Onward]:
    """All that can come of a place that shows pages."""
    if isinstance(place, Split):
        return [arm.onward for arm in place.arms]
    if isinstance(place, ByAction):
        return list(place.ways.values())
    return [place.onward] if isinstance(place, Straight) else []


def _showing(pages: Iterable[tuple[str, Page]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for node, page in pages:
        found.setdefault(page.id, {})[node] = None
    return {page: tuple(nodes) for page, nodes in found.items()}
