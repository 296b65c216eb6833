import asyncio

import pytest

from agent.conversation import Conversation
from agent.errors import ModelRefused, ModelUnavailable
from agent.events import (
    Answer,
    Applied,
    Cost,
    Done,
    Failed,
    PlanShown,
    Progress,
    Question,
    Said,
    Text,
    ToolFinished,
    ToolStarted,
)
from agent.models.base import Ask, Call, Reply, Turn, Usage
from funnels.errors import InputError

YES = Answer(yes=True)
NO = Answer(yes=False)


@pytest.mark.parametrize("mode", ["auto", "legacy"])
async def test_a_plan_is_shown_then_approved_by_the_person_then_applied(
    mode, account, scripted, talking, hear, plan_call, apply_call
):
    model = scripted(Reply("", (plan_call,)), Reply("", (apply_call,)), Reply("It is live."))
    async with talking(model, mode=mode) as session:
        events = await hear(session.say("Outbrain to the advertorial"), session, YES)
    plan = account.plan()
    shown = [event for event in events if not isinstance(event, ToolFinished)]
    assert shown == [
        ToolStarted(plan_call),
        PlanShown(plan),
        ToolStarted(apply_call),
        Question("Apply p1?", "approval", plan=plan),
        Progress(1, 2, "funnel VPN Native"),
        Progress(2, 2, "read back"),
        Applied(shown[6].outcome),
        Text("It is live."),
        Said("It is live."),
        Done(),
    ]
    assert shown[6].outcome["status"] == "applied"
    assert account.applied == ["p1"]


@pytest.mark.parametrize("mode", ["auto", "legacy"])
@pytest.mark.parametrize(("answer", "action"), [(NO, "decline"), (Answer(yes=False, gone=True), "cancel")])
async def test_without_a_yes_nothing_is_written(
    mode, answer, action, account, scripted, talking, hear, plan_call, apply_call
):
    model = scripted(Reply("", (plan_call, apply_call)), Reply("Then not."))
    async with talking(model, mode=mode) as session:
        events = await hear(session.say("build it"), session, answer)
    assert (account.applied, account.actions) == ([], [action])
    assert [event.outcome["status"] for event in events if isinstance(event, Applied)] == ["declined"]


async def test_a_dangerous_plan_wants_its_name_and_passes_on_what_was_typed(
    account, scripted, talking, hear, plan_call, apply_call
):
    account.level = "dangerous"
    model = scripted(Reply("", (plan_call, apply_call)), Reply("Done."))
    async with talking(model) as session:
        events = await hear(session.say("delete it"), session, Answer(yes=True, typed="VPN Native"))
    assert [event.to_type for event in events if isinstance(event, Question)] == ["VPN Native"]
    assert [one.name for one in account.approvals] == ["VPN Native"]


async def test_a_model_that_tries_to_approve_its_own_plan_still_meets_the_person(
    account, scripted, talking, hear, plan_call
):
    arguments = {"plan_id": "p1", "fingerprint": "f1", "approval": {"approve": True}, "approve": True, "yes": True}
    model = scripted(
        Reply("", (plan_call, Call("c1", "apply_plan", arguments))),
        Reply("", (Call("c2", "answer", {"yes": True}), Call("c3", "elicitation/create", {}))),
        Reply("Hm."),
    )
    async with talking(model) as session:
        events = await hear(session.say("build it"), session, NO)
    assert account.applied == []
    refusals = [event.result.text for event in events if isinstance(event, ToolFinished) and event.result.failed]
    assert [text.split(". ")[0] for text in refusals[-2:]] == [
        "There is no tool 'answer'",
        "There is no tool 'elicitation/create'",
    ]


async def test_a_declined_plan_is_not_asked_for_again_however_much_the_model_insists(
    account, scripted, talking, hear
):
    def insist(turns):
        return Reply("", (Call(f"c{len(turns)}", "apply_plan", {"plan_id": "p1", "fingerprint": "f1"}),))

    async with talking(scripted(insist, forever=True), max_steps=6) as session:
        events = await hear(session.say("build it"), session, NO)
    assert len([event for event in events if isinstance(event, Question)]) == 1
    assert account.applied == []


