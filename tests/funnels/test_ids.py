from datetime import UTC, datetime, timedelta
from itertools import chain, repeat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from funnels.ids import EPOCH, IdMaker, is_id, made_at

EPOCH_MS = 1_563_840_000_000


def at(now_ms: int) -> str:
    return IdMaker(lambda: now_ms, lambda _: 0)()


@pytest.mark.parametrize(
    ("after_epoch_ms", "digits"),
    [(0, "0000000"), (61, "000000z"), (62, "0000010"), (62**6, "1000000"), (62**7 - 1, "zzzzzzz")],
)
def test_the_first_seven_digits_are_milliseconds_since_the_epoch(after_epoch_ms: int, digits: str) -> None:
    assert at(EPOCH_MS + after_epoch_ms) == f"{digits}00000"


def test_known_days_have_known_digits() -> None:
    days = (datetime(2020, 1, 1, tzinfo=UTC), datetime(2026, 1, 1, tzinfo=UTC))

    assert [at(int(day.timestamp() * 1000))[:7] for day in days] == ["0FHF94i", "3a0HFXE"]


@given(st.integers(0, 62**7 - 1))
def test_an_id_tells_when_it_was_made(after_epoch_ms: int) -> None:
    assert made_at(at(EPOCH_MS + after_epoch_ms)) == EPOCH + timedelta(milliseconds=after_epoch_ms)


@given(st.lists(st.integers(0, 62**7 - 1), min_size=2))
def test_ids_sort_by_time(times: list[int]) -> None:
    assert sorted(at(EPOCH_MS + time) for time in times) == [at(EPOCH_MS + time) for time in sorted(times)]


def test_no_id_is_made_twice_even_when_chance_repeats_itself() -> None:
    chances = chain(repeat(0, 2), repeat(1 + 62 + 62**2 + 62**3 + 62**4, 1))
    new_id = IdMaker(lambda: EPOCH_MS, lambda _: next(chances))

    assert [new_id(), new_id()] == ["000000000000", "000000011111"]


@pytest.mark.parametrize("outside", [-1, 62**7])
def test_a_clock_outside_the_range_is_an_error(outside: int) -> None:
    with pytest.raises(ValueError, match="2019-07-23 to 2131-02-25"):
        at(EPOCH_MS + outside)


@pytest.mark.parametrize("text", ["", "0000000", "0000000000000", "00000000000-", "0000000000é0", "000000000000\n"])
def test_other_texts_are_no_ids(text: str) -> None:
    assert not is_id(text)
    with pytest.raises(ValueError, match="is not an id of the tracker"):
        made_at(text)
