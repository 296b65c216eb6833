"""Conversations: every sentence continues the one before, and the operations are compared whole."""

from typing import Any

import pytest

SPLIT = "split Keto Story 70 / Sleep Quiz 30, both to KetoBurn US, group Nutra"
ROUTED = (
    "US and CA mobile to Keto Story, then KetoBurn US and DreamDrops evenly; everyone else to "
    "https://elsewhere.example.net; "
    "group Nutra"
)


def _edits(person: Any, text: str) -> list[dict[str, Any]]:
    return list(person.plan(text)["operations"])


@pytest.mark.parametrize(
    ("text", "weights"),
    [
        ("make it 80/20", {"Keto Story": 80, "Sleep Quiz": 20}),
        ("make it eighty twenty", {"Keto Story": 80, "Sleep Quiz": 20}),
        ("80:20 instead please", {"Keto Story": 80, "Sleep Quiz": 20}),
        ("change the split to 80-20", {"Keto Story": 80, "Sleep Quiz": 20}),
        ("set Sleep Quiz to 20%", {"Keto Story": 80, "Sleep Quiz": 20}),
        ("give the quiz 20 percent", {"Keto Story": 80, "Sleep Quiz": 20}),
        ("Sleep Quiz 80, Keto Story 20", {"Keto Story": 20, "Sleep Quiz": 80}),
        ("the second lander should get 80%", {"Keto Story": 20, "Sleep Quiz": 80}),
        ("split it evenly", {"Keto Story": 50, "Sleep Quiz": 50}),
        ("fifty-fifty for the landers", {"Keto Story": 50, "Sleep Quiz": 50}),
    ],
)
def test_shares_change(person: Any, text: str, weights: dict[str, float]) -> None:
    person.plan(SPLIT)
    assert _edits(person, text) == [{"op": "set_weights", "step": "landers", "weights": weights}]


@pytest.mark.parametrize(
    ("text", "operation"),
    [
        ("replace KetoBurn US by SlimGummies", {"op": "replace_page", "page": "KetoBurn US", "by": "SlimGummies"}),
        ("swap KetoBurn US for SlimGummies", {"op": "replace_page", "page": "KetoBurn US", "by": "SlimGummies"}),
        (
            "use SlimGummies instead of KetoBurn US",
            {"op": "replace_page", "page": "KetoBurn US", "by": "SlimGummies"},
        ),
        ("replace the offer with slim gummies", {"op": "replace_page", "page": "KetoBurn US", "by": "SlimGummies"}),
        ("change KetoBurn US to SlimGummies", {"op": "replace_page", "page": "KetoBurn US", "by": "SlimGummies"}),
        ("replace ketoburn by slimgumies", {"op": "replace_page", "page": "KetoBurn US", "by": "SlimGummies"}),
        ("add Spin Wheel at 20%", {"op": "add_page", "step": "landers", "page": "Spin Wheel", "weight": 20}),
        ("add the spin wheel", {"op": "add_page", "step": "landers", "page": "Spin Wheel"}),
        ("add DreamDrops with 10 percent", {"op": "add_page", "step": "offer", "page": "DreamDrops", "weight": 10}),
        ("drop the second lander", {"op": "remove_page", "page": "Sleep Quiz", "step": "landers"}),
        ("remove the quiz", {"op": "remove_page", "page": "Sleep Quiz", "step": "landers"}),
        ("take out Sleep Quiz please", {"op": "remove_page", "page": "Sleep Quiz", "step": "landers"}),
        ("get rid of keto story", {"op": "remove_page", "page": "Keto Story", "step": "landers"}),
        ('rename it to "Night Shift"', {"op": "rename", "step": None, "name": "Night Shift"}),
        ("rename it to Night Shift", {"op": "rename", "step": None, "name": "Night Shift"}),
        ("call it Night Shift", {"op": "rename", "step": None, "name": "Night Shift"}),
        ("move it to group Utilities", {"op": "set_group", "group": "Utilities"}),
    ],
)
def test_one_thing_changes(person: Any, text: str, operation: dict[str, Any] | None) -> None:
    person.plan(SPLIT)
    if operation is None:
        before = len(person.world.plans)
        assert person.say(text).asks
        assert len(person.world.plans) == before
    else:
        assert _edits(person, text) == [operation]


