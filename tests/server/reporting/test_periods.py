"""Which time is meant by words."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from funnels.errors import AmbiguousError, InputError
from server.reporting.period import Period
from server.reporting.periods import compared, period
from server.reporting.zones import zone

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)  # a Friday
BERLIN = zone("Europe/Berlin")


def span(found: Period) -> str:
    return f"{found.start:%m-%d %H:%M} {found.end:%m-%d %H:%M}"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("today", "11-20 00:00 11-21 00:00"),
        ("yesterday", "11-19 00:00 11-20 00:00"),
        ("the day before yesterday", "11-18 00:00 11-19 00:00"),
        ("last 7 days", "11-14 00:00 11-21 00:00"),
        ("7d", "11-14 00:00 11-21 00:00"),
        ("the past two weeks", "11-07 00:00 11-21 00:00"),
        ("last 24 hours", "11-19 13:01 11-20 13:01"),
        ("monday", "11-16 00:00 11-17 00:00"),
        ("on Friday", "11-20 00:00 11-21 00:00"),
        ("last friday", "11-13 00:00 11-14 00:00"),
        ("this week", "11-16 00:00 11-23 00:00"),
        ("last week", "11-09 00:00 11-16 00:00"),
        ("last weekend", "11-14 00:00 11-16 00:00"),
        ("this month", "11-01 00:00 12-01 00:00"),
        ("Last Month", "10-01 00:00 11-01 00:00"),
        ("october", "10-01 00:00 11-01 00:00"),
        ("2026-10", "10-01 00:00 11-01 00:00"),
        ("2026-11-01..2026-11-15", "11-01 00:00 11-16 00:00"),
        ("from 2026-11-01 to 2026-11-15", "11-01 00:00 11-16 00:00"),
        ("nov 1 - nov 15", "11-01 00:00 11-16 00:00"),
        ("15.11.2026", "11-15 00:00 11-16 00:00"),
        ("3rd of november", "11-03 00:00 11-04 00:00"),
        ("since monday", "11-16 00:00 11-21 00:00"),
        ("2026-11-01T10:00..2026-11-01T12:30", "11-01 10:00 11-01 12:30"),
    ],
)
def test_words_mean_days_of_the_zone(words: str, expected: str) -> None:
    assert span(period(words, NOW, BERLIN)) == expected


def test_a_day_in_another_zone_is_another_day() -> None:
    tokyo = period("today", datetime(2026, 11, 20, 20, tzinfo=UTC), zone("tokyo"))
    assert tokyo.start.isoformat() == "2026-11-21T00:00:00+09:00"
    assert (tokyo.zone, tokyo.partial) == ("Asia/Tokyo", True)


def test_a_day_on_which_clocks_are_turned_is_whole() -> None:
    turned = period("2026-10-25", NOW, BERLIN)
    assert (turned.start.isoformat(), turned.end.isoformat()) == (
        "2026-10-25T00:00:00+02:00",
        "2026-10-26T00:00:00+01:00",
    )


@pytest.mark.parametrize(
    ("now", "words", "expected"),
    [
        ("2026-10-25T02:30+00:00", "last 3 hours", "2026-10-25T01:31:00+02:00 2026-10-25T03:31:00+01:00"),
        ("2026-10-25T00:50+00:00", "last 1 hours", "2026-10-25T01:51:00+02:00 2026-10-25T02:51:00+02:00"),
        ("2026-10-25T01:10+00:00", "last 1 hours", "2026-10-25T02:11:00+02:00 2026-10-25T02:11:00+01:00"),
        ("2026-03-29T01:10+00:00", "last 1 hours", "2026-03-29T01:11:00+01:00 2026-03-29T03:11:00+02:00"),
        ("2026-03-29T12:00+00:00", "last 24 hours", "2026-03-28T13:01:00+01:00 2026-03-29T14:01:00+02:00"),
    ],
)
def test_hours_are_as_many_as_passed_where_clocks_are_turned(now: str, words: str, expected: str) -> None:
    found = period(words, datetime.fromisoformat(now), BERLIN)
    assert f"{found.start.isoformat()} {found.end.isoformat()}" == expected
    assert not found.partial
    assert found.previous().end == found.start


@given(
    st.timedeltas(timedelta(), timedelta(days=1500)).map(lambda passed: datetime(2024, 1, 1, tzinfo=UTC) + passed),
    st.integers(1, 100),
    st.sampled_from(["Europe/Berlin", "America/New_York", "Australia/Lord_Howe"]),
)
def test_so_many_hours_pass_in_the_last_hours(now: datetime, hours: int, name: str) -> None:
    found = period(f"last {hours} hours", now, zone(name))
    before = found.previous()
    for one in (found, before):
        assert one.end.astimezone(UTC) - one.start.astimezone(UTC) == timedelta(hours=hours)
    assert found.end.astimezone(UTC) - now <= timedelta(minutes=1)
    assert before.end.astimezone(UTC) == found.start.astimezone(UTC)


@pytest.mark.parametrize(
    ("words", "partial"), [("today", True), ("yesterday", False), ("last 24 hours", False), ("this month", True)]
)
def test_what_is_not_over_is_partial(words: str, partial: bool) -> None:
    assert period(words, NOW, BERLIN).partial is partial


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("yesturday", "Did you mean 'yesterday'?"),
        ("mundays", "Did you mean 'monday'?"),
        ("2026-11-15..2026-11-01", "ends (2026-11-01) before it begins (2026-11-15). Did you mean '2026-11-01..2026"),
        ("2026-02-30", "is on no calendar"),
        ("tomorrow", "begins on 2026-11-21, which is yet to come"),
        ("2026-11-01T10:00..2026-11-01T10:00", "has no length"),
        ("0 days", "is on no calendar"),
        ("", "is no period I know"),
        ("99999999999 days", "is no period I know"),
        ("9999-12-31", "is on no calendar"),
    ],
)
def test_what_makes_no_sense_is_refused_with_the_nearest(words: str, told: str) -> None:
    with pytest.raises(InputError) as refused:
        period(words, NOW, BERLIN)
    assert told in str(refused.value)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("yesterday", "11-18 00:00 11-19 00:00"),
        ("last week", "11-02 00:00 11-09 00:00"),
        ("last month", "09-01 00:00 10-01 00:00"),
        ("2026-11-01T10:00..2026-11-01T12:00", "11-01 08:00 11-01 10:00"),
        ("today", "11-19 00:00 11-19 13:00"),
        ("this month", "10-01 00:00 10-20 13:00"),
    ],
)
def test_the_one_before_is_as_long_and_no_longer_than_what_has_passed(words: str, expected: str) -> None:
    assert span(compared("previous", period(words, NOW, BERLIN), BERLIN)) == expected


def test_another_period_to_compare_with_is_refused_by_its_own_name() -> None:
    with pytest.raises(InputError, match="compare_to: 'lst week'"):
        compared("lst week", period("today", NOW, BERLIN), BERLIN)


@given(st.text(max_size=40), st.sampled_from(["UTC", "Asia/Tokyo", "America/New_York"]))
def test_any_words_are_a_period_that_ends_after_it_begins_or_are_refused(words: str, name: str) -> None:
    try:
        found = period(words, NOW, zone(name))
    except InputError:
        return
    assert found.start < found.end
    assert found.start <= NOW


@given(st.dates(min_value=date(2024, 1, 1), max_value=NOW.date()), st.integers(0, 400))
def test_a_range_of_days_has_so_many_days_whatever_clocks_do(first: date, length: int) -> None:
    last = min(first + timedelta(days=length), NOW.date())
    assert period(f"{first}..{last}", NOW, BERLIN).days == (last - first).days + 1


@pytest.mark.parametrize(
    ("words", "name"),
    [("", "UTC"), ("europe/berlin", "Europe/Berlin"), ("new york", "America/New_York"), ("Berlin", "Europe/Berlin")],
)
def test_a_zone_is_found_by_its_place(words: str, name: str) -> None:
    assert str(zone(words)) == name


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Europe/Berln", "'Europe/Berlin'"),
        ("Mars/Base", "there is no time zone 'Mars/Base'"),
        ("../../etc/passwd", "there is no time zone"),
    ],
)
def test_an_unknown_zone_is_refused_with_the_nearest(words: str, told: str) -> None:
    with pytest.raises(InputError, match="time_zone: ") as refused:
        zone(words)
    assert told in str(refused.value)


def test_a_place_in_several_zones_has_to_be_said_in_full() -> None:
    with pytest.raises(AmbiguousError, match="several are called 'louisville'"):
        zone("louisville")
