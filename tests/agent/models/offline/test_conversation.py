"""What leans on what was said before: corrections, changes before the yes, `the same for …`, `back to …`."""

from typing import Any

import pytest

SPLIT = "Facebook to Keto Story 70 / Sleep Quiz 30, both to KetoBurn US, in group Nutra"
SHIELD, FOX = "ShieldVPN DE", "FoxVPN DE"


def _declined(person: Any, text: str) -> dict[str, Any]:
    person.world.yes = False
    plan: dict[str, Any] = person.plan(text)
    person.world.yes = True
    return plan


def _shares(first: int, second: int, step: str = "vpn", names: tuple[str, str] = (SHIELD, FOX)) -> dict[str, Any]:
    return {"op": "set_weights", "step": step, "weights": dict(zip(names, (first, second), strict=True))}


@pytest.fixture
def vpn(person: Any) -> Any:
    person.say("show me VPN Native DACH")
    return person


@pytest.mark.parametrize(
    ("text", "landers"),
    [
        ("no, 60/40", [("Keto Story", 60), ("Sleep Quiz", 40)]),
        ("make it 60/40 instead", [("Keto Story", 60), ("Sleep Quiz", 40)]),
        ("wait, 60/40", [("Keto Story", 60), ("Sleep Quiz", 40)]),
        ("not Sleep Quiz but Spin Wheel", [("Keto Story", 70), ("Spin Wheel", 30)]),
        ("Spin Wheel instead of Sleep Quiz", [("Keto Story", 70), ("Spin Wheel", 30)]),
        ("sorry, I meant Spin Wheel, not Sleep Quiz", [("Keto Story", 70), ("Spin Wheel", 30)]),
    ],
)
def test_a_new_funnel_changes_before_the_yes(person: Any, text: str, landers: list[tuple[str, int]]) -> None:
    first = _declined(person, SPLIT)["blueprint"]
    second = person.plan(text)["blueprint"]
    assert second["steps"]["landers"]["landers"] == [{"page": page, "weight": share} for page, share in landers]
    assert {key: value for key, value in second.items() if key != "steps"} == {
        key: value for key, value in first.items() if key != "steps"
    }
    assert len(person.world.applied) == 1


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("actually from Taboola", "sources", ["Taboola"]),
        ("no, I meant Taboola", "sources", ["Taboola"]),
        ("wait, in Lead Gen", "group", "Lead Gen"),
        ("in Lead Gen instead", "group", "Lead Gen"),
        ("not Facebook but TikTok Ads", "sources", ["TikTok Ads"]),
    ],
)
def test_source_and_group_change_before_the_yes(person: Any, text: str, field: str, value: object) -> None:
    first = _declined(person, SPLIT)["blueprint"]
    second = person.plan(text)["blueprint"]
    assert second[field] == value
    assert second["steps"] == first["steps"]


@pytest.mark.parametrize(
    "text", ["the lander should be Sleep Quiz", "yes but with Sleep Quiz", "ok, but Sleep Quiz", "with Sleep Quiz"]
)
def test_the_lander_changes_before_the_yes(person: Any, text: str) -> None:
    first = _declined(person, "Facebook to Keto Story then KetoBurn US, group Nutra")["blueprint"]
    second = person.plan(text)["blueprint"]
    assert second["steps"]["lander"]["lander"] == "Sleep Quiz"
    assert second["sources"] == first["sources"]


def test_a_few_words_after_a_no_are_the_difference(person: Any) -> None:
    _declined(person, SPLIT)
    assert person.plan("and from Taboola")["blueprint"]["sources"] == ["Taboola"]


def test_another_job_in_between_is_not_corrected(vpn: Any) -> None:
    vpn.plan("archive Keto Story")
    assert vpn.say("actually the offer should be PrizePanda").asks.choices == (SHIELD, FOX)


def test_a_prefix_is_taken_away_right_after_it_came(person: Any) -> None:
    person.plan("put 'X - ' before every lander name")
    assert person.plan("take the prefix away") == {"undo": "P1"}
    assert "which prefix is meant" in person.say("take the prefix away").text


def test_links_for_one_more_source(vpn: Any) -> None:
    vpn.say("links for Facebook")
    vpn.say("for Taboola too")
    assert vpn.world.calls[-1].arguments == {"funnel": "F0", "sources": ["Taboola"]}


@pytest.mark.parametrize(
    "text", ["give FoxVPN DE 10% more", "raise FoxVPN DE by 10%", "FoxVPN DE should get 10% less"]
)
def test_a_share_on_top_is_asked_about(vpn: Any, text: str) -> None:
    vpn.say(text)
    assert vpn.world.plans == []


