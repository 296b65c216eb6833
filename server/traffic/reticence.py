"""Made-up visitors must not be told of to anybody outside: neither to traffic sources nor to other systems."""

from collections.abc import Iterator

from funnels.account import Account
from funnels.assets import Funnel, TrafficSource
from funnels.funnel import NodeKind

_CALLS = {NodeKind.WEBHOOK: "calls a webhook", NodeKind.MIDDLEWARE: "asks a middleware"}


def tells(funnel: Funnel, account: Account) -> str:
    """Whom a visit to the funnel would be told to, in words; empty for nobody."""
    return next(_tells(funnel, account), "")


def source_tells(source: TrafficSource) -> str:
    """The same for visits from the source."""
    if source.postback and source.postback.postback_type != "none":
        return f"the traffic source {source.name!r} is told of conversions by a postback"
    if source.custom_event_postback:
        return f"the traffic source {source.name!r} is told of custom events by a postback"
    if source.conversion_webhook_config_ids or any(source.custom_event_webhook_config_ids.values()):
        return f"conversions from the traffic source {source.name!r} call a webhook"
    return ""


def _tells(funnel: Funnel, account: Account) -> Iterator[str]:
    for node in funnel.nodes:
        if node.node_type in _CALLS:
            yield f"its node {node.node_name!r} {_CALLS[node.node_type]}"
    for connection in funnel.connections:
        if connection.connection_page_params and connection.connection_page_params.webhook_config_ids:
            yield "one of its buttons calls a webhook"
    for postback in funnel.postback_overrides:
        if postback.postback_type != "none":
            source = account.entry(TrafficSource.family, postback.id_traffic_source)
            name = source.name if source else "a traffic source"
            yield f"it tells {name!r} of conversions by a postback of its own"
