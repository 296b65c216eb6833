"""What `report` answers, from the numbers."""

from collections.abc import Sequence

from funnels.reports import Metric
from funnels.reports.chart import chart_of
from funnels.wire import Json

from ..tracker.reporting_answers import Row, Values
from . import numbers
from .caveats import caveats
from .counts import Counts, nothing
from .inquiry import Inquiry
from .metrics import ROAS, asked_of_tracker
from .reading import reading
from .strangers import said


def answer(inquiry: Inquiry, found: Counts) -> Json:
    told: Json = {
        "title": title(inquiry),
        "period": inquiry.period.told(),
        "by": [one.label for one in inquiry.by],
        "columns": [{"id": one.id, "label": one.label, "unit": str(one.unit)} for one in inquiry.shown],
        "sorted_by": inquiry.sort.id if inquiry.sort else "",
        "rows": [_row(row, inquiry, found) for row in inquiry.first(found.rows)],
        "totals": _values(found.totals, inquiry.shown),
        "rows_total": found.total,
        "reading": reading(inquiry, found),
        "caveats": caveats(inquiry, found),
    }
    if inquiry.before:
        told["compared_to"] = inquiry.before.told()
        told["totals_before"] = _values(found.totals_before, inquiry.shown)
    return told


def with_chart(told: Json) -> Json:
    """The same with what its chart shows, or with why there is none."""
    chart = chart_of(told)
    if chart is None:
        why = "nothing happened" if told["by"] else "one number needs none; say by what"
        return {**told, "caveats": [*told["caveats"], f"No chart: {why}."]}
    return {**told, "chart": {"title": chart.title, "text": chart.text}}


def title(inquiry: Inquiry) -> str:
    """`P/L by country · source Taboola · last 7 days`."""
    what = ", ".join(_label(one) for one in inquiry.shown[:3]) if inquiry.named else "Results"
    by = (
        f" by {', '.join(one.label if one.slot.slot else one.label.casefold() for one in inquiry.by)}"
        if inquiry.by
        else ""
    )
    narrowed = [one.words for one in inquiry.filters] + [said(one.words) for one in inquiry.having]
    versus = [f"{said(inquiry.period.words)} against {said(inquiry.before.words)}"] if inquiry.before else []
    return " · ".join([f"{what}{by}", *narrowed, *(versus or [said(inquiry.period.words)])])


def _label(metric: Metric) -> str:
    return metric.short if metric.id in ("profitAndLoss", "returnOnInvestment") else metric.label


def _row(row: Row, inquiry: Inquiry, found: Counts) -> Json:
    keys = [{"name": said(key.name), "id": said(key.id or "")} for key in row.keys]
    told: Json = {"keys": keys, "values": _values(row.values, inquiry.shown)}
    if inquiry.before:
        absent = {**nothing(asked_of_tracker(inquiry.shown)), ROAS.id: None}
        told["before"] = _values(found.before.get(row.ids, absent), inquiry.shown)
    return told


def _values(values: Values, shown: Sequence[Metric]) -> dict[str, str | None]:
    return {one.id: numbers.maybe(values.get(one.id)) for one in shown}