def test_a_name_with_errors_is_no_answer_beside_the_choices(demo_person: Any) -> None:
    demo_person.say("Facebook to Keto Story, then KetoBurn, in group Nutra")
    demo_person.say("the cheaper one")
    demo_person.say("1")
    assert "Cleaner App Review" not in str(demo_person.world.plans)


def test_a_group_that_was_answered_changes_before_the_yes(person: Any) -> None:
    person.say("Facebook to Keto Story then DreamDrops")
    _declined(person, "Nutra")
    assert person.plan("no, in Lead Gen")["blueprint"]["group"] == "Lead Gen"


def test_a_correction_while_a_question_is_open(person: Any) -> None:
    person.say("Facebook to Keto Story then KetoBurn")
    assert "KetoBurn" in person.say("wait, make that Sleep Quiz instead of Keto Story").text
    person.say("the US one")
    assert person.plan("Nutra")["blueprint"]["steps"]["lander"]["lander"] == "Sleep Quiz"


@pytest.mark.parametrize(
    "text", ["70/30 instead", "no, 70/30", "wait, make it 70/30", "make it 70/30", "make that 70/30"]
)
def test_other_shares_before_the_yes(vpn: Any, text: str) -> None:
    _declined(vpn, "make it 80/20")
    assert vpn.plan(text)["operations"] == [_shares(70, 30)]


@pytest.mark.parametrize("text", ["no, by PrizePanda", "by PrizePanda instead", "not ShieldVPN US but PrizePanda"])
def test_another_page_before_the_yes(vpn: Any, text: str) -> None:
    _declined(vpn, "replace FoxVPN DE by ShieldVPN US")
    assert vpn.plan(text)["operations"] == [{"op": "replace_page", "page": FOX, "by": "PrizePanda"}]


def test_a_change_on_top_keeps_what_was_planned(vpn: Any) -> None:
    _declined(vpn, "replace FoxVPN DE by PrizePanda")
    plan = vpn.plan("make it 70/30 instead")
    assert plan["operations"] == [
        {"op": "replace_page", "page": FOX, "by": "PrizePanda"},
        _shares(70, 30, names=(SHIELD, "PrizePanda")),
    ]


def test_a_chain_of_corrections_keeps_the_first_part(vpn: Any) -> None:
    _declined(vpn, "replace FoxVPN DE by PrizePanda")
    _declined(vpn, "and make it 70/30 too")
    plan = vpn.plan("no, 60/40")
    assert plan["operations"] == [
        {"op": "replace_page", "page": FOX, "by": "PrizePanda"},
        _shares(60, 40, names=(SHIELD, "PrizePanda")),
    ]


def test_another_change_after_a_no_asks_what_is_wanted(vpn: Any) -> None:
    _declined(vpn, "make it 80/20")
    reply = vpn.say("add PrizePanda at 10%")
    assert reply.asks.choices == ("only the new one", "both together")
    assert vpn.plan("both")["operations"][0] == _shares(80, 20)


def test_only_the_new_change_leaves_the_old_one_out(vpn: Any) -> None:
    _declined(vpn, "make it 80/20")
    vpn.say("add PrizePanda at 10%")
    [operation] = vpn.plan("1")["operations"]
    assert operation["op"] == "add_page"


def test_a_dropped_plan_is_not_taken_up_again(vpn: Any) -> None:
    _declined(vpn, "replace FoxVPN DE by PrizePanda")
    vpn.say("never mind")
    assert vpn.plan("make it 70/30 instead")["operations"] == [_shares(70, 30)]


def test_a_clone_changes_before_the_yes(vpn: Any) -> None:
    _declined(vpn, "clone it for France")
    plan = vpn.plan("make it 70/30 instead")
    assert plan["as_new"] == {"funnel": "VPN Native DACH - FR"}
    assert [one["op"] for one in plan["operations"]] == ["set_step", "set_weights"]
    assert vpn.world.funnels["F0"]["steps"]["vpn"]["offers"][0]["weight"] == 60


def test_the_country_of_a_clone_changes_before_the_yes(vpn: Any) -> None:
    _declined(vpn, "clone it for France with PrizePanda")
    plan = vpn.plan("for Canada instead")
    assert plan["as_new"]["funnel"] == "VPN Native DACH - CA"
    [route] = plan["blueprint"]["steps"]["geo"]["condition"]["routes"]
    assert route["when"] == [{"attribute": "country", "any in": ["CA"]}]


def test_the_name_of_a_clone_changes_before_the_yes(vpn: Any) -> None:
    _declined(vpn, "clone it for France")
    plan = vpn.plan("rename it to VPN Nord")
    assert plan["as_new"] == {"funnel": "VPN Nord"}
    assert [one["op"] for one in plan["operations"]] == ["set_step"]


