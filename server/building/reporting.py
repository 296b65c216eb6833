from collections.abc import Awaitable, Callable, Mapping, Sequence
from http import HTTPStatus
from typing import Any, Literal

from anyio import to_thread

from funnels.account import Entry
from funnels.assets import FAMILIES, Funnel, TrafficSource
from funnels.errors import InputError, NotFoundError
from funnels.events import EVENT_TYPES
from funnels.names import nearest, resolve
from funnels.reports.chart import chart_of
from funnels.wire import Json

from ..demo import ensure_demo_traffic
from ..errors import TrackerRefused
from ..reporting import filters, happened
from ..reporting.answer import answer, with_chart
from ..reporting.catalogue import catalogue
from ..reporting.counts import counts
from ..reporting.inquiry import inquiry
from ..reporting.known import Known
from ..reporting.period import Period
from ..reporting.periods import period as period_of
from ..reporting.strangers import said
from ..reporting.zones import zone
from ..tracker.reporting_questions import EventsQuestion, LogQuestion, Span
from .diagnosing import diagnosed
from .place import Place

Progress = Callable[[float, float, str], Awaitable[None]]

Format = Literal["png", "svg"]

DELIVERIES = ("postbacks", "webhooks", "middleware", "diagnosis")


async def _quiet(done: float, total: float, what: str) -> None:
    pass


class Reporting(Place):
    """What happened; nothing here writes. `progress` is told where a demo account gets its visitors first."""

    async def report_fields(self) -> Json:
        return catalogue(await self._sources())

    async def results(
        self,
        *,
        by: Sequence[str] = (),
        period: str = "last 7 days",
        metrics: Sequence[str] = (),
        filters: Sequence[Mapping[str, Any]] = (),
        having: Sequence[str] = (),
        sort: str = "",
        limit: int = 20,
        compare_to: str = "",
        time_zone: str = "",
        chart: bool = False,
        progress: Progress = _quiet,
    ) -> Json:
        """Numbers by attribute, with a reading. What cannot be understood is refused with the nearest."""
        asked = {
            "by": by,
            "period": period,
            "metrics": metrics,
            "filters": filters,
            "having": having,
            "sort": sort,
            "limit": limit,
            "compare_to": compare_to,
            "time_zone": time_zone or self._zone,
        }
        understood = inquiry(asked, await self._meant(filters), self._workspace.now())
        await ensure_demo_traffic(self._workspace, progress=progress)
        found = answer(understood, await counts(self._workspace.tracker, understood))
        return with_chart(found) if chart else found

    async def chart(self, results: Json, format: Format = "png") -> bytes:
        """The picture of what `results` answered; empty where there is nothing to see."""
        chart = chart_of(results)
        if chart is None:
            return b""
        from ..reporting.drawing import drawn  # loads what only pictures need

        return await to_thread.run_sync(drawn, chart, format)

    async def raw_events(
        self,
        *,
        period: str = "today",
        filters: Sequence[Mapping[str, Any]] = (),
        types: Sequence[str] = (),
        limit: int = 50,
        time_zone: str = "",
        progress: Progress = _quiet,
    ) -> Json:
        when = self._period(period, time_zone)
        known = await self._meant(filters)
        read = _read(filters, known)
        question = EventsQuestion(_span(when), when.zone, read, tuple(map(_event_type, types)), limit)
        await ensure_demo_traffic(self._workspace, progress=progress)
        found = await self._workspace.tracker.raw_events(question)
        more = found.more or len(found.events) > limit
        partial = [f"The period is not over: events until {when.now:%Y-%m-%d %H:%M} ({when.zone})."] * when.partial
        return {
            "period": when.told(),
            "events": [happened.event(one, _names(known)) for one in found.events[:limit]],
            "more": more,
            "caveats": partial,
        }

    async def explore(
        self, *, visitor: str = "", hit: str = "", period: str = "last 30 days", progress: Progress = _quiet
    ) -> Json:
        """What a visitor did within the period, or the events of a hit with who it was."""
        if bool(visitor) == bool(hit):
            raise InputError("explore: say a visitor or a hit, by its id.", hint="raw_events shows ids of both.")
        when = self._period(period)
        tracker = self._workspace.tracker
        await ensure_demo_traffic(self._workspace, progress=progress)
        try:
            who = await tracker.visitor(visitor=visitor, hit=hit, within=None if hit else _span(when))
            events = await tracker.hit(hit) if hit else tuple(sorted(who.hits, key=lambda one: str(one.time)))
        except TrackerRefused as refused:
            if refused.status != HTTPStatus.NOT_FOUND:
                raise
            events = ()
        if not events:
            raise _nobody(visitor, hit, when)
        named = _names(Known(await self._names.read()))
        return {
            "visitor": happened.visitor(who.about),
            "events": [happened.event(one, named) for one in events],
            "more": who.more and not hit,
        }

    async def delivery_logs(
        self,
        *,
        kind: str = "postbacks",
        period: str = "last 7 days",
        funnel: str = "",
        source: str = "",
        only_failed: bool = False,
        limit: int = 50,
        progress: Progress = _quiet,
    ) -> Json:
        if kind not in DELIVERIES:
            raise _unknown("kind", kind, DELIVERIES)
        when = self._period(period)
        await ensure_demo_traffic(self._workspace, progress=progress)
        if kind == "diagnosis":
            entries, reading = await diagnosed(self._workspace, when, funnel, source)
            return _logged(kind, when, entries[:limit], len(entries), reading)
        if kind == "postbacks":
            return await self._postbacks(when, funnel, source, only_failed, limit)
        return await self._calls(kind, when, only_failed, limit)

    async def _postbacks(self, when: Period, funnel: str, source: str, only_failed: bool, limit: int) -> Json:
        known = Known(await self._names.read())
        question = LogQuestion(
            _span(when),
            funnels=_ids(known, Funnel.family, funnel),
            sources=_ids(known, TrafficSource.family, source),
            only_failed=only_failed,
            length=limit,
        )
        found = await self._workspace.tracker.postback_log(question)
        entries = [happened.postback(one, _names(known)) for one in found.entries[:limit]]
        return _logged("postbacks", when, entries, found.total, happened.told_postbacks(found.entries, found.total))

    async def _calls(self, kind: str, when: Period, only_failed: bool, limit: int) -> Json:
        tracker = self._workspace.tracker
        summary = tracker.webhook_summary if kind == "webhooks" else tracker.middleware_summary
        rows = await summary(_span(when))
        rows = tuple(one for one in rows if one.failures or one.timeouts) if only_failed else rows
        reading = happened.told_calls(rows, kind.removesuffix("s"))
        return _logged(kind, when, [happened.calls(one) for one in rows[:limit]], len(rows), reading)

    @property
    def _zone(self) -> str:
        """Where no zone is said: the one of the policies, in which costs are booked, too."""
        return self._workspace.policy().time_zone

    def _period(self, words: str, time_zone: str = "") -> Period:
        return period_of(words, self._workspace.now(), zone(time_zone or self._zone))

    async def _meant(self, raw: Sequence[Mapping[str, Any]]) -> Known:
        return Known(
            await self._names.read(), await self._sources(), await self._nodes() if filters.mentions_node(raw) else ()
        )

    async def _sources(self) -> list[TrafficSource]:
        account = await self._names.read()
        ids = [one.id for one in account.entries(TrafficSource.family) if one.is_active]
        return await self._workspace.tracker.get_many(TrafficSource, ids)

    async def _nodes(self) -> list[Entry]:
        account = await self._names.read()
        ids = [one.id for one in account.entries(Funnel.family)]
        funnels = await self._workspace.tracker.get_many(Funnel, ids)
        return [
            Entry("node", node.id_node, node.node_name, parent=one.id)
            for one in funnels
            for node in one.nodes
            if node.node_name
        ]


