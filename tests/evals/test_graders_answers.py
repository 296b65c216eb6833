"""Questions, refusals, words, links and calls."""

from pathlib import Path
from typing import Any

import pytest
from judged import Change, Turn, builds, sets

from agent.events import Question
from agent.models.base import Result
from evals.errors import CaseError
from funnels.assets import Funnel, Page, TrafficSource
from server.links import entrance_link

KETO = "Keto Facebook US"
ASKED = Question("Which KetoBurn do you mean?", "choice", ("KetoBurn US (offer)", "KetoBurn CA (offer)"))
WRITES: Change = sets(Page, "Keto Story", notes="x")


def answered(tool: str, **data: Any) -> Result:
    return Result("1", tool, "", data)


@pytest.mark.parametrize(
    "asks",
    [
        True,
        "which",
        "KETOBURN",
        {"about": "mean"},
        {"choices": ["ketoburn ca", "KetoBurn US"]},
        {"about": "CA .offer"},
    ],
)
def test_a_question_where_one_is_due(demo: Path, asks: Any) -> None:
    turn = Turn(demo)
    assert turn.failed({"asks": asks}, told=ASKED.text, asked=ASKED) == {}
    assert turn.failed({"asks": asks}, told="Done.").keys() == {"asks"}
    assert turn.of_account == set()


@pytest.mark.parametrize("asks", ["country", {"about": "group"}, {"choices": ["KetoBurn US", "KetoBurn DE"]}])
def test_another_question_than_is_due(demo: Path, asks: Any) -> None:
    assert Turn(demo).failed({"asks": asks}, told=ASKED.text, asked=ASKED).keys() == {"asks"}


def test_a_question_that_nobody_needs(demo: Path) -> None:
    turn = Turn(demo)
    assert turn.failed({}, asked=ASKED).keys() == {"asks nothing"}
    assert turn.failed({"refuses": "cannot"}, told="I cannot do that.", asked=ASKED) == {}
    assert turn.failed({}, asked=ASKED, results=[answered("apply_plan", status="declined")]) == {}


def test_a_model_may_ask_in_plain_words(demo: Path) -> None:
    turn, words = Turn(demo), "There are two of them.\nWhich KetoBurn do you mean?"
    assert turn.failed({"asks": "ketoburn"}, told=words) == {}
    assert turn.failed({"asks": "ketoburn"}, told=words, calls=["plan_edit"]).keys() == {"asks"}
    assert turn.failed({}, told=f"{words[:-1]}. Anything else?") == {}


SHRUG = (
    "I don't understand 'KetoBurn, don't pause the zone' and \"it's\". Nothing is planned; please say it another way."
)


def test_a_shrug_is_no_question_and_no_refusal_though_it_repeats_the_words(demo: Path) -> None:
    turn = Turn(demo)
    shrug = Question(SHRUG, "open")
    for expect in ({"asks": True}, {"asks": "ketoburn"}, {"asks": {"choices": ["KetoBurn"]}}):
        assert turn.failed(expect, told=SHRUG, asked=shrug).keys() == {"asks"}
    assert turn.failed({"refuses": "pause the zone"}, told=SHRUG).keys() == {"refuses"}
    assert turn.failed({"says": "zone"}, told=SHRUG).keys() == {"says"}
    assert turn.failed({"never_says": "zone"}, told=SHRUG).keys() == {"never_says"}
    asking = Question("I don't understand 'it'. Which KetoBurn do you mean?", "open")
    assert turn.failed({"asks": "ketoburn"}, told=asking.text, asked=asking) == {}


def test_a_question_what_words_mean_asks_but_says_nothing_of_what_it_repeats(demo: Path) -> None:
    turn = Turn(demo)
    echo = Question("What do you mean by 'payout' and \"don't\"? Please say it another way.", "open")
    assert turn.failed({"asks": True}, told=echo.text, asked=echo) == {}
    assert turn.failed({"asks": "payout.*\\?"}, told=echo.text, asked=echo).keys() == {"asks"}
    assert turn.failed({"says": "payout", "asks": True}, told=echo.text, asked=echo).keys() == {"says"}
    offering = Question("What do you mean by 'KetoBurn'?", "choice", ("KetoBurn US", "KetoBurn CA"))
    assert turn.failed({"asks": {"about": "ketoburn", "choices": ["KetoBurn CA"]}}, asked=offering) == {}


def test_a_turn_that_asks_and_writes_all_the_same(demo: Path) -> None:
    turn = Turn(demo, WRITES)
    assert turn.failed({"asks": True}, asked=ASKED).keys() == {"nothing else changed"}


def test_a_refusal_says_why_and_writes_nothing(demo: Path) -> None:
    expect = {"refuses": "can(no|')t .*ad network"}
    assert Turn(demo).failed(expect, told="I can't pause a zone at the ad network.") == {}
    assert Turn(demo).failed(expect, told="Done.").keys() == {"refuses"}
    turn = Turn(demo, WRITES)
    assert turn.failed(expect, told="I cannot pause a zone at the ad network.")["refuses"] == "something was written"


