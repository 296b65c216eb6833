"""How people begin an answer, and what they leave out of it."""

from typing import Any

import pytest

from agent.models.offline.talking.keeping import without_keeps
from agent.models.offline.talking.openers import opener_of


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("Hm, 70/30", "70/30"),
        ("nah my bad, Taboola not Outbrain", "Taboola not Outbrain"),
        ("Sorry, I did take wrong lander. Sleep Quiz", "Sleep Quiz"),
        ("oh stop, forget about that. Archive Spin Wheel", "Archive Spin Wheel"),
        ("ugh ok final answer, fifty fifty", "fifty fifty"),
        ("Belgium I did forget. Belgium should see Sleep Quiz", "Belgium should see Sleep Quiz"),
        ("small change: 60/40", "60/40"),
        ("not that one, the other", "the other"),
    ],
)
def test_what_wants_nothing_stands_in_front(said: str, wanted: str) -> None:
    assert said[opener_of(said).end :] == wanted


@pytest.mark.parametrize(
    "said",
    [
        "no lander, straight to PrizePanda",
        "stop the test in Keto Facebook US",
        "hold the German traffic, please",
        "no landers, offers only",
        "good offers, bad offers",
        "not for Canada, only for the US",
        "wait",
        "Austria was forgotten. Germany gets Sleep Quiz",
    ],
)
def test_what_wants_something_stays(said: str) -> None:
    assert opener_of(said).end == 0


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("Taboola not Outbrain. rest stays like that", "Taboola not Outbrain"),
        ("Sleep Quiz, everything other is good so", "Sleep Quiz"),
        ("PrizePanda. Same lander, same name", "PrizePanda"),
        ("70/30, leave the rest as it is", "70/30"),
        ("Sleep Quiz for Austria", "Sleep Quiz for Austria"),
    ],
)
def test_what_stays_is_no_part_of_a_correction(said: str, wanted: str) -> None:
    assert without_keeps(said) == wanted


def test_a_payout_without_its_verb_is_no_share(demo_person: Any) -> None:
    demo_person.plan("change the payout of SlimGummies to 30")
    [change] = demo_person.plan("and FlexJoint to 38")["changes"]
    assert change["fields"] == {"offerParams": {"payout": "38"}}


def test_a_job_without_its_verb_is_the_last_one_again(demo_person: Any) -> None:
    demo_person.plan("archive Sleep Quiz")
    assert [one["do"] for one in demo_person.plan("and Joint Pain Advertorial too")["changes"]] == ["archive"]


@pytest.mark.parametrize("said", ["actually the offer should be PrizePanda", "and FlexJoint 20%"])
def test_more_than_a_name_is_not_the_last_job_again(demo_person: Any, said: str) -> None:
    demo_person.plan("archive Sleep Quiz")
    plans = len(demo_person.world.plans)
    demo_person.say(said)
    assert not any("changes" in plan for plan in demo_person.world.plans[plans:])
