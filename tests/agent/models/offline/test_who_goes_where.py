"""Who goes where in a new funnel: the crowds, however they are told, and what is asked about them."""

from typing import Any

import pytest

Blueprint = dict[str, Any]


def ways(blueprint: Blueprint) -> list[str]:
    """Each way through the funnel: `country DE: Sleep Quiz > DreamDrops`; `*` is everyone else."""
    steps = blueprint["steps"]
    if isinstance(blueprint["start"], list):
        return [f"{arm['weight']:g} %: {way}" for arm in blueprint["start"] for way in _from(arm["to"], steps)]
    return _from(blueprint["start"], steps)


def _from(key: str, steps: dict[str, Any]) -> list[str]:
    step = steps[key]
    if "condition" in step:
        routes = [(_who(route["when"]), route["to"]) for route in step["condition"]["routes"]]
        routes.append(("*", step["condition"]["otherwise"]))
        return [f"{who}: {way}" for who, to in routes for way in _from(to, steps)]
    if "split" in step:
        return [f"{arm['weight']:g} %: {way}" for arm in step["split"] for way in _from(arm["to"], steps)]
    pages = [step[kind] for kind in ("lander", "offer", "url") if kind in step]
    pages = pages or [one["page"] for kind in ("landers", "offers") for one in step.get(kind, ())]
    here = " / ".join(page if isinstance(page, str) else page["name"] for page in pages)
    behind = [way for to in step.get("on", {}).values() for way in _from(to, steps)]
    return [f"{here} > {way}" for way in behind] or [here]


def _who(when: Any) -> str:
    parts = [part["all"] for part in when["any"]] if isinstance(when, dict) else [when]
    return " or ".join(" ".join(map(_rule, part)) for part in parts)


def _rule(rule: dict[str, Any]) -> str:
    test = next(key for key in ("any in", "not in", "is", "is not") if key in rule)
    values = rule[test] if isinstance(rule[test], list) else [rule[test]]
    return ("not " if "not" in test else "") + "/".join(values)


@pytest.mark.parametrize(
    "told",
    [
        "Visitors from Taboola see Sleep Quiz, visitors from Outbrain Keto Story. Both go to DreamDrops",
        "Taboola people get Sleep Quiz, Outbrain people get Keto Story; both lead to DreamDrops",
        "For Taboola Sleep Quiz, for Outbrain Keto Story, and DreamDrops behind both",
        "On Taboola show Sleep Quiz, on Outbrain show Keto Story; both to DreamDrops",
    ],
)
def test_visitors_by_their_source(person: Any, told: str) -> None:
    assert ways(person.plan(f"Funnel for Taboola and Outbrain, group Nutra. {told}")["blueprint"]) == [
        "Taboola: Sleep Quiz > DreamDrops",
        "*: Keto Story > DreamDrops",
    ]


def test_sources_that_are_named_again_together_are_everybody(person: Any) -> None:
    blueprint = person.plan(
        "Funnel for Taboola and Outbrain, group Nutra. Taboola and Outbrain visitors get Sleep Quiz, then DreamDrops"
    )["blueprint"]
    assert (blueprint["sources"], ways(blueprint)) == (["Taboola", "Outbrain"], ["Sleep Quiz > DreamDrops"])


def test_a_source_by_part_of_a_name_is_the_one_that_was_named(person: Any) -> None:
    told = "Funnel for Google Ads in Nutra: Google traffic sees Sleep Quiz, then DreamDrops"
    assert person.plan(told)["blueprint"]["sources"] == ["Google Ads"]


def test_visitors_of_one_source_are_never_dropped(person: Any) -> None:
    reply = person.say(
        "Funnel for Taboola and Outbrain, group Nutra. Outbrain people get Sleep Quiz. Then DreamDrops"
    )
    assert not person.world.plans
    assert "Outbrain" in reply.text


@pytest.mark.parametrize(
    ("who", "rule"),
    [
        ("iPhones & iPads", "iOS"),
        ("iPads", "tablet iOS"),
        ("iPads and Android tablets", "tablet iOS or Android tablet"),
        ("iPhones, desktops and tablets", "iOS or desktop/tablet"),
        ("Androids and desktops", "Android or desktop"),
        ("iPhones and Android tablets", "iOS or Android tablet"),
        ("US iPhones and tablets", "US iOS or US tablet"),
        ("Android and iOS tablets", "Android/iOS tablet"),
        ("mobile and tablets from Austria", "mobile/tablet AT"),
        ("desktops and iPhones from Austria", "AT desktop or AT iOS"),
        ("US, mobile, Android", "US mobile Android"),
    ],
)
def test_devices_side_by_side(person: Any, who: str, rule: str) -> None:
    told = f"Taboola, Nutra. {who} go to PrizePanda, all the rest to DreamDrops"
    assert ways(person.plan(told)["blueprint"]) == [f"{rule}: PrizePanda", "*: DreamDrops"]


@pytest.mark.parametrize("who", ["not iPhones and tablets", "Android mobile and desktop"])
def test_devices_that_may_be_read_in_two_ways_are_asked_about(person: Any, who: str) -> None:
    person.say(f"Taboola, Nutra. {who} go to PrizePanda, all the rest to DreamDrops")
    assert not person.world.plans
