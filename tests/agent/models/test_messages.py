from agent.models.base import Call, Result, Turn
from agent.models.messages import messages

CALL = Call("offline:1", "find_assets", {"query": "a"})
FOUND = Result("offline:1", "find_assets", "found")


def test_turns_of_another_model_are_told_in_the_form_this_one_takes():
    turns = [
        Turn("person", "look"),
        Turn("agent", "Looking.", (CALL,), model="offline", blocks=({"type": "private"},)),
        Turn("tools", results=(FOUND,)),
        Turn("agent", "Found.", model="offline"),
        Turn("person", "thanks"),
    ]
    assert messages(turns, model="claude") == [
        {
            "role": "user",
            "content": [{"type": "text", "text": "look"}],
        },
        {
            "role": "assistant",
            "content": [
                {"type": "text", "text": "Looking."},
                {"type": "tool_use", "id": "offline-1", "name": "find_assets", "input": {"query": "a"}},
            ],
        },
        {
            "role": "user",
            "content": [
                {
                    "type": "tool_result",
                    "tool_use_id": "offline-1",
                    "content": '<tool_answer tool="find_assets">\nfound\n</tool_answer>',
                    "is_error": False,
                    "cache_control": {"type": "ephemeral"},
                }
            ],
        },
        {"role": "assistant", "content": [{"type": "text", "text": "Found."}]},
        {
            "role": "user",
            "content": [{"type": "text", "text": "thanks", "cache_control": {"type": "ephemeral"}}],
        },
    ]


def test_calls_are_answered_right_after_they_were_made_whatever_two_processes_wrote_in_between():
    turns = [
        Turn("person", "look"),
        Turn("agent", calls=(CALL,), model="x"),
        Turn("person", "from the other window"),
        Turn("tools", results=(FOUND,)),
    ]
    *_, last = messages(turns, model="claude")
    assert [block["type"] for block in last["content"]] == ["tool_result", "text"]


def test_a_call_without_an_answer_is_said_to_be_lost():
    turns = [Turn("person", "look"), Turn("agent", calls=(CALL,), model="x"), Turn("person", "well?")]
    answer = messages(turns, model="claude")[-1]["content"][0]
    assert answer["is_error"]
    assert "may or may not have happened" in answer["content"]


def test_words_that_say_nothing_are_left_out():
    assert messages([Turn("person", "hi"), Turn("agent", "  ", model="x")], model="claude") == [
        {"role": "user", "content": [{"type": "text", "text": "hi", "cache_control": {"type": "ephemeral"}}]}
    ]