def test_a_second_offer_takes_its_share_from_the_first(person: Any) -> None:
    person.plan(SPLIT)
    assert _edits(person, "also add DreamDrops as a second offer with 10%") == [
        {"op": "add_page", "step": "offer", "page": "DreamDrops"},
        {"op": "set_weights", "step": "offer", "weights": {"DreamDrops": 10, "KetoBurn US": 90}},
    ]


def test_several_changes_in_a_sentence_are_one_plan(person: Any) -> None:
    person.plan(SPLIT)
    assert _edits(
        person, 'drop the second lander, replace KetoBurn US by SlimGummies and rename it to "My Test"'
    ) == [
        {"op": "remove_page", "page": "Sleep Quiz", "step": "landers"},
        {"op": "replace_page", "page": "KetoBurn US", "by": "SlimGummies"},
        {"op": "rename", "step": None, "name": "My Test"},
    ]


def test_a_new_offer_comes_in_by_an_edit(person: Any) -> None:
    person.plan(SPLIT)
    text = 'replace KetoBurn US by new offer "NightCalm" https://o.example.net/?s1={hit} paying $3 from AdNet'
    made = {"name": "NightCalm", "url": "https://o.example.net/?s1={hit}", "payout": "3", "source": "AdNet"}
    assert _edits(person, text) == [{"op": "replace_page", "page": "KetoBurn US", "by": made}]


def test_the_only_lander_goes_and_visitors_come_to_the_offer(person: Any) -> None:
    person.plan("Facebook to Keto Story then KetoBurn US in group Nutra")
    assert _edits(person, "remove the lander") == [{"op": "remove_step", "step": "lander", "then": "offer"}]


def test_a_lander_comes_before_a_direct_link(person: Any) -> None:
    person.plan("Taboola straight to PrizePanda in Lead Gen")
    assert _edits(person, "add Spin Wheel") == [
        {
            "op": "add_step",
            "key": "lander",
            "step": {"name": "Lander", "lander": "Spin Wheel", "on": {"1": "offer"}},
        },
        {"op": "set_start", "start": "lander"},
    ]


def test_a_named_funnel_changes_without_being_talked_of_before(person: Any) -> None:
    assert person.plan("in VPN Native DACH replace FoxVPN DE with PrizePanda") == {
        "funnel": "F0",
        "operations": [{"op": "replace_page", "page": "FoxVPN DE", "by": "PrizePanda"}],
        "as_new": None,
        "blueprint": person.world.funnels["F0"],
    }
    assert _edits(person, "make it 50/50") == [
        {"op": "set_weights", "step": "vpn", "weights": {"ShieldVPN DE": 50, "PrizePanda": 50}}
    ]


def test_a_clone_for_another_country(person: Any) -> None:
    person.plan(ROUTED)
    plan = person.plan("clone it for Canada with KetoBurn CA")
    assert plan["as_new"] == {"funnel": "Keto Story - KetoBurn CA"}
    assert plan["operations"] == [
        {
            "op": "set_step",
            "key": "routing",
            "step": {
                "condition": {
                    "routes": [
                        {
                            "name": "ca_mobile",
                            "when": [
                                {"attribute": "country", "any in": ["CA"]},
                                {"attribute": "device", "any in": ["mobile"]},
                            ],
                            "to": "us_ca_mobile_lander",
                        }
                    ],
                    "otherwise": "elsewhere",
                }
            },
        },
        {"op": "replace_page", "page": "KetoBurn US", "by": "KetoBurn CA"},
        {"op": "remove_page", "page": "DreamDrops", "step": "us_ca_mobile_offers"},
    ]


@pytest.mark.parametrize(
    "text",
    [
        "copy VPN Native DACH for France with PrizePanda in group Nutra, call it VPN FR",
        'duplicate VPN Native DACH for France with PrizePanda, named "VPN FR", in group Nutra',
        "make a copy of VPN Native DACH for French traffic with prizepanda in the Nutra group, call it VPN FR",
    ],
)
def test_a_clone_of_a_named_funnel(person: Any, text: str) -> None:
    plan = person.plan(text)
    assert (plan["funnel"], plan["as_new"]) == ("F0", {"funnel": "VPN FR", "group": "Nutra"})
    assert plan["blueprint"]["steps"]["geo"]["condition"]["routes"] == [
        {"name": "fr", "when": [{"attribute": "country", "any in": ["FR"]}], "to": "story"}
    ]
    assert [one["op"] for one in plan["operations"]] == ["set_step", "replace_page", "remove_page"]


