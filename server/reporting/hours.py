"""Visitors who come at all times of a week, for funnels that look at the clock."""

from dataclasses import replace
from datetime import datetime, timedelta

from funnels.routing import Wired
from funnels.simulation import Audience, looked_at

NOTE = "The funnel looks at the clock: visitors are taken to come evenly over the coming week."

_MOST_SEGMENTS = 40
_STEP = timedelta(minutes=30)
_WEEK = timedelta(days=7)


def looks_at_clock(wired: Wired) -> bool:
    return looked_at(wired).time


def over_a_week(audience: Audience, now: datetime) -> Audience:
    """Every segment at each half hour from the next midnight on; of the smallest segments nobody comes."""
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    times = [midnight + _STEP * at for at in range(_WEEK // _STEP)]
    kept = sorted(audience.segments, key=lambda one: -one.weight)[:_MOST_SEGMENTS]
    return Audience(
        tuple(
            replace(one, weight=one.weight / len(times), visitor=replace(one.visitor, time=time))
            for one in kept
            for time in times
        )
    )
