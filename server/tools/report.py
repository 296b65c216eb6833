from collections.abc import Sequence
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field

from funnels.errors import InputError
from funnels.reports import figure, span

from .room import Cut, shrunk
from .tables import DATA, fenced, prose, table
from .tool import Answer, Ctx, desk, tool

Values = dict[str, str | None]
"""Decimals as text by the id of the metric, shares as fractions; None where it is not applicable."""

_MOST_WISHES = 100
"""Of one kind; a report names a few."""


class ReportPeriod(BaseModel):
    model_config = ConfigDict(serialize_by_alias=True, validate_by_name=True)

    start: str = Field(alias="from")
    """ISO 8601 with an offset; included."""
    end: str = Field(alias="to")
    """Excluded."""
    zone: str
    words: str
    partial: bool
    """It goes on until now, or longer."""


class ReportColumn(BaseModel):
    id: str
    label: str
    unit: str
    """count, money or share."""


class ReportKey(BaseModel):
    name: str
    id: str
    """Of an asset; otherwise the value itself. Empty for the N/A row."""


class ReportRow(BaseModel):
    keys: list[ReportKey]
    values: Values
    before: Values | None = None
    """In the period compared with."""


class ReportChart(BaseModel):
    title: str
    text: str
    """What it shows, for who cannot see it."""


class Report(Answer):
    title: str
    period: ReportPeriod
    compared_to: ReportPeriod | None = None
    by: list[str]
    """Labels of the groupings, in the order of the keys."""
    columns: list[ReportColumn]
    sorted_by: str = ""
    """A metric; empty where rows stand as time passes."""
    rows: list[ReportRow]
    totals: Values
    """Counted apart: rows may overlap."""
    totals_before: Values | None = None
    rows_total: int
    """Of which `rows` are the first."""
    reading: str
    caveats: list[str]
    chart: ReportChart | None = None

    def fitted(self) -> Self:
        return shrunk(self, Cut(len(self.rows), self._first, least=1))

    def _first(self, count: int) -> dict[str, object]:
        cut = f"Cut to {count} of {self.rows_total} rows: an answer holds no more. Narrow it by filters or having."
        return {
            "rows": self.rows[:count],
            "caveats": [cut, *self.caveats] if count < len(self.rows) else self.caveats,
        }

    def markdown(self) -> str:
        period = self.period
        parts = [f"**{prose(self.title)}** · {span(period.start, period.end)} ({period.zone})"]
        if self.rows:
            parts.append("\n".join(self._table()))
        parts.append(prose(self.reading))
        parts.append("\n".join(f"- {prose(one)}" for one in self.caveats))
        if self.by and self.rows:
            parts.append(DATA)
        return "\n\n".join(filter(None, parts))

    def _table(self) -> list[str]:
        heads = [*map(prose, self.by), *(one.label for one in self.columns)]
        rows = [[*(fenced(key.name) for key in row.keys), *self._cells(row.values, row.before)] for row in self.rows]
        totals = self._cells(self.totals, self.totals_before)
        total = [["**Total**", *[""] * (len(self.by) - 1), *totals]] if self.by else []
        return table(heads, [*rows, *total])

    def _cells(self, values: Values, before: Values | None) -> list[str]:
        cells = []
        for one in self.columns:
            was = f" (was {figure(before.get(one.id), one.unit)})" if before is not None else ""
            cells.append(f"{figure(values.get(one.id), one.unit)}{was}")
        return cells


@tool(title="Report", toolset="report", reads=True)
async def report(
    ctx: Ctx,
    by: Annotated[list[str], Field(description="Attributes, slots (c1) or a source's field names.")] = [],  # noqa: B006  # pydantic copies
    period: Annotated[
        str, Field(description="today, monday, last 7 days, this month, 2026-11-01..2026-11-15 …")
    ] = "last 7 days",
    metrics: Annotated[list[str], Field(description="Ids, labels or slang: EPC, CVR, ROI.")] = [],  # noqa: B006  # as above
    filters: Annotated[
        list[dict[str, Any]], Field(description="{attribute, any?: [names], none?: [names]}; * is a wildcard.")
    ] = [],  # noqa: B006  # as above
    having: Annotated[list[str], Field(description="`cost > 3 * payout`, `conversions = 0`.")] = [],  # noqa: B006  # as above
    sort: Annotated[str, Field(description="A metric; `-` before it: lowest first.")] = "",
    limit: Annotated[int, Field(ge=1, le=500)] = 20,
    compare_to: Annotated[str, Field(description="A period, or `previous`.")] = "",
    time_zone: Annotated[str, Field(description="IANA; empty: UTC.")] = "",
    chart: bool = False,
) -> Report:
    """What happened: numbers by any attribute, a reading and its caveats. Repeat the caveats that matter."""
    wishes: dict[str, Sequence[object]] = {"by": by, "metrics": metrics, "filters": filters, "having": having}
    for name, wanted in wishes.items():
        if len(wanted) > _MOST_WISHES:
            raise InputError(f"{name}: {len(wanted)} are more than the {_MOST_WISHES} of one report.")
    door = await desk(ctx)
    found = await door.results(
        by=by,
        period=period,
        metrics=metrics,
        filters=filters,
        having=having,
        sort=sort,
        limit=limit,
        compare_to=compare_to,
        time_zone=time_zone,
        chart=chart,
        progress=ctx.report_progress,
    )
    return Report.model_validate(found).drawn(await door.chart(found) if chart else b"")
