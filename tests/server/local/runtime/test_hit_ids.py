from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.local.runtime.chance import Unguessable
from server.local.runtime.hit_ids import BASE_32, HitIds, is_hit_id, is_of_offer, is_visitor_id, made_at

MOMENTS = st.integers(0, 32**10 - 1)


@given(MOMENTS, st.lists(st.booleans(), max_size=60), st.integers(0, 2**30))
def test_the_hits_of_a_visit_sort_in_its_order_and_tell_their_time(now: int, offers: list[bool], seed: int) -> None:
    ids = HitIds(lambda: now, Random(seed).randrange)
    made = [ids.entrance(now), *ids.hits(now, *offers)]
    assert made == sorted(set(made))
    assert all(is_hit_id(id) and set(id) <= set(BASE_32) for id in made)
    assert {made_at(id) for id in made} == {now}
    assert [is_of_offer(id) for id in made] == [False, *offers]


@given(MOMENTS, MOMENTS)
def test_hits_sort_by_time(one: int, other: int) -> None:
    ids = HitIds(lambda: 0, Random(1).randrange)
    (first,), (second,) = ids.hits(one, True), ids.hits(other, False)
    assert one == other or (first < second) is (one < other)


def test_the_order_holds_where_the_count_begins_anew() -> None:
    ids = HitIds(lambda: 0, lambda n: n - 1)
    for _ in range(2**19 // 1_000):
        made = [ids.entrance(5), *ids.hits(5, *[False] * 999)]
        assert made == sorted(made)


@given(st.integers(0, 62**8 - 1))
def test_visitors_have_the_form_of_the_documentation_and_sort_by_time(now: int) -> None:
    earlier, later = HitIds(lambda: now, Random(1).randrange), HitIds(lambda: now + 1, Random(2).randrange)
    assert is_visitor_id(earlier.visitor())
    if now + 1 < 62**8:
        assert earlier.visitor() < later.visitor()


@pytest.mark.parametrize(
    "text", ["", "01m7z834d2efya1bpx6aaqaa1", "01m7z834d2efya1bpx6aaqaaiu", "01M7Z834D2EFYA1BPX6AAQAA1H"]
)
def test_what_is_no_hit_id_has_no_time(text: str) -> None:
    assert not is_hit_id(text)
    with pytest.raises(ValueError, match="is not the id of a hit"):
        made_at(text)


def test_chance_is_spread_evenly_and_never_given_out_twice() -> None:
    chance = Unguessable()
    counts = [0] * 10
    for _ in range(20_000):
        counts[chance.below(10)] += 1
    assert all(1_800 < count < 2_200 for count in counts)
    assert len({chance.below(1 << 100) for _ in range(5_000)}) == 5_000
    assert all(0 <= chance.share() < 1 for _ in range(1_000))
    with pytest.raises(ValueError, match="more than can be chosen"):
        chance.below(1 << 113)
