"""One sentence about many things: whole plans, and what must be asked or refused instead of guessed."""

from typing import Any

import pytest

Json = dict[str, Any]

SHOW = "show me VPN Native DACH"
SWAP: Json = {"op": "replace_page", "page": "ShieldVPN US", "by": "FoxVPN DE"}
STOP: Json = {"op": "stop_countries", "countries": ["DE", "AT", "CH"]}


@pytest.mark.parametrize(
    ("text", "funnels"),
    [
        ("swap ShieldVPN US for FoxVPN DE in every funnel that uses it", {"using": "ShieldVPN US"}),
        ("Swap the offer ShieldVPN US for FoxVPN DE in all funnels that use it, please.", {"using": "ShieldVPN US"}),
        ("replace ShieldVPN US with FoxVPN DE everywhere", {"using": "ShieldVPN US"}),
        ("replace shieldvpn us by foxvpn de wherever it is used", {"using": "ShieldVPN US"}),
        ("use FoxVPN DE instead of ShieldVPN US in all my funnels", {"using": "ShieldVPN US"}),
        ("in every funnel, replace ShieldVPN US by FoxVPN DE", {"using": "ShieldVPN US"}),
        ("swap ShieldVPN US for FoxVPN DE in all funnels of Nutra", {"using": "ShieldVPN US", "group": "Nutra"}),
        ("swap ShieldVPN US for FoxVPN DE in all Nutra funnels", {"using": "ShieldVPN US", "group": "Nutra"}),
        (
            "in every funnel of the group Lead Gen change ShieldVPN US to FoxVPN DE",
            {"using": "ShieldVPN US", "group": "Lead Gen"},
        ),
    ],
)
def test_a_page_is_swapped_in_many_funnels(person: Any, text: str, funnels: Json) -> None:
    plan = person.plan(text)
    assert (plan["funnels"], plan["operations"], plan["shared"]) == (funnels, [SWAP], "change")


@pytest.mark.parametrize(
    ("text", "funnels"),
    [
        ("stop Germany, Austria and Switzerland in all funnels of Nutra", {"group": "Nutra"}),
        ("stop DE, AT, CH in all Nutra funnels", {"group": "Nutra"}),
        (
            "please stop traffic from Germany, Austria & Switzerland in every funnel of the Nutra group",
            {"group": "Nutra"},
        ),
        ("exclude DE/AT/CH in all funnels", {"all": True}),
        ("cut Germany, Austria and Switzerland in every funnel", {"all": True}),
        ("in all funnels of Nutra, stop Germany, Austria and Switzerland", {"group": "Nutra"}),
    ],
)
def test_countries_are_stopped_in_many_funnels(person: Any, text: str, funnels: Json) -> None:
    plan = person.plan(text)
    assert (plan["funnels"], plan["operations"]) == (funnels, [STOP])


def test_a_group_nobody_knows_is_asked_about(person: Any) -> None:
    reply = person.say("stop Germany, Austria and Switzerland in all funnels of Nutrix")
    assert reply.text.splitlines()[0] == ("There is no funnel group called 'Nutrix'. In the funnels of which group?")
    assert "2. Nutra" in reply.text
    assert person.plan("Nutra")["funnels"] == {"group": "Nutra"}


def test_a_group_with_a_typing_error_is_told(person: Any) -> None:
    plan = person.plan("stop DE, AT and CH in all funnels of Utilitees")
    assert plan["funnels"] == {"group": "Utilities"}
    said = [turn.text for turn in person.turns if turn.calls and turn.calls[0].tool == "plan_edit"]
    assert "- I read 'Utilitees' as Utilities." in said[-1]


def test_a_page_nobody_knows_is_asked_about(person: Any, world: Any) -> None:
    reply = person.say("swap SheildVPN for FoxVPN DE in every funnel that uses it")
    assert "Which one do you mean?" in reply.text
    assert world.plans == []
    assert person.plan("ShieldVPN US")["operations"] == [SWAP]


@pytest.mark.parametrize(
    ("text", "change"),
    [
        (
            "put 'US - ' before every offer name",
            {"family": "page", "all": {"page_type": "offer"}, "fields": {"name": "US - {name}"}},
        ),
        (
            'Put "US - " in front of every lander in category Spring',
            {
                "family": "page",
                "all": {"page_type": "lander", "category": "Spring"},
                "fields": {"name": "US - {name}"},
            },
        ),
        (
            "please add 'US - ' at the beginning of the names of all my offers from NutraHub.",
            {"family": "page", "all": {"page_type": "offer", "uses": "NutraHub"}, "fields": {"name": "US - {name}"}},
        ),
        (
            "prefix every funnel in the group 'Lead Gen' with \"Q3 \"",
            {"family": "funnel", "all": {"group": "Lead Gen"}, "fields": {"name": "Q3 {name}"}},
        ),
        (
            "append ' (old)' to every lander name",
            {"family": "page", "all": {"page_type": "lander"}, "fields": {"name": "{name} (old)"}},
        ),
        (
            "put ' v2' after each page",
            {"family": "page", "all": {}, "fields": {"name": "{name} v2"}},
        ),
    ],
)
def test_a_text_is_put_to_every_name(person: Any, text: str, change: Json) -> None:
    assert person.plan(text)["changes"] == [{"do": "update", **change}]


