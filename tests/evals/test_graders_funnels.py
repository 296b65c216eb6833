"""Ways, groups and nodes of funnels, each with what is right and with what is wrong."""

from pathlib import Path
from typing import Any

import pytest
from judged import Turn, archives, builds, edits, makes, sets

from evals.errors import CaseError
from funnels.assets import Funnel, Page, PageGroup, PageShare
from funnels.ids import IdMaker

DACH = "VPN Native DACH"
VPN = ["VPN Advertorial DE", {"ShieldVPN DE": 60, "FoxVPN DE": 40}]


def funnel(name: str, **wanted: Any) -> dict[str, Any]:
    return {"funnels": {name: wanted}}


def plain(**steps: Any) -> Any:
    return builds(funnel="Made", group="Nutra", start=next(iter(steps)), steps=steps)


def test_the_ways_of_a_funnel_that_nobody_touched(demo: Path) -> None:
    turn = Turn(demo)
    walks = {"DE": VPN, "AT mobile": VPN, "US": ["https://elsewhere.example.net"]}
    assert turn.failed(funnel(DACH, walks=walks, as_before=["DE", "US"], group="Utilities", nodes=4)) == {}
    assert turn.failed(funnel(DACH, default_url="https://elsewhere.example.net/")) == {}


@pytest.mark.parametrize(
    ("visitor", "way", "why"),
    [
        (
            "DE",
            ["VPN Advertorial DE", {"ShieldVPN DE": 61, "FoxVPN DE": 39}],
            "'ShieldVPN DE' gets 60% instead of 61%",
        ),
        ("DE", ["VPN Advertorial DE", "ShieldVPN DE"], "gets 60% instead of 100%"),
        ("DE", ["VPN Advertorial DE"], "which is not wanted"),
        ("DE", ["VPN Advertorial US", {"ShieldVPN DE": 60, "FoxVPN DE": 40}], "gets 0% instead of 100%"),
        ("DE", [*VPN, "KetoBurn US"], "is nothing instead of KetoBurn US"),
        ("DE", ["VPN Advertorial DE", {1: [VPN[1]], 2: ["KetoBurn US"]}], "behind button 2"),
        ("DE", "lost", "'lost' gets 0%"),
        ("US", ["https://other.example.net"], "gets 0% instead of 100%"),
    ],
)
def test_another_way_than_expected_says_where_it_differs(demo: Path, visitor: str, way: Any, why: str) -> None:
    turn = Turn(demo)
    failed = turn.failed(funnel(DACH, walks={visitor: way}))
    assert failed.keys() == turn.of_account == {f"funnels.{DACH}.walks"}
    assert why in failed[f"funnels.{DACH}.walks"]
    assert failed[f"funnels.{DACH}.walks"].startswith(f"{visitor}: ")


def test_percent_may_be_off_by_a_half(demo: Path) -> None:
    way = ["VPN Advertorial DE", {"ShieldVPN DE": 60.5, "FoxVPN DE": 39.5}]
    assert Turn(demo).failed(funnel(DACH, walks={"DE": way})) == {}


def test_buttons_and_splits_that_differ_behind_them(demo: Path) -> None:
    turn = Turn(
        demo,
        plain(
            both={"split": [{"to": "quiz", "weight": 25}, {"to": "story", "weight": 75}]},
            quiz={"landers": [{"page": "Solar Savings Quiz"}], "on": {1: "sun", 2: "gone"}},
            story={"landers": [{"page": "Keto Story"}], "on": {1: "keto"}},
            sun={"offers": [{"page": "SunQuote Solar"}]},
            keto={"offers": [{"page": "KetoBurn US"}, {"page": "SlimGummies"}]},
            gone={"url": "https://gone.example.net"},
        ),
    )
    quiz = {"share": 25, "then": [{1: ["SunQuote Solar"], 2: ["https://gone.example.net"]}]}
    story = {"share": 75, "then": [{"KetoBurn US": 50, "SlimGummies": 50}]}
    walks = {"US": [{"Solar Savings Quiz": quiz, "Keto Story": story}]}
    assert turn.failed(funnel("Made", walks=walks)) == {}
    assert turn.failed(funnel("new", walks=walks, group="Nutra", nodes={"most": 6})) == {}
    swapped = {"US": [{"Solar Savings Quiz": {**story, "share": 25}, "Keto Story": {**quiz, "share": 75}}]}
    assert turn.failed(funnel("Made", walks=swapped)).keys() == {"funnels.Made.walks"}
    assert turn.failed(funnel("Made", nodes={"most": 5})).keys() == {"funnels.Made.nodes"}
    assert turn.failed(funnel("Made", nodes=5, group="Lead Gen")).keys() == {
        "funnels.Made.nodes",
        "funnels.Made.group",
    }


