"""Tables that the person is shown beside the words: those of `report`."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from agent.models.base import Result

from .counting import Figure
from .naming import alike

_TOOL = "report"
_COLUMNS = {
    "visits": ("visits",),
    "views": ("landerViews", "offerViews"),
    "clicks": ("landerClicks",),
    "conversions": ("conversions",),
    "revenue": ("revenue",),
    "cost": ("cost",),
    "profit": ("profitAndLoss",),
    "roi": ("returnOnInvestment",),
    "cvr": ("conversionPerVisit",),
    "epv": ("revenuePerVisit",),
}
"""The column of each metric of cases."""

_NEARLY = Decimal("0.00005")


def shows(results: Sequence[Result], metric: str, figures: Collection[Figure], names: Collection[str]) -> bool:
    """Whether one of the figures stands in the metric's column of a row with one of the names, or of the totals."""
    for result in results:
        if result.tool == _TOOL and result.data:
            for values in _rows(result.data, names):
                if any(_same(values.get(column), figure) for column in _COLUMNS[metric] for figure in figures):
                    return True
    return False


def _rows(table: Mapping[str, Any], names: Collection[str]) -> Iterator[Mapping[str, str | None]]:
    yield from (table[name] for name in ("totals", "totals_before") if table.get(name))
    for row in table.get("rows") or ():
        keys = [str(key.get("name", "")) for key in row.get("keys") or ()]
        if any(alike(key, name) for key in keys for name in names):
            yield from (row[name] for name in ("values", "before") if row.get(name))


def _same(shown: str | None, figure: Figure) -> bool:
    return shown is not None and figure is not None and abs(Decimal(shown) - Decimal(figure)) <= _NEARLY
