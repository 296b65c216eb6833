"""A funnel from one to three sentences: the whole blueprint, for many ways to say it."""

from typing import Any

import pytest

Json = dict[str, Any]

KETO: Json = {
    "funnel": "Facebook - KetoBurn US",
    "group": "Nutra",
    "sources": ["Facebook"],
    "start": "lander",
    "steps": {"lander": {"lander": "Keto Story", "on": {"1": "offer"}}, "offer": {"offer": "KetoBurn US"}},
}


@pytest.mark.parametrize(
    "text",
    [
        "Facebook traffic to Keto Story, then KetoBurn US, in group Nutra",
        "Please send my Facebook visitors to Keto Story and then to KetoBurn US. Group: Nutra.",
        "FB traffic -> Keto Story -> KetoBurn US, group Nutra",
        "I'd like a funnel in the Nutra group: traffic from Facebook goes to Keto Story, after that KetoBurn US",
        "In group Nutra, Facebook to keto-story then ketoburn us",
        "Facebook traffic to Keto Story. From there to KetoBurn US. Put it in group Nutra.",
        "Facebok trafic to Keto Stroy, then KetoBrun US, in group Nutra",
        "facebook traffic to keto story, which leads to ketoburn us, group nutra",
        "make me funnel with facebook traffic, first lander Keto Story and after offer KetoBurn US, in group Nutra",
        "SEND FACEBOOK TRAFFIC TO KETO STORY THEN KETOBURN US IN GROUP NUTRA",
        (
            "Could you please set up a campaign for me where Facebook visitors first see the Keto Story lander and "
            "afterwards the KetoBurn US offer? It belongs into the Nutra group. Thanks!"
        ),
        "i need: facebook → keto story → ketoburn us. group nutra",
        "Facebook traffic to Keto Story and KetoBurn US, group Nutra",
        "source Facebook, lander Keto Story, offer KetoBurn US, group Nutra",
        "Facebook traffic to “Keto Story”, then “KetoBurn US”, in group “Nutra”",
        "Facebook to Keto Story. Keto Story leads to KetoBurn US. Group Nutra",
    ],
)
def test_a_source_a_lander_and_an_offer(person: Any, text: str) -> None:
    assert person.plan(text)["blueprint"] == KETO


@pytest.mark.parametrize(
    "text",
    [
        'build a funnel called "My Keto" for Facebook: lander Keto Story, offer KetoBurn US, in group Nutra',
        "Facebook traffic to Keto Story, then KetoBurn US, in group Nutra, call it My Keto",
        "funnel My Keto: Facebook traffic to Keto Story, then KetoBurn US, in group Nutra",
        'Build "My Keto" in Nutra. Source: Facebook. Lander: Keto Story. Offer: KetoBurn US.',
    ],
)
def test_a_funnel_with_its_name(person: Any, text: str) -> None:
    assert person.plan(text)["blueprint"] == {**KETO, "funnel": "My Keto"}


def _split(*pages: tuple[str, float | None]) -> Json:
    landers = [{"page": name, **({"weight": weight} if weight is not None else {})} for name, weight in pages]
    return {
        "funnel": f"{pages[0][0]} - DreamDrops",
        "group": "Nutra",
        "start": "landers",
        "steps": {"landers": {"landers": landers, "on": {"1": "offer"}}, "offer": {"offer": "DreamDrops"}},
    }


@pytest.mark.parametrize(
    "text",
    [
        "split Keto Story 70 / Sleep Quiz 30, both to DreamDrops, group Nutra",
        "split 70/30 between Keto Story and Sleep Quiz, both to DreamDrops, in group Nutra",
        "70% Keto Story and 30% Sleep Quiz, then DreamDrops, group Nutra",
        "70% to Keto Story, 30% to Sleep Quiz, both to DreamDrops. group Nutra",
        "Keto Story (70%) and Sleep Quiz (30%), all to DreamDrops, group Nutra",
        "rotate Keto Story and Sleep Quiz 70:30 then DreamDrops, group Nutra",
        "seventy percent Keto Story, thirty percent Sleep Quiz, then DreamDrops in Nutra",
        "seventy-thirty Keto Story and Sleep Quiz then DreamDrops group Nutra",
        "70% to Keto Story, the rest to Sleep Quiz, both to DreamDrops, group Nutra",
        "70% to Keto Story and 30% to Sleep Quiz, then DreamDrops, group Nutra",
        "Keto Story 7/3 Sleep Quiz, both to DreamDrops, group Nutra",
        "Keto Story gets 70% and Sleep Quiz the rest, both to DreamDrops, group Nutra",
    ],
)
def test_landers_with_shares(person: Any, text: str) -> None:
    assert person.plan(text)["blueprint"] == _split(("Keto Story", 70), ("Sleep Quiz", 30))


