"""The 14 kinds of node, and what differs between them, in one table."""

from dataclasses import dataclass
from enum import StrEnum


class NodeKind(StrEnum):
    """As the tracker spells them."""

    ROOT = "root"
    ROTATOR = "rotator"
    LANDER = "lander"
    OFFER = "offer"
    EXTERNAL_URL = "externalUrl"
    CONDITION = "condition"
    LOGIC = "logic"
    VISITOR_TAG = "visitorTag"
    WEBHOOK = "webhook"
    MIDDLEWARE = "middleware"
    LANDER_GROUP = "landerGroup"
    OFFER_GROUP = "offerGroup"
    ACTION_PROXY = "actionProxy"
    LABEL = "label"


class Leaving(StrEnum):
    """How visitors choose among the connections that leave a node."""

    WEIGHT = "weight"
    ACTION = "action"
    ROUTE = "route"
    KEYS = "keys"
    ALWAYS = "always"
    """One way on, taken by everybody."""
    NOTHING = "nothing"
    """No way out."""


@dataclass(frozen=True, slots=True)
class KindFacts:
    node_params: str | None
    """Our name of the parameter block on the node; None where it has none."""

    connection_params: str | None
    """Our name of the parameter block on connections leaving it."""

    leaving: Leaving
    params_required: bool = True


KINDS: dict[NodeKind, KindFacts] = {
    NodeKind.ROOT: KindFacts("node_rotator_params", "connection_rotator_params", Leaving.WEIGHT, False),
    NodeKind.ROTATOR: KindFacts("node_rotator_params", "connection_rotator_params", Leaving.WEIGHT, False),
    NodeKind.LANDER: KindFacts("node_page_params", "connection_page_params", Leaving.ACTION),
    NodeKind.OFFER: KindFacts("node_page_params", "connection_page_params", Leaving.ACTION),
    NodeKind.LANDER_GROUP: KindFacts("node_page_group_params", "connection_page_params", Leaving.ACTION),
    NodeKind.OFFER_GROUP: KindFacts("node_page_group_params", "connection_page_params", Leaving.ACTION),
    NodeKind.EXTERNAL_URL: KindFacts("node_external_url_params", None, Leaving.NOTHING),
    NodeKind.CONDITION: KindFacts("node_condition_params", "connection_condition_params", Leaving.ROUTE),
    NodeKind.LOGIC: KindFacts("node_logic_params", "connection_logic_params", Leaving.KEYS),
    NodeKind.MIDDLEWARE: KindFacts("node_middleware_ref_params", "connection_middleware_params", Leaving.ROUTE),
    NodeKind.VISITOR_TAG: KindFacts("node_visitor_tag_params", None, Leaving.ALWAYS),
    NodeKind.WEBHOOK: KindFacts("node_webhook_ref_params", None, Leaving.ALWAYS),
    NodeKind.ACTION_PROXY: KindFacts(None, "connection_action_proxy_params", Leaving.ACTION),
    NodeKind.LABEL: KindFacts("node_label_params", None, Leaving.NOTHING),
}

PAGE_KINDS = frozenset({NodeKind.LANDER, NodeKind.OFFER, NodeKind.LANDER_GROUP, NodeKind.OFFER_GROUP})
OFFER_KINDS = frozenset({NodeKind.OFFER, NodeKind.OFFER_GROUP})
LANDER_KINDS = frozenset({NodeKind.LANDER, NodeKind.LANDER_GROUP})
GROUP_KINDS = frozenset({NodeKind.LANDER_GROUP, NodeKind.OFFER_GROUP})
ROTATORS = frozenset({NodeKind.ROOT, NodeKind.ROTATOR})
"""The root is itself a rotator."""

ENDS = frozenset({NodeKind.OFFER, NodeKind.OFFER_GROUP, NodeKind.EXTERNAL_URL})
"""Where a visitor may rightly stop."""
