# ruff: noqa: S608 - names and numbers are our own, and what was sent goes in as parameters
"""The tables that a drilldown is counted from: events in the period, and what their visits touched."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from funnels.events import CONVERSION, CUSTOM_EVENTS, ENTRANCE
from funnels.reports import Reach

from .counting import COUNTS, INDIRECT, TYPES, VIEW_KIND, VISIT_KIND, among
from .dimension import Dimension
from .filters import Filter, Parameters
from .period import Period

_LONGEST_JOURNEY = 50
"""Pages of a visit that make its journey."""


@dataclass
class Facts:
    """Of a question. The tables are parts of a WITH; `facts` has every event once for each way in which it counts."""

    period: Period
    by_event: bool
    levels: Sequence[Dimension]
    level_filters: Sequence[Filter | None]
    filters: Sequence[Filter]
    only_converted: bool
    counts: Sequence[str]
    depths: Sequence[int]
    parameters: Parameters = field(default_factory=Parameters)

    @property
    def _all_filters(self) -> list[Filter]:
        return [*self.filters, *filter(None, self.level_filters)]

    @property
    def _touched(self) -> list[Dimension]:
        """Attributes of which a visit may have several values."""
        dimensions = [*self.levels, *(one.dimension for one in self._all_filters)]
        return list(dict.fromkeys(one for one in dimensions if one.reach is Reach.TOUCHED))

    @property
    def _has_journey(self) -> bool:
        return any(one.is_journey for one in (*self.levels, *(one.dimension for one in self._all_filters)))

    @property
    def _counted(self) -> list[str]:
        return [name for name in self.counts if name in COUNTS]

    @property
    def _indirect(self) -> list[str]:
        return [name for name in self.counts if name in INDIRECT]

    @property
    def _kinds(self) -> list[int]:
        return sorted({kind for name in self._counted for kind in COUNTS[name].kinds} | {VISIT_KIND})

    @property
    def _types(self) -> list[str]:
        """Of the events that count for something."""
        found = {type for name in self._counted for type in COUNTS[name].types} | {ENTRANCE}
        return [type for kind in TYPES.values() for type in kind if type in found]

    def _in_period(self, column: str) -> str:
        return f"{column} >= {self.period.start} AND {column} < {self.period.end}"

    @property
    def _time(self) -> str:
        return self._in_period("event_time" if self.by_event else "entrance_time")

    def _tables(self) -> Iterator[tuple[str, str]]:
        yield "base", self._base()
        if self._has_journey:
            yield "journeys", self._journeys()
        for at, one in enumerate(self._touched):
            yield f"touched{at}", self._values(one)
        for at, chosen in self._touching_filters():
            yield f"passed{at}", self._passed(chosen)
        yield "facts", " UNION ALL ".join(self._facts()) if self._touched else self._plain_facts()
        if self._indirect:
            yield "pool", self._pool()
            yield "pool_of_visitor", "SELECT visitor_id, sum(n) AS n, sum(r) AS r FROM pool GROUP BY visitor_id"

    def _base(self) -> str:
        """Events of the visits that are asked about; where the time is the event's, of these visits whole."""
        where = [self._filter(one) for one in self._all_filters if self._is_of_visit(one)]
        if not self.by_event or not (self._touched or self._has_journey):
            where.append(self._time)
        else:
            some = " AND ".join([*where, self._time])
            where.append(f"visit_id IN (SELECT visit_id FROM events WHERE {some})")
        if self.only_converted:
            converted = f"event_type = '{CONVERSION}' AND {self._time}"
            where.append(f"visit_id IN (SELECT visit_id FROM events WHERE {converted})")
        return f"SELECT {', '.join(self._columns())} FROM events WHERE {' AND '.join(where)}"

    def _columns(self) -> list[str]:
        wanted = {"event_type"}
        wanted |= {column for name in self._counted for column in COUNTS[name].columns}
        for one in (*self.levels, *(one.dimension for one in self._all_filters)):
            wanted |= set(one.columns)
        if self.by_event:
            wanted.add("event_time")
        if self._touched or self._has_journey:
            wanted |= {"visit_id", "hit_id"}
        if self._indirect:
            wanted |= {"visitor_id", "funnel_id"}
        return sorted(wanted)

    def _journeys(self) -> str:
        """By visit the ids of the pages it came to, in their order."""
        pages = (
            "SELECT visit_id, hit_id, page_id, row_number() OVER (PARTITION BY visit_id ORDER BY hit_id) AS place"
            " FROM base WHERE event_type = 'view' AND page_id <> ''"
        )
        return (
            "SELECT visit_id, string_agg(page_id, ' > ' ORDER BY hit_id) AS journey"
            f" FROM ({pages}) AS pages WHERE place <= {_LONGEST_JOURNEY} GROUP BY visit_id"
        )

    def _values(self, one: Dimension) -> str:
        """What each visit touched, and where first; hit ids sort by time."""
        return (
            f"SELECT visit_id, {one.value} AS value, min(hit_id) AS first_hit FROM base"
            f" WHERE {one.on} AND {one.value} <> '' GROUP BY visit_id, {one.value}"
        )

    def _touching_filters(self) -> list[tuple[int, Filter]]:
        found = [one for one in self._all_filters if one.dimension.reach is Reach.TOUCHED]
        return list(enumerate(found))

    def _passed(self, one: Filter) -> str:
        """By visit that touched anything: where first, and where first something that is kept."""
        kept = one.sql("value", self.parameters, self.period)
        touched = self._touched.index(one.dimension)
        return (
            f"SELECT visit_id, min(first_hit) AS any_hit, min(CASE WHEN {kept} THEN first_hit END) AS kept_hit"
            f" FROM touched{touched} GROUP BY visit_id"
        )

    def _plain_facts(self) -> str:
        where = [among("event_type", self._types), *self._own_filters()]
        return f"SELECT base.*{self._plain_keys()} FROM {self._source()} WHERE {' AND '.join(where)}"

    def _facts(self) -> Iterator[str]:
        joins = "".join(
            f" LEFT JOIN passed{at} ON passed{at}.visit_id = base.visit_id" for at, _ in self._touching_filters()
        )
        own = "".join(f", {one.value} AS own{at}" for at, one in enumerate(self._touched))
        for kind in self._kinds:
            types = [type for type in TYPES[kind] if type in self._types]
            where = [among("event_type", types), *self._own_filters()]
            where += [self._passes(at, one, kind) for at, one in self._touching_filters()]
            yield (
                f"SELECT {kind} AS kind, base.*{own}{self._plain_keys()} FROM {self._source()}{joins}"
                f" WHERE {' AND '.join(where)}"
            )

    def _source(self) -> str:
        return f"base{' LEFT JOIN journeys ON journeys.visit_id = base.visit_id' * self._has_journey}"

    def _plain_keys(self) -> str:
        """The values of those levels of which an event has one."""
        return "".join(
            f", {_value(one)} AS key{at}" for at, one in enumerate(self.levels) if one.reach is not Reach.TOUCHED
        )

    def _own_filters(self) -> list[str]:
        found = [
            self._filter(one)
            for one in self._all_filters
            if one.dimension.reach is not Reach.TOUCHED and not self._is_of_visit(one)
        ]
        return [*found, self._time] if self.by_event else found

    def _passes(self, at: int, one: Filter, kind: int) -> str:
        """Whether an event counts for a value that the filter keeps."""
        absent = f" OR passed{at}.any_hit IS NULL" if one.keeps_absent else ""
        of_visit = f"(passed{at}.kept_hit IS NOT NULL{absent})"
        if kind == VISIT_KIND:
            return of_visit
        value = one.dimension.value
        if kind == VIEW_KIND:
            kept = one.sql(f"({value})", self.parameters, self.period)
            return f"CASE WHEN ({value}) <> '' THEN {kept} ELSE {of_visit} END"
        absent = f" OR passed{at}.any_hit IS NULL OR passed{at}.any_hit > base.hit_id" if one.keeps_absent else ""
        return f"(coalesce(passed{at}.kept_hit <= base.hit_id, false){absent})"

    def _pool(self) -> str:
        """What visitors brought in each funnel, in the period."""
        types = among("event_type", (CONVERSION, *CUSTOM_EVENTS))
        return (
            f"SELECT visitor_id, funnel_id, sum(CASE WHEN event_type = '{CONVERSION}' THEN 1 ELSE 0 END) AS n,"
            " coalesce(sum(revenue), 0) AS r"
            f" FROM events WHERE {types} AND {self._time} GROUP BY visitor_id, funnel_id"
        )

    @staticmethod
    def _is_of_visit(one: Filter) -> bool:
        return one.dimension.reach is Reach.VISIT and not one.dimension.is_journey

    def _filter(self, one: Filter) -> str:
        return one.sql(f"({_value(one.dimension)})", self.parameters, self.period)


def _value(one: Dimension) -> str:
    return "coalesce(journey, '')" if one.is_journey else one.value