def test_the_same_for_another_country_without_a_condition(person: Any) -> None:
    person.plan("Facebook to Keto Story then KetoBurn US in group Nutra")
    plan = person.plan("same thing for Canada with KetoBurn CA")
    assert plan["as_new"] == {"funnel": "Facebook - KetoBurn CA"}
    assert plan["operations"] == [{"op": "replace_page", "page": "KetoBurn US", "by": "KetoBurn CA"}]


def test_a_whole_conversation(person: Any) -> None:
    person.plan(SPLIT)
    _edits(person, "make it 80/20")
    _edits(person, "replace KetoBurn US by SlimGummies")
    assert person.plan("clone it for Canada with KetoBurn CA")["as_new"] is not None
    assert person.plan("take that back") == {"undo": "P4"}


@pytest.mark.parametrize(
    "text", ["undo", "take that back", "revert it please", "roll it back", "Undo that!", "no, take it back"]
)
def test_undo(person: Any, text: str) -> None:
    person.plan(SPLIT)
    assert person.plan(text) == {"undo": "P1"}


def test_taking_back_twice_goes_two_steps_back_and_no_further(person: Any) -> None:
    person.plan(SPLIT)
    _edits(person, "make it 80/20")
    assert person.plan("undo") == {"undo": "P2"}
    assert person.plan("take that back") == {"undo": "P1"}
    applied = len(person.world.applied)
    assert person.say("undo").text == (
        "There is nothing more that this conversation has written, so I take nothing back. "
        "`funnelwright plans` lists what others have written, and `funnelwright plans undo PLAN` takes it back."
    )
    assert len(person.world.applied) == applied


def test_what_another_conversation_wrote_is_not_taken_back(person: Any) -> None:
    type(person)(person.world).plan(SPLIT)
    assert person.say("take that back").text.startswith("There is nothing that this conversation has written")
    assert [call.tool for call in person.world.calls].count("undo") == 0


def test_a_change_that_was_declined_is_not_taken_back(person: Any) -> None:
    person.plan(SPLIT)
    person.world.yes = False
    _edits(person, "make it 80/20")
    person.world.yes = True
    assert person.plan("undo") == {"undo": "P1"}


def test_it_means_the_funnel_that_was_spoken_of_last(person: Any) -> None:
    person.plan(SPLIT)
    person.say("show me VPN Native DACH")
    assert person.plan("make it 50/50")["funnel"] == "F0"


def test_a_plan_that_was_declined_can_be_changed_and_offered_again(person: Any) -> None:
    person.world.yes = False
    person.plan(SPLIT)
    assert person.world.applied == []
    person.world.yes = True
    changed = person.plan("make it 80/20")["blueprint"]
    assert changed["steps"]["landers"]["landers"] == [
        {"page": "Keto Story", "weight": 80},
        {"page": "Sleep Quiz", "weight": 20},
    ]
    assert len(person.world.applied) == 1


def test_yes_offers_a_declined_plan_again(person: Any) -> None:
    person.world.yes = False
    assert person.say(SPLIT).text == (
        'Nothing was written. Say what should be different, or "yes" to be asked again.'
    )
    person.world.yes = True
    assert person.say("ok, do it").text.endswith(' then KetoBurn US. To take it back, say "undo".')
    assert len(person.world.applied) == 1


def test_a_conversation_goes_on_after_its_turns_were_stored(person: Any) -> None:
    person.say("Facebook to Keto Story then KetoBurn")
    resumed = type(person)(person.world, list(person.turns))
    assert resumed.say("the second one").asks.text == "Which group should the funnel be in?"
    assert resumed.plan("2")["blueprint"]["steps"]["offer"] == {"offer": "KetoBurn US"}


@pytest.mark.parametrize(
    "text", ["give me the links", "links please", "what are the tracking links?", "show me the urls"]
)
def test_links(person: Any, text: str) -> None:
    person.plan(SPLIT)
    assert "- Taboola: https://t.example.net/fts/F1-Taboola" in person.say(text).text


