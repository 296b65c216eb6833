"""The node of one step: made, or brought from what was said before to what is said now."""

from collections.abc import Mapping
from typing import Any

from ..funnel import (
    KINDS,
    ConditionParams,
    ExternalUrlParams,
    LabelParams,
    LogicParams,
    MiddlewareParams,
    Node,
    PageGroupParams,
    PageParams,
    RotatorParams,
    VisitorTagParams,
    WebhookParams,
)
from ..wire import Wire
from .amending import amended, without
from .site import Site

BLOCKS: dict[str, type[Wire]] = {
    "node_rotator_params": RotatorParams,
    "node_page_params": PageParams,
    "node_page_group_params": PageGroupParams,
    "node_external_url_params": ExternalUrlParams,
    "node_condition_params": ConditionParams,
    "node_logic_params": LogicParams,
    "node_middleware_ref_params": MiddlewareParams,
    "node_visitor_tag_params": VisitorTagParams,
    "node_webhook_ref_params": WebhookParams,
    "node_label_params": LabelParams,
}
"""The parameters of a node, by our name of the field they stand in."""

PLAIN_ROTATOR = RotatorParams()


def node_of(site: Site, fields: Mapping[str, Any], name: str) -> Node:
    """`fields` are the parameters that are said otherwise than before; `name` is what people see."""
    if site.node is None:
        return Node(
            id_node=site.id,
            node_name=name,
            node_type=site.kind,
            **_params(None, site, fields),
            **({"is_global_node": True} if site.step.everywhere else {}),
        )
    node = _of_kind(site.node, site)
    if site.old is None or site.old.name != site.step.name:
        node = amended(node, node_name=name)
    return amended(node, is_global_node=site.step.everywhere, **_params(node, site, fields))


def _of_kind(node: Node, site: Site) -> Node:
    """A single page that becomes a group, or the other way round, is the same node still."""
    if node.node_type is site.kind:
        return node
    old = KINDS[node.node_type].node_params
    return amended(without(node, old) if old else node, node_type=site.kind)


def _params(node: Node | None, site: Site, fields: Mapping[str, Any]) -> dict[str, Wire]:
    name = KINDS[site.kind].node_params
    if name is None or not fields:
        return {}
    block: Wire | None = getattr(node, name) if node else None
    if block is None and BLOCKS[name] is RotatorParams and RotatorParams(**fields) == PLAIN_ROTATOR:
        return {}
    return {name: amended(block, **fields) if block else BLOCKS[name](**fields)}
