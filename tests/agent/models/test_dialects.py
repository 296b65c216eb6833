"""Services that speak the Messages API in ways of their own, or something else; and replies that are no replies."""

import json

import pytest
from messages_api import KEY, Said, saying, use
from pydantic import SecretStr

from agent.errors import ModelError, ModelMisused, ModelUnavailable
from agent.events import Answer, Failed, Noticed, Question, ToolFinished
from agent.events import Said as Told
from agent.models.base import Notice, Turn
from agent.models.claude import Claude

HELLO = (Turn("person", "hello"),)
PAGE = ("text/html", "<html><body>Please log in</body></html>")


async def pieces(model, turns=HELLO):
    return [piece async for piece in model.reply("Be brief.", turns, ())]


def stream(*events):
    text = "".join(f"event: {one['type']}\ndata: {json.dumps(one)}\n\n" for one in events)
    return saying(raw=("text/event-stream", text))


def call_of(arguments):
    """A reply with one call whose arguments are this text."""
    start = {"type": "tool_use", "id": "t1", "name": "plan_edit", "input": {}}
    piece = {"type": "input_json_delta", "partial_json": arguments}
    return stream(
        {"type": "message_start", "message": {"role": "assistant", "content": [], "usage": {"input_tokens": 9}}},
        {"type": "content_block_start", "index": 0, "content_block": start},
        {"type": "content_block_delta", "index": 0, "delta": piece},
        {"type": "content_block_stop", "index": 0},
        {"type": "message_delta", "delta": {"stop_reason": "tool_use"}},
        {"type": "message_stop"},
    )


@pytest.mark.parametrize(
    "counted", [{"input_tokens": 9}, {"input_tokens": 9, "output_tokens": 1, "cache_read_input_tokens": None}]
)
async def test_a_service_that_knows_no_cache_is_counted_as_far_as_it_tells(counted, api, claude):
    api.script = [saying("Hello.", usage=counted)]
    *_, reply = await pieces(claude)
    assert (reply.text, reply.usage.input_tokens, reply.usage.cache_read_tokens) == ("Hello.", 9, 0)


