"""A talk with Claude is recorded against the loopback API, and replayed in another folder without a network."""

import json
from contextlib import asynccontextmanager

import httpx2
import pytest
from at_the_claude_desk import last_answer, talking_over
from mcp_desk import copied
from messages_api import KEY, Said, saying, serving, use
from pydantic import SecretStr

from agent.events import Applied, Failed, Noticed, ToolFinished
from agent.models.base import Notice, Turn
from agent.models.claude import Claude
from agent.redaction import Redaction
from evals.errors import CaseError
from evals.recorded import Recording, Replaying
from evals.recorded.renaming import Renaming

WISH = "Facebook traffic to Keto Story, then KetoBurn US, in group Nutra, call it Keto One"
BLUEPRINT = {
    "funnel": "Keto One",
    "group": "Nutra",
    "sources": ["Facebook"],
    "start": "story",
    "steps": {"story": {"lander": "Keto Story", "on": {"1": "offer"}}, "offer": {"offer": "KetoBurn US"}},
}


def apply(request):
    plan = last_answer(request)
    call = use("t3", "apply_plan", plan_id=plan["plan_id"], fingerprint=plan["fingerprint"])
    return saying(f"The plan {plan['plan_id']} is ready.", call)


def look(request):
    made = last_answer(request)["changes"][0]["id"]
    return saying(use("t4", "get_funnel", funnel=made))


def tell(request):
    funnel = last_answer(request)
    return saying(f"{funnel['name']} is live: {funnel['id']}.")


def building():
    return [
        Said(status=529, headers=(("retry-after", "0"),)),
        saying("Let me look.", use("t1", "find_assets", mentioned_in=WISH)),
        saying(use("t2", "plan_funnel", blueprint=BLUEPRINT), events=6),
        saying(use("t2", "plan_funnel", blueprint=BLUEPRINT)),
        apply,
        look,
        tell,
    ]


@asynccontextmanager
async def claude(transport, url="http://no.where.invalid"):
    async def sleep(seconds):
        pass

    model = Claude(
        "claude-sonnet-5-5", api_key=SecretStr(KEY), base_url=url, transport=transport, sleep=sleep, delays=(0.1,)
    )
    yield model
    await model.aclose()


@pytest.fixture
async def recorded(demo_template, tmp_path):
    """What was recorded, and how the recorded talk went."""
    file = tmp_path / "recorded" / "case.jsonl"
    home = copied(demo_template, tmp_path / "first")
    redaction = Redaction([SecretStr(KEY)])
    with serving(building()) as api:
        async with (
            claude(Recording(httpx2.AsyncHTTPTransport(), file, redaction=redaction), api.url) as model,
            talking_over(home, model) as talking,
        ):
            await talking.says(f"{WISH}. My key is {KEY}")
    return file, talking, api


@pytest.fixture
def another(demo_template, tmp_path):
    return copied(demo_template, tmp_path / "second")


async def replayed(file, home, *said, demo=True):
    transport = Replaying(file, redaction=Redaction([SecretStr(KEY)]))
    async with claude(transport) as model, talking_over(home, model, demo=demo) as talking:
        for text in said or (f"{WISH}. My key is {KEY}",):
            await talking.says(text)
    return transport, talking


def outcome(talking):
    """What was told, used and written, without ids."""
    told = [
        (type(event).__name__, getattr(event, "text", "")) for event in talking.events if isinstance(event, Noticed)
    ]
    tools = [(one.result.tool, one.result.failed) for one in talking.events if isinstance(one, ToolFinished)]
    applied = [event.outcome for event in talking.events if isinstance(event, Applied)]
    return told, tools, [(one["status"], one["verified"], len(one["links"])) for one in applied]


async def test_a_replay_comes_to_the_same_in_another_folder_with_other_ids(recorded, another):
    file, first, api = recorded
    assert api.script == []
    transport, second = await replayed(file, another)
    assert (transport.drifts, transport.problem, transport.unused) == ([], "", 0)
    assert outcome(second) == outcome(first)
    assert outcome(second)[2] == [("applied", True, 1)]
    made, again = (last_reply(one) for one in (first, second))
    assert made.startswith("Keto One is live: ")
    assert again.startswith("Keto One is live: ")
    assert made != again
    assert again.removeprefix("Keto One is live: ").rstrip(".") in {one.id for one in await funnels(another)}


async def test_no_key_and_no_header_is_recorded(recorded):
    file, _, api = recorded
    text = file.read_text()
    assert all(KEY in json.dumps(headers) for headers in api.headers)
    assert KEY not in text
    assert "x-api-key" not in text.lower()
    assert "My key is ********" in text


