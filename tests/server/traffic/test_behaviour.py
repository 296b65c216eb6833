from datetime import date

import pytest

from server.traffic import Behaviour, Habit, Step
from server.traffic.behaviour import chosen

DAY = date(2026, 11, 16)
PAGE = "0Lander00000"
OFFER = "0Offer000000"


def behaviour(*habits: Habit) -> Behaviour:
    return Behaviour({PAGE: {1: 0.2, 2: 0.4}}, {OFFER: 0.1}, habits)


def test_habits_that_fit_multiply_what_is_usual() -> None:
    mobile = Habit(Step.CLICK, 0.5, {"device": frozenset({"mobile"})})
    german = Habit(Step.CLICK, 0.5, {"country": frozenset({"DE"}), "device": frozenset({"mobile"})})
    found = behaviour(mobile, german)
    assert found.clicking(PAGE, DAY, {"device": "desktop", "country": "DE"}) == {1: 0.2, 2: 0.4}
    assert found.clicking(PAGE, DAY, {"device": "mobile", "country": "AT"}) == {1: 0.1, 2: 0.2}
    assert found.clicking(PAGE, DAY, {"device": "mobile", "country": "DE"}) == {1: 0.05, 2: 0.1}
    assert found.buying(OFFER, DAY, {"device": "mobile"}) == 0.1


def test_a_habit_begins_and_ends() -> None:
    found = behaviour(Habit(Step.BUY, 2, since=DAY, until=date(2026, 11, 18)))
    chances = [found.buying(OFFER, date(2026, 11, day), {}) for day in (15, 16, 17, 18)]
    assert chances == [0.1, 0.2, 0.2, 0.1]


def test_chances_stay_chances_however_strong_a_habit_is() -> None:
    found = behaviour(Habit(Step.CLICK, 10), Habit(Step.BUY, 100))
    assert sum(found.clicking(PAGE, DAY, {}).values()) == pytest.approx(1)
    assert found.buying(OFFER, DAY, {}) == 1


def test_nobody_clicks_where_nothing_is_known_of() -> None:
    assert behaviour().clicking("0Other000000", DAY, {}) == {}
    assert behaviour().buying("0Other000000", DAY, {}) == 0


@pytest.mark.parametrize(("luck", "button"), [(0.0, 1), (0.19, 1), (0.2, 2), (0.59, 2), (0.61, 0), (0.99, 0)])
def test_luck_chooses_a_button_or_none(luck: float, button: int) -> None:
    assert chosen({1: 0.2, 2: 0.4}, luck) == button
