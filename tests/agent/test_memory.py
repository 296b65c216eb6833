from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime, timedelta
from itertools import count
from multiprocessing import get_context

import pytest

from agent.errors import ConversationNotFound
from agent.memory import Kept, Memory
from agent.models.base import Call, Result, Turn
from agent.redaction import Redaction
from server.database import open_database

TURNS = (
    Turn("person", "a funnel"),
    Turn(
        "agent",
        "Let me see.",
        (Call("c1", "find_assets", {"query": "a", "limit": 3}),),
        model="m",
        blocks=({"a": [1]},),
    ),
    Turn("tools", results=(Result("c1", "find_assets", "none", {"assets": []}),)),
)


@pytest.fixture
def ticking(tmp_path):
    start = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
    ticks = count()
    return Memory(open_database(tmp_path / "c.db"), now=lambda: start + timedelta(minutes=next(ticks)))


def test_turns_come_back_as_they_were(memory):
    for turn in TURNS:
        memory.add("one", turn)
    assert memory.turns("one") == TURNS


def test_the_latest_conversation_comes_first(ticking):
    ticking.add("one", Turn("person", "first\nthing   said " + "x" * 100))
    ticking.add("two", Turn("person", "second"))
    ticking.add("one", Turn("person", "again"))
    start = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
    assert ticking.conversations() == [
        Kept("one", f"first thing said {'x' * 63}", start, start + timedelta(minutes=2)),
        Kept("two", "second", start + timedelta(minutes=1), start + timedelta(minutes=1)),
    ]
    assert ticking.latest() == "one"
    assert ticking.conversations(limit=1)[0].id == "one"


def test_what_is_not_kept_is_said_so(memory):
    assert memory.latest() is None
    with pytest.raises(ConversationNotFound, match="No conversation 'nope' is kept"):
        memory.turns("nope")


def test_turns_can_be_taken_back(memory):
    for turn in TURNS:
        memory.add("one", turn)
    memory.replace("one", TURNS[:1])
    memory.add("one", TURNS[1])
    assert memory.turns("one") == TURNS[:2]


def test_secrets_are_never_kept(tmp_path):
    file = tmp_path / "c.db"
    memory = Memory(open_database(file), redaction=Redaction())
    memory.add("one", Turn("person", "the password is hunter2hunter2 and Bearer abcdef123456"))
    arguments = {"changes": [{"fields": {"password": "hunter3hunter3", "hmacSecret": "hmac-value-1"}}]}
    memory.add("one", Turn("agent", calls=(Call("c", "plan_changes", arguments),)))
    kept = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    for secret in (b"hunter2", b"abcdef123456", b"hunter3", b"hmac-value-1"):
        assert secret not in kept
    assert memory.turns("one")[0].text == "the password is ******** and Bearer ********"


def _add_many(file, name):
    memory = Memory(open_database(file))
    for number in range(20):
        memory.add("one", Turn("person", f"{name}{number}"))


def test_several_processes_may_speak_in_one_conversation(tmp_path):
    file = tmp_path / "c.db"
    with ProcessPoolExecutor(3, mp_context=get_context("spawn")) as pool:
        list(pool.map(_add_many, [file] * 3, "abc"))
    said = [turn.text for turn in Memory(open_database(file)).turns("one")]
    assert sorted(said) == sorted(f"{name}{number}" for name in "abc" for number in range(20))
    for name in "abc":
        assert [one for one in said if one[0] == name] == [f"{name}{number}" for number in range(20)]