@pytest.mark.parametrize(
    "text",
    [
        "put 'US - ' before every offer name and delete the landers",
        "put US before every offer name",
        "put '{id} ' before every offer name",
        "put 'US - ' before every offer that pays more than $5",
        "delete everything everywhere",
        "stop everyone except Germany in all funnels",
        "stop Germany at night in all funnels",
        "stop mobile in all funnels",
        "stop Europe in all funnels",
        "do not stop Germany in all funnels",
        "rename ShieldVPN US in every funnel",
        "add ShieldVPN US in every funnel",
        "swap ShieldVPN US for ShieldVPN US everywhere",
        "swap ShieldVPN US 70 / FoxVPN DE 30 everywhere",
        "swap Keto Story for ShieldVPN US offer everywhere",
        'swap new lander "X" at https://x.example.net for Keto Story in every funnel',
        "clone all funnels",
        "rename every funnel to X",
        "make all my funnels sticky",
        "make it 80/20 in every funnel",
        "set FoxVPN DE to 70% in all Utilities funnels",
    ],
)
def test_what_is_not_understood_of_many_is_never_planned(person: Any, world: Any, text: str) -> None:
    person.say(SHOW)
    reply = person.say(text)
    assert world.plans == [], reply.text
    assert "understand" in reply.text or "?" in reply.text or "Please tell me " in reply.text


@pytest.mark.parametrize(
    "text",
    [
        "only here",
        "only here please",
        "just in this funnel",
        "don't touch the others",
        "do it only in this funnel",
        "leave the other funnels alone",
    ],
)
def test_the_change_before_is_planned_again_in_a_copy(person: Any, world: Any, text: str) -> None:
    world.yes = False
    person.say(SHOW)
    before = person.plan("replace FoxVPN DE by ShieldVPN US")
    assert person.plan(text) == {**before, "shared": "copy"}


@pytest.mark.parametrize(
    "text",
    [
        "replace FoxVPN DE by ShieldVPN US only here",
        "only in this funnel replace FoxVPN DE by ShieldVPN US",
        "replace FoxVPN DE by ShieldVPN US, but don't touch the others",
        "just here, swap FoxVPN DE for ShieldVPN US",
    ],
)
def test_a_change_is_planned_in_a_copy_at_once(person: Any, text: str) -> None:
    person.say(SHOW)
    plan = person.plan(text)
    assert (plan["shared"], plan["operations"]) == (
        "copy",
        [{"op": "replace_page", "page": "FoxVPN DE", "by": "ShieldVPN US"}],
    )


def test_a_page_of_a_shared_group_is_replaced_here_or_for_all(person: Any, world: Any) -> None:
    steps = {"vpn": {"offers": {"use": "VPN offers"}}}
    world.shared["VPN offers"] = ["ShieldVPN US", "FoxVPN DE"]
    world.add({"funnel": "Winter", "group": "Utilities", "start": "vpn", "steps": steps})
    person.say("show me Winter")
    assert "no step shows 'SlimGummies'" in person.say("replace SlimGummies by PrizePanda").text
    assert world.plans == []
    for text, shared in (("replace FoxVPN DE by PrizePanda", None), ("only here", "copy")):
        world.yes = False
        plan = person.plan(text)
        assert plan["operations"] == [{"op": "replace_page", "page": "FoxVPN DE", "by": "PrizePanda"}]
        assert plan.get("shared") == shared


def test_only_here_without_a_change_is_asked_about(person: Any, world: Any) -> None:
    for text in (
        "only here",
        "split Keto Story 70 / Sleep Quiz 30 to KetoBurn US, group Nutra, only here",
        SHOW + ", only here",
    ):
        assert person.say(text).asks is not None
    assert world.plans == []
    person.say(SHOW)
    person.plan("replace FoxVPN DE by ShieldVPN US only here")
    plans = len(world.plans)
    assert "which change is meant" in person.say("only here").text
    assert len(world.plans) == plans


def test_many_funnels_in_copies(person: Any) -> None:
    plan = person.plan("swap ShieldVPN US for FoxVPN DE in all funnels of Nutra, don't touch the others")
    assert (plan["funnels"], plan["shared"]) == ({"using": "ShieldVPN US", "group": "Nutra"}, "copy")


@pytest.mark.parametrize("text", ["show all funnels", "list every funnel", "which funnels are there"])
def test_to_show_all_funnels_changes_none(person: Any, world: Any, text: str) -> None:
    assert "VPN Native DACH" in person.say(text).text
    assert world.plans == []