@pytest.mark.parametrize(
    "text",
    [
        "A/B test Keto Story vs Sleep Quiz evenly, then DreamDrops, group Nutra",
        "Keto Story and Sleep Quiz, then DreamDrops, group Nutra",
        "split evenly between Keto Story and Sleep Quiz, both lead to DreamDrops. Group Nutra",
    ],
)
def test_landers_evenly(person: Any, text: str) -> None:
    assert person.plan(text)["blueprint"] == _split(("Keto Story", None), ("Sleep Quiz", None))


@pytest.mark.parametrize(
    ("text", "shares"),
    [
        (
            "split traffic 40/30/30 between Keto Story, Sleep Quiz and Spin Wheel, then DreamDrops, group Nutra",
            (40, 30, 30),
        ),
        ("2:1:1 Keto Story, Sleep Quiz and Spin Wheel then DreamDrops, group Nutra", (50, 25, 25)),
        ("3 landers Keto Story, Sleep Quiz, Spin Wheel evenly then DreamDrops in Nutra", (None, None, None)),
    ],
)
def test_three_landers(person: Any, text: str, shares: tuple[float | None, ...]) -> None:
    pages = zip(("Keto Story", "Sleep Quiz", "Spin Wheel"), shares, strict=True)
    assert person.plan(text)["blueprint"] == _split(*pages)


ROUTED: Json = {
    "funnel": "Keto Story - KetoBurn US + DreamDrops",
    "group": "Nutra",
    "start": "routing",
    "steps": {
        "routing": {
            "condition": {
                "routes": [
                    {
                        "name": "us_ca_mobile",
                        "when": [
                            {"attribute": "country", "any in": ["US", "CA"]},
                            {"attribute": "device", "any in": ["mobile"]},
                        ],
                        "to": "us_ca_mobile_lander",
                    }
                ],
                "otherwise": "elsewhere",
            }
        },
        "us_ca_mobile_lander": {"lander": "Keto Story", "on": {"1": "us_ca_mobile_offers"}},
        "elsewhere": {"url": "https://elsewhere.example.net"},
        "us_ca_mobile_offers": {"offers": [{"page": "KetoBurn US"}, {"page": "DreamDrops"}]},
    },
}


@pytest.mark.parametrize(
    "text",
    [
        (
            "US and CA mobile to Keto Story, then KetoBurn US and DreamDrops evenly; everyone else to "
            "https://elsewhere.example.net. Group Nutra"
        ),
        (
            "us/ca mobile -> Keto Story -> KetoBurn US + DreamDrops evenly; rest -> "
            "https://elsewhere.example.net; group Nutra"
        ),
        (
            "USA and Canada mobile users to Keto Story, then KetoBurn US and DreamDrops equally. "
            "All others go to https://elsewhere.example.net. In group Nutra."
        ),
        (
            "for American and Canadian phones use Keto Story, then KetoBurn US and DreamDrops; for everyone else use "
            "https://elsewhere.example.net; group Nutra"
        ),
        (
            "In group Nutra: people from US or CA on smartphones see Keto Story and then KetoBurn US or "
            "DreamDrops evenly, "
            "otherwise https://elsewhere.example.net"
        ),
    ],
)
def test_countries_and_devices_with_a_way_for_everyone_else(person: Any, text: str) -> None:
    assert person.plan(text)["blueprint"] == ROUTED


def _geo(*routes: tuple[str, list[str], str], rest: str) -> Json:
    made = [
        {"name": name, "when": [{"attribute": "country", "any in": codes}], "to": f"{name}_offer"}
        for name, codes, _ in routes
    ]
    steps: Json = {"geo": {"condition": {"routes": made, "otherwise": "rest_offer"}}}
    steps |= {f"{name}_offer": {"offer": offer} for name, _, offer in routes}
    return {**steps, "rest_offer": {"offer": rest}}


