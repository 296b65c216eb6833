"""What the reading tools answer, on the demo account."""

from pathlib import Path

import pytest
from mcp_desk import ERAS, Json, answer, connected, demo_id, refusal, words

from funnels.assets import FAMILIES, FunnelGroup


def asset(name: str, family: str, **further: object) -> Json:
    return {"id": demo_id(name), "family": family, "name": name, "status": "active", **further, "demo": True}


@pytest.mark.parametrize("mode", ERAS)
async def test_assets_are_found_by_a_part_of_their_name(demo: Path, mode: str) -> None:
    async with connected(demo, mode=mode) as client:
        found = await answer(client, "find_assets", query="ketoburn")
        shown = await words(client, "find_assets", query="ketoburn us")
    assert found == {
        "assets": [
            asset("KetoBurn CA", "page", page_type="offer", parent="NutraHub"),
            asset("KetoBurn US", "page", page_type="offer", parent="NutraHub"),
        ],
        "mentions": [],
        "more": False,
    }
    assert shown == f"- page 'KetoBurn US' `{demo_id('KetoBurn US')}` (offer, NutraHub)"


async def test_a_sentence_is_searched_for_names(demo: Path) -> None:
    async with connected(demo) as client:
        found = await answer(client, "find_assets", mentioned_in="send it to Sleep Quiz now")
    assert found == {
        "assets": [],
        "mentions": [
            {
                "text": "Sleep Quiz",
                "start": 11,
                "end": 21,
                "candidates": [{**asset("Sleep Quiz", "page", page_type="lander"), "score": 100, "exact": True}],
            }
        ],
        "more": False,
    }


async def test_finding_goes_on_where_it_ended(demo: Path) -> None:
    async with connected(demo) as client:
        whole = await answer(client, "find_assets", family="page", limit=100)
        first = await answer(client, "find_assets", family="page", limit=20)
        rest = await answer(client, "find_assets", family="page", limit=20, offset=20)
    assert (first["more"], rest["more"], whole["more"]) == (True, False, False)
    assert first["assets"] + rest["assets"] == whole["assets"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ({"family": "pages"}, "No asset family 'pages'. Did you mean 'page'? Families are traffic_source, "),
        ({"limit": 500}, "limit: Input should be less than or equal to 200, not 500"),
        ({"limit": "many"}, "limit: Input should be a valid integer, unable to parse string as an integer"),
        ({"page_type": "landers"}, "page_type: Input should be '', 'lander' or 'offer'"),
        ({"offset": -1}, "offset: Input should be greater than or equal to 0, not -1"),
    ],
)
async def test_a_wrong_search_is_refused(demo: Path, arguments: Json, says: str) -> None:
    async with connected(demo) as client:
        assert (await refusal(client, "find_assets", **arguments)).startswith(says)


async def test_documents_are_read_by_id_and_what_is_missing_is_said(demo: Path) -> None:
    async with connected(demo) as client:
        found = await answer(client, "get_assets", family="funnel_group", ids=[demo_id("Nutra"), "0Nobody00000"])
        said = await words(client, "get_assets", family="funnel_group", ids=["0Nobody00000"])
        refused = await refusal(client, "get_assets", family="fnnel_group", ids=["x"])
    assert [FunnelGroup.read(one).name for one in found["assets"]] == ["Nutra"]
    assert (found["missing"], found["left_out"]) == (["0Nobody00000"], [])
    assert said == "No such asset: 0Nobody00000"
    assert "Did you mean 'funnel_group'?" in refused


@pytest.mark.parametrize("family", FAMILIES)
async def test_every_family_is_described_with_its_fields(demo: Path, family: str) -> None:
    async with connected(demo) as client:
        told = await answer(client, "describe_family", topic=family)
    id = FAMILIES[family].wire_name("id")
    assert told["topic"] == family
    assert told["text"].startswith(
        f"**{FAMILIES[family].title}** (`{family}`)\n\n| field | type | required | meaning |"
    )
    assert len(told["text"].split("\n")) > 5
    assert f"| {id} |" in told["text"] or family in ("user_settings", "integration_key")