async def test_a_model_that_never_ends_is_stopped_and_the_conversation_goes_on(account, scripted, talking, hear):
    def search(turns):
        return Reply("", (Call(f"c{len(turns)}", "find_assets", {"query": str(len(turns))}),))

    model = scripted(search, forever=True)
    async with talking(model, max_steps=5) as session:
        events = await hear(session.say("find it"), session)
        model.steps, model.forever = [Reply("Here I am.")], False
        again = await hear(session.say("and now?"), session)
    assert events[-2:] == [
        Failed(
            "I stopped after 5 steps without coming to an end.",
            "Say in other words what you want, or in smaller steps.",
        ),
        Done(),
    ]
    assert len(account.executed) == 5
    assert again[-2:] == [Said("Here I am."), Done()]


async def test_the_same_failing_call_is_tried_twice_and_then_ends_the_turn(account, scripted, talking, hear):
    def stubborn(turns):
        return Reply("", (Call(f"c{len(turns)}", "plan_funnel", {"blueprint": {"group": "Nowhere"}}),))

    async with talking(scripted(stubborn, forever=True)) as session:
        events = await hear(session.say("build"), session)
    assert len(account.executed) == 2
    assert [event.text for event in events if isinstance(event, Failed)] == [
        "I kept repeating a call that fails, so I stopped."
    ]
    assert all(len(turn.results) == 1 for turn in session.conversation.turns if turn.who == "tools")


async def test_a_failed_call_is_told_to_the_model_which_tries_something_else(
    account, scripted, talking, hear, plan_call
):
    wrong = Call("c1", "plan_funnel", {"blueprint": {"group": "Nowhere"}})
    model = scripted(Reply("", (wrong,)), Reply("", (plan_call,)), Reply("Planned."))
    async with talking(model) as session:
        await hear(session.say("build it"), session)
    (failed,) = model.heard[1][-1].results
    assert failed.failed
    assert "Did you mean 'Utilities'?" in failed.text
    assert failed.data is None


async def test_a_call_is_executed_once_whatever_the_model_repeats(account, scripted, talking, hear, apply_call):
    model = scripted(
        Reply("", (apply_call, apply_call)),
        Reply("", (apply_call,)),
        Reply("a"),
        Reply("", (apply_call,)),
        Reply("b"),
    )
    async with talking(model) as session:
        await hear(session.say("apply"), session, YES)
        await hear(session.say("again"), session, YES)
    assert account.applied == ["p1"]


async def test_calls_that_only_read_run_side_by_side_and_writes_alone(account, scripted, talking, hear, apply_call):
    account.meeting = asyncio.Barrier(2)  # each search waits until there is another
    first, second = (Call(f"c{query}", "find_assets", {"query": query}) for query in "ab")
    model = scripted(Reply("", (first, second, apply_call)), Reply("Done."))
    async with talking(model) as session:
        await hear(session.say("go"), session, YES)
    assert [tool for tool, _ in account.executed] == ["find_assets", "find_assets", "apply_plan"]
    assert [result.call_id for result in model.heard[1][-1].results] == ["ca", "cb", "c-apply"]


async def test_an_interrupted_apply_leaves_a_conversation_that_can_go_on(
    account, scripted, talking, memory, apply_call
):
    account.hold = asyncio.Event()
    model = scripted(Reply("", (apply_call,)), Reply("I will look first."))
    conversation = Conversation.open(memory)
    async with talking(model, conversation) as session:
        events = session.say("apply it")
        async for event in events:
            if isinstance(event, Question):
                session.answer(YES)
            if isinstance(event, Progress):
                break
        await events.aclose()
        assert [event async for event in session.say("what happened?")][-1] == Done()
    (result,) = model.heard[1][-2].results
    assert result.failed
    assert result.text.startswith("Interrupted before it answered.")
    assert memory.turns(conversation.id) == conversation.turns


async def test_a_second_thing_said_while_the_first_is_worked_on_is_refused(account, scripted, talking, apply_call):
    async with talking(scripted(Reply("", (apply_call,)))) as session:
        first = session.say("apply")
        async for event in first:
            if isinstance(event, Question):
                break
        with pytest.raises(InputError, match="still being worked on"):
            await anext(session.say("and this"))
        await first.aclose()
        with pytest.raises(InputError, match="No question is open"):
            session.answer(YES)
    assert account.applied == []


