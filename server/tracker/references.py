"""What a document leads to."""

from collections.abc import Iterator

from funnels.account import Account
from funnels.assets import (
    Asset,
    Condition,
    Funnel,
    FunnelGroup,
    LogicScript,
    MiddlewareConfig,
    OfferSource,
    Page,
    PageGroup,
    TrafficSource,
    VisitorTag,
    WebhookConfig,
)
from funnels.funnel import Connection, Node

Reference = tuple[type[Asset], str]


def references(asset: Asset) -> Iterator[Reference]:
    """What has to be known to understand the asset; ids may be empty or lead nowhere."""
    match asset:
        case Funnel():
            yield FunnelGroup, asset.id_campaign
            for node in asset.nodes:
                yield from _of_node(node)
            for connection in asset.connections:
                yield from _of_connection(connection)
        case PageGroup():
            yield from ((Page, share.id_page) for share in asset.pages)
        case Page() if asset.offer_params:
            yield OfferSource, asset.offer_params.id_offer_source
        case Condition():
            yield from _of_condition(asset)
        case TrafficSource():
            yield from ((WebhookConfig, id) for id in asset.conversion_webhook_config_ids)


def reached(asset: Asset, account: Account) -> set[Reference]:
    """All that an asset leads to, at any distance, as far as the documents of the account tell."""
    found: set[Reference] = set()
    waiting = [asset]
    while waiting:
        for kind, id in references(waiting.pop()):
            if id and (kind, id) not in found:
                found.add((kind, id))
                document = account.get(kind, id)
                waiting += [document] if document else []
    return found


def _of_node(node: Node) -> Iterator[Reference]:
    if node.node_page_params:
        yield Page, node.node_page_params.id_page
    if node.node_page_group_params:
        yield PageGroup, node.node_page_group_params.id_page_group
    if node.node_condition_params:
        yield Condition, node.node_condition_params.id_condition
    if node.node_logic_params:
        yield LogicScript, node.node_logic_params.id_logic_script
    if node.node_middleware_ref_params:
        yield MiddlewareConfig, node.node_middleware_ref_params.id_middleware_config
    if tags := node.node_visitor_tag_params:
        yield from ((VisitorTag, id) for id in (*tags.add_tag_ids, *tags.remove_tag_ids))
    if hooks := node.node_webhook_ref_params:
        yield from ((WebhookConfig, id) for id in hooks.webhook_config_ids)


def _of_connection(connection: Connection) -> Iterator[Reference]:
    for block in (connection.connection_page_params, connection.connection_action_proxy_params):
        if block:
            yield from ((WebhookConfig, id) for id in block.webhook_config_ids)


def _of_condition(condition: Condition) -> Iterator[Reference]:
    for route in condition.routes:
        for group in route.groups:
            for rule in group.rules:
                if rule.visitor_tag_params:
                    yield VisitorTag, rule.visitor_tag_params.tag_id