@pytest.mark.parametrize(
    ("text", "steps"),
    [
        (
            (
                "German visitors go to FoxVPN DE, Americans to ShieldVPN US, everybody else to PrizePanda. Group "
                "Utilities."
            ),
            _geo(("de", ["DE"], "FoxVPN DE"), ("us", ["US"], "ShieldVPN US"), rest="PrizePanda"),
        ),
        (
            "FoxVPN DE for Germany, ShieldVPN US for the US, PrizePanda for everyone else, group Utilities",
            _geo(("de", ["DE"], "FoxVPN DE"), ("us", ["US"], "ShieldVPN US"), rest="PrizePanda"),
        ),
        (
            "DE to FoxVPN DE, UK to ShieldVPN US, rest to PrizePanda, group Utilities",
            _geo(("de", ["DE"], "FoxVPN DE"), ("gb", ["GB"], "ShieldVPN US"), rest="PrizePanda"),
        ),
        (
            "if US then KetoBurn US, if Canada then KetoBurn CA, otherwise DreamDrops, group Nutra",
            _geo(("us", ["US"], "KetoBurn US"), ("ca", ["CA"], "KetoBurn CA"), rest="DreamDrops"),
        ),
        (
            "DACH to FoxVPN DE, everyone else to PrizePanda, group Utilities",
            _geo(("dach", ["DE", "AT", "CH"], "FoxVPN DE"), rest="PrizePanda"),
        ),
        (
            "Germany, Austria and Switzerland to FoxVPN DE; others to PrizePanda; group Utilities",
            _geo(("de_at_ch", ["DE", "AT", "CH"], "FoxVPN DE"), rest="PrizePanda"),
        ),
        (
            "the Nordics to FoxVPN DE, row to PrizePanda, group Utilities",
            _geo(("the_nordics", ["DK", "FI", "IS", "NO", "SE"], "FoxVPN DE"), rest="PrizePanda"),
        ),
    ],
)
def test_routes_by_country(person: Any, text: str, steps: Json) -> None:
    assert person.plan(text)["blueprint"]["steps"] == steps


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("iPhone users to PrizePanda, else to DreamDrops, group Nutra", [{"attribute": "os", "any in": ["iOS"]}]),
        (
            "tablets to PrizePanda, everyone else to DreamDrops, group Nutra",
            [{"attribute": "device", "any in": ["tablet"]}],
        ),
        (
            "Chrome and Safari users to PrizePanda, rest to DreamDrops, group Nutra",
            [{"attribute": "browser", "any in": ["Chrome", "Safari"]}],
        ),
        (
            "everyone except Germany to PrizePanda, rest to DreamDrops, group Nutra",
            [{"attribute": "country", "not in": ["DE"]}],
        ),
        (
            "Android users from the UK to PrizePanda, the rest to DreamDrops, group Nutra",
            [{"attribute": "os", "any in": ["Android"]}, {"attribute": "country", "any in": ["GB"]}],
        ),
        (
            "US mobile and CA desktop to PrizePanda; rest to DreamDrops; group Nutra",
            {
                "any": [
                    {
                        "all": [
                            {"attribute": "country", "any in": ["US"]},
                            {"attribute": "device", "any in": ["mobile"]},
                        ]
                    },
                    {
                        "all": [
                            {"attribute": "country", "any in": ["CA"]},
                            {"attribute": "device", "any in": ["desktop"]},
                        ]
                    },
                ]
            },
        ),
    ],
)
def test_who_comes_this_way(person: Any, text: str, rules: object) -> None:
    steps = person.plan(text)["blueprint"]["steps"]
    ((_, first), *_) = steps.items()
    (route,) = first["condition"]["routes"]
    assert route["when"] == rules
    assert [steps[key] for key in (route["to"], first["condition"]["otherwise"])] == [
        {"offer": "PrizePanda"},
        {"offer": "DreamDrops"},
    ]


