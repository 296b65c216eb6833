"""The rates of a page at a node: what was given, else what its kind has by default."""

from collections.abc import Mapping
from decimal import Decimal

from ..assets import MiddlewareConfig, Page
from ..funnel import OFFER_KINDS, Connection
from ..routing import Wired
from ..wire import DEFAULT_ROUTE
from .assumptions import ASSET, CONVERSION_RATE, DEFAULT, GIVEN, LANDER_CLICK_RATE, Assumed, Assumptions, Kind

_NONE: Mapping[int, float] = {}


class Rates:
    """Looks figures up and keeps a list of those that were used."""

    def __init__(self, wired: Wired, assumptions: Assumptions) -> None:
        self._wired = wired
        self._given = assumptions
        self._used: dict[tuple[Kind, str], Assumed] = {}
        self._payouts: dict[str, Decimal] = {}

    @property
    def assumed(self) -> tuple[Assumed, ...]:
        """Sorted by kind and name."""
        return tuple(sorted(self._used.values(), key=lambda one: (one.kind, one.name, one.id)))

    def clicks(self, node: str, page: Page) -> Mapping[int, float]:
        """The share of views that clicks each action; those of an action that leads nowhere are lost."""
        given = self._given.clicks.get(page.id)
        rates = (
            self._usual_clicks(node, page) if given is None else {way: rate for way, rate in given.items() if rate}
        )
        if rates and ("click rate", page.id) not in self._used:
            value = ", ".join(f"action {number}: {rate:g}" for number, rate in rates.items())
            if given is None:
                value = f"{sum(rates.values()):g} over all buttons"
            self._note("click rate", page.id, page.name, value, DEFAULT if given is None else GIVEN)
        return rates

    def _usual_clicks(self, node: str, page: Page) -> Mapping[int, float]:
        ways = self._wired.clicks[node]
        if not ways:
            return _NONE
        whole = self._conversion_rate(page) if self._wired.kinds[node] in OFFER_KINDS else LANDER_CLICK_RATE
        return dict.fromkeys(sorted(ways), whole / len(ways))

    def conversions(self, node: str, page: Page) -> float:
        """Beside the conversions that connections of this node are marked with; on a lander, none by default."""
        given = self._given.conversions.get(page.id)
        if given is None and (self._wired.kinds[node] not in OFFER_KINDS or self._is_marked(node)):
            return 0.0
        rate = self._conversion_rate(page)
        if ("conversion rate", page.id) not in self._used:
            self._note("conversion rate", page.id, page.name, f"{rate:g}", DEFAULT if given is None else GIVEN)
        return rate

    def payout(self, page: Page) -> Decimal:
        if page.id not in self._payouts:
            given = self._given.payouts.get(page.id)
            own = page.offer_params.payout if page.offer_params else ""
            value, origin = (given, GIVEN) if given is not None else (Decimal(own or 0), ASSET if own else DEFAULT)
            self._note("payout", page.id, page.name, str(value), origin)
            self._payouts[page.id] = value
        return self._payouts[page.id]

    def cost(self, source: str) -> Decimal:
        given = self._given.costs.get(source)
        value = self._given.cost if given is None else given
        known = given is not None or self._given.cost or ("cost", source) in self._given.origins
        self._note("cost", source, source or "a visit", str(value), GIVEN if known else DEFAULT)
        return value

    def answers(self, config: MiddlewareConfig) -> Mapping[str, float]:
        """Shares of the routes; what is missing to the whole is answered by default."""
        given = self._given.answers.get(config.id)
        shares = {route: share for route, share in (given or {}).items() if share}
        rest = 1 - sum(shares.values())
        if rest > 1e-9:
            shares[DEFAULT_ROUTE] = shares.get(DEFAULT_ROUTE, 0.0) + rest
        value = ", ".join(f"{route}: {share:g}" for route, share in shares.items())
        self._note("answers", config.id, config.name, value, DEFAULT if given is None else GIVEN)
        return shares

    def _is_marked(self, node: str) -> bool:
        return any(converts(one) for one in self._wired.clicks[node].values())

    def _conversion_rate(self, page: Page) -> float:
        return self._given.conversions.get(page.id, CONVERSION_RATE)

    def _note(self, kind: Kind, id: str, name: str, value: str, origin: str) -> None:
        if origin == GIVEN:
            origin = self._given.origins.get((kind, id), GIVEN)
        self._used[kind, id] = Assumed(kind, id, name, value, origin)


def converts(one: Connection) -> bool:
    """Whether a click on it counts as a conversion."""
    return bool(one.connection_page_params and one.connection_page_params.is_conversion)