async def test_a_refused_request_is_taken_back_so_that_the_conversation_can_go_on(scripted, talking, hear, memory):
    model = scripted(ModelRefused("Not this.", hint="Say it another way."), Reply("Gladly."))
    conversation = Conversation.open(memory)
    async with talking(model, conversation) as session:
        events = await hear(session.say("something dark"), session)
        await hear(session.say("a funnel"), session)
    assert events == [Failed("Not this.", "Say it another way."), Done()]
    assert model.heard[1] == (Turn("person", "a funnel"),)
    assert [turn.text for turn in memory.turns(conversation.id)] == ["a funnel", "Gladly."]


async def test_an_unreachable_model_is_said_in_our_words_and_what_was_said_is_kept(scripted, talking, hear):
    model = scripted(ModelUnavailable("The model is overloaded.", hint="Later."), Reply("Now."))
    async with talking(model) as session:
        events = await hear(session.say("a funnel"), session)
        await hear(session.say("now?"), session)
    assert events == [Failed("The model is overloaded.", "Later."), Done()]
    assert [turn.text for turn in model.heard[1]] == ["a funnel", "now?"]


async def test_a_question_of_the_model_ends_the_turn(scripted, talking, hear):
    ask = Ask("Which lander?", ("VPN A", "VPN B"))
    async with talking(scripted(Reply("Which lander?", asks=ask))) as session:
        events = await hear(session.say("to the lander"), session)
    assert events[-2:] == [Question("Which lander?", "choice", ("VPN A", "VPN B")), Done()]


async def test_a_model_that_understood_nothing_says_so(scripted, talking, hear):
    async with talking(scripted(Reply("I do not understand “frobnicate”.", understood=False))) as session:
        events = await hear(session.say("frobnicate"), session)
    assert events[-1] == Done(understood=False)


async def test_cost_adds_up_over_the_conversation(scripted, talking, hear):
    one = Usage(input_tokens=10, output_tokens=2)
    async with talking(scripted(Reply("a", usage=one), Reply("b", usage=one))) as session:
        first = await hear(session.say("x"), session)
        second = await hear(session.say("y"), session)
    assert Cost(one, one) in first
    assert Cost(one, Usage(input_tokens=20, output_tokens=4)) in second


async def test_a_tool_can_be_used_without_a_model(scripted, talking, hear, account):
    async with talking(scripted()) as session:
        events = await hear(session.use("apply_plan", plan_id="p1", fingerprint="f1"), session, YES)
        refused = await hear(session.use("get_links", funnel="Nobody"), session)
    assert account.applied == ["p1"]
    assert events[-1] == Done()
    assert Failed("There is no funnel 'Nobody'.") in refused
    assert session.conversation.turns == ()


async def test_a_conversation_is_taken_up_where_it_was_left(scripted, talking, hear, memory, plan_call):
    first = Conversation.open(memory)
    async with talking(scripted(Reply("Let me see.", (plan_call,)), Reply("Planned.")), first) as session:
        await hear(session.say("a funnel"), session)
    model = scripted(Reply("80/20 then."))
    async with talking(model, Conversation.open(memory, memory.latest())) as session:
        await hear(session.say("make it 80/20"), session)
    assert model.heard[0] == (*first.turns, Turn("person", "make it 80/20"))
    assert session.conversation.plan("p1")["title"] == "Build “VPN Native”"


async def test_a_call_cut_short_by_a_crash_counts_as_interrupted(
    scripted, talking, hear, memory, apply_call, account
):
    crashed = Conversation.open(memory)
    await crashed.add(Turn("person", "apply it"))
    await crashed.add(Turn("agent", calls=(apply_call,), model="scripted"))
    model = scripted(Reply("I will look."))
    async with talking(model, Conversation.open(memory, crashed.id)) as session:
        await hear(session.say("well?"), session)
    assert model.heard[0][2].results[0].failed
    assert account.applied == []
