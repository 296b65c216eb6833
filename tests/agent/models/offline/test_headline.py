"""The sentence at the top of the product's description, in many wordings, on the names of the demo account."""

from typing import Any

import pytest

Json = dict[str, Any]

HEADLINE = (
    "Outbrain to the VPN advertorial for Germany, Austria, Switzerland; ShieldVPN 60 / FoxVPN 40; "
    "everyone else to elsewhere.example.net"
)


def _dach(route: str = "de_at_ch", group: str = "Utilities") -> Json:
    return {
        "funnel": "Outbrain - ShieldVPN DE + FoxVPN DE",
        "group": group,
        "sources": ["Outbrain"],
        "start": "geo",
        "steps": {
            "geo": {
                "condition": {
                    "routes": [
                        {
                            "name": route,
                            "when": [{"attribute": "country", "any in": ["DE", "AT", "CH"]}],
                            "to": f"{route}_lander",
                        }
                    ],
                    "otherwise": "elsewhere",
                }
            },
            f"{route}_lander": {"lander": "VPN Advertorial DE", "on": {"1": f"{route}_offers"}},
            "elsewhere": {"url": "https://elsewhere.example.net"},
            f"{route}_offers": {
                "offers": [{"page": "ShieldVPN DE", "weight": 60}, {"page": "FoxVPN DE", "weight": 40}]
            },
        },
    }


@pytest.mark.parametrize(
    ("text", "route"),
    [
        (HEADLINE, "de_at_ch"),
        (HEADLINE.replace("; ShieldVPN", ", then ShieldVPN"), "de_at_ch"),
        (HEADLINE.replace("; ShieldVPN", "; offers ShieldVPN"), "de_at_ch"),
        (HEADLINE.replace("Germany, Austria, Switzerland", "DACH"), "dach"),
        (HEADLINE.replace("elsewhere", "https://elsewhere"), "de_at_ch"),
        (
            (
                "Outbrain to the VPN advertorial for DACH, ShieldVPN 60 / FoxVPN 40, everyone else to "
                "elsewhere.example.net"
            ),
            "dach",
        ),
        (
            "Outbrain, DACH to the VPN advertorial; ShieldVPN 60 / FoxVPN 40; everyone else to elsewhere.example.net",
            "dach",
        ),
        (
            (
                "Outbrain visitors from Germany, Austria and Switzerland see the VPN advertorial, then ShieldVPN 60% "
                "and FoxVPN 40%; everyone else goes to elsewhere.example.net"
            ),
            "de_at_ch",
        ),
        (
            "outbrain DE/AT/CH -> vpn advertorial -> ShieldVPN 60 / FoxVPN 40; rest -> elsewhere.example.net",
            "de_at_ch",
        ),
        (
            (
                "For Germany, Austria, Switzerland: Outbrain to the VPN advertorial, then 60% ShieldVPN and 40% "
                "FoxVPN. Everyone else to elsewhere.example.net."
            ),
            "de_at_ch",
        ),
        (
            (
                "Outbrain traffic to the VPN advertorial for Germany, Austria and Switzerland. Offers: ShieldVPN 60, "
                "FoxVPN 40. All others to elsewhere.example.net"
            ),
            "de_at_ch",
        ),
        (
            (
                "Outbrain to the VPN advertorial for Germany, Austria, Switzerland; then split ShieldVPN and FoxVPN "
                "60/40; everyone else to elsewhere.example.net"
            ),
            "de_at_ch",
        ),
        (
            (
                "everyone else to elsewhere.example.net; Outbrain to the VPN advertorial for Germany, Austria, "
                "Switzerland; ShieldVPN 60 / FoxVPN 40"
            ),
            "de_at_ch",
        ),
    ],
)
def test_the_headline_builds_its_funnel_once_the_group_is_said(demo_person: Any, text: str, route: str) -> None:
    asked = demo_person.say(text)
    assert asked.asks.text == "Which group should the funnel be in?"
    assert demo_person.world.plans == []
    plan = demo_person.plan("Utilities")
    assert plan["blueprint"] == _dach(route)
    assert list(plan["blueprint"]["steps"]) == list(_dach(route)["steps"])


def test_the_headline_tells_what_it_took_and_what_it_assumed(demo_person: Any) -> None:
    demo_person.plan(f"{HEADLINE}; in group Utilities")
    told = next(turn.text for turn in demo_person.turns if turn.calls and turn.calls[0].tool == "plan_funnel")
    assert told.strip().split("\n")[-4:] == [
        (
            "- 'VPN advertorial' fits VPN Advertorial DE and VPN Advertorial US; I took VPN Advertorial DE, because "
            "you target DE, AT, CH."
        ),
        "- 'ShieldVPN' fits ShieldVPN DE and ShieldVPN US; I took ShieldVPN DE, because you target DE, AT, CH.",
        "- 'FoxVPN' fits FoxVPN DE and FoxVPN FR; I took FoxVPN DE, because you target DE, AT, CH.",
        "- 'elsewhere.example.net' has no scheme, so I take it as https://elsewhere.example.net.",
    ]