def test_an_arm_may_end_with_its_page(demo: Path) -> None:
    turn = Turn(
        demo,
        plain(
            both={"split": [{"to": "story", "weight": 50}, {"to": "keto", "weight": 50}]},
            story={"landers": [{"page": "Keto Story"}], "on": {1: "keto"}},
            keto={"offers": [{"page": "KetoBurn US"}]},
        ),
    )
    direct = {"share": 50, "then": []}
    way = [{"Keto Story": {"share": 50, "then": ["KetoBurn US"]}, "KetoBurn US": direct}]
    assert turn.failed(funnel("new", walks={"US": way})) == {}


def test_the_same_page_at_two_nodes_counts_as_one(demo: Path) -> None:
    """Offers may be split behind the page, or before it by two nodes that show it."""
    turn = Turn(
        demo,
        plain(
            both={"split": [{"to": "one", "weight": 30}, {"to": "other", "weight": 70}]},
            one={"landers": [{"page": "Keto Story"}], "on": {1: "keto"}},
            other={"landers": [{"page": "Keto Story"}], "on": {1: "slim"}},
            keto={"offers": [{"page": "KetoBurn US"}]},
            slim={"offers": [{"page": "SlimGummies"}]},
        ),
    )
    way = ["Keto Story", {"KetoBurn US": 30, "SlimGummies": 70}]
    assert turn.failed(funnel("new", walks={"US": way})) == {}


def test_a_loop_ends_where_a_page_is_seen_again(demo: Path) -> None:
    turn = Turn(
        demo,
        plain(
            story={"landers": [{"page": "Keto Story"}], "on": {1: "quiz"}},
            quiz={"landers": [{"page": "Sleep Quiz"}], "on": {1: "keto", 2: "story"}},
            keto={"offers": [{"page": "KetoBurn US"}]},
        ),
    )
    way = ["Keto Story", "Sleep Quiz", {1: ["KetoBurn US"], 2: ["Keto Story"]}]
    assert turn.failed(funnel("new", walks={"US": way})) == {}
    once = ["Keto Story", "Sleep Quiz", "KetoBurn US"]
    assert turn.failed(funnel("new", walks={"US": once})).keys() == {"funnels.new.walks"}


def test_pages_that_all_lead_to_each_other_are_followed_for_a_while_only(demo: Path) -> None:
    pages = [f"step{number}" for number in range(12)]
    names = [page.name for page in Turn(demo).before.account.all(Page) if page.page_type == "lander"]
    steps = {
        key: {"landers": [{"page": names[number]}], "on": dict(enumerate([one for one in pages if one != key], 1))}
        for number, key in enumerate(pages)
    }
    failed = Turn(demo, plain(**steps)).failed(funnel("new", walks={"US": [names[0]]}))
    assert failed.keys() == {"funnels.new.walks"}
    assert len(failed["funnels.new.walks"]) < 3_000


def test_a_tag_that_is_set_on_the_way_is_seen_behind_the_page(demo: Path) -> None:
    turn = Turn(
        demo,
        plain(
            first={"landers": [{"page": "Keto Story"}], "on": {1: "tag", 2: "fork"}},
            tag={"tag": {"add": ["Quiz finished"]}, "then": "fork"},
            fork={
                "condition": {
                    "routes": [
                        {"name": "done", "when": [{"attribute": "visitor tag", "is": "Quiz finished"}], "to": "keto"}
                    ],
                    "otherwise": "slim",
                }
            },
            keto={"offers": [{"page": "KetoBurn US"}]},
            slim={"offers": [{"page": "SlimGummies"}]},
        ),
    )
    buttons = {1: ["KetoBurn US"], 2: ["SlimGummies"]}
    assert turn.failed(funnel("new", walks={"US": ["Keto Story", buttons]})) == {}
    tagged = {1: ["KetoBurn US"], 2: ["KetoBurn US"]}
    assert turn.failed(funnel("new", walks={"US tagged Quiz finished": ["Keto Story", tagged]})) == {}


