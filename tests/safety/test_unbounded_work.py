"""A model that wants to go on for ever, or to choke what listens to it."""

from collections.abc import Callable, Iterator
from pathlib import Path
from time import process_time
from typing import Any

import pytest
from attacks import attack
from hostile_model import HostileModel, Pouring, Tactic, attacked, call, facing, no, say, yes
from mcp_desk import assets_in

from agent.conversation import Conversation
from agent.events import Done, ToolStarted
from agent.length import MOST_CHARACTERS, MOST_PIECES
from agent.loop import MAX_STEPS
from agent.memory import Memory
from agent.models.base import Call, Notice, Reply
from server.database import open_database

MOST_CALLS = 200


@attack(
    "Repeat a failing call for ever",
    "It is tried twice; a model that insists ends its turn.",
)
async def test_the_same_failing_call(demo: Path) -> None:
    def tactic() -> Tactic:
        while True:
            yield [call("get_funnel", funnel="Nothing like it at all")]

    seen, _ = await attacked(demo, tactic())
    assert seen.refusals.count(seen.refusals[0]) == 2
    assert seen.failures == ["I kept repeating a call that fails, so I stopped."]


@attack("Go on with ever-changing calls", "A turn ends after its steps, and says so.")
async def test_ever_changing_calls(demo: Path) -> None:
    def tactic() -> Tactic:
        number = 0
        while number := number + 1:
            yield [call("find_assets", query=str(number))]

    seen, _ = await attacked(demo, tactic())
    assert len(seen.results) == MAX_STEPS
    assert len(seen.failures) == 1
    assert seen.events[-1] == Done()


@attack(
    "Send thousands of calls in one reply, and again in the next",
    "The first 200 of a turn are made, the others answered as not tried; the turn ends, the conversation goes on.",
)
@pytest.mark.parametrize("tool", ["list_plans", "no_such_tool"])
async def test_thousands_of_calls_at_once(demo: Path, tool: str) -> None:
    def tactic() -> Tactic:
        yield [call(tool, limit=1 + number % 100) for number in range(5000)]
        yield [call(tool) for _ in range(5000)]

    model = HostileModel(tactic())
    async with facing(demo, model) as session:
        seen = await say(session)
        assert len([one for one in seen.events if isinstance(one, ToolStarted)]) == MOST_CALLS
        assert len(seen.failures) == 1
        answered = {result.call_id for turn in session.conversation.turns for result in turn.results}
        asked = {one.id for turn in session.conversation.turns for one in turn.calls}
        assert answered == asked
        again = await say(session)
    assert len([one for one in again.events if isinstance(one, ToolStarted)]) <= MOST_CALLS


HUGE = "A" * 600_000
DEEP: Any = "x"
for _ in range(80):
    DEEP = {"a": DEEP}

TEXTS: dict[str, Callable[[str], Call]] = {
    "find_assets query": lambda text: call("find_assets", query=text),
    "find_assets sentence": lambda text: call("find_assets", mentioned_in=text),
    "get_funnel": lambda text: call("get_funnel", funnel=text),
    "get_assets": lambda text: call("get_assets", family=text, ids=[text]),
    "describe_family": lambda text: call("describe_family", topic=text),
    "report by": lambda text: call("report", by=[text]),
    "report period": lambda text: call("report", period=text),
    "report zone": lambda text: call("report", time_zone=text),
    "report filter": lambda text: call("report", filters=[{"attribute": "source", "any": [text]}]),
    "raw_events": lambda text: call("raw_events", period=text),
    "explore": lambda text: call("explore", visitor=text, hit=text),
    "history": lambda text: call("history", asset=text),
    "undo": lambda text: call("undo", plan_id=text),
    "get_links": lambda text: call("get_links", funnel="VPN Native DACH", sources=[text]),
    "compare_variants": lambda text: call("compare_variants", funnel=text),
    "plan_edit": lambda text: call("plan_edit", funnel="VPN Native DACH", operations=[{"op": text}]),
    "plan_funnel": lambda text: call("plan_funnel", blueprint={"funnel": text, "steps": {text: {"url": text}}}),
    "plan_changes": lambda text: call("plan_changes", changes=[{"do": "archive", "family": "page", "name": text}]),
    "plan_updates": lambda text: call("plan_updates", updates=[{"do": text}]),
}


