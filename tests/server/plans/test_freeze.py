from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.plans.freeze import DAYS, Freeze, Weekly

BERLIN = ZoneInfo("Europe/Berlin")


def weekly(begins: str, ends: str) -> Freeze:
    return Freeze(name="x", begins=Weekly.read(begins), ends=Weekly.read(ends))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN)


@pytest.mark.parametrize(
    ("now", "until"),
    [
        ("2026-11-20 17:59:59", None),
        ("2026-11-20 18:00", "2026-11-23 08:00"),
        ("2026-11-22 23:59", "2026-11-23 08:00"),
        ("2026-11-23 07:59:59", "2026-11-23 08:00"),
        ("2026-11-23 08:00", None),
    ],
)
def test_a_weekend_lasts_over_the_turn_of_the_week(now: str, until: str | None) -> None:
    assert weekly("fri 18:00", "mon 08:00").until(at(now), BERLIN) == (at(until) if until else None)


@pytest.mark.parametrize(
    ("now", "until"),
    [("2026-03-28 12:00", "2026-03-29 08:00"), ("2026-10-24 12:00", "2026-10-25 08:00")],
    ids=["an hour less", "an hour more"],
)
def test_when_the_clocks_are_set_a_freeze_ends_by_the_clock_on_the_wall(now: str, until: str) -> None:
    assert weekly("sat 00:00", "sun 08:00").until(at(now), BERLIN) == at(until)


def test_a_freeze_of_a_date_is_on_from_its_first_moment_until_before_its_last() -> None:
    begins, ends = at("2026-11-27 00:00"), at("2026-11-30 00:00")
    one = Freeze(name="x", begins=begins, ends=ends)
    moment = timedelta(microseconds=1)
    on = [one.until(now, BERLIN) for now in (begins - moment, begins, ends - moment, ends)]
    assert on == [None, ends, ends, None]


MINUTES = st.integers(0, 7 * 24 * 60 - 1)


def written(minute: int) -> str:
    return f"{DAYS[minute // 1440]} {minute % 1440 // 60:02d}:{minute % 60:02d}"


@given(MINUTES, MINUTES, MINUTES)
def test_at_every_minute_of_a_week_either_a_freeze_is_on_or_the_one_from_its_end_to_its_beginning(
    begins: int, ends: int, minute: int
) -> None:
    if begins == ends:
        return
    now = datetime(2026, 11, 16, tzinfo=UTC) + timedelta(minutes=minute)
    frozen = weekly(written(begins), written(ends)).until(now, UTC)
    free = weekly(written(ends), written(begins)).until(now, UTC)
    assert (frozen is None) != (free is None)
    end = frozen or free
    assert end is not None
    assert now < end <= now + timedelta(days=7)
    assert written(end.weekday() * 1440 + end.hour * 60 + end.minute) == written(ends if frozen else begins)
