# ruff: noqa: S608 - names and numbers are our own, and what was sent goes in as parameters
"""The SQL of a drilldown. One query answers all of it, so that all numbers are of one moment."""

from collections.abc import Iterator
from dataclasses import dataclass

from funnels.events import ENTRANCE
from funnels.reports import Reach

from .counting import COUNTS, CREDIT_KIND, INDIRECT, VIEW_KIND, VISIT_KIND
from .facts import Facts


@dataclass
class Query(Facts):
    """Answers rows of as many keys as there are levels, then the counts in the order of `counts`.

    A key is empty text for N/A and NULL for a level that the row does not have. Several rows of the same keys are
    parts of one, to be added up.
    """

    @property
    def days(self) -> tuple[int, int]:
        first, last = self.period.days
        return (0, last) if self.by_event else (first, last)

    def sql(self) -> str:
        tables = ", ".join(f"{name} AS ({select})" for name, select in self._tables())
        return f"WITH {tables} {' UNION ALL '.join(self._answers())}"

    def _answers(self) -> Iterator[str]:
        if self._touched or any(COUNTS[name].distinct for name in self._counted):
            for depth in self.depths:
                yield self._answer(depth)
        else:
            yield self._rolled_up()
        if self._indirect:
            for depth in self.depths:
                yield self._indirect_answer(depth)

    def _answer(self, depth: int) -> str:
        counted = [self._count(name) for name in self.counts]
        shown = ", ".join([*self._shown_keys(depth), *counted])
        return f"SELECT {shown} FROM ({self._placed(depth)}) AS placed{_by(depth)}"

    def _rolled_up(self) -> str:
        """What is only added up is counted for the deepest rows, and these are added up to the others."""
        last = len(self.levels)
        keys = [f"key{at}" for at in range(last)]
        names = [f"count{at}" for at in range(len(self.counts))]
        counted = [f"{self._count(name)} AS {short}" for name, short in zip(self.counts, names, strict=True)]
        by = f" GROUP BY {', '.join(keys)}" if keys else ""
        deepest = f"SELECT {', '.join([*keys, *counted])} FROM facts{by}"
        sets = ", ".join(f"({', '.join(keys[:depth])})" for depth in self.depths)
        added = [f"coalesce(sum({name}), 0)" for name in names]
        return f"SELECT {', '.join([*keys, *added])} FROM ({deepest}) AS deepest GROUP BY GROUPING SETS ({sets})"

    def _count(self, name: str) -> str:
        return COUNTS[name].sql(by_kind=bool(self._touched)) if name in COUNTS else "0"

    def _shown_keys(self, depth: int) -> list[str]:
        return [f"key{at}" if at < depth else "NULL" for at in range(len(self.levels))]

    def _placed(self, depth: int) -> str:
        """The facts, each once for every row of the depth that it counts in."""
        joins, keys, where = "", "", []
        for at, one in enumerate(self.levels[:depth]):
            if one.reach is not Reach.TOUCHED:
                continue
            own = f"facts.own{self._touched.index(one)}"
            joins += (
                f" LEFT JOIN touched{self._touched.index(one)} AS at{at} ON at{at}.visit_id = facts.visit_id"
                f" AND (facts.kind = {VISIT_KIND} OR (facts.kind = {VIEW_KIND} AND {own} = '')"
                f" OR (facts.kind = {CREDIT_KIND} AND at{at}.first_hit <= facts.hit_id))"
            )
            key = f"CASE WHEN facts.kind = {VIEW_KIND} AND {own} <> '' THEN {own} ELSE coalesce(at{at}.value, '') END"
            keys += f", {key} AS key{at}"
            if kept := self.level_filters[at]:
                where.append(kept.sql(f"({key})", self.parameters, self.period))
        return f"SELECT facts.*{keys} FROM facts{joins}{' WHERE ' if where else ''}{' AND '.join(where)}"

    def _indirect_answer(self, depth: int) -> str:
        keys = [f"key{at}" for at in range(depth)]
        visits = f"event_type = '{ENTRANCE}'{f' AND kind = {VISIT_KIND}' if self._touched else ''}"
        listed = ", ".join([*keys, "visitor_id", "funnel_id"])
        pairs = f"SELECT DISTINCT {listed} FROM ({self._placed(depth)}) AS placed WHERE {visits}"
        columns = "".join(f"pairs.{key}, " for key in keys)
        of_visitors = (
            f"SELECT {columns}pairs.visitor_id,"
            " min(pool_of_visitor.n) - coalesce(sum(pool.n), 0) AS n,"
            " min(pool_of_visitor.r) - coalesce(sum(pool.r), 0) AS r"
            f" FROM ({pairs}) AS pairs JOIN pool_of_visitor ON pool_of_visitor.visitor_id = pairs.visitor_id"
            " LEFT JOIN pool ON pool.visitor_id = pairs.visitor_id AND pool.funnel_id = pairs.funnel_id"
            f" GROUP BY {columns}pairs.visitor_id"
        )
        counted = [
            {"conversions": "coalesce(sum(n), 0)", "revenue": "coalesce(sum(r), 0)"}.get(INDIRECT.get(name, ""), "0")
            for name in self.counts
        ]
        shown = ", ".join([*self._shown_keys(depth), *counted])
        return f"SELECT {shown} FROM ({of_visitors}) AS of_visitors{_by(depth)}"


def _by(depth: int) -> str:
    return f" GROUP BY {', '.join(f'key{at}' for at in range(depth))}" if depth else ""