def test_a_written_page_that_was_not_meant_gives_way(person: Any) -> None:
    person.plan("Facebook to Keto Story then KetoBurn US, group Nutra")
    assert person.plan("no, I meant Sleep Quiz")["operations"] == [
        {"op": "replace_page", "page": "Keto Story", "by": "Sleep Quiz"}
    ]
    assert person.plan("wait, Spin Wheel")["operations"] == [
        {"op": "replace_page", "page": "Sleep Quiz", "by": "Spin Wheel"}
    ]


def test_written_shares_are_set_anew(vpn: Any) -> None:
    vpn.plan("make it 80/20")
    assert vpn.plan("wait, 70/30")["operations"] == [_shares(70, 30)]


def test_what_is_written_and_cannot_be_said_anew_is_taken_back_first(vpn: Any) -> None:
    vpn.plan("drop the second offer")
    reply = vpn.say("no, I meant the first")
    assert "is written already" in reply.text
    assert vpn.plan("take it back") == {"undo": "P1"}


@pytest.mark.parametrize(
    "text", ["wait, drop the second offer", "actually, drop the second offer", "no, drop the second offer"]
)
def test_a_whole_request_after_a_second_thought(vpn: Any, text: str) -> None:
    assert vpn.plan(text)["operations"] == [{"op": "remove_page", "page": FOX, "step": "vpn"}]


def test_two_shares_for_the_same_pages_are_asked_about(person: Any) -> None:
    reply = person.say("Facebook to Keto Story and Sleep Quiz 60/40, no 70/30, then KetoBurn US, group Nutra")
    assert reply.asks
    assert person.world.plans == []


def test_back_to_a_funnel(person: Any) -> None:
    person.plan(SPLIT)
    person.say("show me VPN Native DACH")
    person.say("back to the keto one")
    assert person.plan("make it 80/20")["funnel"] == "F1"
    assert person.plan("back to the VPN one and make it 50/50")["funnel"] == "F0"
    assert person.plan("go back to the other one: 55/45")["funnel"] == "F1"


def test_back_to_one_of_several_asks_which(person: Any) -> None:
    person.plan(SPLIT)
    person.plan("Taboola to Keto Story then KetoBurn CA, group Nutra")
    reply = person.say("back to the keto one")
    assert reply.asks.choices == ("Facebook - KetoBurn US", "Taboola - KetoBurn CA")
    person.say("the first")
    assert person.plan("make it 80/20")["funnel"] == "F1"


def test_the_same_change_in_another_funnel(person: Any) -> None:
    person.plan(SPLIT)
    person.say("show me VPN Native DACH")
    person.plan("make it 55/45")
    assert person.plan("now the other one") | {"blueprint": None} == {
        "funnel": "F1",
        "operations": [_shares(55, 45, "landers", ("Keto Story", "Sleep Quiz"))],
        "as_new": None,
        "blueprint": None,
    }
    assert person.plan("same for VPN Native DACH")["funnel"] == "F0"


def test_the_same_for_another_source_is_another_funnel(person: Any) -> None:
    person.plan(SPLIT)
    second = person.plan("same for Taboola")["blueprint"]
    assert (second["funnel"], second["sources"]) == ("Taboola - KetoBurn US", ["Taboola"])
    assert second["steps"] == person.world.plans[0]["blueprint"]["steps"]


def test_the_same_for_another_source_after_an_edit_is_a_clone(person: Any) -> None:
    person.plan(SPLIT)
    person.plan("make it 80/20")
    plan = person.plan("the same but for Taboola")
    assert plan["as_new"]["funnel"] == "Taboola - KetoBurn US"
    assert plan["blueprint"]["steps"]["landers"]["landers"][0] == {"page": "Keto Story", "weight": 80}


@pytest.mark.parametrize("text", ["same but for France", "the same for France", "and the same thing for France"])
def test_the_same_for_another_country_is_a_clone(vpn: Any, text: str) -> None:
    assert vpn.plan(text)["as_new"] == {"funnel": "VPN Native DACH - FR"}


def test_the_same_route_for_another_country(vpn: Any) -> None:
    vpn.plan("send UK to Spin Wheel, then PrizePanda")
    plan = vpn.plan("same for France")
    assert plan["as_new"] is None
    assert plan["operations"][-1]["route"]["when"] == [{"attribute": "country", "any in": ["FR"]}]


def test_the_same_links_for_another_source(vpn: Any) -> None:
    vpn.say("links for Facebook")
    vpn.say("same for Taboola")
    assert vpn.world.calls[-1].arguments == {"funnel": "F0", "sources": ["Taboola"]}


@pytest.mark.parametrize(
    "text",
    ["what did you just change?", "what's the status?", "status", "is it live?", "did that work?", "where were we?"],
)
def test_what_was_done_is_told(vpn: Any, text: str) -> None:
    vpn.plan("make it 80/20")
    _declined(vpn, "rename it to VPN Nord")
    told = vpn.say(text).text
    assert "- 'VPN Native DACH' is changed: vpn: ShieldVPN DE 80 %, FoxVPN DE 20 %" in told
    assert "Planned, and not written: " in told
    assert len(vpn.world.applied) == 1


