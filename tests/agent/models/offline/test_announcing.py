"""How a new funnel is announced, and what is told of new pages in clauses of their own."""

import pytest

from .conftest import Person

WAY = "Keto Story, then SlimGummies"


@pytest.mark.parametrize(
    "text",
    [
        f"make a funnel Slim Winter in Nutra for Facebook: {WAY}",
        f"New Nutra funnel Slim Winter for Facebook: {WAY}",
        f"set up a new funnel Slim Winter, group Nutra, Facebook: {WAY}",
        f"create Slim Winter: Facebook, Nutra, {WAY}",
        f'create "Slim Winter" for Facebook in Nutra: {WAY}',
        f"please make 'Slim Winter' under Nutra for Facebook: {WAY}",
        f"I need a new funnel Slim Winter on Facebook, group Nutra. {WAY}.",
        f"Please set up a Nutra funnel, Slim Winter, for Facebook: {WAY}",
        f"Prepare the campaign Slim Winter (Facebook / Nutra): {WAY}",
        f"A new funnel: Slim Winter. Facebook, Nutra, {WAY}.",
        f"New funnel - Slim Winter - for Facebook, Nutra: {WAY}",
        f"The funnel's name is Slim Winter, its group Nutra, its source Facebook. {WAY}.",
        f'"Slim Winter" is a Facebook funnel in Nutra: {WAY}',
        f"Facebook, Nutra: {WAY}. The name should be Slim Winter.",
        f"Facebook, Nutra: {WAY}. Save it as Slim Winter",
        f"Facebook, Nutra: {WAY}; the name of the funnel is Slim Winter",
        f'I want "Slim Winter", a funnel for Facebook in Nutra. {WAY}',
        f'Please build "Slim Winter" (Facebook, Nutra): {WAY}',
        f'"Slim Winter" is what I want it called. Facebook, Nutra, {WAY}',
        "Funnel: Slim Winter\nTraffic source: Facebook\nFunnel group: Nutra\nFlow: Keto Story > SlimGummies",
        f"Can you create a new funnel for Facebook where people get {WAY}? Its name is Slim Winter. Group Nutra.",
    ],
)
def test_the_name_of_a_new_funnel(demo_person: Person, text: str) -> None:
    blueprint = demo_person.plan(text)["blueprint"]
    assert (blueprint["funnel"], blueprint["group"], blueprint["sources"]) == ("Slim Winter", "Nutra", ["Facebook"])
    assert [step.get("lander") or step.get("offer") for step in blueprint["steps"].values()] == [
        "Keto Story",
        "SlimGummies",
    ]


@pytest.mark.parametrize("name", ["Keto Saturday", "Weekend Keto", "Keto Facebook", "Slim & Fit", "Test 2"])
def test_a_name_is_nothing_else(demo_person: Person, name: str) -> None:
    blueprint = demo_person.plan(f"make a funnel {name} in Nutra for Facebook: {WAY}")["blueprint"]
    assert (blueprint["funnel"], list(blueprint["steps"])) == (name, ["lander", "offer"])


@pytest.mark.parametrize(
    "text",
    [
        f"create Facebook Keto: {WAY}, group Nutra",
        f"new funnel Mobile Keto for Facebook in Nutra: {WAY}",
        f'Nutra needs "Slim Winter" on Facebook. {WAY}',
        "make a new funnel Slim Pge, SlimGummies, Facebook, Nutra",
        "make a new funnel Slim Pge, Keto Story, SlimGummies, Facebook, Nutra",
    ],
)
def test_what_may_be_a_source_a_crowd_or_a_page_is_asked_about(demo_person: Person, text: str) -> None:
    reply = demo_person.say(text)
    assert reply.asks or not reply.understood
    assert demo_person.world.plans == []


def test_pages_behind_the_word_funnel_are_no_name(demo_person: Person) -> None:
    steps = demo_person.plan("New Facebook funnel Keto Story then SlimGummies, Nutra")["blueprint"]["steps"]
    assert [step.get("lander") or step.get("offer") for step in steps.values()] == ["Keto Story", "SlimGummies"]


SCAN = {"name": "SafeScan", "url": "https://t.example.com/s?c={hit}", "payout": "12", "source": "AdNet"}


@pytest.mark.parametrize(
    "told",
    [
        "a new offer. That offer is named SafeScan, https://t.example.com/s?c={hit}, from AdNet. It pays 12 bucks.",
        "the offer SafeScan (https://t.example.com/s?c={hit}, 12 euros, an AdNet offer).",
        "a new offer called SafeScan. It sits at https://t.example.com/s?c={hit} and AdNet pays 12 dollars for it.",
        "new offer SafeScan (https://t.example.com/s?c={hit}, AdNet, 12)",
        "a new offer, SafeScan, which AdNet pays with 12 dollars; its URL is https://t.example.com/s?c={hit}",
        "a new offer named SafeScan that belongs to AdNet, 12 per sale, URL https://t.example.com/s?c={hit}",
        "new offer: SafeScan - https://t.example.com/s?c={hit} - AdNet - $12",
    ],
)
def test_a_new_offer_is_told_in_clauses_of_its_own(demo_person: Person, told: str) -> None:
    steps = demo_person.plan(f"Facebook, Utilities: Antivirus Warning Page, then {told}")["blueprint"]["steps"]
    assert [*steps.values()] == [{"lander": "Antivirus Warning Page", "on": {"1": "offer"}}, {"offer": SCAN}]


def test_a_network_gave_it(demo_person: Person) -> None:
    text = (
        "AdNet gave us a new offer: SafeScan, https://t.example.com/s?c={hit}, 12 dollars a lead. "
        "Run it on Facebook behind Keto Story, group Nutra."
    )
    steps = demo_person.plan(text)["blueprint"]["steps"]
    assert [*steps.values()] == [{"lander": "Keto Story", "on": {"1": "offer"}}, {"offer": SCAN}]


def test_names_of_many_new_pages_share_words_with_the_funnel(demo_person: Person) -> None:
    text = 'Taboola funnel "SafeBox Nordic" in Utilities. '
    for country, code in (("Sweden", "SE"), ("Finland", "FI")):
        text += (
            f"{country}: lander SafeBox Page {code} (https://b.example.com/{code}) -> "
            f"offer SafeBox Deal {code} (https://t.example.com/{code}?c={{hit}}, 12.00 from AdNet). "
        )
    steps = demo_person.plan(f"{text}Others: https://b.example.com/none")["blueprint"]["steps"]
    offers = [step["offer"]["name"] for step in steps.values() if "offer" in step]
    assert offers == ["SafeBox Deal SE", "SafeBox Deal FI"]


@pytest.mark.parametrize(
    "told",
    [
        "a new offer named SafeScan from AdNet at 30 %, URL https://t.example.com/s?c={hit}",
        "a new offer named SafeScan from Adnett Media, $12, URL https://t.example.com/s?c={hit}",
        "a new offer named SafeScan, $12 from AdNet",
    ],
)
def test_what_is_missing_of_a_new_offer_is_asked(demo_person: Person, told: str) -> None:
    reply = demo_person.say(f"Facebook, Utilities: Antivirus Warning Page, then {told}")
    assert reply.asks or not reply.understood
    assert demo_person.world.plans == []


def test_a_share_of_them_is_not_that_of_the_page_before(demo_person: Person) -> None:
    reply = demo_person.say("Facebook, Nutra: Keto Story leads to KetoBurn US, 20% of them to SlimGummies")
    assert "20% of them" in reply.text
    assert demo_person.world.plans == []
