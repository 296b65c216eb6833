"""What traffic there is to book on."""

from funnels.bookings import Segment

from ...tracker import Tracker
from ...tracker.bookings import filters_of
from ...tracker.reporting_questions import By, Question, Span


async def funnels_with_visits(tracker: Tracker, segment: Segment) -> dict[str, str]:
    """Id -> name of the funnels that visits of the segment went through."""
    question = Question(
        Span(segment.since, segment.until),
        by=(By("Element: Funnel", any=segment.funnels),),
        filters=tuple(filters_of(segment)),
        metrics=("visits",),
    )
    found = await tracker.whole_drilldown(question)
    return {
        row.keys[0].id: row.keys[0].name for row in found.rows if row.keys[0].id is not None and row.values["visits"]
    }