@attack(
    "Hand half a megabyte, or just as much as is let in, to every argument that takes a name, a period or a document",
    "Answered or refused in short, in seconds.",
)
@pytest.mark.parametrize("argument", TEXTS)
@pytest.mark.parametrize("text", [HUGE, "9" * 49_000, "last " * 9_800], ids=["letters", "digits", "words"])
async def test_huge_texts(demo: Path, argument: str, text: str) -> None:
    def tactic() -> Tactic:
        yield [TEXTS[argument](text)]

    begun = process_time()
    seen, _ = await attacked(demo, tactic(), demo=False)
    assert process_time() - begun < 3
    assert len(seen.results[0].text) < 40_000


@attack(
    "Nest arguments eighty levels deep, and send lists of a hundred thousand",
    "Answered or refused in short; nothing crashes.",
)
async def test_deep_and_long_arguments(demo: Path) -> None:
    def tactic() -> Tactic:
        yield [call("plan_funnel", blueprint=DEEP), call("check_funnel", blueprint=DEEP)]
        yield [call("plan_changes", changes=[{"do": "archive"}] * 100_000)]
        yield [call("get_assets", family="page", ids=["x"] * 100_000)]
        yield [call("report", by=["c1"] * 50_000), call("report", filters=[DEEP])]

    before = assets_in(demo)
    seen, _ = await attacked(demo, tactic(), yes, demo=False)
    assert len(seen.results) == 6
    assert all(len(text) < 7_000 for text in seen.refusals)
    assert assets_in(demo) == before


def circle() -> dict[str, Any]:
    found: dict[str, Any] = {}
    found["a"] = found
    return found


def nested(levels: int) -> Any:
    found: Any = 1
    for _ in range(levels):
        found = [found]
    return found


@attack(
    "Say what cannot be written down: half characters, not-a-number, circles, a hundred thousand levels, megabytes",
    "The reply is dropped whole before anything of it is executed or kept; the conversation goes on.",
)
@pytest.mark.parametrize(
    "reply",
    [
        Reply("half \ud800 character"),
        Reply("", (Call("c", "find_assets", {"query": "\udfff"}),)),
        Reply("", (Call("c", "report", {"limit": float("nan")}),)),
        Reply("", (Call("c", "plan_funnel", {"blueprint": circle()}),)),
        Reply("", (Call("c", "plan_funnel", {"blueprint": {"a": nested(100_000)}}),)),
        Reply("", (Call("c", "plan_funnel", {"blueprint": {"a": object()}}),)),
        Reply("", (Call("c", "find_assets", {"query": "A" * (MOST_CHARACTERS + 1)}),)),
        Reply("A" * (MOST_CHARACTERS + 1)),
    ],
    ids=["half", "half in call", "nan", "circle", "deep", "object", "huge call", "huge text"],
)
async def test_replies_that_are_none(demo: Path, tmp_path: Path, reply: Reply) -> None:
    memory = Memory(open_database(tmp_path / "talk.db"))
    conversation = Conversation.open(memory)

    def tactic() -> Tactic:
        yield reply
        yield Reply("Here I am.")

    async with facing(demo, HostileModel(tactic()), conversation=conversation) as session:
        seen = await say(session)
        again = await say(session, no, "and now?")
    assert len(seen.failures) == 1
    assert not seen.results
    assert not again.failures
    assert [turn.text for turn in memory.turns(conversation.id)] == ["hello", "and now?", "Here I am."]
    memory.close()


def text_for_ever() -> Iterator[str]:
    while True:
        yield "and so on, " * 100


def nothing_for_ever() -> Iterator[str]:
    while True:
        yield ""


def notices_for_ever() -> Iterator[Notice]:
    while True:
        yield Notice("Still busy.", restart=True)


@attack(
    "Never end a reply: text without an end, empty pieces, notices that the service is busy",
    "Broken off after two million characters or two hundred thousand pieces; the conversation goes on.",
)
@pytest.mark.parametrize("pieces", [text_for_ever, nothing_for_ever, notices_for_ever])
async def test_replies_without_an_end(demo: Path, pieces: Any) -> None:
    model = Pouring(pieces)
    async with facing(demo, model) as session:
        seen = await say(session)
    assert seen.failures == ["The model's reply did not come to an end, so I broke it off."]
    assert model.poured <= MOST_PIECES + 1
    assert seen.events[-1] == Done()
