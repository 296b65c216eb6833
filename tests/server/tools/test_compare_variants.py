"""Variants are judged by the account's own events; suggested weights become a plan like any other."""

from collections.abc import Awaitable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import anyio
import pytest
from mcp import Client
from mcp.types import ElicitResult, ImageContent
from mcp_desk import Json, Person, answer, connected, copied, demo_id, refusal, words
from seeded_visits import Seen, Visits, built, every, funnel_in, node, spread

from funnels.assets import Funnel

FIRST = datetime(2026, 11, 1, tzinfo=UTC)
KETO = "Keto Facebook US"
STORY, ARTICLE, OFFER = (demo_id(name) for name in ("Keto Story", "Keto Celebrity Article", "KetoBurn US"))


def seed_keto(home: Path, funnel: Funnel, counts: Sequence[tuple[str, int, int, int]]) -> None:
    """For each lander: its id, views, clicks, and how many of these clicks convert at 40.00; over 14 days."""
    visits = Visits(funnel, demo_id("Facebook"), cost="0.2")
    stories, keto = node(funnel, "Stories"), node(funnel, "Keto")
    for page, views, clicks, conversions in counts:
        clicked = 0
        for number, day in enumerate(spread(views, FIRST, 14)):
            if not every(clicks, views, number):
                visits.come(day, Seen(stories, page))
                continue
            paid = every(conversions, clicks, clicked)
            clicked += 1
            visits.come(day, Seen(stories, page, [1]), Seen(keto, OFFER, payouts=["40"] if paid else []))
    visits.keep(home)