async def test_what_is_recorded_grows_with_what_was_said_and_not_with_its_square(recorded):
    file, _, api = recorded
    assert sum(api.sizes) > 120_000
    assert file.stat().st_size < 20_000
    assert len(file.read_text().splitlines()) == 7


async def test_another_prompt_is_a_drift_and_no_failure(recorded, another):
    file, first, _ = recorded
    lines = [json.loads(line) for line in file.read_text().splitlines()]
    for line in lines:
        line["request"]["system"] = "0123456789abcdef"
    file.write_text("".join(f"{json.dumps(line)}\n" for line in lines))
    transport, second = await replayed(file, another)
    assert transport.drifts == [f"request {number}: the system changed" for number in range(1, 8)]
    assert outcome(second) == outcome(first)


async def test_other_words_are_a_drift_that_is_shown_and_ids_are_still_found(recorded, another):
    file, first, _ = recorded
    transport, second = await replayed(file, another, f"Please: {WISH.lower()}")
    assert len(transport.drifts) == 7
    assert "is now 'Please: facebook traffic" in transport.drifts[0]
    assert outcome(second) == outcome(first)


async def test_a_talk_that_goes_on_longer_than_recorded_says_to_record_again(recorded, another):
    file, *_ = recorded
    transport, talking = await replayed(file, another, WISH, "and another one")
    assert (
        transport.problem == f"The transcript {file} holds 7 answers, and this is one request more. Record it again."
    )
    assert [event.text for event in talking.events if isinstance(event, Failed)] == [
        f"The model's service refuses the request (400): {transport.problem}"
    ]


async def test_an_id_that_cannot_be_told_is_never_passed_on(recorded, tmp_path):
    """In an empty account nothing can be planned, so no plan of now stands for the recorded one."""
    file, *_ = recorded
    transport, talking = await replayed(file, tmp_path / "empty", demo=False)
    assert "and what is called so now cannot be told. Record it again." in transport.problem
    assert [event for event in talking.events if isinstance(event, Applied)] == []
    assert transport.problem in talking.failures[0]


def test_a_transcript_that_is_missing_or_broken_is_said_so(tmp_path):
    with pytest.raises(CaseError, match=r"There is no transcript .*case.jsonl.*--record"):
        Replaying(tmp_path / "case.jsonl")
    (tmp_path / "case.jsonl").write_text('{"request": 1}\n')
    with pytest.raises(CaseError, match=r"line 1 is no exchange.*Record it again"):
        Replaying(tmp_path / "case.jsonl")


async def test_a_service_out_of_reach_is_replayed_as_such(tmp_path):
    file = tmp_path / "case.jsonl"
    transport = Recording(httpx2.AsyncHTTPTransport(), file)
    async with claude(transport, "http://127.0.0.1:9") as model:
        assert await pieces(model) == ["The model's service cannot be reached."] * 2
    async with claude(Replaying(file)) as model:
        assert await pieces(model) == ["The model's service cannot be reached."] * 2


async def pieces(model):
    found = []
    try:
        async for piece in model.reply("", (Turn("person", "hello"),), ()):
            assert isinstance(piece, Notice)
            found.append(piece.text.split(" Trying")[0])
    except Exception as error:
        found.append(str(error.args[0]))
    return found


def user(text):
    return [{"role": "user", "content": [{"type": "text", "text": text}]}]


def test_ids_are_learnt_by_their_place_and_words_of_twelve_letters_are_none():
    names = Renaming()
    then, now = (
        "44cwjCizQNdM makes applications at 2026-11-20T10:00:00Z",
        "45abcdefghij makes applications at 2026-11-21T11:11:11Z",
    )
    assert names.learn(user(then), user(now)) == ""
    assert names.renamed("apply 44cwjCizQNdM, applications") == "apply 45abcdefghij, applications"
    assert names.unknown_in("44cwjCizQNdM 4NeverSeen00") == []


def test_an_id_that_could_be_two_of_now_is_unknown():
    names = Renaming()
    names.learn(user("44cwjCizQNdM and 44cwjCizQNdM"), user("45abcdefghij and 46abcdefghij"))
    assert names.unknown_in("apply 44cwjCizQNdM") == ["44cwjCizQNdM"]


def test_an_id_whose_place_is_gone_is_unknown():
    names = Renaming()
    assert names.learn(user("plan 44cwjCizQNdM is ready"), user("no such page")) != ""
    assert names.unknown_in("apply 44cwjCizQNdM") == ["44cwjCizQNdM"]


def last_reply(talking):
    return next(turn.text for turn in reversed(talking.session.conversation.turns) if turn.who == "agent")


async def funnels(home):
    from funnels.assets import Funnel
    from server.tracker import embedded_tracker

    async with embedded_tracker(home) as tracker:
        return await tracker.entries(Funnel)
