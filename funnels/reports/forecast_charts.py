"""What the answers of `simulate_funnel` and `compare_variants` show as bars."""

from decimal import Decimal

from .chart import MOST_BARS, Answer, Chart, Panel, Series
from .metrics import Unit

_FEWEST = 2
_ENDS = {"left": "no click", "url": "sent on"}


def exit_chart(simulation: Answer) -> Chart | None:
    """Where simulated visits end; None where all end at one place."""
    ends = simulation["exits"]
    if len(ends) < _FEWEST:
        return None
    shown = ends[:MOST_BARS]
    labels = tuple(f"{one['name']} ({_ENDS.get(one['kind'], one['kind'])})" for one in shown)
    shares = Series("Share of visitors", tuple(Decimal(one["share"]) for one in shown))
    panels = [Panel("Share of visitors", Unit.SHARE, (shares,))]
    if any(Decimal(one["revenue"]) for one in shown):
        revenue = Series("Revenue", tuple(Decimal(one["revenue"]) for one in shown))
        panels.append(Panel("Revenue", Unit.MONEY, (revenue,)))
    return Chart(simulation["title"], labels, "where visits end", tuple(panels), False, len(ends) - len(shown))


def variant_chart(comparison: Answer) -> Chart | None:
    """The values of the arms; None where there are none."""
    arms = [one for one in comparison["arms"] if one.get("value") is not None][:MOST_BARS]
    if not arms:
        return None
    metric = comparison["metric"]
    values = Series(metric["label"], tuple(Decimal(one["value"]) for one in arms))
    panel = Panel(metric["label"], metric["unit"], (values,))
    return Chart(comparison["title"], tuple(one["name"] for one in arms), "variant", (panel,), False)