def test_before_anything_was_written_the_status_says_so(person: Any) -> None:
    assert person.say("what's the status?").text == "Nothing is written yet."


def test_what_was_taken_back_is_not_told(vpn: Any) -> None:
    vpn.plan("make it 80/20")
    vpn.plan("undo")
    assert "Nothing is written yet." in vpn.say("what have you changed so far?").text


@pytest.mark.parametrize("answer", ["both", "both of them", "the first two", "1 and 2", "all of them"])
def test_several_choices_share_the_place(person: Any, answer: str) -> None:
    person.say("Facebook to Keto Story then KetoBurn, in group Nutra")
    blueprint = person.plan(answer)["blueprint"]
    assert blueprint["steps"]["offers"] == {"offers": [{"page": "KetoBurn CA"}, {"page": "KetoBurn US"}]}


def test_a_choice_is_ruled_out(person: Any) -> None:
    person.say("Facebook to Keto Story then KetoBurn, in group Nutra")
    assert person.plan("not the CA one")["blueprint"]["steps"]["offer"] == {"offer": "KetoBurn US"}


def test_of_groups_only_one_is_an_answer(person: Any) -> None:
    person.say("Facebook to Keto Story then KetoBurn US")
    assert person.say("the first two").asks
    assert person.world.plans == []


@pytest.mark.parametrize(
    "text",
    ["never mind", "forget about it", "cancel that", "leave it", "stop", "drop it", "no, scrap that", "ok, not now"],
)
def test_a_question_is_let_go(person: Any, text: str) -> None:
    person.say("Facebook to Keto Story then KetoBurn, in group Nutra")
    assert "Nothing was written. What would you like instead?" in person.say(text).text
    person.say("1")
    assert person.world.plans == []


def test_a_question_stays_open_while_something_is_looked_up(person: Any) -> None:
    person.say("Facebook to Keto Story then KetoBurn, in group Nutra")
    reply = person.say("what landers do I have?")
    assert reply.text.startswith("The landers:")
    assert reply.asks.choices == ("KetoBurn CA", "KetoBurn US")
    assert person.plan("the second")["blueprint"]["steps"]["offer"] == {"offer": "KetoBurn US"}


def test_another_request_puts_the_question_aside(person: Any) -> None:
    person.say("Facebook to Keto Story then KetoBurn, in group Nutra")
    person.plan("Taboola to Sleep Quiz then DreamDrops, in group Nutra")
    assert any("I leave the open question aside." in turn.text for turn in person.turns)


def test_help_speaks_of_this_account(person: Any) -> None:
    told = person.say("help").text
    assert 'in "VPN Native DACH" make it 80/20' in told
    assert (
        "Facebook to Keto Celebrity Article, then DreamDrops" in told
        or "Facebook to Keto Story, then KetoBurn US" in told
    )
    assert "AI rotators: they are beta" in told


def test_everything_that_help_names_can_be_said(person: Any, world: Any) -> None:
    told = person.say("help").text
    said = [one for line in told.splitlines()[1:4] for one in line.partition(": ")[2].split(" · ")]
    assert len(said) > 15
    for one in said:
        reply = type(person)(world).say(one)
        assert "I don't understand" not in reply.text, (one, reply.text)


@pytest.mark.parametrize(
    "text",
    [
        "is it 80/20?",
        "was it 80/20 before?",
        "should I make it 80/20?",
        "I made it 80/20",
        "someone already made it 80/20",
        "why did you make it 80/20?",
        "did you drop the second offer?",
        "don't make it 80/20",
        "never make it 80/20",
        "maybe make it 80/20 later",
        "make it 60/40 and 70/30",
        "make it 80/20 but not for Austria",
        "make it 80/20 from tomorrow",
        "make it 80/20 on Facebook only",
        "rename it to Foo and then clone it",
        "replace FoxVPN DE by PrizePanda or DreamDrops",
        "drop the second offer unless it converts",
        "add PrizePanda at 20% on weekends",
        "give FoxVPN DE 10% more",
        "archive Keto Story or Sleep Quiz",
        "archive Keto Story but not Sleep Quiz",
        "undo that and make it 50/50",
        "clone it twice",
        "move DreamDrops to Nutra",
        "can I delete Keto Story?",
    ],
)
def test_what_is_no_clear_order_writes_nothing(vpn: Any, text: str) -> None:
    reply = vpn.say(text)
    assert vpn.world.plans == [], reply.text


def test_a_polite_request_is_one(vpn: Any) -> None:
    assert vpn.plan("can you make it 80/20?")["operations"] == [_shares(80, 20)]
