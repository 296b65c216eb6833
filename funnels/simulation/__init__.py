"""What visitors would do in a funnel, on average and by lot. Every figure that is assumed is listed."""

from .assumptions import CONVERSION_RATE, LANDER_CLICK_RATE, Assumed, Assumptions, Kind
from .audience import ANYBODY, Audience, Segment, crossed, looked_at
from .expect import expect
from .outcome import Exit, Expectation, NodeVisits, Outcome, PageViews, SegmentResult, WayVisits
from .sample import MOST_VISITORS, sample
from .spread import MOST_RUNS, Interval, Spread, spread
from .weights import with_weights
from .what_if import (
    STARVED,
    ArmWorth,
    StarvedArm,
    break_even_cost,
    days_to_tell,
    dead_nodes,
    split_worth,
    starved_arms,
    visits_to_tell,
)

__all__ = [
    "ANYBODY",
    "CONVERSION_RATE",
    "LANDER_CLICK_RATE",
    "MOST_RUNS",
    "MOST_VISITORS",
    "STARVED",
    "ArmWorth",
    "Assumed",
    "Assumptions",
    "Audience",
    "Exit",
    "Expectation",
    "Interval",
    "Kind",
    "NodeVisits",
    "Outcome",
    "PageViews",
    "Segment",
    "SegmentResult",
    "Spread",
    "StarvedArm",
    "WayVisits",
    "break_even_cost",
    "crossed",
    "days_to_tell",
    "dead_nodes",
    "expect",
    "looked_at",
    "sample",
    "split_worth",
    "spread",
    "starved_arms",
    "visits_to_tell",
    "with_weights",
]