def test_countries_that_settle_nothing_leave_the_question(demo_person: Any) -> None:
    said = demo_person.say(HEADLINE.replace("Germany, Austria, Switzerland", "Spain"))
    assert said.asks.text == "2 landers could be 'VPN advertorial'. Which one do you mean?"
    said = demo_person.say("the Spanish one")
    assert said.text.startswith("I don't understand 'the Spanish one' as an answer.")
    said = demo_person.say("the German one")
    assert said.asks.text == "2 offers could be 'ShieldVPN'. Which one do you mean?"
    said = demo_person.say("the first")
    assert said.asks.text == "2 offers could be 'FoxVPN'. Which one do you mean?"
    said = demo_person.say("2")
    assert said.asks.text == "Which group should the funnel be in?"
    assert demo_person.world.plans == []
    steps = demo_person.plan("Utilities")["blueprint"]["steps"]
    assert steps["es_offers"] == {
        "offers": [{"page": "ShieldVPN DE", "weight": 60}, {"page": "FoxVPN FR", "weight": 40}]
    }


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("Germany and France to FoxVPN, rest to PrizePanda, group Utilities", "2 offers could be 'FoxVPN'."),
        ("everyone except Germany to FoxVPN, rest to PrizePanda, group Utilities", "2 offers could be 'FoxVPN'."),
        ("Germany to PrizePanda, everyone else to FoxVPN, group Utilities", "2 offers could be 'FoxVPN'."),
        ("mobile to FoxVPN, rest to PrizePanda, group Utilities", "2 offers could be 'FoxVPN'."),
        ("Outbrain to FoxVPN, group Utilities", "2 offers could be 'FoxVPN'."),
    ],
)
def test_only_countries_that_are_targeted_and_fit_one_name_settle_it(
    demo_person: Any, text: str, question: str
) -> None:
    assert demo_person.say(text).text.startswith(question)
    assert demo_person.world.plans == []


def test_a_device_within_a_country_is_still_that_country(demo_person: Any) -> None:
    plan = demo_person.plan("German mobile users to FoxVPN, everyone else to PrizePanda, group Utilities")
    assert plan["blueprint"]["steps"]["de_mobile_offer"] == {"offer": "FoxVPN DE"}


@pytest.mark.parametrize(
    ("said", "url"),
    [
        ("elsewhere.example.net", "https://elsewhere.example.net"),
        ("example.com/path?a=1", "https://example.com/path?a=1"),
        ("www.example.net", "https://www.example.net"),
        ("shop.example.de.", "https://shop.example.de"),
        ("EXAMPLE.COM", "https://EXAMPLE.COM"),
    ],
)
def test_a_bare_host_is_an_address(demo_person: Any, said: str, url: str) -> None:
    plan = demo_person.plan(f"Germany to FoxVPN DE, group Utilities; everyone else to {said}")
    assert plan["blueprint"]["steps"]["elsewhere"] == {"url": url}


@pytest.mark.parametrize(
    "text",
    [
        "Facebook to Keto Story.Then DreamDrops, in group Nutra",
        "facebook to keto story. then dreamdrops.in group nutra",
        "Facebook to Keto Story, then DreamDrops.Group Nutra",
    ],
)
def test_a_forgotten_space_makes_no_address(demo_person: Any, text: str) -> None:
    for plan in (demo_person.say(text), *demo_person.world.plans):
        assert "https://keto" not in str(plan).lower()
        assert "https://dreamdrops" not in str(plan).lower()
        assert "https://story" not in str(plan).lower()


def test_an_offer_that_is_called_like_a_host_is_that_offer(demo_person: Any) -> None:
    offer = next(one for one in demo_person.world.entries if one.name == "PrizePanda")
    demo_person.world.entries.append(type(offer)("page", "O99", "Prizes.com", page_type="offer"))
    plan = demo_person.plan("Facebook to Keto Story, then Prizes.com, in group Nutra")
    assert plan["blueprint"]["steps"]["offer"] == {"offer": "Prizes.com"}


def test_a_clause_with_an_audience_of_its_own_begins_another_way(demo_person: Any) -> None:
    steps = demo_person.plan(
        "VPN Advertorial DE for Germany, then FoxVPN DE; ShieldVPN US for the US; PrizePanda for everyone else; "
        "group Utilities"
    )["blueprint"]["steps"]
    assert {key: step for key, step in steps.items() if key != "geo"} == {
        "de_lander": {"lander": "VPN Advertorial DE", "on": {"1": "de_offer"}},
        "us_offer": {"offer": "ShieldVPN US"},
        "rest_offer": {"offer": "PrizePanda"},
        "de_offer": {"offer": "FoxVPN DE"},
    }


def test_a_clause_behind_an_offer_does_not_go_on_with_it(demo_person: Any) -> None:
    said = demo_person.say("FoxVPN DE for Germany; ShieldVPN US; PrizePanda for everyone else; group Utilities")
    assert "who goes to 'ShieldVPN US'" in said.text
    assert demo_person.world.plans == []


def test_offers_by_country_behind_a_lander_all_come_after_it(demo_person: Any) -> None:
    steps = demo_person.plan(
        "Facebook to Keto Story; KetoBurn for Canada; DreamDrops for everyone else; group Nutra"
    )["blueprint"]["steps"]
    assert steps == {
        "lander": {"lander": "Keto Story", "on": {"1": "geo"}},
        "geo": {
            "condition": {
                "routes": [{"name": "ca", "when": [{"attribute": "country", "any in": ["CA"]}], "to": "ca_offer"}],
                "otherwise": "rest_offer",
            }
        },
        "ca_offer": {"offer": "KetoBurn CA"},
        "rest_offer": {"offer": "DreamDrops"},
    }


def test_an_address_that_is_answered_without_its_scheme_is_told_too(demo_person: Any) -> None:
    demo_person.say('Facebook to new lander "Zap", then DreamDrops, in group Nutra')
    plan = demo_person.plan("zap.example.net/x")
    assert plan["blueprint"]["steps"]["lander"]["lander"] == {"name": "Zap", "url": "https://zap.example.net/x"}
    told = [turn.text for turn in demo_person.turns if turn.calls and turn.calls[0].tool == "plan_funnel"]
    assert "'zap.example.net/x' has no scheme, so I take it as https://zap.example.net/x." in told[-1]
