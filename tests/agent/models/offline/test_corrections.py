"""Typing errors: told where they are corrected, asked about where they are many."""

from typing import Any


def _said(person: Any) -> str:
    return "\n".join(turn.text for turn in person.turns if turn.who == "agent")


def test_a_corrected_source_and_group_are_told(person: Any) -> None:
    person.plan("Facebok to Keto Story then DreamDrops, in group Utilites")
    assert "- I read 'Facebok' as Facebook." in _said(person)
    assert "- I read 'Utilites' as Utilities." in _said(person)


def test_a_corrected_country_is_told(person: Any) -> None:
    person.plan("Germny to Keto Story then DreamDrops; everyone else to PrizePanda; group Nutra")
    assert "- I read 'Germny' as DE." in _said(person)


def test_two_typing_errors_in_a_name_are_asked_about(person: Any) -> None:
    reply = person.say("Facebook to Ketto Storry then DreamDrops, in group Nutra")
    assert reply.asks
    assert person.world.plans == []


def test_links_for_a_source_are_those_of_the_funnel_in_talk(person: Any) -> None:
    for offer in ("DreamDrops", "SlimGummies", "PrizePanda"):
        person.plan(f"Taboola to Keto Story then {offer}, in group Nutra, called Facebook {offer} Test")
    for text in ("links for Facebook", "give me the Facebook link"):
        person.say(text)
        assert person.world.calls[-1].arguments == {"funnel": "F3", "sources": ["Facebook"]}
