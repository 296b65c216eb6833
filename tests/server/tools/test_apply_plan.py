"""The one tool that writes, as clients of both eras see it."""

from pathlib import Path

import pytest
from mcp import Client
from mcp.types import ElicitResult
from mcp_desk import ERAS, Clock, Json, Person, answer, assets_in, connected, demo_id, no, refusal, words, yes

FACEBOOK = demo_id("Facebook")

BLUEPRINT: Json = {
    "funnel": "FB keto",
    "group": "Nutra",
    "sources": ["Facebook"],
    "start": "story",
    "steps": {
        "story": {"landers": [{"page": "Keto Story"}], "on": {"1": "offer"}},
        "offer": {"offers": [{"page": "KetoBurn US"}]},
    },
}


async def planned(client: Client) -> Json:
    plan = await answer(client, "plan_funnel", blueprint=BLUEPRINT)
    assert plan["status"] == "ready"
    return {"plan_id": plan["plan_id"], "fingerprint": plan["fingerprint"]}


def made(do: str, family: str, id: str, name: str) -> Json:
    return {"do": do, "family": family, "id": id, "name": name, "status": "made"}


def instead(**content: object) -> Person:
    return Person(lambda question: ElicitResult(action="accept", content=content))


@pytest.mark.parametrize("mode", ERAS)
async def test_a_yes_makes_the_funnel_and_hands_over_its_links(demo: Path, mode: str) -> None:
    person = Person(yes)
    async with connected(demo, person, mode=mode) as client:
        plan = await planned(client)
        applied = await answer(client, "apply_plan", **plan)
        funnel = await answer(client, "get_funnel", funnel="FB keto")
    assert len(person.asked) == 1
    assert person.asked[0].startswith("**Build 'FB keto'** (4 changes)\n- make funnel 'FB keto' in group 'Nutra'\n")
    assert applied == {
        "plan_id": plan["plan_id"],
        "status": "applied",
        "verified": True,
        "changes": [
            made("create", "funnel", "0Made0000000", "FB keto"),
            made("create", "page_group", "0Made0000004", "FB keto · story"),
            made("create", "page_group", "0Made0000005", "FB keto · offer"),
            made("update", "funnel", "0Made0000000", "FB keto"),
        ],
        "links": [
            {
                "source": "Facebook",
                "id": FACEBOOK,
                "url": f"http://localhost:8650/fts/0Made0000000-{FACEBOOK}"
                "?campaign_id={{campaign.id}}"
                "&adset_id={{adset.id}}&ad_id={{ad.id}}&placement={{placement}}",
            }
        ],
        "message": "Done: Build 'FB keto'. 4 changes written, read back and verified.",
    }
    assert funnel["blueprint"]["steps"] == BLUEPRINT["steps"]


@pytest.mark.parametrize("mode", ERAS)
@pytest.mark.parametrize(
    "person",
    [
        Person(no),
        Person(lambda question: ElicitResult(action="cancel")),
        instead(approve=False),
        instead(approve=False, name="FB keto"),
    ],
    ids=["decline", "cancel", "no", "no with the name"],
)
async def test_anything_but_a_yes_writes_nothing(demo: Path, mode: str, person: Person) -> None:
    before = assets_in(demo)
    person.asked.clear()
    async with connected(demo, person, mode=mode) as client:
        applied = await answer(client, "apply_plan", **await planned(client))
        plans = await answer(client, "list_plans")
    assert len(person.asked) == 1
    said = {"plan_id": applied["plan_id"], "message": applied["message"]}
    assert applied == {"status": "declined", "verified": False, "changes": [], "links": [], **said}
    assert [one["status"] for one in plans["plans"]] == ["ready"]
    assert assets_in(demo) == before


@pytest.mark.parametrize("mode", ERAS)
async def test_a_client_that_cannot_ask_learns_the_next_step(demo: Path, mode: str) -> None:
    before = assets_in(demo)
    async with connected(demo, mode=mode) as client:
        plan = await planned(client)
        said = await refusal(client, "apply_plan", **plan)
    assert said == (
        "This client cannot put a question to a person (it declares no elicitation), so nothing was written. "
        f"A person can apply the plan in a terminal: funnelwright apply {plan['plan_id']}. Or start the server with "
        "--approval host, where this host's own question before destructive tools counts."
    )
    assert assets_in(demo) == before


@pytest.mark.parametrize("mode", ERAS)
async def test_where_the_host_is_trusted_its_own_question_counts(demo: Path, mode: str) -> None:
    async with connected(demo, mode=mode, trusts_host=True) as client:
        applied = await answer(client, "apply_plan", **await planned(client))
    assert (applied["status"], applied["verified"]) == ("applied", True)


async def test_trusting_the_host_still_asks_a_person_who_can_be_asked(demo: Path) -> None:
    person = Person(no)
    async with connected(demo, person, trusts_host=True) as client:
        applied = await answer(client, "apply_plan", **await planned(client))
    assert (len(person.asked), applied["status"]) == (1, "declined")


@pytest.mark.parametrize("mode", ERAS)
async def test_a_no_within_a_blink_is_told_apart(demo: Path, mode: str) -> None:
    async with connected(demo, Person(no), mode=mode, clock=Clock()) as client:
        plan = await planned(client)
        applied = await answer(client, "apply_plan", **plan)
    assert applied["message"] == (
        "Declined within a blink, so probably by the client itself and not by a person. Nothing was written; "
        f"a person can apply it in a terminal: funnelwright apply {plan['plan_id']}"
    )


