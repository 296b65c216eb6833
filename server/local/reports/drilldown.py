"""The drilldown report."""

import hashlib
from collections.abc import Sequence
from typing import Any

from funnels.reports import METRIC
from funnels.wire import Json

from ..call import Call
from ..documents import dumped
from ..refusal import invalid
from . import chances
from .cells import LevelCells, metric_cell, no_cell
from .filters import Filter
from .names import Names
from .order import kept, ordered
from .paging import page
from .query import Query
from .question import Question, question
from .reading import answer_of
from .rows import Row, deepest, totals

MOST_ROWS = 500_000
"""That one report may count; more than anybody reads, and as many as are sorted in a few seconds."""


def report(call: Call) -> str:
    asked = question(call.sent, call.store)
    names = Names(call.store)
    root = _counted(asked, call, names)
    if asked.rates:
        chances.compute(root, asked.rates)
    return dumped(_Page(asked, LevelCells(names), call.sent).document(root))


def _counted(asked: Question, call: Call, names: Names) -> Row:
    level_filters = asked.level_filters if asked.shows_archived else _without_archived(asked, names)
    query = Query(
        asked.period,
        asked.by_event,
        asked.levels,
        level_filters,
        asked.filters,
        asked.only_converted,
        asked.base,
        asked.depths,
    )
    sql = f"SELECT * FROM ({query.sql()}) AS found LIMIT {MOST_ROWS + 1}"  # noqa: S608 - our own SQL
    found = answer_of(call.tools.events, sql, query.parameters.values, query.days)
    if len(found.rows) > MOST_ROWS:
        raise invalid(
            "attributes", f"must make at most {MOST_ROWS:,} rows; filter them, or group by fewer attributes"
        )
    return totals(found.rows, len(asked.levels), asked.base)


def _without_archived(asked: Question, names: Names) -> list[Filter | None]:
    found = []
    for level, chosen in zip(asked.levels, asked.level_filters, strict=True):
        archived = tuple(sorted(names.archived(level.attribute.family))) if level.attribute.family else ()
        if archived:
            keep, drop = (chosen.keep, chosen.drop) if chosen else ((), ())
            chosen = Filter(level, keep, (*drop, *archived))
        found.append(chosen)
    return found


class _Page:
    """The rows that are answered, as the contract has them."""

    def __init__(self, asked: Question, cells: LevelCells, body: Json) -> None:
        self._body = body
        self._asked = asked
        self._cells = cells

    def document(self, root: Row) -> Json:
        rows = self._rows(root)
        shown = page(rows, self._body)
        return {
            "columns": self._columns(),
            "rows": [self._row(row, "") for row in shown],
            "totals": {"rowId": "totals", "parentRowId": None, "cells": self._line(root)},
            "rowsReturned": len(shown),
            "rowsTotal": len(rows),
        }

    def _rows(self, root: Row) -> list[Row]:
        asked = self._asked
        rows = root.children if asked.is_tree else list(deepest(root.children, len(asked.levels)))
        return self._ordered(kept(rows, asked.conditions, asked.levels, self._cells))

    def _ordered(self, rows: list[Row]) -> list[Row]:
        return ordered(rows, self._asked.sorting, self._asked.levels, self._cells)

    def _columns(self) -> list[Json]:
        levels = [
            {"name": one.attribute.name, "type": "grouping", "description": one.title or one.attribute.label}
            for one in self._asked.levels
        ]
        metrics = [
            {"name": metric, "type": "metric", "description": METRIC[metric].label} for metric in self._asked.metrics
        ]
        return [*levels, *metrics]

    def _row(self, row: Row, parent: str) -> Json:
        id = _row_id(row.key)
        document: Json = {"rowId": id, "parentRowId": parent or None, "cells": self._line(row)}
        document |= {member: {"rate": row.rates.get(member, -1)} for member in chances.MEMBERS}
        if self._asked.is_tree:
            document["children"] = [self._row(child, id) for child in self._ordered(row.children)]
        return document

    def _line(self, row: Row) -> list[Any]:
        levels = [
            self._cells.cell(level, row.key[at]) if at < len(row.key) else no_cell()
            for at, level in enumerate(self._asked.levels)
        ]
        return [*levels, *(metric_cell(metric, row.value(metric)) for metric in self._asked.metrics)]


def _row_id(key: Sequence[str | int]) -> str:
    """Stands for the values of the row, so that it is the same in every answer."""
    return hashlib.sha256(dumped(list(key)).encode()).hexdigest()[:20]
