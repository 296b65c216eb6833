from agent.conversation import Conversation
from agent.events import Said
from agent.models.base import Reply
from agent.whole_text import whole


def test_what_can_be_written_down_is_as_it_was():
    document = {"a": ["ü", "😀", 1, None, {"b": True}]}
    assert whole(document) is document
    assert whole(None) is None


def test_half_a_character_becomes_the_sign_for_one_and_two_halves_one():
    assert whole("a\ud800b") == "a\ufffdb"
    assert whole({"\udc00": ["x\ud83d\ude00"]}) == {"\ufffd": ["x😀"]}


async def test_a_person_who_says_half_a_character_is_heard_and_kept(scripted, talking, hear, memory):
    conversation = Conversation.open(memory)
    async with talking(scripted(Reply("Hm?")), conversation) as session:
        events = await hear(session.say("hi \ud800"), session)
    assert Said("Hm?") in events
    assert memory.turns(conversation.id)[0].text == "hi \ufffd"