VISITORS = [
    ("US mobile", "Keto Story"),
    ("US iOS", "Keto Story"),
    ("US Android tablet", "Sleep Quiz"),
    ("US c1=sports", "Crypto News Article"),
    ("US section_id=sports from Outbrain", "Crypto News Article"),
    ("US c1=sports from Facebook", "Sleep Quiz"),
    ("US tagged Seen advertorial", "Gift Card Survey"),
    ("US on Monday", "Debt Relief Survey"),
    ("US on Tuesday", "Sleep Quiz"),
    ("US at 22", "Car Insurance Calculator"),
    ("US from Taboola", "Cleaner App Review"),
    ("US", "Sleep Quiz"),
]
CONDITION = {
    "routes": [
        {"name": "phones", "when": [{"attribute": "device", "any in": ["mobile"]}], "to": "phones"},
        {
            "name": "field",
            "when": [{"attribute": "tracking field", "field": "section_id", "any in": ["sports"]}],
            "to": "sports",
        },
        {"name": "tagged", "when": [{"attribute": "visitor tag", "is": "Seen advertorial"}], "to": "tagged"},
        {"name": "day", "when": [{"attribute": "day of week", "is": "monday"}], "to": "day"},
        {"name": "hour", "when": [{"attribute": "time of day", ">=": "22:00"}], "to": "hour"},
        {"name": "source", "when": [{"attribute": "traffic source", "is": "Taboola"}], "to": "source"},
    ],
    "otherwise": "rest",
}


@pytest.fixture
def forked(demo: Path) -> Turn:
    pages = {
        "phones": "Keto Story",
        "sports": "Crypto News Article",
        "tagged": "Gift Card Survey",
        "day": "Debt Relief Survey",
        "hour": "Car Insurance Calculator",
        "source": "Cleaner App Review",
        "rest": "Sleep Quiz",
    }
    landers = {key: {"landers": [{"page": page}], "on": {1: "offer"}} for key, page in pages.items()}
    return Turn(demo, plain(fork={"condition": CONDITION}, **landers, offer={"offers": [{"page": "ClearDebt"}]}))


@pytest.mark.parametrize(("visitor", "lander"), VISITORS)
def test_visitors_are_made_up_as_they_are_said(forked: Turn, visitor: str, lander: str) -> None:
    assert forked.failed(funnel("Made", walks={visitor: [lander, "ClearDebt"]})) == {}


@pytest.mark.parametrize(
    "visitor", ["US purple", "QQ", "US from Nowhere", "US on Someday", "US tagged Unknown", "us mobile phone"]
)
def test_a_visitor_nobody_can_make_up_is_the_fault_of_the_case(demo: Path, visitor: str) -> None:
    with pytest.raises(CaseError):
        Turn(demo).failed(funnel(DACH, walks={visitor: VPN}))


@pytest.mark.parametrize("way", [[], 5, [{1: ["Keto Story"]}], ["Keto Story", {1: ["A"]}, "B"]])
def test_a_way_that_is_none_is_the_fault_of_the_case(demo: Path, way: Any) -> None:
    with pytest.raises((CaseError, ValueError)):
        Turn(demo).failed(funnel(DACH, walks={"US": way}))


def test_as_before_sees_a_changed_way_and_no_other(demo: Path) -> None:
    weights = {"op": "set_weights", "step": "vpn", "weights": {"ShieldVPN DE": 80, "FoxVPN DE": 20}}
    turn = Turn(demo, edits(DACH, weights))
    assert turn.failed(funnel(DACH, as_before=["US", "FR"])) == {}
    failed = turn.failed(funnel(DACH, as_before=["US", "CH"]))
    assert failed.keys() == {f"funnels.{DACH}.as_before"}
    assert "'ShieldVPN DE' gets 80% instead of 60%" in failed[f"funnels.{DACH}.as_before"]


def test_as_in_compares_two_funnels(demo: Path) -> None:
    steps = {
        "story": {"landers": [{"page": "Keto Story"}, {"page": "Keto Celebrity Article"}], "on": {1: "keto"}},
        "keto": {"offers": [{"page": "KetoBurn US"}]},
    }
    turn = Turn(demo, plain(**steps))
    assert turn.failed(funnel("Made", as_in={"funnel": "Keto Facebook US", "for": ["US", "DE mobile"]})) == {}
    assert turn.failed(funnel("Made", as_in={"funnel": DACH, "for": "US"})).keys() == {"funnels.Made.as_in"}
    assert turn.failed(funnel("Made", as_in={"funnel": "No Such", "for": "US"})).keys() == {"funnels.Made.as_in"}


