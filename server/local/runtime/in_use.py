"""Funnels and traffic sources made ready for the run time: whatever does not depend on the visitor is worked out."""

from collections.abc import Mapping
from decimal import Decimal
from functools import cached_property

from funnels.account import Account
from funnels.assets import Funnel, FunnelGroup, Page, TrafficSource, UserSettings
from funnels.funnel import Node
from funnels.routing import Fork, Sent, Shown, Step, wire

from .links import slots_of
from .money import NOTHING, cost_in_link, first_of, times
from .ways import Way, outside, to_page

Columns = Mapping[str, str]


class SourceInUse:
    def __init__(self, source: TrafficSource) -> None:
        self.id = source.id
        self.name = source.name
        self.asset = source
        self.slots = slots_of(source)
        self.pays_by_conversion = source.cost_type == "cpa"


class FunnelInUse:
    """One revision of a funnel and of everything it uses."""

    def __init__(self, funnel: Funnel, account: Account, settings: UserSettings) -> None:
        self.id = funnel.id
        self.asset = funnel
        self.account = account
        self.wired = wire(funnel, account)
        self.group_id = funnel.id_campaign or funnel.id_funnel_group
        self.anonymizer = funnel.ip_anonymizer or settings.ip_anonymizer or "disabled"
        self._settings = settings
        self._columns: dict[tuple[str, str], Columns] = {}
        self._ways: dict[tuple[str, str], Way] = {}
        self._costs: dict[tuple[str, str], Decimal] = {}

    @cached_property
    def looks_at_visitors(self) -> bool:
        """Whether anything in it decides by what is known of them."""
        return any(isinstance(place, Fork) for place in self.wired.places.values())

    @cached_property
    def node(self) -> Mapping[str, Node]:
        return {node.id_node: node for node in self.asset.nodes}

    @cached_property
    def collected(self) -> Mapping[str, str]:
        """Parameters its links carry; those of its group, unless the funnel has its own of the name."""
        group = self.account.get(FunnelGroup, self.group_id)
        return {**(group.accumulated_url_params if group else {}), **self.asset.accumulated_url_params}

    def columns(self, step: Step) -> Columns:
        """What events of a hit there carry."""
        key = (step.node, step.page.id if step.page else "")
        found = self._columns.get(key)
        if found is None:
            found = self._columns[key] = {"node_id": step.node, "node_type": str(step.kind), **_of_page(step)}
        return found

    def way(self, ending: Shown | Sent) -> Way:
        key = (ending.node, ending.page.id if isinstance(ending, Shown) else "")
        found = self._ways.get(key)
        if found is None:
            found = self._ways[key] = (
                to_page(ending.page, ending.params, self.account, self._settings)
                if isinstance(ending, Shown)
                else outside(ending.url, ending.code)
            )
        return found

    def cost(self, source: SourceInUse | None, in_link: str) -> Decimal:
        """Of one visit, or of one conversion where the source is paid so."""
        if source is None:
            return cost_in_link(in_link) or self._default_cost(None)
        overrides = self.asset.incoming_traffic_cost_overrides
        cost = first_of((overrides.get(source.id, ""), in_link))
        return times(self._default_cost(source) if cost is None else cost, source.asset.incoming_cost_modifier)

    def cost_of_conversion(self, source: SourceInUse | None, in_link: str) -> Decimal | None:
        """None where visits are paid."""
        return self.cost(source, in_link) if source and source.pays_by_conversion else None

    def page(self, id: str) -> Page | None:
        return self.account.get(Page, id)

    def name(self, what: str, source: SourceInUse | None, node: str, page: str) -> str:
        """For tokens; empty for what is not there."""
        if what == "funnel":
            return self.asset.name
        if what == "traffic_source":
            return source.name if source else ""
        if what == "node":
            return self.node[node].node_name if node in self.node else ""
        entry = self.account.entry(what, page if what == Page.family else self.group_id)
        return entry.name if entry else ""

    def _default_cost(self, source: SourceInUse | None) -> Decimal:
        key = (source.id if source else "", "")
        if key not in self._costs:
            group = self.account.get(FunnelGroup, self.group_id)
            texts = (
                self.asset.default_cost,
                group.default_cost if group else "",
                source.asset.default_cost if source else "",
            )
            self._costs[key] = first_of(texts) or NOTHING
        return self._costs[key]


def payout(page: Page | None) -> Decimal:
    """What a conversion of the offer is worth where the network does not say."""
    found = first_of([page.offer_params.payout]) if page and page.offer_params else None
    return found or NOTHING


def _of_page(step: Step) -> Columns:
    page = step.page
    if page is None:
        return {}
    columns = {
        "page_id": page.id,
        "page_type": page.page_type,
        "page_group_id": step.page_group,
        "category_id": page.id_category,
        "offer_source_id": page.offer_params.id_offer_source if page.offer_params else "",
    }
    return {name: value for name, value in columns.items() if value}
