"""Values of a report as they are answered: raw for arithmetic, formatted for people."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from funnels.reports import METRIC, Number, Unit

from .calendar import CALENDAR
from .dimension import Dimension
from .filters import ABSENT
from .names import Names

Cell = dict[str, Any]

_CENT = Decimal("0.01")


def metric_cell(metric: str, value: Number | None) -> Cell:
    """Shares are fractions when raw and percent when formatted; money has no sign of a currency."""
    if value is None:
        return {"formatted": ABSENT, "raw": None}
    match METRIC[metric].unit:
        case Unit.COUNT:
            return {"formatted": str(int(value)), "raw": int(value)}
        case Unit.MONEY:
            return {"formatted": _two_places(value), "raw": number(value)}
    return {"formatted": f"{_two_places(value * 100)}%", "raw": number(value)}


def no_cell() -> Cell:
    """Of a level that the row does not have."""
    return {"formatted": "", "raw": None}


class LevelCells:
    """Cells of the levels, with names for ids."""

    def __init__(self, names: Names) -> None:
        self._names = names

    def cell(self, level: Dimension, value: str | int) -> Cell:
        raw = self._raw(level, value)
        return {"formatted": self.text(level, value), "raw": raw}

    def text(self, level: Dimension, value: str | int) -> str:
        if value == "":
            return ABSENT
        if level.is_time:
            return CALENDAR[level.attribute.column].words(int(value))
        text = str(value)
        if level.is_journey:
            pages = self._names.of("page")
            return " > ".join(pages.get(id, id) for id in text.split(" > "))
        if level.attribute.family:
            return self._names.of(level.attribute.family).get(text, text)
        return self._names.nodes.get(text, text) if level.is_asset else text

    @staticmethod
    def _raw(level: Dimension, value: str | int) -> Any:
        if value == "":
            return None
        if level.is_time:
            return CALENDAR[level.attribute.column].raw(int(value))
        return int(value) if level.attribute.column == "action_number" else value


def _two_places(value: Number) -> str:
    rounded = Decimal(value).quantize(_CENT, ROUND_HALF_UP)
    return str(rounded or abs(rounded))


def number(value: Number) -> float | int:
    """As JSON has it."""
    exact = float(value)
    return int(exact) if exact.is_integer() else exact
