"""What a simulation found, as it is answered."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from funnels.funnel import OFFER_KINDS, NodeKind
from funnels.routing import Wired, wire
from funnels.simulation import Audience, Expectation, expect
from funnels.wire import Json

from .assumed import rounded
from .hours import looks_at_clock, over_a_week
from .numbers import maybe, text
from .scenarios import Scenario
from .strangers import quoted, said

STARVED = 0.01
"""As the checks have it: below 1 % an arm is never judged."""

_KINDS: Mapping[NodeKind, str] = {
    NodeKind.ROOT: "start",
    NodeKind.ROTATOR: "split",
    NodeKind.LANDER: "lander",
    NodeKind.OFFER: "offer",
    NodeKind.EXTERNAL_URL: "url",
    NodeKind.LANDER_GROUP: "landers",
    NodeKind.OFFER_GROUP: "offers",
    NodeKind.VISITOR_TAG: "tag",
    NodeKind.ACTION_PROXY: "hub",
}
"""As blueprints call them, where that is not what the tracker does."""


@dataclass(frozen=True)
class Forecast:
    scenario: Scenario
    wired: Wired
    audience: Audience
    """That of the scenario, at the times that the funnel tells apart."""
    expected: Expectation

    @property
    def per_conversion(self) -> Decimal:
        """Cost that is paid for conversions."""
        prices = self.scenario.per_conversion
        return sum(
            (prices[one.source] * rounded(one.conversions) for one in self.expected.segments if one.source in prices),
            Decimal(0),
        )

    @property
    def cost(self) -> Decimal:
        """Not the sum of the segments, each of which is rounded."""
        have, audience = self.scenario.assumptions, self.audience
        each = zip(audience.segments, audience.shares, strict=True)
        visit = sum(share * float(have.costs.get(one.source, have.cost)) for one, share in each)
        return rounded(visit * self.expected.visitors) + self.per_conversion

    @property
    def profit(self) -> Decimal:
        return self.expected.revenue - self.cost

    @property
    def lost(self) -> float:
        return sum(one.share for one in self.expected.exits if one.how == "lost")

    def affordable(self, roi: float = 0.0) -> Decimal:
        """Cost of a visitor at which this return on investment is left; none where conversions cost it all."""
        left = self.expected.revenue / rounded(1 + roi) - self.per_conversion
        return max(left, Decimal(0)) / rounded(self.expected.visitors)

    def key(self, node: str) -> str:
        return self._keys.get(node, node)

    @cached_property
    def _keys(self) -> Mapping[str, str]:
        return {id: key for key, id in self.scenario.reading.keys.items()}


def forecast(scenario: Scenario, visitors: float) -> Forecast:
    wired = wire(scenario.reading.funnel, scenario.account)
    timed = scenario.now is not None and looks_at_clock(wired)
    audience = over_a_week(scenario.audience, scenario.now) if timed and scenario.now else scenario.audience
    found = expect(wired, audience, scenario.assumptions, visitors=visitors)
    return Forecast(scenario, wired, audience, found)


def numbers(found: Forecast) -> dict[str, Decimal | None]:
    """By the names of the answer; None for a division by nothing."""
    expected = found.expected
    visitors = rounded(expected.visitors)
    return {
        "visitors": visitors,
        "clicks": rounded(
            sum(sum(page.clicks.values()) for page in expected.pages if not _is_offer(found, page.node))
        ),
        "conversions": rounded(expected.conversions),
        "cost": found.cost,
        "revenue": expected.revenue,
        "profit": found.profit,
        "roi": found.profit / found.cost if found.cost else None,
        "epc": expected.revenue / visitors,
        "break_even_cpc": found.affordable(),
        "lost": rounded(found.lost),
    }


def outcome(found: Forecast) -> Json:
    return {name: maybe(value) for name, value in numbers(found).items()}


def exits(found: Forecast) -> list[Json]:
    """Where visits end: at a page, outside, or nowhere; the most visited first."""
    rows = [*_at_pages(found), *_elsewhere(found)]
    return sorted(rows, key=lambda row: -Decimal(row["visitors"]))


def _at_pages(found: Forecast) -> Iterator[Json]:
    for page in found.expected.pages:
        left = max(page.views - sum(page.clicks.values()), 0.0)
        yield {
            "step": found.key(page.node),
            "name": said(page.name),
            "kind": "offer" if _is_offer(found, page.node) else "left",
            **_share(left, found),
            "conversions": text(page.conversions),
            "revenue": text(page.revenue),
        }


def _elsewhere(found: Forecast) -> Iterator[Json]:
    nodes = found.scenario.reading.funnel.graph.node
    for one in found.expected.exits:
        if one.how == "left":
            continue
        address = nodes[one.node].node_external_url_params if one.node in nodes else None
        yield {
            "step": found.key(one.node),
            "name": said(one.reason if one.how == "lost" else address.url if address else one.node),
            "kind": "lost" if one.how == "lost" else "url",
            **_share(one.visitors, found),
            "conversions": "0",
            "revenue": "0",
        }


def steps(found: Forecast) -> list[Json]:
    """In the order of the document."""
    funnel = found.scenario.reading.funnel
    pages: dict[str, list[tuple[float, float, Decimal]]] = defaultdict(list)
    for page in found.expected.pages:
        pages[page.node].append((sum(page.clicks.values()), page.conversions, page.revenue))
    return [
        {
            "step": found.key(one.node),
            "name": said(funnel.graph.node[one.node].node_name),
            "kind": _kind(found.wired.kinds[one.node]),
            "visitors": text(one.visits),
            "share": text(one.share),
            "clicks": text(sum(clicks for clicks, _, _ in pages[one.node])),
            "conversions": text(sum(conversions for _, conversions, _ in pages[one.node])),
            "revenue": text(sum((revenue for _, _, revenue in pages[one.node]), Decimal(0))),
        }
        for one in found.expected.nodes
    ]


def segments(found: Forecast) -> list[Json]:
    """Those of one name together, whatever their source; the largest first."""
    rows: dict[str, dict[str, Decimal]] = {}
    prices = found.scenario.per_conversion
    for one in found.expected.segments:
        row = rows.setdefault(one.name, dict.fromkeys(("visitors", "conversions", "revenue", "cost"), Decimal(0)))
        row["visitors"] += rounded(one.visitors)
        row["conversions"] += rounded(one.conversions)
        row["revenue"] += one.revenue
        row["cost"] += one.cost + prices.get(one.source, Decimal(0)) * rounded(one.conversions)
    visitors = rounded(found.expected.visitors)
    ranked = sorted(rows.items(), key=lambda item: -item[1]["visitors"])
    return [
        {
            "name": name,
            "share": text(row["visitors"] / visitors),
            **{key: text(value) for key, value in row.items()},
            "profit": text(row["revenue"] - row["cost"]),
        }
        for name, row in ranked
    ]


def starved(found: Forecast) -> list[str]:
    """Steps, and pages of steps that are not starved themselves."""
    poor = [one.node for one in found.expected.nodes if one.share < STARVED]
    views = {(page.node, page.page): page.views for page in found.expected.pages}
    limit = STARVED * found.expected.visitors
    pages = (one for one in found.scenario.showings if one.node not in poor)
    return [
        *(f"step {quoted(found.key(node))}" for node in poor),
        *(
            f"page {quoted(one.name)} of step {quoted(one.step)}"
            for one in pages
            if views.get((one.node, one.page), 0.0) < limit
        ),
    ]


def _share(visitors: float, found: Forecast) -> Json:
    return {"visitors": text(visitors), "share": text(visitors / found.expected.visitors)}


def _is_offer(found: Forecast, node: str) -> bool:
    return found.wired.kinds[node] in OFFER_KINDS


def _kind(kind: NodeKind) -> str:
    return _KINDS.get(kind, kind.value)