def test_links_for_one_source_of_a_named_funnel(person: Any) -> None:
    assert person.say("give me the TikTok links for VPN Native DACH").text == (
        "These are the links of VPN Native DACH.\n- TikTok Ads: https://t.example.net/fts/F0-TikTok Ads\n- postback: "
        "https://t.example.net/pb/"
    )


@pytest.mark.parametrize(
    ("text", "tool"),
    [
        ("show me VPN Native DACH", "get_funnel"),
        ("what does VPN Native DACH look like?", None),
        ("what is wrong with VPN Native DACH", "check_funnel"),
        ("any problems with VPN Native DACH?", "check_funnel"),
        ("which funnels are there", "find_assets"),
        ("list my offers", "find_assets"),
        ("what landers do I have?", "find_assets"),
        ("show me all traffic sources", "find_assets"),
    ],
)
def test_asking_changes_nothing(person: Any, text: str, tool: str | None) -> None:
    reply = person.say(text)
    assert person.world.plans == []
    if tool:
        assert reply.asks is None
        assert person.world.calls[-1].tool == tool


def _two_changes(person: Any) -> None:
    person.plan("change the split in VPN Native DACH to ShieldVPN DE 70 and FoxVPN DE 30")
    person.plan("everyone else to https://world.example.net")


@pytest.mark.parametrize(
    "text",
    [
        "undo both changes",
        "the client changed his mind, undo both of them please",
        "take the last two changes back",
        "roll back everything",
        "revert all my changes",
    ],
)
def test_several_are_taken_back_one_after_the_other(person: Any, text: str) -> None:
    _two_changes(person)
    person.say(text)
    assert person.world.applied[2:] == [{"undo": "P2"}, {"undo": "P1"}]


def test_the_second_of_several_may_be_declined(person: Any) -> None:
    _two_changes(person)
    person.world.yes = False
    person.say("undo both changes")
    assert person.world.plans[2:] == [{"undo": "P2"}]


@pytest.mark.parametrize("text", ["undo both changes", "undo everything except the split", "take back two of them"])
def test_which_of_more_changes_are_meant_is_asked(person: Any, text: str) -> None:
    _two_changes(person)
    person.plan("rename VPN Native DACH to VPN Two")
    reply = person.say(text)
    assert len(person.world.plans) == 3, reply.text


@pytest.mark.parametrize(
    "text",
    [
        "client doesn't like it, turn that change around please",
        "oh no, not that, put it back",
        "go one step back",
        "the last change was nonsense, cancel that change",
        "nah, Taboola complained, so please undu that",
        "give it its old split back, that confused everybody",
        "can I have it back like it was?",
        "hm, that was a mistake. Take that one back.",
        "take it back, that split confused the whole team",
        "swap that back please, FoxVPN DE has no cap left",
    ],
)
def test_undo_in_other_words(person: Any, text: str) -> None:
    person.plan("change the split in VPN Native DACH to ShieldVPN DE 70 and FoxVPN DE 30")
    assert person.plan(text) == {"undo": "P1"}


@pytest.mark.parametrize(
    "text",
    [
        "back to VPN Native DACH: everyone else to https://world.example.net",
        "set it back to 60/40",
        "what was the old split?",
        "switch off the old one",
        "give me the old split",
    ],
)
def test_back_alone_takes_nothing_back(person: Any, text: str) -> None:
    person.plan("change the split in VPN Native DACH to ShieldVPN DE 70 and FoxVPN DE 30")
    person.say(text)
    assert {"undo": "P1"} not in person.world.plans


def test_what_was_taken_back_is_done_again(person: Any) -> None:
    person.plan("change the split in VPN Native DACH to ShieldVPN DE 70 and FoxVPN DE 30")
    person.plan("undo")
    assert person.plan("argh, my boss wants it after all - undo the undo") == {"undo": "P2"}
    assert person.plan("undo") == {"undo": "P3"}
    assert person.plan("redo it") == {"undo": "P4"}


def test_there_must_be_something_to_do_again(person: Any) -> None:
    person.plan("change the split in VPN Native DACH to ShieldVPN DE 70 and FoxVPN DE 30")
    person.say("redo it")
    person.plan("undo")
    person.say("redo it without FoxVPN DE")
    assert {"undo": "P2"} not in person.world.plans