def test_new_is_exactly_one_funnel(demo: Path) -> None:
    step = {"keto": {"offers": [{"page": "KetoBurn US"}]}}
    none, two = Turn(demo), Turn(demo, plain(**step), builds(funnel="More", group="Nutra", start="keto", steps=step))
    assert none.failed(funnel("new", nodes=1)) == {"funnels.new": "expected one new funnel, found nothing"}
    assert two.failed(funnel("new", nodes=1)).keys() == {"funnels.new", "nothing else changed"}
    assert two.failed({"funnels": {"new": {}, "More": {}}}) == {}


def test_a_funnel_that_is_missing_or_archived_fails(demo: Path) -> None:
    turn = Turn(demo, archives(Funnel, DACH))
    assert turn.failed(funnel("Nowhere")).keys() == {"funnels.Nowhere", "nothing else changed"}
    assert turn.failed(funnel(DACH)).keys() == {f"funnels.{DACH}", "nothing else changed"}


def test_a_funnel_that_was_archived_before_may_stay_so(demo: Path) -> None:
    Turn(demo, archives(Funnel, DACH))
    assert Turn(demo).failed(funnel(DACH, walks={"DE": VPN})) == {}


def test_a_page_may_be_given_by_its_address(demo: Path) -> None:
    new_id = IdMaker(lambda: 1_790_000_000_000, lambda n: 7)
    url = "https://shop.example.net/buy?id=7&sub={hit}"
    page = Page(id=new_id(), name="Buy", page_type="lander", base_url=url, redirect_type="307", status="active")
    turn = Turn(demo, makes(page), plain(buy={"landers": [{"page": "Buy"}]}))
    created = {"created": [{"family": "lander", "url": url}]}
    for said in ("https://shop.example.net/buy?id=7", "http://shop.example.net/buy/?id=7&sub={hit}", "Buy", "buy"):
        assert turn.failed(funnel("new", walks={"US": [said]}) | created) == {}
    for said in (
        "https://shop.example.net/buy?id=8",
        "https://shop.example.net/buy?id=7&c=1",
        "https://shop.example.net",
    ):
        assert turn.failed(funnel("new", walks={"US": [said]}) | created).keys() == {"funnels.new.walks"}


def test_weights_of_a_shared_page_group_count(demo: Path) -> None:
    group = {"landers": {"use": "VPN landers"}, "on": {1: "vpn"}}
    build = plain(group=group, vpn={"offers": [{"page": "ShieldVPN US"}]})
    turn = Turn(demo, build)
    way = [{"VPN Advertorial DE": 50, "VPN Advertorial US": 50}, "ShieldVPN US"]
    assert turn.failed(funnel("new", walks={"US": way})) == {}
    pages = [
        PageShare(id_page=turn.id(Page, name), weight=weight)
        for name, weight in (("Keto Story", 0.2), ("Sleep Quiz", 0.6))
    ]
    changed = Turn(demo, sets(PageGroup, "VPN landers", pages=tuple(pages)))
    quarters = [{"Keto Story": 25, "Sleep Quiz": 75}, "ShieldVPN US"]
    failed = changed.failed(funnel("Made", walks={"US": quarters}))
    assert failed == {"nothing else changed": "page group 'VPN landers' was changed (pages)"}


def test_a_route_that_leads_nowhere_loses_visitors(demo: Path) -> None:
    async def cut(tracker: Any, now: Any) -> None:
        found = next(one for one in now.account.all(Funnel) if one.name == DACH)
        await tracker.replace(found.changed(connections=found.connections[:3]))

    assert (
        Turn(demo, cut).failed(
            funnel(DACH, walks={"DE": ["VPN Advertorial DE"], "US": ["https://elsewhere.example.net"]})
        )
        == {}
    )

    async def emptied(tracker: Any, now: Any) -> None:
        found = next(one for one in now.account.all(Funnel) if one.name == DACH)
        await tracker.replace(found.changed(connections=found.connections[:1]))

    assert Turn(demo, emptied).failed(funnel(DACH, walks={"DE": "lost", "US": ["lost"]})) == {}
