"""What a simulation assumes, each in words, with its value and its origin."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from funnels.assets import TrafficSource
from funnels.pictures.clean import harmless
from funnels.reports import Unit, figure
from funnels.simulation.assumptions import ASSET, Assumed
from funnels.wire import Json

from .assumed import ACCOUNT, DEFAULT
from .forecasts import Forecast
from .strangers import said

_MOST_OF_A_MIX = 6


def assumptions(found: Forecast) -> list[Json]:
    """Who comes, what they cost, what they do."""
    order = {"cost": 0, "click rate": 1, "conversion rate": 2, "payout": 3, "answers": 4}
    assumed = sorted(found.expected.assumed, key=lambda one: (order.get(one.kind, 9), one.name))
    return [*_visitors(found), *(row for one in assumed for row in _told(one, found))]


def share(value: float) -> str:
    return figure(Decimal(repr(round(value, 6))), Unit.SHARE)


def money(value: Decimal) -> str:
    return figure(value, Unit.MONEY)


def _visitors(found: Forecast) -> Iterator[Json]:
    for word, what, others in (
        ("country", "Visitors from", "elsewhere"),
        ("device", "Visitors on", "other devices"),
    ):
        shares = _mix(found, word)
        ranked = sorted(shares.items(), key=lambda item: (not item[0], -item[1]))
        if len(shares) == 1 and "" in shares:
            continue
        for value, part in ranked[:_MOST_OF_A_MIX]:
            yield _row(f"{what} {harmless(value or others)}", share(part), found.scenario.mix_origins[word])
        rest = sum(part for _, part in ranked[_MOST_OF_A_MIX:])
        if rest:
            yield _row(f"{what} {len(ranked) - _MOST_OF_A_MIX} others", share(rest), found.scenario.mix_origins[word])


def _mix(found: Forecast, word: str) -> Mapping[str, float]:
    audience = found.scenario.audience
    shares: dict[str, float] = {}
    for segment, part in zip(audience.segments, audience.shares, strict=True):
        value = segment.visitor.attributes.get(word, "")
        shares[value] = shares.get(value, 0.0) + part
    return shares


def _told(one: Assumed, found: Forecast) -> Iterator[Json]:
    origin = _origin(one, found)
    match one.kind:
        case "cost":
            yield _cost(one, found, origin)
        case "click rate":
            given = found.scenario.assumptions.clicks.get(one.id)
            if given is None:
                yield _row(f"CTR of {harmless(one.name)}, all actions", share(float(one.value.split()[0])), origin)
            for action, rate in sorted((given or {}).items()):
                yield _row(f"CTR of {harmless(one.name)}, action {action}", share(rate), origin)
        case "conversion rate":
            yield _row(f"CVR of {harmless(one.name)}", share(float(one.value)), origin)
        case "payout":
            yield _row(f"Payout of {harmless(one.name)}", money(Decimal(one.value)), origin)
        case _:
            yield _row(f"Answers of {harmless(one.name)}", one.value, origin)


def _cost(one: Assumed, found: Forecast, origin: str) -> Json:
    entry = found.scenario.account.entry(TrafficSource.family, one.id) if one.id else None
    of = f" of {harmless(entry.name if entry else one.id)}" if one.id else ""
    paid = found.scenario.per_conversion.get(one.id)
    if paid is not None:
        return _row(f"Cost per conversion{of}", money(paid), origin)
    return _row(f"Cost per visit{of}", money(Decimal(one.value)), origin)


def _origin(one: Assumed, found: Forecast) -> str:
    """As it was given; else by the simulation's own word for it."""
    given = found.scenario.assumptions.origins.get((one.kind, one.id))
    return given or (ACCOUNT if one.origin == ASSET else DEFAULT)


def _row(what: str, value: str, origin: str) -> Json:
    return {"what": said(what), "value": said(value), "origin": origin}
