"""What a simulation means, in plain words."""

from decimal import Decimal

from funnels.pictures.clean import harmless
from funnels.reports import Unit, figure

from .assumed import DEFAULT
from .assumption_words import assumptions, money, share
from .forecasts import Forecast, exits, starved
from .hours import NOTE, looks_at_clock
from .strangers import quoted

_MUCH_LOST = 0.005
_MOST_NOTE = 300


def reading(found: Forecast) -> str:
    expected = found.expected
    visitors = figure(Decimal(repr(round(expected.visitors, 2))), Unit.COUNT)
    conversions = figure(Decimal(repr(round(expected.conversions, 2))), Unit.COUNT)
    parts = [
        f"Of {visitors} visitors, {conversions} conversions are expected.",
        f"They bring {money(expected.revenue)} of revenue for {money(found.cost)}: {_result(found)}.",
    ]
    if expected.revenue:
        parts.append(f"A visit may cost up to {money(found.affordable())}.")
    ends = exits(found)
    if ends:
        parts.append(f"Most end at {quoted(ends[0]['name'])} ({share(float(ends[0]['share']))}).")
    if found.lost > _MUCH_LOST:
        parts.append(f"{share(found.lost)} are lost: the funnel has nowhere to send them.")
    return " ".join(parts)


def caveats(found: Forecast) -> list[str]:
    said = [harmless(one, most=_MOST_NOTE) for one in found.expected.notes]
    if looks_at_clock(found.wired):
        said.append(NOTE)
    guessed = _guessed(found)
    if guessed:
        some = ", ".join(guessed[:4]) + (f" and {len(guessed) - 4} more" if len(guessed) > 4 else "")
        said.append(f"Too little is reported of {some}: defaults stand in. Say your own with assume.")
    if not found.cost:
        said.append("No cost is known, so the profit is the revenue.")
    offers = {one.node for one in found.scenario.showings if one.is_offer}
    if any(one.is_offer and one.actions and _leads_to(found, one.node, offers) for one in found.scenario.showings):
        said.append("Offers lead to further offers: reports credit these conversions to the first ones, too.")
    if poor := starved(found):
        said.append(f"Less than 1 % come to {', '.join(poor[:5])}{' and others' if len(poor) > 5 else ''}.")
    return said


def _result(found: Forecast) -> str:
    profit = found.profit
    word = "a profit" if profit > 0 else "a loss" if profit < 0 else "nothing left"
    amount = f" of {money(abs(profit))}" if profit else ""
    roi = f" ({share(float(profit / found.cost))} ROI)" if found.cost and profit else ""
    return f"{word}{amount}{roi}"


def _guessed(found: Forecast) -> list[str]:
    """What defaults stand in for, but for the cost."""
    rates = [
        one["what"]
        for one in assumptions(found)
        if one["origin"].startswith(DEFAULT) and not one["what"].startswith(("Visitors", "Cost"))
    ]
    words = {"country": "the countries of visitors", "device": "the devices of visitors"}
    return [*(words[word] for word, origin in found.scenario.mix_origins.items() if origin == DEFAULT), *rates]


def _leads_to(found: Forecast, node: str, offers: set[str]) -> bool:
    ways = (one for one in found.scenario.reading.funnel.connections if one.id_source_node == node)
    return any(one.id_target_node in offers for one in ways)
