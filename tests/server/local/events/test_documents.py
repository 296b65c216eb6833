from decimal import Decimal
from typing import Any

import pytest
from happenings import DAY, MORNING, entrance
from hypothesis import given
from hypothesis import strategies as st

from server.local.events import EventError
from server.local.events.documents import event, row, text, whole


def test_a_row_has_what_is_looked_up_and_the_day_of_the_entrance() -> None:
    made = row(entrance(7, time=MORNING, event_time=MORNING + 3 * DAY))
    id = f"{MORNING}0000000000007"
    assert made[:5] == (id, id, "visitor-7", MORNING // DAY, MORNING + 3 * DAY)


def test_what_is_empty_is_left_out() -> None:
    kept = event(row(entrance(1, cost=None, country="", c1=None)).document)
    assert kept.keys().isdisjoint({"cost", "country", "c1"})


@given(st.decimals(min_value=-999_999_999_999, max_value=999_999_999_999, places=6))
def test_money_is_exact(cost: Decimal) -> None:
    assert event(row(entrance(1, cost=cost)).document)["cost"] == cost


@given(st.text(st.characters(), max_size=200))
def test_any_text_can_be_kept(stranger: str) -> None:
    kept = event(row(entrance(1, c1=f"a{stranger}")).document)["c1"]
    assert kept.encode() == f"a{stranger}".encode("utf-16", "surrogatepass").decode("utf-16", "replace").encode()


def test_half_a_surrogate_pair_is_replaced_and_a_whole_one_joined() -> None:
    assert whole({"\ud800": ["a\udfff", "\ud83d\ude00"], "n": 1}) == {"\ufffd": ["a\ufffd", "😀"], "n": 1}
    assert text({"url": "\ud800"}) == '{"url":"\ufffd"}'


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"cost": Decimal("0.0000001")}, "cost of an event cannot be 1E-7: at most 12 digits before the point"),
        ({"cost": Decimal("1e12")}, "cost of an event cannot be 1E+12"),
        ({"cost": Decimal("NaN")}, "cost of an event cannot be NaN"),
        ({"cost": 0.1}, "cost of an event cannot be 0.1: money is expected."),
        ({"revenue": "1"}, "revenue of an event cannot be '1': money is expected."),
        ({"action_number": 2**63}, "action_number of an event cannot be 9223372036854775808: number is expected."),
        ({"country": 49}, "country of an event cannot be 49: text is expected."),
        ({"event_time": "now"}, "event_time of an event cannot be 'now': time is expected."),
        ({"contry": "DE"}, "Events have no column 'contry'."),
        ({"event_id": ""}, "The event None needs an event_id, event_type, event_time and hit_id."),
        ({"hit_id": None}, "needs an event_id, event_type, event_time and hit_id."),
    ],
)
def test_what_cannot_be_kept_is_refused(more: dict[str, Any], words: str) -> None:
    with pytest.raises(EventError) as refusal:
        row(entrance(1, **more))
    assert words in str(refusal.value)
