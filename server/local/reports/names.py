"""What assets and nodes are called, also those that were deleted."""

from collections.abc import Mapping
from functools import cached_property

from ..families import (
    CATEGORY,
    FUNNEL,
    FUNNEL_GROUP,
    MIDDLEWARE,
    OFFER_SOURCE,
    PAGE,
    PAGE_GROUP,
    TRAFFIC_SOURCE,
    WEBHOOK,
    Family,
)
from ..storage import Store, asset

_FAMILIES: Mapping[str, Family] = {
    "funnel_group": FUNNEL_GROUP,
    "funnel": FUNNEL,
    "page_group": PAGE_GROUP,
    "page": PAGE,
    "category": CATEGORY,
    "traffic_source": TRAFFIC_SOURCE,
    "offer_source": OFFER_SOURCE,
    "webhook_config": WEBHOOK,
    "middleware_config": MIDDLEWARE,
}
"""By what attributes call them."""


class Names:
    """Read once each, when first asked for."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._known: dict[str, Mapping[str, str]] = {}

    def of(self, family: str) -> Mapping[str, str]:
        """Name by id."""
        if family not in self._known:
            self._known[family] = self._store.names(_FAMILIES[family])
        return self._known[family]

    @cached_property
    def nodes(self) -> Mapping[str, str]:
        """Name by id, of the nodes of all funnels."""
        found: dict[str, str] = {}
        for stored in self._store.select(FUNNEL):
            for node in stored.document().get("nodes") or ():
                found[node["idNode"]] = node.get("nodeName") or node["nodeType"]
        return found

    def archived(self, family: str) -> frozenset[str]:
        """The ids of those that are archived or deleted."""
        gone = self._store.select(_FAMILIES[family], asset.c.status != "active")
        return frozenset(stored.id for stored in gone)
