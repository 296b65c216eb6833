"""Everything a funnel refers to."""

from collections.abc import Iterator
from dataclasses import dataclass

from ..assets import Page
from ..funnel import Graph, Node


@dataclass(frozen=True, slots=True)
class Use:
    node: str
    """The id of the node that needs it."""

    family: str
    id: str


def of_node(node: Node) -> Iterator[Use]:
    """What a node itself names."""
    single = (
        ("page", node.node_page_params and node.node_page_params.id_page),
        ("page_group", node.node_page_group_params and node.node_page_group_params.id_page_group),
        ("condition", node.node_condition_params and node.node_condition_params.id_condition),
        ("logic_script", node.node_logic_params and node.node_logic_params.id_logic_script),
        (
            "middleware_config",
            node.node_middleware_ref_params and node.node_middleware_ref_params.id_middleware_config,
        ),
    )
    yield from (Use(node.id_node, family, id) for family, id in single if id)
    for webhook in node.node_webhook_ref_params.webhook_config_ids if node.node_webhook_ref_params else ():
        yield Use(node.id_node, "webhook_config", webhook)
    tags = node.node_visitor_tag_params
    for tag in (*tags.add_tag_ids, *tags.remove_tag_ids) if tags else ():
        yield Use(node.id_node, "visitor_tag", tag)


def of_ways(graph: Graph) -> Iterator[Use]:
    """The webhooks that fire on the way."""
    for one in graph.connections:
        block = one.connection_page_params or one.connection_action_proxy_params
        for webhook in block.webhook_config_ids if block else ():
            yield Use(one.id_source_node, "webhook_config", webhook)


def of_page(node: Node, page: Page) -> Iterator[Use]:
    if page.offer_params and page.offer_params.id_offer_source:
        yield Use(node.id_node, "offer_source", page.offer_params.id_offer_source)
