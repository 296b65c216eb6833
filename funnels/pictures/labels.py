"""What stands on a node and on a connection, in the words of the field."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from ..account import Account
from ..assets import (
    Condition,
    LogicScript,
    MiddlewareConfig,
    Page,
    PageGroup,
    Rule,
    VisitorTag,
    WebhookConfig,
)
from ..funnel import Connection, Graph, Leaving, Node, NodeKind
from ..funnel.kinds import KINDS
from ..wire import DEFAULT_ROUTE
from .clean import clean

KIND_WORDS: dict[NodeKind, str] = {
    NodeKind.ROOT: "Traffic",
    NodeKind.ROTATOR: "Rotator",
    NodeKind.LANDER: "Lander",
    NodeKind.OFFER: "Offer",
    NodeKind.EXTERNAL_URL: "External URL",
    NodeKind.CONDITION: "Condition",
    NodeKind.LOGIC: "Logic script",
    NodeKind.VISITOR_TAG: "Visitor tag",
    NodeKind.WEBHOOK: "Webhook",
    NodeKind.MIDDLEWARE: "Middleware",
    NodeKind.LANDER_GROUP: "Lander group",
    NodeKind.OFFER_GROUP: "Offer group",
    NodeKind.ACTION_PROXY: "Action proxy",
    NodeKind.LABEL: "Note",
}

OTHERWISE = "otherwise"

_STICKY = {"sticky": "sticky", "antiAffinity": "anti-affinity"}


@dataclass(frozen=True, slots=True)
class NodeLabel:
    kind: str
    name: str
    details: tuple[str, ...] = ()
    """What it holds, a line each: pages with their percent, an address, a script. None repeats the name."""


def node_label(node: Node, account: Account) -> NodeLabel:
    kind = KIND_WORDS[node.node_type] + (" · global" if node.is_global_node else "")
    name = clean(node.node_name) or KIND_WORDS[node.node_type]
    details = [line for line in map(clean, _details(node, account)) if line and line != name]
    return NodeLabel(kind, name, tuple(details))


def connection_label(connection: Connection, graph: Graph, account: Account) -> str:
    """Who goes this way, such as `60 %`, `button 1`, `DACH` or `otherwise`; empty where everybody does."""
    source = graph.source(connection)
    match KINDS[source.node_type].leaving:
        case Leaving.WEIGHT:
            alone = len(graph.leaving(source)) == 1 and connection.weight in (None, 1)
            return "" if alone or connection.weight is None else percent(connection.weight)
        case Leaving.ACTION:
            return _buttons(connection)
        case Leaving.ROUTE | Leaving.KEYS:
            return clean(", ".join(_routes(connection, source, account)), most=48)
        case _:
            return ""


def percent(share: float) -> str:
    """0.125 is `12.5 %`; two decimals at most."""
    number = (Decimal(str(share)) * 100).quantize(Decimal("0.01"))
    text = f"{number:f}".rstrip("0").rstrip(".")
    return f"{text} %"


def short_url(url: str, most: int = 48) -> str:
    """The address without scheme and with its query cut to the question mark."""
    bare = clean(url, most=400).removeprefix("https://").removeprefix("www.")
    address, has_query, _ = bare.partition("?")
    return clean(address.rstrip("/") + ("?…" if has_query else ""), most=most)


def _details(node: Node, account: Account) -> Iterable[str]:
    if node.node_rotator_params and node.node_type in (NodeKind.ROOT, NodeKind.ROTATOR):
        yield "AI rotation" if node.node_rotator_params.rotator_type == "ai" else ""
        yield _STICKY.get(node.node_rotator_params.stickiness_mode, "")
    elif node.node_page_params and node.node_type in (NodeKind.LANDER, NodeKind.OFFER):
        yield _named(account, Page.family, node.node_page_params.id_page)
    elif node.node_page_group_params and node.node_type in (NodeKind.LANDER_GROUP, NodeKind.OFFER_GROUP):
        yield from _pages(node.node_page_group_params.id_page_group, account)
    elif node.node_external_url_params and node.node_type is NodeKind.EXTERNAL_URL:
        yield short_url(node.node_external_url_params.url)
    else:
        yield from _referenced(node, account)


def _referenced(node: Node, account: Account) -> Iterable[str]:
    """What the kinds of node that are neither pages nor rotators refer to; a block of another kind is passed over."""
    match node.node_type:
        case NodeKind.CONDITION if node.node_condition_params:
            yield from _condition(node.node_condition_params.id_condition, account)
        case NodeKind.LOGIC if node.node_logic_params:
            yield _named(account, LogicScript.family, node.node_logic_params.id_logic_script)
        case NodeKind.MIDDLEWARE if node.node_middleware_ref_params:
            yield _named(account, MiddlewareConfig.family, node.node_middleware_ref_params.id_middleware_config)
        case NodeKind.WEBHOOK if node.node_webhook_ref_params:
            for id in node.node_webhook_ref_params.webhook_config_ids:
                yield _named(account, WebhookConfig.family, id)
        case NodeKind.VISITOR_TAG if node.node_visitor_tag_params:
            yield from _tags(node, account)
        case NodeKind.LABEL if node.node_label_params:
            yield node.node_label_params.label_text


def _condition(id: str, account: Account) -> Iterable[str]:
    """The name of a shared condition; of one the funnel has for itself, what its routes ask."""
    condition = account.get(Condition, id)
    if condition is None or not condition.restrict_to_funnel_id:
        yield _named(account, Condition.family, id)
        return
    for route in condition.routes:
        rules = [_asked(rule) for group in route.groups for rule in group.rules]
        if rules:
            yield f"{route.route_name}: {'; '.join(rules)}"


def _asked(rule: Rule) -> str:
    """`country DE, AT` for a plain match, with the test in words for any other."""
    values = ", ".join(rule.generic_params.values) if rule.generic_params else "…"
    test = "" if rule.test in ("is", "any in") else f" {rule.test}"
    attribute = "device" if rule.attribute == "Device: Type" else rule.attribute.rpartition(": ")[2].lower()
    return f"{attribute}{test} {values}"


def _tags(node: Node, account: Account) -> Iterable[str]:
    tags = node.node_visitor_tag_params
    for id in tags.add_tag_ids if tags else ():
        yield f"add {_named(account, VisitorTag.family, id)}"
    for id in tags.remove_tag_ids if tags else ():
        yield f"remove {_named(account, VisitorTag.family, id)}"


def _pages(id_group: str, account: Account) -> Iterable[str]:
    group = account.get(PageGroup, id_group)
    if group is None:
        yield _named(account, PageGroup.family, id_group)
        return
    by_weight = group.routing == "rotator"
    for share in group.pages:
        name = clean(_named(account, Page.family, share.id_page), most=64)
        yield f"{name} {percent(share.weight)}" if by_weight else name
    yield "" if by_weight else "by action number"
    yield _STICKY.get(group.stickiness_mode, "")


def _named(account: Account, family: str, id: str) -> str:
    """Its name, or that it is not known here."""
    entry = account.entry(family, id)
    return entry.name if entry else f"unknown {family.replace('_', ' ')} {id}"


def _buttons(connection: Connection) -> str:
    numbers = ", ".join(map(str, connection.actions))
    block = connection.connection_page_params or connection.connection_action_proxy_params
    if block is None:
        return ""
    also = (" · conversion" if block.is_conversion else "") + (" · event" if block.is_custom_event else "")
    return f"button{'s' if len(connection.actions) > 1 else ''} {numbers}{also}"


def _routes(connection: Connection, source: Node, account: Account) -> Iterable[str]:
    block = connection.connection_condition_params
    if block and block.on_route_id is None and block.on_route_number is not None:
        yield f"route {block.on_route_number}" if block.on_route_number else OTHERWISE
    params = source.node_condition_params
    condition = account.get(Condition, params.id_condition) if params else None
    names = {route.id_route: route.route_name for route in condition.routes} if condition else {}
    for id in connection.routes:
        yield OTHERWISE if id == DEFAULT_ROUTE else names.get(id) or id
