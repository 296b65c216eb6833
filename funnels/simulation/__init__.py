"""What visitors would do in a funnel, on average and by lot. Every figure that is assumed is listed."""

from .assumptions import Assumed, Assumptions
from .audience import ANYBODY, Audience, Segment, crossed, looked_at
from .expect import expect
from .outcome import Exit, Expectation, NodeVisits, Outcome, PageViews, SegmentResult, WayVisits

__all__ = [
    "ANYBODY",
    "Assumed",
    "Assumptions",
    "Audience",
    "Exit",
    "Expectation",
    "NodeVisits",
    "Outcome",
    "PageViews",
    "Segment",
    "SegmentResult",
    "WayVisits",
    "crossed",
    "expect",
    "looked_at",
]
