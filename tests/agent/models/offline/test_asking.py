"""Where something is missing, unknown or ambiguous: one question, nothing planned, and the answer continues."""

from typing import Any

import pytest


@pytest.mark.parametrize(
    ("text", "question", "choices"),
    [
        (
            "Facebook to Keto Story then KetoBurn, group Nutra",
            "2 offers could be 'KetoBurn'. Which one do you mean?",
            ("KetoBurn CA", "KetoBurn US"),
        ),
        (
            "vpn to ShieldVPN DE, group Utilities",
            "2 landers could be 'vpn'. Which one do you mean?",
            ("VPN Advertorial DE", "VPN Advertorial US"),
        ),
        (
            "Facebook to advertorial then ShieldVPN DE in group Utilities",
            "2 landers could be 'advertorial'. Which one do you mean?",
            ("VPN Advertorial DE", "VPN Advertorial US"),
        ),
        ("Facebook to DreamDrops", "Which group should the funnel be in?", ("Utilities", "Nutra", "Lead Gen")),
        (
            "Facebook to DreamDrops in group Foobar",
            "There is no funnel group called 'Foobar'. Which group should the funnel be in?",
            ("Utilities", "Nutra", "Lead Gen", "new group Foobar"),
        ),
        (
            "Bing traffic to DreamDrops, group Nutra",
            "I know no traffic source called 'Bing'. Which one do you mean?",
            ("Facebook", "Google Ads", "Taboola", "TikTok Ads", "Outbrain"),
        ),
        ("Facebook to Keto Story, group Nutra", "Which offer comes after Keto Story?", ()),
        ("mobile to KetoBurn US, group Nutra", "Where should everyone else go, who is not mobile?", ()),
        (
            'Facebook to new lander "Sleep Story" then DreamDrops, group Nutra',
            "What is the address (URL) of the new lander 'Sleep Story'?",
            (),
        ),
        (
            'Facebook to new offer "NightCalm" https://o.example.net/?s1={hit}, group Nutra',
            "What does 'NightCalm' pay per conversion?",
            (),
        ),
        (
            'Facebook to new offer "NightCalm" paying $3, group Nutra',
            "What is the address (URL) of the new offer 'NightCalm'?",
            (),
        ),
        (
            "Facebook to new offer at https://o.example.net/?s1={hit} paying $3, group Nutra",
            "What should the new offer at https://o.example.net/?s1={hit} be called?",
            (),
        ),
        (
            'Facebook to new offer "NightCalm" at https://o.example.net/, payout 12, network Foo, group Nutra',
            "'Foo' is no network (offer source) that I know. Which one is it?",
            ("AdNet", "ClickHero", "NutraHub", "new network Foo"),
        ),
        (
            'new lander "Keto Story" at https://x.example.net then DreamDrops, group Nutra',
            "There is a lander called 'Keto Story' already.",
            ("use the existing one", "make another one"),
        ),
        (
            "https://l.example.net to DreamDrops, group Nutra",
            "What should the new lander at https://l.example.net be called?",
            (),
        ),
        (
            "split Keto Story 60 / Sleep Quiz 50, both to DreamDrops, group Nutra",
            "The shares 60/50 add up to 110 %, not 100 %. What should the shares of Keto Story, Sleep Quiz be?",
            (),
        ),
        (
            "split 40/30 between Keto Story, Sleep Quiz and Spin Wheel, then DreamDrops, group Nutra",
            (
                "There are 3 pages (Keto Story, Sleep Quiz, Spin Wheel) but 2 shares (40/30). What should the "
                "shares of Keto Story, Sleep Quiz, Spin Wheel be?"
            ),
            (),
        ),
        (
            "tier 1 to FoxVPN DE, rest to PrizePanda, group Utilities",
            "Which countries do you mean by 'tier 1'? People mean different ones by it; please name them.",
            ("US, CA, GB, AU, NZ",),
        ),
        (
            "Facebook to offer Keto Story in group Nutra",
            "'Keto Story' is a lander, not an offer. Which offer do you mean?",
            (),
        ),
        (
            "visitors from Georgia to FoxVPN DE, rest to PrizePanda, group Utilities",
            "Which countries do you mean by 'Georgia'? People mean different ones by it; please name them.",
            (),
        ),
        ("make it 80/20", "Which funnel do you mean?", ("VPN Native DACH",)),
        ("add DreamDrops at 20%", "Which funnel do you mean?", ("VPN Native DACH",)),
        (
            "replace the quiz by Spin Wheel in VPN Native DACH",
            "'quiz' is not in 'VPN Native DACH'. Which one do you mean?",
            ("VPN Advertorial DE", "ShieldVPN DE", "FoxVPN DE"),
        ),
        (
            "quiz with three buttons: first to DreamDrops, second to PrizePanda; group Nutra",
            (
                "You speak of 3 buttons, and I see where 2 of them leads. Where does each button lead? Say it "
                "like 'first to …, second to …'."
            ),
            (),
        ),
    ],
)
def test_one_question_is_asked_and_nothing_planned(
    person: Any, text: str, question: str, choices: tuple[str, ...]
) -> None:
    reply = person.say(text)
    assert reply.asks is not None
    assert (reply.asks.text, reply.asks.choices) == (question, choices)
    assert person.world.plans == []


