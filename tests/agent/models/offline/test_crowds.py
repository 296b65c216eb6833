"""Visitors are told apart by what is known of them; by what is not, a person is asked."""

from typing import Any

import pytest


@pytest.mark.parametrize(
    ("text", "who"),
    [
        (
            "send women to Keto Story and men to Sleep Quiz, then DreamDrops, Facebook, group Nutra",
            "'women' and 'men'",
        ),
        (
            "Facebook: smokers go to Keto Story, non-smokers to Sleep Quiz, then DreamDrops",
            "'smokers' and 'non-smokers'",
        ),
        ("Facebook to Keto Story or Sleep Quiz depending on age, then DreamDrops, group Nutra", "'age'"),
        ("ladies -> Keto Story, gents -> Sleep Quiz on Facebook", "'ladies' and 'gents'"),
        ("show the rich people Sleep Quiz", "'rich people'"),
        ("send people over 50 to Sleep Quiz", "'people over 50'"),
    ],
)
def test_who_cannot_be_told_apart_is_asked_about(person: Any, text: str, who: str) -> None:
    reply = person.say(text)
    assert f"I cannot tell {who} from others. Who should go where instead?" in reply.text
    assert reply.asks is not None
    assert person.world.plans == []


@pytest.mark.parametrize(
    "text",
    [
        "Facebook people to Keto Story 50/50 with Sleep Quiz, then DreamDrops, group Nutra",
        "my wife says women like it more: Facebook to Keto Story, then DreamDrops, group Nutra",
        'Facebook to new lander "Send women to men" https://x.example.net, then DreamDrops, in group Nutra',
    ],
)
def test_other_people_are_no_crowd(person: Any, text: str) -> None:
    assert "from others" not in person.say(text).text