@pytest.mark.parametrize("mode", ERAS)
async def test_a_no_after_reading_is_a_persons(demo: Path, mode: str) -> None:
    clock = Clock()

    def reading(question: str) -> ElicitResult:
        clock.seconds += 3
        return no(question)

    async with connected(demo, Person(reading), mode=mode, clock=clock) as client:
        applied = await answer(client, "apply_plan", **await planned(client))
    assert applied["message"] == "Declined; nothing was written. The plan stays and can be applied until it expires."


async def test_reading_a_plan_is_not_being_asked(demo: Path) -> None:
    """A client that reads the plan as a resource and declines at once, later, is still told apart."""
    clock = Clock()
    async with connected(demo, Person(no), clock=clock) as client:
        plan = await planned(client)
        await client.read_resource(f"funnelwright://plans/{plan['plan_id']}")
        clock.seconds += 60
        applied = await answer(client, "apply_plan", **plan)
    assert "within a blink" in applied["message"]


async def deletion(client: Client) -> Json:
    plan = await answer(
        client, "plan_changes", changes=[{"do": "delete", "family": "funnel", "name": "Solar Quiz Google"}]
    )
    assert plan["level"] == "dangerous"
    return {"plan_id": plan["plan_id"], "fingerprint": plan["fingerprint"]}


@pytest.mark.parametrize("typed", ["", "Solar Quiz", "solar quiz google"])
async def test_a_dangerous_plan_needs_its_name_typed_back(demo: Path, typed: str) -> None:
    before = assets_in(demo)
    async with connected(demo, instead(approve=True, name=typed)) as client:
        said = await refusal(client, "apply_plan", **await deletion(client))
    assert said == "This plan is dangerous and needs its name typed back: 'Solar Quiz Google'. Nothing was written."
    assert assets_in(demo) == before


@pytest.mark.parametrize("mode", ERAS)
async def test_a_dangerous_plan_is_applied_with_its_name(demo: Path, mode: str) -> None:
    person = instead(approve=True, name=" Solar Quiz Google ")
    async with connected(demo, person, mode=mode) as client:
        applied = await answer(client, "apply_plan", **await deletion(client))
        gone = await refusal(client, "get_funnel", funnel="Solar Quiz Google")
    assert "type the name 'Solar Quiz Google' back" in person.asked[0]
    assert applied["status"] == "applied"
    assert "No funnel is called 'Solar Quiz Google'" in gone


async def test_a_plan_is_applied_once(demo: Path) -> None:
    person = Person(yes)
    async with connected(demo, person) as client:
        plan = await planned(client)
        await answer(client, "apply_plan", **plan)
        once = assets_in(demo)
        said = await refusal(client, "apply_plan", **plan)
    assert said == f"The plan {plan['plan_id']} is applied. It is done already; undo takes it back."
    assert len(person.asked) == 1
    assert assets_in(demo) == once


async def test_only_the_plan_that_was_shown_is_applied(demo: Path) -> None:
    person = Person(yes)
    async with connected(demo, person) as client:
        plan = await planned(client)
        said = await refusal(client, "apply_plan", plan_id=plan["plan_id"], fingerprint="f" * 64)
    assert said == (f"That is not the fingerprint of the plan {plan['plan_id']}. Use the one it was answered with.")
    assert person.asked == []


async def test_an_unknown_plan_is_refused_with_the_nearest(demo: Path) -> None:
    person = Person(yes)
    async with connected(demo, person) as client:
        plan = await planned(client)
        near = await refusal(client, "apply_plan", plan_id=f"{plan['plan_id']}x", fingerprint="x")
        far = await refusal(client, "apply_plan", plan_id="qqqq", fingerprint="x")
    assert near == f"No plan has the id '{plan['plan_id']}x'. Nearest: '{plan['plan_id']}'."
    assert far == "No plan has the id 'qqqq'. list_plans, or `funnelwright plans`, shows those there are."
    assert person.asked == []


async def test_what_is_written_is_said_in_words_with_its_links(demo: Path) -> None:
    async with connected(demo, Person(yes)) as client:
        said = await words(client, "apply_plan", **await planned(client))
    first, second = said.split("\n")
    assert first == "Done: Build 'FB keto'. 4 changes written, read back and verified."
    assert second.startswith(f"- Facebook: `http://localhost:8650/fts/0Made0000000-{FACEBOOK}?campaign_id=")


async def test_progress_is_told_while_writing(demo: Path) -> None:
    steps: list[tuple[float, float | None]] = []

    async def told(progress: float, total: float | None, message: str | None) -> None:
        steps.append((progress, total))

    async with connected(demo, Person(yes)) as client:
        plan = await planned(client)
        await client.call_tool("apply_plan", plan, progress_callback=told)
    assert steps
    assert [done for done, _ in steps] == sorted({done for done, _ in steps})
    assert steps[-1][0] == steps[-1][1]


async def test_a_read_only_server_applies_nothing(demo: Path) -> None:
    before = assets_in(demo)
    async with connected(demo, Person(yes), read_only=True) as client:
        plan = await planned(client)
        said = await refusal(client, "apply_plan", **plan)
    assert said.startswith("There is no tool 'apply_plan'.")
    assert assets_in(demo) == before
