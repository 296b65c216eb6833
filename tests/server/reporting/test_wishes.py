from contextlib import suppress
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from funnels.errors import InputError
from server.reporting.said import Buttons, percent
from server.reporting.wishes import Assume, assume, wishes


@pytest.mark.parametrize(
    ("said", "meant"), [(25, 0.25), ("25", 0.25), ("25 %", 0.25), (0.5, 0.005), (0, 0), (100, 1)]
)
def test_a_share_is_said_in_percent(said: Any, meant: float) -> None:
    assert percent(said, "here") == pytest.approx(meant)


@pytest.mark.parametrize("said", [101, -1, "a lot", None, True, "nan", "inf", [25]])
def test_what_is_no_share_is_refused_with_its_place(said: Any) -> None:
    with pytest.raises(InputError, match=r"^here: "):
        percent(said, "here")


def test_assumptions_are_understood_by_name_code_or_for_every_page() -> None:
    found = assume(
        {
            "cpc": "0.35",
            "ctr": {"Story": {"1": 10, "2": "5%"}, "Quiz": 20},
            "cvr": 3,
            "payout": {"Shield": 14.5},
            "countries": {"germany": 60, "US": 30},
            "devices": {"Mobile": 100},
            "visits_per_day": 500,
            "source": "Taboola",
        }
    )
    assert found == Assume(
        source="Taboola",
        cpc=Decimal("0.350000"),
        ctr={"Story": Buttons(None, {1: 0.1, 2: 0.05}), "Quiz": Buttons(0.2)},
        cvr={"": 0.03},
        payout={"Shield": Decimal("14.5")},
        countries={"DE": 0.6, "US": 0.3},
        devices={"mobile": 1.0},
        visits_per_day=500.0,
    )


def test_a_wish_may_change_the_funnel_and_assume_something_at_once() -> None:
    [found] = wishes([{"weights": {"vpn": {"Shield": 80}}, "replace": {"Fox": "Wolf"}, "cpc": 1}])
    assert found.words == "weights vpn (Shield 80); replace Fox Wolf; cpc 1"
    assert found.assume == Assume(cpc=Decimal(1))
    assert found.operations == (
        {"op": "set_weights", "step": "vpn", "weights": {"Shield": 80}},
        {"op": "replace_page", "page": "Fox", "by": "Wolf"},
    )


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("highest cpc", "highest cpc"),
        ("Max CPC", "highest cpc"),
        ("break-even cpc", "highest cpc"),
        ("days", "days to significance"),
    ],
)
def test_questions_have_other_words(said: str, meant: str) -> None:
    assert wishes([{"question": said}])[0].question == meant


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=True) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
keys = st.sampled_from(
    ["source", "cpc", "ctr", "cvr", "payout", "countries", "devices", "visits_per_day", "weights", "question", "lift"]
)


@given(st.dictionaries(keys | st.text(max_size=6), anything, max_size=3))
def test_whatever_is_said_is_understood_or_refused(said: dict[str, Any]) -> None:
    with suppress(InputError):
        assume(said)
    with suppress(InputError):
        wishes([said])
