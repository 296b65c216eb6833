"""Everything a funnel refers to."""

from collections.abc import Iterator
from typing import NamedTuple

from ..assets import Page
from ..funnel import (
    ConditionParams,
    Graph,
    LogicParams,
    MiddlewareParams,
    Node,
    PageGroupParams,
    PageParams,
    VisitorTagParams,
    WebhookParams,
)


class Use(NamedTuple):
    node: str
    """The id of the node that needs it."""

    family: str
    id: str


def of_node(node: Node) -> Iterator[Use]:
    """What a node itself names."""
    match node.params:
        case PageParams(id_page=id):
            yield Use(node.id_node, "page", id)
        case PageGroupParams(id_page_group=id):
            yield Use(node.id_node, "page_group", id)
        case ConditionParams(id_condition=id):
            yield Use(node.id_node, "condition", id)
        case LogicParams(id_logic_script=id):
            yield Use(node.id_node, "logic_script", id)
        case MiddlewareParams(id_middleware_config=id):
            yield Use(node.id_node, "middleware_config", id)
        case WebhookParams(webhook_config_ids=ids):
            yield from (Use(node.id_node, "webhook_config", id) for id in ids)
        case VisitorTagParams(add_tag_ids=added, remove_tag_ids=removed):
            yield from (Use(node.id_node, "visitor_tag", id) for id in (*added, *removed))


def of_ways(graph: Graph) -> Iterator[Use]:
    """The webhooks that fire on the way."""
    for one in graph.connections:
        block = one.connection_page_params or one.connection_action_proxy_params
        for webhook in block.webhook_config_ids if block else ():
            yield Use(one.id_source_node, "webhook_config", webhook)


def of_page(node: Node, page: Page) -> Iterator[Use]:
    if page.offer_params and page.offer_params.id_offer_source:
        yield Use(node.id_node, "offer_source", page.offer_params.id_offer_source)
