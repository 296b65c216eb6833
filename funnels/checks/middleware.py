"""Whether a middleware can answer in time, and is asked where the tracker may ask."""

from collections.abc import Iterator

from ..funnel import NodeKind
from .addresses import is_private, scheme
from .case import Case
from .finding import Observation
from .rule import rule

_LONGEST_MS = 10_000
"""The schema says 30,000, the newer changelog says that more than this is cut [documentation]."""


@rule("middleware-routes", "error")
def middleware_routes(case: Case) -> Iterator[Observation]:
    """A middleware has exactly one default route, and conditions on every other."""
    for node in case.nodes([NodeKind.MIDDLEWARE]):
        config = case.middleware(node)
        if config is None:
            continue
        defaults = sum(route.is_default for route in config.routes)
        bare = [route.id_route for route in config.routes if not route.is_default and not route.conditions]
        if defaults != 1 or bare:
            what = f"route {bare[0]!r} has no conditions" if bare else f"it has {defaults} default routes"
            yield Observation(
                nodes=(node.id_node,),
                why=f"The tracker cannot read the answer of this middleware for sure: {what}.",
                fix="Keep one default route, and give every other at least one condition.",
            )


@rule("middleware-address", "error")
def middleware_address(case: Case) -> Iterator[Observation]:
    """A middleware is asked over https at a public address."""
    for node in case.nodes([NodeKind.MIDDLEWARE]):
        config = case.middleware(node)
        url = config.destination.url if config else ""
        if url and (scheme(url) != "https" or is_private(url)):
            yield Observation(
                nodes=(node.id_node,),
                why=f"The tracker refuses to ask {url!r}, so every visitor takes the default route.",
                fix="Give the middleware a public https address.",
            )


@rule("middleware-slow", "hint")
def middleware_slow(case: Case) -> Iterator[Observation]:
    """A middleware answers within ten seconds, while visitors wait."""
    for node in case.nodes([NodeKind.MIDDLEWARE]):
        config = case.middleware(node)
        if config and config.timeout_ms > _LONGEST_MS:
            yield Observation(
                nodes=(node.id_node,),
                why=f"Visitors may wait {config.timeout_ms / 1000:g} s for a page; most leave long before that.",
                fix="Set the limit to between 1,000 and 5,000 ms.",
            )