def test_routing_behind_a_lander(person: Any) -> None:
    text = "Facebook traffic to Spin Wheel, then Germany to FoxVPN DE, rest to PrizePanda, in group Nutra"
    assert person.plan(text)["blueprint"] == {
        "funnel": "Facebook - FoxVPN DE + PrizePanda",
        "group": "Nutra",
        "sources": ["Facebook"],
        "start": "lander",
        "steps": {
            "lander": {"lander": "Spin Wheel", "on": {"1": "geo"}},
            **_geo(("de", ["DE"], "FoxVPN DE"), rest="PrizePanda"),
        },
    }


def test_ways_with_shares_that_differ_all_the_way(person: Any) -> None:
    text = "70% to Keto Story then KetoBurn US, 30% to Sleep Quiz then DreamDrops, group Nutra"
    assert person.plan(text)["blueprint"] == {
        "funnel": "Keto Story - KetoBurn US + DreamDrops",
        "group": "Nutra",
        "start": [{"to": "way_1_lander", "weight": 70}, {"to": "way_2_lander", "weight": 30}],
        "steps": {
            "way_1_lander": {"lander": "Keto Story", "on": {"1": "way_1_offer"}},
            "way_2_lander": {"lander": "Sleep Quiz", "on": {"1": "way_2_offer"}},
            "way_1_offer": {"offer": "KetoBurn US"},
            "way_2_offer": {"offer": "DreamDrops"},
        },
    }


def test_the_same_lander_may_stand_on_two_ways(person: Any) -> None:
    text = (
        "DE, AT to VPN Advertorial DE then FoxVPN DE; CH to VPN Advertorial DE then ShieldVPN DE; "
        "rest https://x.example.net; group Utilities"
    )
    steps = person.plan(text)["blueprint"]["steps"]
    assert {key: step for key, step in steps.items() if key != "geo"} == {
        "de_at_lander": {"lander": "VPN Advertorial DE", "on": {"1": "de_at_offer"}},
        "ch_lander": {"lander": "VPN Advertorial DE", "on": {"1": "ch_offer"}},
        "elsewhere": {"url": "https://x.example.net"},
        "de_at_offer": {"offer": "FoxVPN DE"},
        "ch_offer": {"offer": "ShieldVPN DE"},
    }


def test_one_ending_for_all_ways_that_would_lead_nowhere(person: Any) -> None:
    text = "DE to VPN Advertorial DE, US to VPN Advertorial US, rest to Spin Wheel, then PrizePanda; group Utilities"
    steps = person.plan(text)["blueprint"]["steps"]
    assert {key: step.get("on") for key, step in steps.items() if "lander" in step} == {
        "de_lander": {"1": "de_offer"},
        "us_lander": {"1": "de_offer"},
        "rest_lander": {"1": "de_offer"},
    }


QUIZ: Json = {
    "lander": {"lander": "Sleep Quiz", "on": {"1": "offer_1", "2": "offer_2"}},
    "offer_1": {"offer": "DreamDrops"},
    "offer_2": {"offer": "PrizePanda"},
}


@pytest.mark.parametrize(
    "text",
    [
        "quiz with two buttons: first to DreamDrops, second to PrizePanda; group Nutra",
        "Sleep Quiz with 2 buttons, to DreamDrops and PrizePanda, group Nutra",
        "the quiz with two buttons: the first goes to DreamDrops and the second goes to PrizePanda. Group Nutra",
        "Sleep Quiz, button 1 to DreamDrops, button 2 to PrizePanda, group Nutra",
        "Sleep Quiz -> yes button -> DreamDrops, no button -> PrizePanda, group Nutra",
        "quiz with a yes button to DreamDrops and a no button to PrizePanda, group Nutra",
        "Sleep Quiz (button 1: DreamDrops, button 2: PrizePanda), group Nutra",
        "sleep quiz: 1 to DreamDrops, 2 to PrizePanda. group Nutra",
        "Sleep Quiz. The first button leads to DreamDrops, the second one to PrizePanda. Group Nutra.",
    ],
)
def test_buttons(person: Any, text: str) -> None:
    assert person.plan(text)["blueprint"] == {
        "funnel": "Sleep Quiz - DreamDrops + PrizePanda",
        "group": "Nutra",
        "start": "lander",
        "steps": QUIZ,
    }