def test_an_unknown_name_brings_the_nearest(person: Any) -> None:
    reply = person.say("Facebook traffic to Keto Storybook Deluxe, then DreamDrops, group Nutra")
    assert reply.asks is not None
    assert "Storybook" in reply.text
    assert person.world.plans == []


@pytest.mark.parametrize(
    "answer",
    [
        "2",
        "the second one",
        "KetoBurn US",
        "ketoburn us",
        "number two",
        "second",
        "the US one",
        "the last one",
        "KetoBrun US",
    ],
)
def test_a_choice_is_made_in_many_ways(person: Any, answer: str) -> None:
    person.say("Facebook to Keto Story then KetoBurn, group Nutra")
    assert person.plan(answer)["blueprint"]["steps"]["offer"] == {"offer": "KetoBurn US"}


@pytest.mark.parametrize(
    ("text", "answers", "steps"),
    [
        (
            "Facebook to Keto Story, group Nutra",
            ["DreamDrops"],
            {"lander": {"lander": "Keto Story", "on": {"1": "offer"}}, "offer": {"offer": "DreamDrops"}},
        ),
        (
            "Facebook to Keto Story, group Nutra",
            ["KetoBurn US and DreamDrops 60/40"],
            {
                "lander": {"lander": "Keto Story", "on": {"1": "offers"}},
                "offers": {"offers": [{"page": "KetoBurn US", "weight": 60}, {"page": "DreamDrops", "weight": 40}]},
            },
        ),
        (
            "Facebook to Moon Lander, then DreamDrops, group Nutra",
            ["keto story"],
            {"lander": {"lander": "Keto Story", "on": {"1": "offer"}}, "offer": {"offer": "DreamDrops"}},
        ),
        (
            'Facebook to new lander "Sleep Story" then new offer "NightCalm" from ClickHero, group Nutra',
            ["https://l.example.net/sleep", "it is at https://o.example.net/?s1={hit}", "$12.50"],
            {
                "lander": {
                    "lander": {"name": "Sleep Story", "url": "https://l.example.net/sleep"},
                    "on": {"1": "offer"},
                },
                "offer": {
                    "offer": {
                        "name": "NightCalm",
                        "url": "https://o.example.net/?s1={hit}",
                        "payout": "12.50",
                        "source": "ClickHero",
                    }
                },
            },
        ),
        (
            "split Keto Story 60 / Sleep Quiz 50 to DreamDrops, group Nutra",
            ["60/40"],
            {
                "landers": {
                    "landers": [{"page": "Keto Story", "weight": 60}, {"page": "Sleep Quiz", "weight": 40}],
                    "on": {"1": "offer"},
                },
                "offer": {"offer": "DreamDrops"},
            },
        ),
        (
            "Facebook to https://l.example.net/s then DreamDrops group Nutra",
            ["Sleep Story"],
            {
                "lander": {"lander": {"name": "Sleep Story", "url": "https://l.example.net/s"}, "on": {"1": "offer"}},
                "offer": {"offer": "DreamDrops"},
            },
        ),
        (
            'new lander "Keto Story" at https://x.example.net then DreamDrops, group Nutra',
            ["use the existing one"],
            {"lander": {"lander": "Keto Story", "on": {"1": "offer"}}, "offer": {"offer": "DreamDrops"}},
        ),
    ],
)
def test_the_answer_continues_the_request(person: Any, text: str, answers: list[str], steps: dict[str, Any]) -> None:
    for said in (text, *answers[:-1]):
        assert person.say(said).asks is not None
    assert person.plan(answers[-1])["blueprint"]["steps"] == steps


def test_each_lander_that_leads_nowhere_gets_its_own_question(person: Any) -> None:
    person.say("DE to VPN Advertorial DE, US to VPN Advertorial US, rest to https://x.example.net; group Utilities")
    person.say("ShieldVPN DE")
    steps = person.plan("ShieldVPN US")["blueprint"]["steps"]
    assert (steps["de_offer"], steps["us_offer"]) == ({"offer": "ShieldVPN DE"}, {"offer": "ShieldVPN US"})


def test_a_new_request_takes_the_place_of_an_open_question(person: Any) -> None:
    person.say("Facebook to Keto Story then KetoBurn, group Nutra")
    plan = person.plan("Taboola straight to PrizePanda in Lead Gen")
    assert plan["blueprint"]["steps"] == {"offer": {"offer": "PrizePanda"}}


def test_a_whole_request_is_no_answer_to_an_open_question(person: Any) -> None:
    person.say("Facebook to Keto Story, group Nutra")
    assert person.plan("Taboola straight to PrizePanda in Lead Gen")["blueprint"]["sources"] == ["Taboola"]
    person.say("Facebook to https://l.example.net/s then DreamDrops group Nutra")
    assert person.plan("undo that") == {"undo": "P1"}


