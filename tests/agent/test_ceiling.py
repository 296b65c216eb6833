"""The most a conversation may take: in dollars, in tokens, over all the times it is resumed."""

from decimal import Decimal

import pytest

from agent.ceiling import Ceiling
from agent.conversation import Conversation
from agent.errors import ModelRefused
from agent.events import Cost, Done, Failed, Noticed
from agent.events import Said as Told
from agent.models.base import Call, Notice, Reply, Usage

ONE = Usage(input_tokens=1_000, output_tokens=10, cache_read_tokens=500, cost=Decimal("0.40"))
UNPRICED = Usage(input_tokens=1_000, cache_written_tokens=500)
HINT = "Begin a new conversation, raise {}, or go on without a model: --model offline. What was written is kept."


def search(turns):
    return Reply("", (Call(f"c{len(turns)}", "find_assets", {"query": str(len(turns))}),), usage=ONE)


async def test_a_turn_stops_before_the_request_that_could_go_past_and_says_how_to_go_on(
    account, scripted, talking, hear
):
    model = scripted(search, forever=True)
    model.foreseen = lambda system, turns, tools: Usage(cost=Decimal("0.15"))
    async with talking(model, ceiling=Ceiling(cost=Decimal(1))) as session:
        events = await hear(session.say("find it"), session)
    assert len(model.heard) == 3  # the third could cost 0.95 in all, and a fourth 1.35
    assert len(account.executed) == 3
    assert events[-2:] == [
        Failed(
            "This conversation has cost $1.20 of the $1.00 it may cost, and the next request could cost $0.15.",
            HINT.format("FUNNELWRIGHT_MAX_COST"),
        ),
        Done(),
    ]


async def test_what_was_spent_counts_when_the_conversation_is_resumed(memory, scripted, talking, hear):
    first = Conversation.open(memory)
    async with talking(scripted(Reply("a", usage=ONE), Reply("b", usage=ONE)), first) as session:
        await hear(session.say("x"), session)
        await hear(session.say("y"), session)
    resumed = Conversation.open(memory, first.id)
    model = scripted(Reply("c", usage=ONE))
    async with talking(model, resumed, ceiling=Ceiling(cost=Decimal("0.80"))) as session:
        assert session.spent == ONE + ONE
        allowed = await hear(session.say("z"), session)
        refused = await hear(session.say("z"), session)
    assert Cost(ONE, ONE + ONE + ONE) in allowed
    assert isinstance(refused[-2], Failed)
    assert len(model.heard) == 1


async def test_a_model_without_a_price_is_bounded_by_its_tokens(scripted, talking, hear):
    model = scripted(Reply("a", usage=UNPRICED), Reply("b", usage=UNPRICED))
    model.foreseen = lambda system, turns, tools: Usage(cache_written_tokens=900)
    async with talking(model, ceiling=Ceiling(Decimal(1), 3_500)) as session:
        await hear(session.say("x"), session)
        await hear(session.say("y"), session)
        events = await hear(session.say("z"), session)
    assert events[-2] == Failed(
        "This conversation has sent 3,000 of the 3,500 tokens it may send, and the next request could have 900.",
        HINT.format("FUNNELWRIGHT_MAX_INPUT_TOKENS"),
    )


async def test_a_reply_that_came_to_nothing_is_paid_for_and_kept_and_told_to_nobody(memory, scripted, talking, hear):
    class Stuttering(scripted):
        async def reply(self, system, turns, tools):
            yield "Hal"
            yield Notice("It broke.", restart=True, usage=ONE)
            async for piece in super().reply(system, turns, tools):
                yield piece

    conversation = Conversation.open(memory)
    async with talking(Stuttering(Reply("Hallo", usage=ONE)), conversation) as session:
        events = await hear(session.say("x"), session)
    assert session.spent == ONE + ONE
    assert Conversation.open(memory, conversation.id).spent == ONE + ONE
    assert [event.text for event in events if isinstance(event, Noticed | Told)] == ["It broke.", "Hallo"]


async def test_a_refused_request_is_taken_back_but_not_what_it_cost(memory, scripted, talking, hear):
    class Refusing(scripted):
        async def reply(self, system, turns, tools):
            yield Notice("", usage=ONE)
            raise ModelRefused("Not this.", hint="Say it another way.")

    conversation = Conversation.open(memory)
    async with talking(Refusing(), conversation) as session:
        events = await hear(session.say("something dark"), session)
    kept = Conversation.open(memory, conversation.id)
    assert kept.spent == ONE
    assert [turn.text for turn in kept.turns] == [""]
    assert not [event for event in events if isinstance(event, Noticed)]


@pytest.mark.parametrize("ceiling", [Ceiling(), Ceiling(Decimal("0.80"), 3_000)])
def test_just_as_much_is_not_too_much(ceiling):
    ceiling.check(ONE, ONE)
