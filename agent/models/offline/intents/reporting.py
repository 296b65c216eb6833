"""What happened: one report, and its finding in words."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from funnels.reports import METRIC

from ..outcome import Json
from ..request import Action, Request
from ..results import Filter, Inquiry
from ..results.metrics import STANDARD, is_better_low
from ..results.telling import told, told_change

_FUNNEL = "Element: Funnel"
_PAGES = ("Element: Lander", "Element: Offer")
_USUAL_PERIOD = "last 7 days"
_PERIOD_TO_JUDGE = "last 30 days"
"""Whether a place has had its chance is told by all it has cost, not by a week."""

_MOST_CHANGED = 100


def results(request: Request, asked: Inquiry) -> Action:
    signs = [one for one in asked.having if one.startswith("profitAndLoss ")]
    asked = _completed(asked)
    data = report(request, asked)
    if asked.by[:1] and asked.by[0] in _PAGES and asked.sort:
        names = tuple(str(row["keys"][0]["name"]) for row in data["rows"])
        asked = replace(asked, ranked=names[::-1] if asked.sort.startswith("-") else names)
    verdict = _verdict(signs, data) if signs and not asked.by else ""
    return Action(f"{verdict}{told(data, asked)}", inquiry=asked)


def _verdict(signs: Sequence[str], data: Json) -> str:
    """The answer to `are we in the green?`."""
    profit = Decimal(data["totals"].get("profitAndLoss") or 0)
    if not profit:
        return ""
    return "Yes. " if (profit > 0) == signs[0].endswith("> 0") else "No. "


def change(request: Request, asked: Inquiry) -> Action:
    """What got better or worse, by the profit; of funnels where nothing else is said."""
    by = asked.by or (_FUNNEL,)
    period = asked.period or _USUAL_PERIOD
    before = asked.compare_to or "previous"
    asked = replace(asked, by=by, period=period, compare_to=before, metrics=asked.metrics or STANDARD)
    data = report(request, replace(asked, limit=_MOST_CHANGED, sort="visits"))
    return Action(told_change(data, asked), inquiry=asked)


def report(request: Request, asked: Inquiry) -> Json:
    """The answer to the question as it stands."""
    given: dict[str, Any] = {
        "by": list(asked.by),
        "period": asked.period,
        "metrics": list(dict.fromkeys([*asked.metrics, *_sorted_by(asked), *(STANDARD if asked.by else ())])),
        "filters": [one.argument() for one in asked.filters],
        "having": list(asked.having),
        "sort": asked.sort,
        "limit": asked.limit,
        "compare_to": asked.compare_to,
        "time_zone": asked.zone,
        "chart": asked.chart,
    }
    return request.know.data("report", **{name: value for name, value in given.items() if value})


def _completed(asked: Inquiry) -> Inquiry:
    """With what goes without saying: the period, the rows, their order."""
    by = asked.by or _compared_names(asked)
    if not by and asked.having:  # conditions choose among rows; `are we profitable` has none
        asked = replace(asked, having=(), metrics=asked.metrics or ("profitAndLoss", *STANDARD))
    if not by and not asked.is_narrowed and not asked.metrics:
        by = (_FUNNEL,)
    metrics = asked.metrics or (() if by else STANDARD)
    if "visitors" in metrics:  # people say it of visits, too
        metrics = tuple(dict.fromkeys((*metrics, "visits")))
    sort = asked.sort
    if sort in ("best", "worst"):
        first = asked.metrics[0] if asked.metrics else "profitAndLoss"
        sort = f"-{first}" if (sort == "worst") != is_better_low(first) else first
    if by and not sort and not by[0].startswith("Time: "):
        sort = _order_of(asked)
    judges = any(one.split()[0] in ("cost", "profitAndLoss", "revenue") for one in asked.having)
    of_days = any(one.is_of_time for one in asked.filters)  # of which a week has one or two
    period = asked.period or (_PERIOD_TO_JUDGE if judges or of_days else _USUAL_PERIOD)
    return replace(asked, by=by, metrics=metrics, sort=sort, period=period)


def _order_of(asked: Inquiry) -> str:
    """The dearest first where a payout was spent for nothing, the greatest loss first in the red."""
    conditions = [one.split()[0] for one in asked.having]
    if "cost" in conditions:
        return "cost"
    if "profitAndLoss < 0" in asked.having:
        return "-profitAndLoss"
    return (
        asked.metrics[0] if asked.metrics else conditions[0] if conditions and conditions[0] in METRIC else "visits"
    )


def _compared_names(asked: Inquiry) -> tuple[str, ...]:
    """`ShieldVPN vs FoxVPN`, `mobile vs desktop`: a row for each."""
    several: list[Filter] = [
        one for one in asked.filters if len(one.values) > 1 and not (one.without or one.is_of_time)
    ]
    return (several[0].attribute,) if several else ()


def _sorted_by(asked: Inquiry) -> tuple[str, ...]:
    named = asked.sort.removeprefix("-")
    return (named,) if named in METRIC else ()
