from hypothesis import given
from hypothesis import strategies as st

from funnels.checks.cycles import cycles

PLACES = "abcdefg"


def test_circles_are_found_in_order_and_lone_ones_only_with_a_way_to_themselves() -> None:
    after = {"a": ["b"], "b": ["c"], "c": ["b", "d"], "d": ["d"], "e": ["a"]}
    assert cycles(after) == [("b", "c"), ("d",)]


def test_a_very_long_circle_needs_no_deep_stack() -> None:
    after = {str(number): [str((number + 1) % 5000)] for number in range(5000)}
    assert [len(circle) for circle in cycles(after)] == [5000]


@given(st.fixed_dictionaries({place: st.lists(st.sampled_from(PLACES), max_size=3) for place in PLACES}))
def test_two_places_share_a_circle_when_each_leads_to_the_other(after: dict[str, list[str]]) -> None:
    reach = {place: set(onward) for place, onward in after.items()}
    for middle in PLACES:
        for place in PLACES:
            if middle in reach[place]:
                reach[place] |= reach[middle]
    expected = {tuple(p for p in PLACES if p in reach[q] and q in reach[p]) for q in PLACES if q in reach[q]}
    assert {tuple(sorted(circle)) for circle in cycles(after)} == expected
