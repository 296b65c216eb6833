"""What an offer pays now, told in any words; and names with a slip."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from conversing import Room, Speaker


@pytest.fixture
def careful(demo: Path) -> Iterator[Speaker]:
    """Reads plans and says no."""
    with Room(demo) as room:
        person = room.person()
        person.yes = False
        yield person


def _said(person: Speaker, text: str) -> list[str]:
    """What the plan changes; nothing where there is none."""
    heard = person.says(text)
    planned = [one for one in heard.results if one.tool == "plan_changes"]
    return [said for one in planned for change in (one.data or {})["changes"] for said in change["said"]]


def test_two_offers_get_their_own_payouts(careful: Speaker) -> None:
    said = _said(careful, "set the payout of FoxVPN DE to 20 and of ShieldVPN DE to 30")
    assert [one.rpartition(" → ")[2] for one in said] == ["20", "30"], said


@pytest.mark.parametrize(
    "text",
    [
        "DreamDrops pays forty-five now, update it",
        "NutraHub raised DreamDrops to $45, please update the payout",
        "bump DreamDrops to 45 payout",
        "DreamDrops payout 45",
        "payout of DreamDrops went from 32.50 to 45",
        (
            "starting today DreamDrops pays us 45 bucks flat instead of whatever it was before. can you fix the "
            "payout in the tracker?"
        ),
        "for DreamDrops they pay since Monday 45, change that please",
        "NutraHub now gives us 45 for DreamDrops, put that in",
        "we get 45 per sale on DreamDrops from now on, update that",
        "My rep wrote me this morning. DreamDrops pays 45 as of today, so set that as the payout.",
        "NutraHub sent their new rates, $45 for DreamDrops, please enter that",
    ],
)
def test_a_payout_is_told_in_any_words(careful: Speaker, text: str) -> None:
    assert _said(careful, text) == ["payout 32.50 → 45"]


@pytest.mark.parametrize(
    "text",
    [
        "does DreamDrops pay 45?",
        "what does DreamDrops pay",
        "DreamDrops pays 45 only on mobile",
        "DreamDrops pays 45 from december",
        "if DreamDrops pays 45 drop it",
        "DreamDrops doesn't pay 45",
        "DreamDrops pays 45 in Germany",
        "DreamDrops pays 10 % more",
        "DreamDrops pays 5 dollars more now, change that",
        "NutraHub raised DreamDrops by 5, update the payout",
        "DreamDrops pays up to 45, put that in",
        "NutraHub gives us 45 for DreamDrops from Monday, put that in",
        "NutraHub gives us 45 for DreamDrops on returning buyers, put that in",
        "what if NutraHub gives us 45 for DreamDrops",
    ],
)
def test_what_is_no_new_payout_plans_none(careful: Speaker, text: str) -> None:
    assert _said(careful, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "DreamDrops got a payout bump, update it plz",
        "update DreamDrops's payout, NutraHub raised it",
        "Could the payout of DreamDrops be set right? NutraHub gives more since this month.",
        "DreamDrops got a bump from NutraHub, update what it pays, will you?",
    ],
)
def test_a_missing_amount_is_asked(careful: Speaker, text: str) -> None:
    assert "What does 'DreamDrops' pay" in careful.says(text).text


def test_the_one_name_that_is_a_letter_away_is_meant_and_told(careful: Speaker) -> None:
    assert _said(careful, "pls renmae the lander Slep Quiz to Sleep Quiz v1") == ["name Sleep Quiz → Sleep Quiz v1"]


def test_nothing_is_deleted_by_a_name_with_a_slip(careful: Speaker) -> None:
    assert _said(careful, "delete the lander Slep Quiz") == []