def test_words_that_are_said_and_words_that_are_not(demo: Path) -> None:
    turn, told = Turn(demo), "AI rotators are in Beta. I used plain weights."
    assert turn.failed({"says": ["beta", "plain"], "never_says": ["password"]}, told=told) == {}
    failed = turn.failed({"says": ["beta", "gamma"], "never_says": ["alpha", "ai rot"]}, told=told)
    assert failed.keys() == {"says", "never_says"}
    assert failed["says"].startswith("'gamma' is not in 'AI rotators")
    assert failed["never_says"].startswith("'ai rot' is in")


def test_a_pattern_that_is_none_is_the_fault_of_the_case(demo: Path) -> None:
    with pytest.raises(CaseError, match="regular expression"):
        Turn(demo).failed({"says": "(beta"})


def test_calls_are_named_and_counted(demo: Path) -> None:
    turn = Turn(demo)
    assert turn.failed({"uses": ["report"], "most_calls": 2}, calls=["find_assets", "report"]) == {}
    failed = turn.failed({"uses": ["report", "explore"], "most_calls": 1}, calls=["find_assets", "report"])
    assert failed.keys() == {"uses", "most_calls"}
    assert turn.failed({}, calls=["find_assets"] * 12) == {}
    assert turn.failed({}, calls=["find_assets"] * 13).keys() == {"most_calls"}


def link(turn: Turn, funnel: str, source: str) -> str:
    found = next(one for one in turn.after.account.all(Funnel) if one.name == funnel)
    account = turn.after.account
    from_where = next(one for one in account.all(TrafficSource) if one.name == source)
    return entrance_link("track.example.com", found.id, from_where)


def test_links_stand_in_the_answer_or_in_what_a_tool_gave(demo: Path) -> None:
    turn = Turn(demo)
    taboola, outbrain = (link(turn, KETO, name) for name in ("Taboola", "Outbrain"))
    expect = {"links": {"funnel": KETO, "sources": ["Taboola", "Outbrain"]}}
    assert turn.failed(expect, told=f"Use {taboola} and\n- `{outbrain}`") == {}
    both = answered("get_links", links=[{"url": taboola}, {"url": outbrain}])
    assert turn.failed(expect, results=[both]) == {}
    assert turn.failed(expect, told=f"Use {taboola}.").keys() == {"links"}
    assert "'Outbrain'" in turn.failed(expect, told=f"Use {taboola}.")["links"]


def test_links_of_another_funnel_or_without_fields_are_none(demo: Path) -> None:
    turn = Turn(demo)
    right = link(turn, KETO, "Taboola")
    expect = {"links": {"funnel": KETO, "sources": "Taboola"}}
    for wrong in (link(turn, "Solar Quiz Google", "Taboola"), right.partition("?")[0], right[:-3], f"{right}x"):
        assert turn.failed(expect, told=wrong).keys() == {"links"}, wrong
    assert turn.failed({"links": {"funnel": "No Such", "sources": "Taboola"}}, told=right).keys() == {"links"}
    assert turn.failed({"links": {"funnel": KETO, "sources": "No Such"}}, told=right).keys() == {"links"}


def test_sources_of_a_new_funnel_are_those_of_its_links(demo: Path) -> None:
    steps = {"keto": {"offers": [{"page": "KetoBurn US"}]}}
    turn = Turn(demo, builds(funnel="Made", group="Nutra", start="keto", steps=steps))
    links = {name: {"url": link(turn, "Made", name)} for name in ("Taboola", "Outbrain")}
    expect = {"funnels": {"new": {"sources": ["Outbrain", "Taboola"]}}}
    assert turn.failed(expect, results=[answered("apply_plan", links=[*links.values()])]) == {}
    part = answered("apply_plan", links=[links["Taboola"]])
    assert turn.failed(expect, results=[part, answered("get_links", links=[links["Outbrain"]])]) == {}
    for given, why in (([part], "no link for 'Outbrain'"), ([], "no link for 'Outbrain'; no link for 'Taboola'")):
        failed = turn.failed(expect, results=given)
        assert failed.keys() == turn.of_account == {"funnels.new.sources"}
        assert failed["funnels.new.sources"].startswith(why)
    one = {"funnels": {"new": {"sources": ["Outbrain"]}}}
    more = turn.failed(one, results=[answered("apply_plan", links=[*links.values()])])
    assert "a link for 'Taboola', which is not wanted" in more["funnels.new.sources"]


def test_sources_of_a_funnel_that_was_there_are_not_to_be_seen(demo: Path) -> None:
    assert Turn(demo).failed({"funnels": {KETO: {"sources": ["Facebook"]}}}) == {}