def test_a_question_stays_open_where_the_answer_is_not_understood(person: Any) -> None:
    person.say("Facebook to Keto Story then KetoBurn, group Nutra")
    assert person.say("hmm dunno").text == (
        "I don't understand 'hmm dunno' as an answer. 2 offers could be 'KetoBurn'. Which one do you mean?\n"
        "1. KetoBurn CA\n2. KetoBurn US"
    )
    assert person.plan("1")["blueprint"]["steps"]["offer"] == {"offer": "KetoBurn CA"}


def test_no_ends_an_open_question(person: Any) -> None:
    person.say("Facebook to Keto Story then KetoBurn, group Nutra")
    assert person.say("never mind").text == "Nothing was written. What would you like instead?"
    assert person.world.plans == []


def test_which_of_two_splits_is_asked(person: Any) -> None:
    person.plan("split Keto Story 70 / Sleep Quiz 30, both to KetoBurn US and SlimGummies evenly, group Nutra")
    reply = person.say("make it 80/20")
    assert reply.asks.choices == ("the landers Keto Story / Sleep Quiz", "the offers KetoBurn US / SlimGummies")
    assert person.plan("the offers")["operations"] == [
        {"op": "set_weights", "step": "offers", "weights": {"KetoBurn US": 80, "SlimGummies": 20}}
    ]


def test_each_source_has_a_way_of_its_own(person: Any) -> None:
    person.say("Facebook traffic to Keto Story then KetoBurn US, Taboola traffic to Spin Wheel then DreamDrops")
    blueprint = person.plan("Nutra")["blueprint"]
    steps = blueprint["steps"]
    (route,) = steps["traffic_source"]["condition"]["routes"]
    assert blueprint["sources"] == ["Facebook", "Taboola"]
    assert route["when"] == [{"attribute": "traffic source", "any in": ["Facebook"]}]
    assert (steps[route["to"]]["lander"], steps["facebook_offer"]) == ("Keto Story", {"offer": "KetoBurn US"})
    otherwise = steps[steps["traffic_source"]["condition"]["otherwise"]]
    assert (otherwise["lander"], steps["rest_offer"]) == ("Spin Wheel", {"offer": "DreamDrops"})


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Facebook to Keto Story deluxe, then DreamDrops, group Nutra", "deluxe"),
        ("Facebook to Keto Story, then DreamDrops, group Nutra, with purple unicorns", "unicorns"),
        ("Facebook traffic to Keto Story, then DreamDrops on weekends only, group Nutra", "weekends"),
        ("do not send US traffic to Keto Story, group Nutra", "do not"),
        ("Facebook traffic to Keto Story, without KetoBurn US, group Nutra", "without"),
        ("send 50 visitors to Keto Story then KetoBurn US group Nutra", "50"),
        (
            "US mobile and CA to Keto Story then DreamDrops; rest https://x.example.net; group Nutra",
            "US mobile and CA",
        ),
        ("Slim Test: Facebook to Keto Story then SlimGummies in Nutra", "Slim Test"),
        ("Facebook to Keto Story and https://x.example.net, group Nutra", "https://x.example.net"),
        ("undo the lander", "lander"),
        ("Facebook to Keto Story then KetoBurn US with push, group Nutra", "push"),
        ("Facebook to Keto Story then KetoBurn US, sticky, group Nutra", "sticky"),
        ("99 Facebook traffic to Keto Story then KetoBurn US, group Nutra", "99"),
        ("send 50 clicks to Keto Story then KetoBurn US group Nutra", "50"),
        ("Taboola traffic to Keto Story then KetoBurn US; all traffic to DreamDrops; group Nutra", "DreamDrops"),
        ("all traffic to Keto Story then KetoBurn US; Taboola traffic to DreamDrops; group Nutra", "DreamDrops"),
        ("Facebook traffic to Keto Story, then back to Sleep Quiz, then KetoBurn US, group Nutra", "back"),
        ("Facebook to Keto Story, then KetoBurn US at $42, group Nutra", "$42"),
        ("Facebook traffic, but not from Germany, to Keto Story, then KetoBurn US, group Nutra", "but not"),
        ("Facebook to Keto Story with exit to PrizePanda, offer KetoBurn US, group Nutra", "exit"),
        ("Facebook to Keto Story then KetoBurn US in group Nutra and clone it for Canada", "clone"),
        (
            "all traffic to Keto Story; US then to KetoBurn US, everybody else then to DreamDrops; group Nutra",
            "Keto Story",
        ),
    ],
)
def test_words_that_have_no_place_are_named_instead_of_dropped(person: Any, text: str, named: str) -> None:
    reply = person.say(text)
    assert named in reply.text
    assert reply.asks is not None
    assert person.world.plans == []


@pytest.mark.parametrize(
    "text",
    [
        "blah blub",
        "pause the funnel",
        "delete all funnels",
        "write me a poem",
        "42",
        "???!",
        "https://x.example.net",
        "what's the weather in Berlin",
        "DROP TABLE funnels;",
        "80/20",
    ],
)
def test_what_is_not_understood_is_said(person: Any, text: str) -> None:
    reply = person.say(text)
    assert person.world.plans == []
    assert person.world.applied == []
    assert "I don't understand" in reply.text or reply.asks is not None or "I work without a key" in reply.text
