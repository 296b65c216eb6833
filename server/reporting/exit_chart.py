from decimal import Decimal

from funnels.reports import Unit
from funnels.reports.chart import MOST_BARS, Chart, Panel, Series
from funnels.wire import Json

_FEWEST = 2


def exit_chart(simulation: Json) -> Chart | None:
    """Where simulated visits end; None where all end at one place."""
    ends = simulation["exits"]
    if len(ends) < _FEWEST:
        return None
    shown = ends[:MOST_BARS]
    labels = tuple(f"{one['name']} ({_words(one['kind'])})" for one in shown)
    shares = Series("Share of visitors", tuple(Decimal(one["share"]) for one in shown))
    panels = [Panel("Share of visitors", Unit.SHARE, (shares,))]
    if any(Decimal(one["revenue"]) for one in shown):
        revenue = Series("Revenue", tuple(Decimal(one["revenue"]) for one in shown))
        panels.append(Panel("Revenue", Unit.MONEY, (revenue,)))
    return Chart(simulation["title"], labels, "where visits end", tuple(panels), False, len(ends) - len(shown))


def _words(kind: str) -> str:
    return {"left": "no click", "url": "sent on"}.get(kind, kind)
