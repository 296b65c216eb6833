"""The base metrics in SQL: what of which events is counted.

A visit counts where the visit belongs, a view or click where it was made, a conversion where it is credited. Where
these can differ, each event stands in the facts once for each way it counts, its `kind`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from funnels.events import ACTION, CONVERSION, CUSTOM_EVENTS, ENTRANCE, VIEW

VISIT_KIND, VIEW_KIND, CREDIT_KIND = 1, 2, 3

TYPES: Mapping[int, tuple[str, ...]] = {
    VISIT_KIND: (ENTRANCE,),
    VIEW_KIND: (ENTRANCE, VIEW, ACTION),
    CREDIT_KIND: (CONVERSION, *CUSTOM_EVENTS),
}
"""By kind, the events that can count so."""


@dataclass(frozen=True, slots=True)
class Count:
    """How one base metric is counted."""

    kinds: tuple[int, ...]
    types: tuple[str, ...]
    total: str = ""
    """The column that is added up; empty to count events."""
    distinct: str = ""
    """The column whose different values are counted."""
    page_type: str = ""

    @property
    def columns(self) -> tuple[str, ...]:
        own = tuple(filter(None, (self.total, self.distinct)))
        return (*own, "page_type") if self.page_type else own

    def sql(self, *, by_kind: bool) -> str:
        what = f"coalesce(sum({self.total})" if self.total else "count(*)"
        if self.distinct:
            what = f"count(DISTINCT {self.distinct})"
        return f"{what} FILTER (WHERE {self._which(by_kind)}){', 0)' if self.total else ''}"

    def _which(self, by_kind: bool) -> str:
        tests = [among("event_type", self.types)]
        if self.page_type:
            tests.append(f"page_type = '{self.page_type}'")
        if by_kind:
            tests.append(f"kind IN ({', '.join(map(str, self.kinds))})")
        return " AND ".join(tests)


def among(column: str, values: Sequence[str]) -> str:
    if len(values) == 1:
        return f"{column} = '{values[0]}'"
    return f"{column} IN ({', '.join(repr(value) for value in values)})"


def _views(name: str, types: tuple[str, ...], page_type: str = "") -> dict[str, Count]:
    return {
        name: Count((VIEW_KIND,), types, page_type=page_type),
        f"{name}Unique": Count((VIEW_KIND,), types, distinct="visitor_id", page_type=page_type),
    }


COUNTS: Mapping[str, Count] = {
    "visits": Count((VISIT_KIND,), (ENTRANCE,)),
    "visitors": Count((VISIT_KIND,), (ENTRANCE,), distinct="visitor_id"),
    **_views("nodeViews", (ENTRANCE, VIEW)),
    **_views("landerViews", (VIEW,), "lander"),
    **_views("landerClicks", (ACTION,), "lander"),
    **_views("offerViews", (VIEW,), "offer"),
    **_views("offerClicks", (ACTION,), "offer"),
    "conversions": Count((CREDIT_KIND,), (CONVERSION,)),
    "conversionRevenue": Count((CREDIT_KIND,), (CONVERSION,), total="revenue"),
    "cost": Count((VISIT_KIND, CREDIT_KIND), (ENTRANCE, CONVERSION), total="cost"),
    **{
        name: count
        for number, event in enumerate(CUSTOM_EVENTS, start=1)
        for name, count in (
            (f"customEvent{number}Count", Count((CREDIT_KIND,), (event,))),
            (f"customEvent{number}Revenue", Count((CREDIT_KIND,), (event,), total="revenue")),
        )
    },
}
"""All but those of other funnels."""

INDIRECT: Mapping[str, str] = {"indirectConversions": "conversions", "revenueIndirect": "revenue"}
"""Of the same visitors in other funnels: those in which they had no visit in the row, in the same period [our
ruling]. By metric, what is counted of them."""