@pytest.mark.parametrize("topic", ["blueprint", "edits", "changes", "updates", "rules"])
async def test_the_planning_language_is_described(demo: Path, topic: str) -> None:
    async with connected(demo) as client:
        assert len((await answer(client, "describe_family", topic=topic))["text"]) > 500


async def test_an_unknown_topic_is_refused_with_the_nearest(demo: Path) -> None:
    async with connected(demo) as client:
        said = await refusal(client, "describe_family", topic="blueprnt")
        nothing = await refusal(client, "describe_family")
    assert said.startswith("Nothing is known about 'blueprnt'. Did you mean 'blueprint'? Topics are blueprint, edits")
    assert nothing == "topic: Field required"


SOLAR: Json = {
    "funnel": "Solar Quiz Google",
    "group": "Lead Gen",
    "start": "quiz",
    "steps": {
        "quiz": {"name": "Quiz", "landers": [{"page": "Solar Savings Quiz"}], "on": {"1": "owner", "2": "tenant"}},
        "owner": {"name": "Owner", "offers": [{"page": "SunQuote Solar"}]},
        "tenant": {"name": "Tenant", "offers": [{"page": "BrightRoof Solar"}]},
    },
}


@pytest.mark.parametrize("mode", ERAS)
async def test_a_funnel_is_read_as_a_blueprint(demo: Path, mode: str) -> None:
    async with connected(demo, mode=mode) as client:
        found = await answer(client, "get_funnel", funnel="solar quiz google", picture="terminal")
    assert {**found, "keys": list(found["keys"]), "picture": found["picture"].split("\n")[0]} == {
        "id": demo_id("Solar Quiz Google"),
        "name": "Solar Quiz Google",
        "group": "Lead Gen",
        "blueprint": SOLAR,
        "keys": ["quiz", "owner", "tenant"],
        "findings": [],
        "more_findings": 0,
        "picture": "Solar Quiz Google",
        "steps_left": 0,
    }


async def test_a_picture_is_drawn_as_it_is_wanted(demo: Path) -> None:
    async with connected(demo) as client:
        mermaid = await answer(client, "get_funnel", funnel="Solar Quiz Google", picture="mermaid")
        none = await answer(client, "get_funnel", funnel="Solar Quiz Google")
    assert "flowchart" in mermaid["picture"]
    assert none["picture"] == ""


async def test_a_blueprint_goes_on_from_a_step(demo: Path) -> None:
    async with connected(demo) as client:
        found = await answer(client, "get_funnel", funnel="Solar Quiz Google", from_step="owner")
        refused = await refusal(client, "get_funnel", funnel="Solar Quiz Google", from_step="onwer")
    assert list(found["blueprint"]["steps"]) == list(found["keys"]) == ["owner", "tenant"]
    assert refused == "from_step: no step is called 'onwer'. Did you mean 'owner'?"


async def test_an_unknown_funnel_is_refused_with_the_nearest(demo: Path) -> None:
    async with connected(demo) as client:
        near = await refusal(client, "get_funnel", funnel="Solar Quizz Google")
        far = await refusal(client, "check_funnel", funnel="qqq")
    assert near == "No funnel is called 'Solar Quizz Google'. Nearest: 'Solar Quiz Google'."
    assert far == "No funnel is called 'qqq'. There is no funnel like it."


async def test_a_funnel_and_its_own_blueprint_are_checked_alike(demo: Path) -> None:
    async with connected(demo) as client:
        assert await answer(client, "check_funnel", funnel="Solar Quiz Google") == {
            "findings": [],
            "errors": 0,
            "warnings": 0,
            "more": 0,
        }
        assert await words(client, "check_funnel", blueprint=SOLAR) == "Nothing to report."