@pytest.fixture(scope="module")
def keto_template(demo_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Of each lander 600 views: 120 clicks and 20 conversions of one, 210 and 40 of the other."""
    home = copied(demo_template, tmp_path_factory.mktemp("keto"))
    funnel = anyio.run(funnel_in, home, demo_id(KETO))
    seed_keto(home, funnel, [(STORY, 600, 120, 20), (ARTICLE, 600, 210, 40)])
    return home


@pytest.fixture
def keto(keto_template: Path, tmp_path: Path) -> Path:
    return copied(keto_template, tmp_path / "home")


def types_its_name(question: str) -> ElicitResult:
    """A funnel with traffic is not changed by a mere yes."""
    return ElicitResult(action="accept", content={"approve": True, "name": KETO})


def compared(client: Client, **arguments: object) -> Awaitable[Json]:
    return answer(client, "compare_variants", **{"funnel": KETO, **arguments})


async def test_the_whole_answer(keto: Path) -> None:
    async with connected(keto, demo=False) as client:
        found = await compared(client, metric="ctr")
    first, second = found["arms"]
    for arm, rate, error in ((first, 0.35, 0.0195), (second, 0.2, 0.0163)):
        assert float(arm.pop("low")) == pytest.approx(rate - 1.96 * error, abs=0.003)
        assert float(arm.pop("high")) == pytest.approx(rate + 1.96 * error, abs=0.003)
    assert float(second.pop("loss")) == pytest.approx(0.15, abs=0.001)
    always_valid = float(found["certainty"].pop("always_valid_p"))
    assert 0.000001 <= always_valid < 0.01
    assert found.pop("reading").startswith(
        "'Keto Celebrity Article' wins, and that holds however often one looked before. By lander CTR, "
        "'Keto Celebrity Article' has 35 % (210 lander clicks of 600 views) against 20 % of 'Keto Story' (120 lander "
        "clicks of 600 views); the probability that it is the best is over 99 %. Every view that goes to "
    )
    assert found == {
        "title": "Stories of Keto Facebook US",
        "funnel": {"id": demo_id(KETO), "name": KETO},
        "step": {"key": "stories", "name": "Stories", "shared_with": []},
        "by": "lander",
        "metric": {
            "id": "landerClickthroughRate",
            "label": "Lander CTR",
            "unit": "share",
            "model": "lander clicks of lander views: beta-binomial, prior: one success at the rate of all arms",
        },
        "period": {
            "from": "2026-10-22T00:00:00+00:00",
            "to": "2026-11-21T00:00:00+00:00",
            "zone": "UTC",
            "words": "last 30 days",
            "partial": True,
        },
        "verdict": "winner",
        "leader": "Keto Celebrity Article",
        "arms": [
            {
                "id": ARTICLE,
                "name": "Keto Celebrity Article",
                "weight": "50",
                "trials": 600,
                "successes": 210,
                "revenue": "1600",
                "value": "0.35",
                "best": "1",
                "loss": "0",
                "suggested": "90",
                "state": "running",
            },
            {
                "id": STORY,
                "name": "Keto Story",
                "weight": "50",
                "trials": 600,
                "successes": 120,
                "revenue": "800",
                "value": "0.2",
                "best": "0",
                "suggested": "10",
                "state": "running",
            },
        ],
        "certainty": {"p_value": "0.000001", "alpha": "0.05", "needed": 136, "days": 0},
        "caveats": ["The period is not over: numbers until 2026-11-20 12:00 (UTC)."],
        "operations": [
            {"op": "set_weights", "step": "stories", "weights": {"Keto Story": 10, "Keto Celebrity Article": 90}}
        ],
    }


async def test_the_suggested_weights_become_a_plan_and_are_there_once_it_is_applied(keto: Path) -> None:
    async with connected(keto, Person(types_its_name), demo=False) as client:
        found = await compared(client, metric="ctr", floor=25)
        plan = await answer(client, "plan_edit", funnel=KETO, operations=found["operations"])
        assert plan["status"] == "ready"
        done = await answer(client, "apply_plan", plan_id=plan["plan_id"], fingerprint=plan["fingerprint"])
        assert (done["status"], done["verified"]) == ("applied", True)
        stories = (await answer(client, "get_funnel", funnel=KETO))["blueprint"]["steps"]["stories"]
        again = await compared(client, metric="ctr", floor=25)
    assert stories["landers"] == [
        {"page": "Keto Story", "weight": 25},
        {"page": "Keto Celebrity Article", "weight": 75},
    ]
    assert [(arm["name"], arm["weight"]) for arm in again["arms"]] == [
        ("Keto Celebrity Article", "75"),
        ("Keto Story", "25"),
    ]
    assert again["operations"] == []
    assert "The weights were others before 2026-11-20" in " ".join(again["caveats"])


async def test_revenue_decides_where_nobody_says_by_what(keto: Path) -> None:
    async with connected(keto, demo=False) as client:
        found = await compared(client)
    assert found["metric"]["id"] == "revenuePerLanderView"
    assert [(arm["name"], arm["successes"], arm["value"]) for arm in found["arms"]] == [
        ("Keto Celebrity Article", 40, "2.666667"),
        ("Keto Story", 20, "1.333333"),
    ]
    assert (found["verdict"], found["leader"]) == ("leading", "Keto Celebrity Article")
    assert found["certainty"]["days"] > 0
    assert "more day" in found["reading"]
    assert "Conversions of the last days may still come in." in found["caveats"]


async def test_a_picture_comes_with_it(keto: Path) -> None:
    async with connected(keto, demo=False) as client:
        result = await client.call_tool("compare_variants", {"funnel": KETO, "metric": "cvr"})
    [picture] = [block for block in result.content if isinstance(block, ImageContent)]
    assert picture.mime_type == "image/png"
    assert 5_000 < len(picture.data) < 130_000


async def test_a_person_reads_a_table_with_the_operations(keto: Path) -> None:
    async with connected(keto, demo=False) as client:
        said = await words(client, "compare_variants", funnel=KETO, metric="ctr")
    assert "| `Keto Celebrity Article` | 50 % | 600 | 210 | 35 % |" in said
    assert '"op": "set_weights"' in said


async def test_without_events_there_is_no_data(demo: Path) -> None:
    async with connected(demo, demo=False) as client:
        found = await compared(client)
    assert (found["verdict"], found["leader"], found["operations"]) == ("no_data", "", [])
    assert found["reading"] == "None of the arms had a visitor in this period."
    assert all(arm["best"] is None and arm["value"] is None for arm in found["arms"])


async def test_a_few_views_are_too_early_whatever_they_say(demo: Path) -> None:
    seed_keto(demo, await funnel_in(demo, demo_id(KETO)), [(STORY, 80, 8, 0), (ARTICLE, 80, 40, 0)])
    async with connected(demo, demo=False) as client:
        found = await compared(client)
    assert (found["verdict"], found["operations"]) == ("too_early", [])
    assert found["metric"]["id"] == "landerClickthroughRate"
    assert "Judged by clicks: conversions and revenue decide from 25 conversions on." in found["caveats"]
    assert all(arm["suggested"] is None for arm in found["arms"])
    assert "Judging begins at 100 views of each arm and 25 lander clicks in all." in found["reading"]


async def test_equal_arms_show_no_difference_after_many_views(demo: Path) -> None:
    seed_keto(demo, await funnel_in(demo, demo_id(KETO)), [(STORY, 600, 510, 0), (ARTICLE, 600, 511, 0)])
    async with connected(demo, demo=False) as client:
        found = await compared(client, metric="ctr")
    assert (found["verdict"], found["operations"]) == ("no_difference", [])
    assert found["reading"].startswith("No difference is seen, and one of a tenth would have shown by this time.")


async def test_a_page_that_was_taken_out_is_told_and_not_judged(keto: Path) -> None:
    async with connected(keto, Person(types_its_name), demo=False) as client:
        swap = [{"op": "replace_page", "page": "Keto Story", "by": "Sleep Quiz"}]
        plan = await answer(client, "plan_edit", funnel=KETO, operations=swap)
        await answer(client, "apply_plan", plan_id=plan["plan_id"], fingerprint=plan["fingerprint"])
        found = await compared(client, metric="ctr")
    assert [(arm["name"], arm["state"], arm["trials"]) for arm in found["arms"]] == [
        ("Keto Celebrity Article", "running", 600),
        ("Sleep Quiz", "running", 0),
        ("Keto Story", "removed", 600),
    ]
    assert found["verdict"] == "too_early"
    assert "No longer in the split, so not judged: 'Keto Story'." in found["caveats"]


WAYS: Json = {
    "funnel": "Two ways",
    "group": "Nutra",
    "start": [{"to": "calm", "weight": 50}, {"to": "loud", "weight": 50}],
    "steps": {
        "calm": {"landers": [{"page": "Keto Story"}], "on": {"1": "keto"}},
        "loud": {"landers": [{"page": "Keto Celebrity Article"}], "on": {"1": "keto", "2": "calm"}},
        "keto": {"offers": [{"page": "KetoBurn US", "weight": 60}, {"page": "KetoBurn CA", "weight": 40}]},
    },
}


async def test_ways_and_offers_of_a_funnel_are_compared_by_their_own_numbers(demo: Path) -> None:
    canada = demo_id("KetoBurn CA")
    async with connected(demo, Person(), demo=False) as client:
        funnel = await funnel_in(demo, await built(client, WAYS))
        visits = Visits(funnel, demo_id("Facebook"))
        calm, loud, keto = (node(funnel, name) for name in ("calm", "loud", "keto"))
        for number, day in enumerate(spread(800, FIRST, 10)):
            way = loud if number % 2 else calm
            lander = Seen(way, ARTICLE if number % 2 else STORY, [1])
            us = number // 2 % 2 == 0
            paid = every(160, 400, number // 2) if us else every(80, 400, number // 2)
            offer = Seen(keto, OFFER if us else canada, payouts=["10" if us else "40"] if paid else [])
            visits.come(day, lander, offer)
        visits.keep(demo)
        ways = await answer(client, "compare_variants", funnel="Two ways", by="step", metric="cvr")
        offers = await answer(client, "compare_variants", funnel="Two ways", by="offer")
        unsaid = await refusal(client, "compare_variants", funnel="Two ways")
    assert ways["step"]["key"] == "start"
    assert "Visitors come to 'calm' by other ways, too; these count as well." in ways["caveats"]
    assert [(arm["name"], arm["trials"]) for arm in sorted(ways["arms"], key=lambda arm: arm["name"])] == [
        ("calm", 400),
        ("loud", 400),
    ]
    assert sum(arm["successes"] for arm in ways["arms"]) == sum(arm["successes"] for arm in offers["arms"])
    assert offers["metric"]["id"] == "revenuePerOfferView"
    assert [(arm["name"], arm["trials"]) for arm in offers["arms"]] == [("KetoBurn CA", 400), ("KetoBurn US", 400)]
    assert offers["leader"] == "KetoBurn CA"
    assert unsaid == "step: 'Two ways' has 2 splits. Say which: 'start' (2 ways), 'keto' (2 offers)."


SHARED: Json = {
    "group": "Utilities",
    "start": "story",
    "steps": {
        "story": {"landers": {"use": "VPN landers"}, "on": {"1": "vpn"}},
        "vpn": {"offers": [{"page": "ShieldVPN DE"}]},
    },
}


async def test_weights_in_a_shared_page_group_are_said_to_be_for_all_who_use_it(demo: Path) -> None:
    async with connected(demo, Person(), demo=False) as client:
        first = await funnel_in(demo, await built(client, {**SHARED, "funnel": "First"}))
        await built(client, {**SHARED, "funnel": "Second"})
        view = (await answer(client, "get_assets", family="page_group", ids=[demo_id("VPN landers")]))["assets"][0]
        visits = Visits(first, demo_id("Outbrain"))
        for page, clicks in zip((one["idPage"] for one in view["pages"]), (150, 60), strict=True):
            for number, day in enumerate(spread(300, FIRST, 10)):
                visits.come(day, Seen(node(first, "story"), page, [1] if every(clicks, 300, number) else []))
        visits.keep(demo)
        found = await answer(client, "compare_variants", funnel="First", metric="ctr")
        plan = await answer(client, "plan_edit", funnel="First", operations=found["operations"])
    assert found["step"]["shared_with"] == ["Second"]
    assert any(
        one.startswith("The page group is used by 'Second' as well: these numbers are of this funnel alone")
        for one in found["caveats"]
    )
    assert found["verdict"] == "winner"
    assert plan["status"] == "ready"


END: Json = {"url": "https://end.example.net"}

WRONG: list[tuple[Json, str]] = [
    ({"funnel": "Keto Facebok US"}, "No funnel is called 'Keto Facebok US'. Nearest: 'Keto Facebook US'"),
    ({"step": "storys"}, "step: 'storys' is no step of this funnel. Did you mean 'stories'?"),
    ({"step": "keto"}, "step: 'keto' shows or leads to one thing: there is nothing to compare."),
    ({"by": "offer"}, "by: 'Keto Facebook US' splits no offers. It splits 'stories' (2 landers)."),
    ({"step": "stories", "by": "offer"}, "by: step 'stories' splits landers, not offers."),
    ({"metric": "ctrr"}, "metric: 'ctrr' cannot judge landers. Did you mean 'ctr'?"),
    ({"period": "lst week"}, "period: 'lst week' is no period I know. Did you mean 'last week'?"),
    ({"funnel": "Solar Quiz Google"}, "Nothing is split in 'Solar Quiz Google'"),
    ({"floor": 80}, "floor: Input should be less than or equal to 50, not 80"),
    ({"step": "a\ud800"}, "step: "),
    ({"metric": "\ud800"}, "metric: "),
    ({"by": "page"}, "by: Input should be '', 'lander', 'offer' or 'step'"),
]


async def test_what_cannot_be_compared_is_refused(demo: Path) -> None:
    async with connected(demo, demo=False) as client:
        for arguments, says in WRONG:
            said = await refusal(client, "compare_variants", **{"funnel": KETO, **arguments})
            assert said.startswith(says), arguments


async def test_a_floor_that_three_arms_cannot_have_is_refused_where_weights_are_suggested(demo: Path) -> None:
    names = ("Keto Story", "Keto Celebrity Article", "Sleep Quiz")
    steps = {"quiz": {"landers": [{"page": one} for one in names], "on": {"1": "end"}}, "end": END}
    async with connected(demo, Person(), demo=False) as client:
        funnel = await funnel_in(
            demo, await built(client, {"funnel": "Three", "group": "Nutra", "start": "quiz", "steps": steps})
        )
        early = await answer(client, "compare_variants", funnel="Three", floor=40)
        visits = Visits(funnel, demo_id("Facebook"))
        for name, clicks in zip(names, (150, 60, 60), strict=True):
            for number, day in enumerate(spread(300, FIRST, 10)):
                seen = [1] if every(clicks, 300, number) else []
                visits.come(day, Seen(node(funnel, "quiz"), demo_id(name), seen))
        visits.keep(demo)
        said = await refusal(client, "compare_variants", funnel="Three", metric="ctr", floor=40)
        usual = await answer(client, "compare_variants", funnel="Three", metric="ctr")
    assert (early["verdict"], early["operations"]) == ("no_data", [])
    assert said == "floor: 40 % for each of 3 arms cannot be. Give 0 to 33.33 percent."
    assert sorted(arm["suggested"] for arm in usual["arms"]) == ["10", "10", "80"]


async def test_twelve_arms_are_compared_where_nobody_says_a_floor(demo: Path) -> None:
    ways = [{"to": f"end{at}"} for at in range(12)]
    steps: Json = {f"end{at}": {"url": f"https://end{at}.example.net"} for at in range(12)}
    steps["twelve"] = {"split": ways}
    async with connected(demo, Person(), demo=False) as client:
        await built(client, {"funnel": "Many", "group": "Nutra", "start": "twelve", "steps": steps})
        found = await answer(client, "compare_variants", funnel="Many")
    assert (found["verdict"], len(found["arms"])) == ("no_data", 12)


NASTY = "x](http://evil) <script>alert(1)</script> `rm -rf` " + "y" * 200


async def test_a_name_in_a_sentence_is_neither_html_nor_a_link_nor_code(demo: Path) -> None:
    landers = [{"page": {"name": NASTY, "url": "https://n.example.net"}}, {"page": "Keto Story"}]
    steps = {"quiz": {"landers": landers, "on": {"1": "end"}}, "end": END}
    async with connected(demo, Person(), demo=False) as client:
        funnel = await funnel_in(
            demo, await built(client, {"funnel": NASTY[:120], "group": "Nutra", "start": "quiz", "steps": steps})
        )
        pages = (await answer(client, "find_assets", query="script", family="page"))["assets"]
        visits = Visits(funnel, demo_id("Facebook"))
        for page, clicks in ((pages[0]["id"], 150), (demo_id("Keto Story"), 60)):
            for number, day in enumerate(spread(300, FIRST, 10)):
                visits.come(day, Seen(node(funnel, "quiz"), page, [1] if every(clicks, 300, number) else []))
        visits.keep(demo)
        compared = await answer(client, "compare_variants", funnel=funnel.id, metric="ctr")
        simulated = await answer(client, "simulate_funnel", funnel=funnel.id)
        shown = [await words(client, tool, funnel=funnel.id) for tool in ("compare_variants", "simulate_funnel")]
    sentences = [one[key] for one in (compared, simulated) for key in ("title", "reading")]
    sentences += [*compared["caveats"], *simulated["caveats"], *simulated["starved"]]
    assert "x] (http://evil) < script>alert(1)< /script>" in compared["reading"]
    for one in sentences:
        assert not any(bad in one for bad in ("](", "<script", "</script", "`", "y" * 60)), one
    lines = [line for one in shown for line in one.splitlines()]
    [weights] = [line for line in lines if line.startswith("Weights for plan_edit: ")]
    assert (weights[:26], weights[-4:]) == ("Weights for plan_edit: `` ", "] ``")
    assert not any("](" in line for line in lines if line != weights)