@pytest.mark.parametrize(
    "text",
    [
        "Taboola straight to PrizePanda in Lead Gen",
        "direct link Taboola to PrizePanda, group Lead Gen",
        "send taboola traffic directly to prize panda, lead gen group",
        "Taboola → PrizePanda, in group Lead Gen",
    ],
)
def test_direct_linking(person: Any, text: str) -> None:
    assert person.plan(text)["blueprint"] == {
        "funnel": "Taboola - PrizePanda",
        "group": "Lead Gen",
        "sources": ["Taboola"],
        "start": "offer",
        "steps": {"offer": {"offer": "PrizePanda"}},
    }


NEW: Json = {
    "lander": {
        "lander": {"name": "Sleep Story", "url": "https://l.example.net/sleep?a={hit}"},
        "on": {"1": "offer"},
    },
    "offer": {
        "offer": {
            "name": "NightCalm",
            "url": "https://o.example.net/?s1={hit}",
            "payout": "32.50",
            "source": "ClickHero",
        }
    },
}


@pytest.mark.parametrize(
    "text",
    [
        (
            'new lander "Sleep Story" at https://l.example.net/sleep?a={hit}, then new offer "NightCalm" '
            "https://o.example.net/?s1={hit} paying $32.50 from network ClickHero, group Nutra"
        ),
        (
            "a new lander called Sleep Story at https://l.example.net/sleep?a={hit} then a new offer NightCalm at "
            "https://o.example.net/?s1={hit}, payout 32.50, network ClickHero, group Nutra"
        ),
        (
            'lander "Sleep Story" (https://l.example.net/sleep?a={hit}), then offer "NightCalm" '
            "(https://o.example.net/?s1={hit}, pays 32,50 €, from ClickHero), group Nutra"
        ),
        (
            'send people to a brand new lander named "Sleep Story" with the URL '
            "https://l.example.net/sleep?a={hit}. Then to a "
            'new offer called "NightCalm" from ClickHero with a payout of 32.50 dollars at '
            "https://o.example.net/?s1={hit}. Group Nutra."
        ),
    ],
)
def test_new_pages(person: Any, text: str) -> None:
    assert person.plan(text)["blueprint"] == {
        "funnel": "Sleep Story - NightCalm",
        "group": "Nutra",
        "start": "lander",
        "steps": NEW,
    }


def test_a_new_network_is_made_only_where_the_person_says_so(person: Any) -> None:
    text = 'new offer "NightCalm" at https://o.example.net/?s1={hit}, from new network Foo, payout 12, in Nutra'
    offer = person.plan(text)["blueprint"]["steps"]["offer"]["offer"]
    assert offer["source"] == {"name": "Foo", "new": True}


def test_a_new_group_is_made_only_where_the_person_says_so(person: Any) -> None:
    assert person.plan("Facebook to DreamDrops in new group Foobar")["blueprint"]["group"] == {
        "name": "Foobar",
        "new": True,
    }


def test_the_only_group_is_taken_and_said(world: Any, person: Any) -> None:
    world.entries = [one for one in world.entries if one.family != "funnel_group" or one.name == "Nutra"]
    assert person.plan("Facebook to DreamDrops")["blueprint"]["group"] == "Nutra"
    assert "the only group there is" in person.turns[-5].text


def test_a_derived_name_is_never_one_that_is_taken(world: Any, person: Any) -> None:
    world.add({**KETO})
    assert person.plan("Facebook traffic to Keto Story, then KetoBurn US, in group Nutra")["blueprint"]["funnel"] == (
        "Facebook - KetoBurn US 2"
    )


def test_the_words_that_led_to_a_step_are_told(person: Any) -> None:
    person.say("Facebook traffic to the celebrity article, then KetoBurn US, in group Nutra")
    call = next(call for call in person.world.calls if call.tool == "plan_funnel")
    assert call.arguments["words"] == {"lander": "celebrity article", "offer": "KetoBurn US"}
    told = next(turn.text for turn in person.turns if turn.calls and turn.calls[0].tool == "plan_funnel")
    assert told == (
        "This is how I read it:\n"
        "- 'celebrity article' → lander: lander Keto Celebrity Article, button 1 to offer\n"
        "- 'KetoBurn US' → offer: offer KetoBurn US\n"
        "- By 'celebrity article' I understand the lander 'Keto Celebrity Article'.\n\n"
    )
