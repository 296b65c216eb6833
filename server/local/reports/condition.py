"""Filters on the columns of a report: text of its levels, numbers of its metrics."""

import operator
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from funnels.names import nearest
from funnels.reports import ATTRIBUTE, METRIC, METRICS, Number
from funnels.wire import Json

from ..refusal import invalid
from .dimension import Dimension
from .filters import matcher

_COMPARISONS: Mapping[str, Callable[[Number, Decimal], bool]] = {
    "<=": operator.le,
    ">=": operator.ge,
    "<": operator.lt,
    ">": operator.gt,
    "=": operator.eq,
}
_COMPARISON = re.compile(r"\s*(<=|>=|<|>|=)\s*([+-]?(?:\d+\.?\d*|\.\d+))\s*", re.ASCII)


@dataclass(frozen=True, slots=True)
class Condition:
    level: int | None
    metric: str
    holds_text: Callable[[str], bool]
    holds: Callable[[Number], bool]


def condition(asked: Json, place: str, levels: Sequence[Dimension]) -> Condition:
    level, metric = column(asked["columnName"], f"{place}.columnName", levels)
    if not metric:
        return Condition(level, "", matcher(asked["filter"]), lambda _: True)
    found = _COMPARISON.fullmatch(asked["filter"])
    if found is None:
        raise invalid(
            f"{place}.filter",
            f"must be <, <=, >, >= or = and a number for the metric {metric!r}, such as '>= 10', not "
            f"{asked['filter'][:40]!r}; shares are fractions",
        )
    compare, number = _COMPARISONS[found[1]], Decimal(found[2])
    return Condition(None, metric, lambda _: True, lambda value: compare(value, number))


def column(name: str, place: str, levels: Sequence[Dimension]) -> tuple[int | None, str]:
    """The level, or the metric, of a column of the report."""
    if name in METRIC:
        return None, name
    names = [level.attribute.name for level in levels]
    if name in names:
        return names.index(name), ""
    if name in ATTRIBUTE:
        raise invalid(place, f"must be a metric or one of the report's attributes, and {name!r} is none of these")
    like = nearest(name[:80], [*(metric.id for metric in METRICS), *names], most=1)
    guess = f"; the nearest is {like[0]!r}" if like else ""
    raise invalid(place, f"must be a metric or one of the report's attributes, not {name[:80]!r}{guess}")