async def test_a_service_that_does_not_count_is_counted_by_what_was_sent_and_said(api, claude):
    api.script = [saying("Hello there.", usage={})]
    *_, reply = await pieces(claude)
    assert abs(reply.usage.input_tokens - api.sizes[0] // 4) < 20
    assert reply.usage.output_tokens == 3


async def test_a_service_that_never_says_why_it_stops_is_understood(api, claude):
    api.script = [saying("Look.", use("t1", "find_assets", query="a"), stop_reason=False)]
    *_, reply = await pieces(claude)
    assert [call.tool for call in reply.calls] == ["find_assets"]


async def test_a_stream_without_its_last_event_is_whole_once_it_said_why_it_stops(api, claude):
    api.script = [saying("Hello.", events=5, polite=True)]
    *_, reply = await pieces(claude)
    assert reply.text == "Hello."


@pytest.mark.parametrize("path", ["", "/", "/v1", "/v1/", "/proxy/anthropic", "/proxy/anthropic/v1/"])
async def test_an_address_may_end_with_a_slash_with_v1_or_with_a_path_of_its_own(path, api):
    api.script = [saying("Hello.")]
    model = Claude("m", api_key=SecretStr(KEY), base_url=f"{api.url}{path}")
    *_, reply = await pieces(model)
    await model.aclose()
    assert reply.text == "Hello."
    assert api.paths == ["/proxy/anthropic/v1/messages" if "proxy" in path else "/v1/messages"]


@pytest.mark.parametrize(
    "answer",
    [
        PAGE,
        ("application/json", '{"id": "x", "choices": [{"message": {"content": "Hello."}}]}'),
        ("text/event-stream", 'data: {"choices": [{"delta": {"content": "Hello."}}]}\n\ndata: [DONE]\n\n'),
        ("text/event-stream", ""),
    ],
)
async def test_what_is_not_the_messages_api_is_said_so_after_a_second_look(answer, api, claude, talking, hear):
    api.script = [saying(raw=answer)] * 2
    async with talking(claude) as session:
        events = await hear(session.say("hello"), session)
    assert [event for event in events if isinstance(event, Failed)] == [
        Failed("The model's service answers something else than a reply.", "Check ANTHROPIC_BASE_URL.")
    ]


@pytest.mark.parametrize(("status", "error"), [(400, ModelMisused), (404, ModelMisused), (502, ModelUnavailable)])
async def test_a_page_for_people_is_never_told_in_its_own_words(status, error, api, claude):
    api.script = [saying(status=status, raw=PAGE)] * 3
    with pytest.raises(error) as told:
        await pieces(claude)
    assert "html" not in str(told.value)
    assert "log in" not in str(told.value)


async def test_a_complaint_of_the_service_is_told_in_its_words_alone(api, claude):
    api.script = [saying(status=400, message="credit balance is too low")]
    with pytest.raises(ModelMisused) as told:
        await pieces(claude)
    assert told.value.args[0] == "The model's service refuses the request (400): credit balance is too low"


@pytest.mark.parametrize("arguments", ['{"funnel": "A", "operations": [{"op"', "[1, 2]", "nonsense", '"text"', "{]"])
async def test_a_call_with_half_or_no_arguments_is_never_executed(arguments, api, claude, talking, hear, account):
    good = saying(use("t1", "plan_funnel", blueprint={"funnel": "VPN Native"}))
    api.script = [call_of(arguments), good, saying("Planned.")]
    async with talking(claude) as session:
        events = await hear(session.say("plan it"), session)
    assert account.executed == [("plan_funnel", {"funnel": "VPN Native"})]
    assert [event.text for event in events if isinstance(event, Noticed)] == [
        "The model's call of a tool cannot be read. Starting the reply again."
    ]


async def test_a_model_that_cannot_write_a_call_ends_the_turn_and_not_the_conversation(
    api, claude, talking, hear, account
):
    api.script = [*[call_of("{")] * 2, saying("Now I can.")]
    async with talking(claude) as session:
        first = await hear(session.say("plan it"), session)
        second = await hear(session.say("again"), session)
    assert first[-2].text == "The model's call of a tool cannot be read. It did so twice."
    assert account.executed == []
    assert Told("Now I can.") in second


async def test_events_that_are_none_are_a_reply_that_cannot_be_read(api, claude):
    begun = {"type": "message_start", "message": {"usage": {"input_tokens": 1}}}
    api.script = [stream(begun, {"type": "content_block_delta"})] * 2
    with pytest.raises(ModelUnavailable, match=r"cannot be read\. It did so twice"):
        await pieces(claude)


async def test_an_empty_reply_is_asked_for_again(api, claude):
    api.script = [Said(()), saying("Here.")]
    heard = await pieces(claude)
    assert [piece.text for piece in heard if isinstance(piece, Notice)] == [
        "The model's reply is empty. Starting the reply again."
    ]
    assert heard[-1].text == "Here."


async def test_a_model_that_stays_silent_ends_the_turn_with_a_word_of_ours(api, claude, talking, hear):
    api.script = [Said(()), saying("  "), saying("Yes?")]
    async with talking(claude) as session:
        events = await hear(session.say("hello"), session)
        again = await hear(session.say("hello?"), session)
    notices = [event.text for event in events if isinstance(event, Noticed)]
    assert notices[-1] == "The model has nothing to say to this."
    assert not [event for event in events if isinstance(event, Failed)]
    assert Told("Yes?") in again


@pytest.mark.parametrize("id", ["", "call_0"])
async def test_calls_that_are_numbered_anew_in_each_reply_are_told_apart(id, api, claude, talking, hear, account):
    api.script = [
        saying(use(id, "find_assets", query="a"), use(id, "find_assets", query="b")),
        saying(use(id, "find_assets", query="c")),
        saying("Found."),
    ]
    async with talking(claude) as session:
        await hear(session.say("look"), session)
    assert [query for _, query in account.executed] == ["a", "b", "c"]
    blocks = [block for message in api.requests[-1]["messages"] for block in message["content"]]
    used = [block["id"] for block in blocks if block["type"] == "tool_use"]
    assert used == [block["tool_use_id"] for block in blocks if block["type"] == "tool_result"]
    assert len(set(used)) == 3
    assert all(used)


async def test_the_same_call_of_the_same_id_is_executed_once(api, claude, talking, hear, account):
    call = use("t1", "apply_plan", plan_id="p1", fingerprint="f1")
    api.script = [saying(call), saying(call), saying("Done.")]
    async with talking(claude) as session:
        events = await hear(session.say("apply"), session, Answer(yes=True))
    assert account.applied == ["p1"]
    assert len([event for event in events if isinstance(event, Question)]) == 1


async def test_a_tool_that_there_is_not_is_answered_with_those_there_are(api, claude, talking, hear):
    api.script = [saying(use("t1", "rm_rf", path="/")), saying("I see.")]
    async with talking(claude) as session:
        events = await hear(session.say("go"), session)
    [result] = [event.result for event in events if isinstance(event, ToolFinished)]
    assert result.failed
    answer = api.requests[1]["messages"][-1]["content"][0]
    assert answer["is_error"]
    assert "There is no tool 'rm_rf'. There are: find_assets, plan_funnel" in answer["content"]


@pytest.mark.parametrize(
    ("retry_after", "wait"), [("soon", 1.0), ("Wed, 21 Oct 2026 07:28:00 GMT", 1.0), ("nan", 1.0), ("-5", 0.0)]
)
async def test_a_wait_that_cannot_be_read_is_our_own(retry_after, wait, api, claude, slept):
    api.script = [saying(status=429, headers=(("retry-after", retry_after),)), saying("Hello.")]
    await pieces(claude)
    assert slept == [wait]


async def test_every_failure_is_an_error_of_ours(api, claude):
    for broken in (saying(status=418), saying(status=200, raw=PAGE), saying(status=599)):
        api.script = [broken] * 3
        with pytest.raises(ModelError):
            await pieces(claude)