async def test_a_finding_says_where_why_and_how_to_mend_it(demo: Path) -> None:
    lost = {"funnel": "X", "group": "Nutra", "start": "a", "steps": {"a": {"landers": [{"page": "Keto Story"}]}}}
    async with connected(demo) as client:
        found = await answer(client, "check_funnel", blueprint=lost)
    severities = [one["severity"] for one in found["findings"]]
    assert (found["errors"], found["warnings"]) == (severities.count("error"), severities.count("warning")) != (0, 0)
    assert all(set(one) == {"rule", "severity", "place", "why", "fix", "operations"} for one in found["findings"])
    assert "a" in {one["place"] for one in found["findings"]}


async def test_checking_wants_one_thing_to_check(demo: Path) -> None:
    async with connected(demo) as client:
        neither = await refusal(client, "check_funnel")
        both = await refusal(client, "check_funnel", funnel="Solar Quiz Google", blueprint=SOLAR)
    assert neither == "Neither a funnel nor a blueprint is given. Give the name of a funnel."
    assert both == "Both a funnel and a blueprint are given. Give the one that is to be checked."


async def test_links_are_handed_out_by_source(demo: Path) -> None:
    id, google = demo_id("Solar Quiz Google"), demo_id("Google Ads")
    async with connected(demo) as client:
        found = await answer(client, "get_links", funnel="Solar Quiz Google", sources=["google ads"])
        every = await answer(client, "get_links", funnel="Solar Quiz Google")
        refused = await refusal(client, "get_links", funnel="Solar Quiz Google", sources=["Facebok"])
    assert found == {
        "links": [
            {
                "source": "Google Ads",
                "id": google,
                "url": f"http://localhost:8650/fts/{id}-{google}?campaignid={{campaignid}}&gclid={{gclid}}"
                "&adgroupid={adgroupid}&keyword={keyword}&network={network}",
            }
        ],
        "actions": [
            {"step": "quiz", "action": 1, "url": "http://localhost:8650/action/1"},
            {"step": "quiz", "action": 2, "url": "http://localhost:8650/action/2"},
        ],
        "postback": "http://localhost:8650/pb/?hit=<hit>&tx=<transaction>&rev=<revenue>",
        "more": 0,
    }
    assert len(every["links"]) == 6
    assert refused == "No traffic source is called 'Facebok'. Nearest: 'Facebook'."


async def test_plans_are_listed_newest_first_and_by_status(demo: Path) -> None:
    changes = [{"do": "archive", "family": "page", "name": "Sleep Quiz"}]
    async with connected(demo) as client:
        first = await answer(client, "plan_changes", changes=changes)
        second = await answer(client, "plan_changes", changes=changes)
        listed = await answer(client, "list_plans")
        one = await answer(client, "list_plans", limit=1)
        none = await words(client, "list_plans", status="applied")
        refused = await refusal(client, "list_plans", status="aplied")
    assert listed["plans"][0] == {
        "plan_id": second["plan_id"],
        "fingerprint": second["fingerprint"],
        "title": "Archive page 'Sleep Quiz'",
        "status": "ready",
        "level": "change",
        "changes": 1,
        "made": 0,
        "created": "2026-11-20T12:00:00+00:00",
        "expires": "2026-11-21T12:00:00+00:00",
    }
    assert [plan["plan_id"] for plan in listed["plans"]] == [second["plan_id"], first["plan_id"]]
    assert (len(one["plans"]), one["more"], listed["more"]) == (1, True, False)
    assert none == "No plans yet."
    assert refused.startswith("status: no plan is ever 'aplied'. Did you mean 'applied'? Plans are ready, ")


async def test_there_is_nothing_to_take_back_before_anything_is_applied(demo: Path) -> None:
    async with connected(demo) as client:
        assert "Nothing that was applied is left to take back." in await refusal(client, "undo")
        assert await refusal(client, "undo", plan_id="zzz") == (
            "No plan has the id 'zzz'. list_plans, or `funnelwright plans`, shows those there are."
        )
