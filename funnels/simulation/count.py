"""From the numbers of states and ways to the answer people read."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from .model import Model
from .network import At, Gone
from .outcome import Exit, NodeVisits, PageViews, WayVisits

_PLACES = Decimal("0.000001")
_NOTHING = Decimal(0)


def money(amount: Decimal) -> Decimal:
    """At most six places, as everywhere."""
    return amount.quantize(_PLACES).normalize() + Decimal(0)


def figure(number: float) -> Decimal:
    """What a float says, without its noise."""
    return Decimal(repr(round(number, 9)))


class Count:
    """Totals of one run by state and by arc, with the conversions of each page seen."""

    def __init__(
        self,
        model: Model,
        visitors: float,
        states: Sequence[float],
        arcs: Sequence[float],
        conversions: Sequence[float],
    ) -> None:
        self._model = model
        self._states = states
        self._arcs = arcs
        self._conversions = conversions
        self._visitors = visitors
        self._visits = self._by_node()

    def fields(self) -> dict[str, Any]:
        """What an expectation and a sample have in common, but for the cost."""
        pages = tuple(self._pages())
        return {
            "visitors": self._visitors,
            "nodes": tuple(
                NodeVisits(node, self._visits[node], self._share(self._visits[node]))
                for node in self._model.wired.places
            ),
            "ways": tuple(self._ways()),
            "pages": pages,
            "exits": tuple(self._exits()),
            "conversions": sum(one.conversions for one in pages),
            "revenue": money(sum((one.revenue for one in pages), Decimal(0))),
            "assumed": self._model.assumed,
            "notes": tuple(self._model.notes()),
        }

    def _by_node(self) -> dict[str, float]:
        visits: dict[str, float] = dict.fromkeys(self._model.wired.places, 0)
        for state, number in zip(self._model.network.states, self._states, strict=True):
            if isinstance(state, At):
                visits[state.node] += number
        return visits

    def _share(self, number: float) -> float:
        return number / self._visitors

    def _ways(self) -> Iterator[WayVisits]:
        network = self._model.network
        found: dict[tuple[str, str], float] = {}
        for source, way, number in zip(network.sources, network.ways, self._arcs, strict=True):
            if way and number:
                key = network.states[source].node, way
                found[key] = found.get(key, 0) + number
        for (node, way), number in found.items():
            yield WayVisits(node, way, number, number / self._visits[node])

    def _pages(self) -> Iterator[PageViews]:
        clicks = self._clicks()
        merged: dict[tuple[str, str], PageViews] = {}
        for seen, conversions in zip(self._model.seen, self._conversions, strict=True):
            if not self._states[seen.state]:
                continue
            page = self._model.wired.pages[seen.views.page]
            one = PageViews(
                seen.views.node,
                page.id,
                page.name,
                self._states[seen.state],
                clicks[seen.state],
                conversions,
                money(figure(conversions) * seen.payout) if conversions else _NOTHING,
            )
            key = one.node, one.page
            merged[key] = _together(merged[key], one) if key in merged else one
        yield from merged.values()

    def _clicks(self) -> dict[int, dict[int, float]]:
        """By the state of the page seen, then by action."""
        network = self._model.network
        clicks: dict[int, dict[int, float]] = {seen.state: {} for seen in self._model.seen}
        for source, way, number in zip(network.sources, network.ways, self._arcs, strict=True):
            if way and source in clicks:
                clicks[source][int(way)] = number
        return clicks

    def _exits(self) -> Iterator[Exit]:
        for state, number in zip(self._model.network.states, self._states, strict=True):
            if number and isinstance(state, Gone):
                yield Exit(state.how, state.node, state.reason, number, self._share(number))


def _together(one: PageViews, other: PageViews) -> PageViews:
    """The same page at the same node, come to with different tags."""
    clicks = {
        number: one.clicks.get(number, 0) + other.clicks.get(number, 0) for number in {*one.clicks, *other.clicks}
    }
    return PageViews(
        one.node,
        one.page,
        one.name,
        one.views + other.views,
        dict(sorted(clicks.items())),
        one.conversions + other.conversions,
        one.revenue + other.revenue,
    )
