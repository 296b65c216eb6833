"""A tool that fails is no empty account: its words are said, and nothing is written."""

from dataclasses import dataclass
from typing import Any

import pytest

from agent.models.base import Call, Result


@dataclass
class Broken:
    """Carries out every call but those of one tool."""

    world: Any
    tool: str

    def run(self, call: Call) -> Result:
        if call.tool == self.tool:
            return Result(call.id, call.tool, "The tracker does not answer.", failed=True)
        return self.world.run(call)


@pytest.mark.parametrize(
    "text",
    [
        "list my funnels",
        "US to Keto Story, everyone else to Sleep Quiz",
        "Facebook to Keto Story then DreamDrops, in group Nutra",
        "give me the links for Facebook",
    ],
)
def test_a_look_up_that_fails_is_told_and_asks_nothing(person: Any, text: str) -> None:
    talker = type(person)(Broken(person.world, "find_assets"))
    reply = talker.say(text)
    assert reply.text == (
        "The tracker does not answer.\nI could not look that up, so nothing is planned and nothing is written."
    )
    assert (reply.asks, reply.understood, person.world.plans) == (None, True, [])


def test_a_funnel_that_cannot_be_read_is_told_in_the_words_of_the_tool(person: Any) -> None:
    talker = type(person)(Broken(person.world, "get_funnel"))
    reply = talker.say("in VPN Native DACH replace FoxVPN DE with PrizePanda")
    assert reply.text.startswith("The tracker does not answer.")
    assert reply.asks is None


def test_a_question_stays_open_where_the_tool_failed(person: Any) -> None:
    person.say("Facebook to Keto Story then KetoBurn, group Nutra")
    broken = type(person)(Broken(person.world, "find_assets"), list(person.turns))
    assert broken.say("KetoBurn US please").text.startswith("The tracker")
    person.turns = broken.turns
    assert person.plan("KetoBurn US please")["blueprint"]["steps"]["offer"] == {"offer": "KetoBurn US"}


def test_the_words_of_an_explanation_have_no_gaps_and_no_doubles(person: Any) -> None:
    person.say("US to Keto Story then DreamDrops; everyone else to to PrizePanda; group Nutra")
    said = " ".join(turn.text for turn in person.turns)
    assert "(country any in US)" in said
    assert "to to" not in said.replace("everyone else to to PrizePanda; group", "")
