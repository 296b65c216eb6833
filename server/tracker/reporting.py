from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from ..contracts import operation
from ..errors import TrackerUnavailable
from . import reporting_reading as reading
from . import reporting_wire as wire
from .reporting_answers import Calls, Drilldown, Happening, Happenings, PostbackLog, Visitor
from .reporting_questions import (
    By,
    ConvertedHit,
    CostSegment,
    EventsQuestion,
    LogQuestion,
    Postbacks,
    Question,
    Selection,
    Span,
)

MOST_ROWS = 20_000
"""That a report is read to its end, page by page."""

_FUNNEL = "Element: Funnel"


class Reporting:
    """What happened in an account, and what is set right afterwards. Updates are queued: they show later."""

    _call: Callable[..., Awaitable[Any]]

    async def attributes(self) -> tuple[str, ...]:
        """The names a drilldown can group by here."""
        return reading.attributes(await self._asked("listAttributes"))

    async def drilldown(self, question: Question) -> Drilldown:
        """One page of it."""
        return reading.report(await self._asked("createDrilldownReport", wire.drilldown(question)), question)

    async def whole_drilldown(self, question: Question, *, most: int = MOST_ROWS) -> Drilldown:
        """All pages, to `most` rows."""
        found = await self.drilldown(question)
        rows, page = list(found.rows), len(found.rows)
        while page == question.length and len(rows) < most:  # a full page: the count of all may be missing
            further = await self.drilldown(replace(question, start=question.start + len(rows)))
            page = len(further.rows)
            rows += further.rows
        return replace(found, rows=tuple(rows[:most]), total=max(found.total, len(rows)))

    async def raw_events(self, question: EventsQuestion) -> Happenings:
        """Newest first."""
        return reading.happenings(await self._asked("createRawEventReport", wire.raw_events(question)))

    async def visitor(self, *, visitor: str = "", hit: str = "", within: Span | None = None) -> Visitor:
        """By a hit, or by the visitor's own id within a span."""
        return reading.visitor(await self._asked("lookUpVisitor", wire.visitor(visitor, hit, within)))

    async def hit(self, id: str, *, hint: datetime | None = None) -> tuple[Happening, ...]:
        """The hit, and the conversions and custom events that refer to it, oldest first."""
        return reading.happenings(await self._asked("lookUpHit", wire.hit(id, hint))).events

    async def postback_log(self, question: LogQuestion) -> PostbackLog:
        return reading.postback_log(await self._asked("getPostbackLog", wire.postback_log(question)))

    async def webhook_summary(self, within: Span, ids: Sequence[str] = ()) -> tuple[Calls, ...]:
        answer = await self._asked("getWebhookAssetSummary", wire.webhook_summary(within, ids))
        return reading.calls(answer, "webhook")

    async def middleware_summary(self, within: Span, ids: Sequence[str] = ()) -> tuple[Calls, ...]:
        answer = await self._asked("getMiddlewareAssetSummary", wire.middleware_summary(within, ids))
        return reading.calls(answer, "middleware")

    async def update_conversions(self, hits: Sequence[ConvertedHit], *, postbacks: Postbacks = "none") -> None:
        await self._asked("updateConversions", wire.conversions(hits, postbacks))

    async def update_custom_events(self, hits: Sequence[ConvertedHit], *, postbacks: Postbacks = "none") -> None:
        await self._asked("updateCustomEvents", wire.custom_events(hits, postbacks))

    async def update_cost(
        self, funnels: Sequence[str], sources: Sequence[str], within: Span, segments: Sequence[CostSegment]
    ) -> None:
        """Replaces the cost of the entrances that match."""
        await self._asked("updateCost", wire.cost(funnels, sources, within, segments))

    async def count_reset(self, selection: Selection) -> int:
        """How many hits a reset of it would delete. Deletes nothing."""
        return reading.hit_count(await self._asked("validateReset", wire.selection(selection)))

    async def reset(self, selection: Selection) -> None:
        """Delete the hits, and all that refers to them, for good."""
        await self._asked("performReset", wire.selection(selection))

    async def visits(self, funnels: Sequence[str], since: datetime, until: datetime) -> Mapping[str, int]:
        """By funnel, how many visits it had; those the report says nothing of had none.

        TrackerRefused with status 404 where the tracker serves no reports, TrackerUnavailable for what is no report.
        """
        if not funnels:
            return {}
        by = By(_FUNNEL, any=tuple(funnels))
        found = await self.drilldown(Question(Span(since, until), by=(by,), metrics=("visits",)))
        visits = dict.fromkeys(funnels, 0)
        for row in found.rows:
            if "visits" not in row.values:
                raise TrackerUnavailable("The tracker's report of visits cannot be read.", sent=False)
            [key] = row.keys
            if key.id in visits:
                visits[key.id] += int(row.values["visits"] or 0)
        return visits

    async def _asked(self, id: str, body: Any = None) -> Any:
        return await self._call(operation(id), {}, body)