def _read(raw: Sequence[Mapping[str, Any]], known: Known) -> tuple[Any, ...]:
    return tuple(one.by for one in filters.read(raw, known))


def _ids(known: Known, family: str, wanted: str) -> tuple[str, ...]:
    entries = known.account.entries(family)
    return (resolve(wanted, entries, what=FAMILIES[family].title).id,) if wanted else ()


def _names(known: Known) -> Callable[[str], str]:
    names = {one.id: one.name for family in FAMILIES for one in known.account.entries(family)}
    return lambda id: names.get(id, id)


def _span(when: Period) -> Span:
    return Span(when.start, when.end)


def _event_type(words: str) -> str:
    spelled = {one.casefold(): one for one in EVENT_TYPES}
    plain = "".join(words.casefold().split())
    if plain not in spelled:
        raise _unknown("types", words, EVENT_TYPES)
    return spelled[plain]


def _nobody(visitor: str, hit: str, when: Period) -> NotFoundError:
    if hit:
        return NotFoundError(f"There is no hit {said(hit, 60)!r}.", hint="raw_events shows ids; it may be deleted.")
    return NotFoundError(
        f"There is no hit of a visitor {said(visitor, 60)!r} in {said(when.words)}.",
        hint="Say a longer period, or another id.",
    )


def _unknown(field: str, value: str, known: Sequence[str]) -> InputError:
    near = nearest(value, known, most=1)
    guess = f"Did you mean {near[0]!r}? " if near else ""
    return InputError(f"{field}: there is no {said(value, 60)!r}.", hint=f"{guess}There are {', '.join(known)}.")


def _logged(kind: str, when: Period, entries: list[Json], total: int, reading: str) -> Json:
    return {
        "kind": kind,
        "period": when.told(),
        "entries": entries,
        "entries_total": total,
        "reading": reading,
    }
