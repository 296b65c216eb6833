"""From documents to places.

Of several ways for the same action, the first in the document is taken; so is the first way out of a node that only
passes visitors on [our rulings].
"""

from collections.abc import Callable

from ..account import Account
from ..assets import Funnel
from ..funnel import PAGE_KINDS, Connection, NodeKind
from . import deciding, showing
from .places import ByAction, Place, Straight
from .site import Site
from .split import Arm, Split
from .steps import Lost, Onward
from .wired import Wired


def wire(funnel: Funnel, account: Account) -> Wired:
    """Make a funnel ready for walking. Never raises: what does not fit together loses its visitors, with the reason.

    `account` holds the pages, page groups, conditions, scripts and middleware configs that the funnel uses.
    Rotators that an AI weighs are walked by the weights that stand on their arms.
    """
    graph = funnel.graph
    made = {node.id_node: Site(node, graph, account) for node in graph.nodes if node.node_type is not NodeKind.LABEL}
    places = {id: _MAKERS[site.node.node_type](site) for id, site in made.items()}
    pages = list(showing.pages(places))
    return Wired(
        funnel_id=funnel.id,
        root=graph.root.id_node if graph.root else "",
        places=places,
        kinds={id: site.node.node_type for id, site in made.items()},
        clicks={id: site.by_action() for id, site in made.items() if site.node.node_type in PAGE_KINDS},
        pages={page.id: page for _, page in pages},
        showing=showing.showing(pages),
        targets={id: tuple(one.id_target_node for one in site.ways) for id, site in made.items()},
        unevaluated={id: site.unevaluated for id, site in made.items() if site.unevaluated},
    )


def _split(site: Site) -> Place:
    params = site.node.node_rotator_params
    arms = [
        Arm(one.id_connection, float(one.weight or 0), Onward(site.step(connection=one), one.id_target_node))
        for one in site.ways
    ]
    reason = "the weights of its ways are all 0" if arms else "it has no way on"
    return Split(site.node.id_node, arms, params.stickiness_mode if params else "none", site.lost(reason))


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


_MAKERS: dict[NodeKind, Callable[[Site], Place]] = {
    NodeKind.ROOT: _split,
    NodeKind.ROTATOR: _split,
    NodeKind.LANDER: showing.page,
    NodeKind.OFFER: showing.page,
    NodeKind.LANDER_GROUP: showing.group,
    NodeKind.OFFER_GROUP: showing.group,
    NodeKind.EXTERNAL_URL: showing.outside,
    NodeKind.CONDITION: deciding.condition,
    NodeKind.LOGIC: deciding.logic,
    NodeKind.MIDDLEWARE: deciding.middleware,
    NodeKind.VISITOR_TAG: _passing,
    NodeKind.WEBHOOK: _passing,
    NodeKind.ACTION_PROXY: _hub,
}
