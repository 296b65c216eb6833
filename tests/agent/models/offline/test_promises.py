"""What holds for every text: it never fails, never invents, and is quick."""

import re
from time import process_time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent.models.base import Call, Reply, ToolSpec, Turn
from agent.models.offline import OfflinePlanner
from agent.models.offline.planner import answer
from agent.models.offline.recognising.lexicon import PHRASES
from funnels.account import Entry
from funnels.names import folded

WORDS = [
    *(phrase.strip() for text in PHRASES.values() for phrase in re.split(r"[|\n]", text) if phrase.strip()),
    "Keto Story",
    "Sleep Quiz",
    "quiz",
    "KetoBurn US",
    "ketoburn",
    "DreamDrops",
    "Facebook",
    "taboola",
    "Nutra",
    "VPN Native DACH",
    "US",
    "Canada",
    "DACH",
    "tier 1",
    "mobile",
    "iPhone",
    "70/30",
    "60/50",
    "80%",
    "two",
    "first",
    "second",
    "1",
    ",",
    ";",
    ".",
    ":",
    '"Night Calm"',
    "https://o.example.net/?s1={hit}",
    "$32.50",
    "ClickHero",
    "unicorn",
    "new offer",
    "new lander",
]


def _names(blueprint: dict[str, Any]) -> list[tuple[str, dict[str, Any] | None]]:
    """Every page of the steps: its name, and what is said of it where it is new."""
    found = []
    for step in blueprint["steps"].values():
        for kind in ("lander", "offer"):
            many = [one["page"] for one in step.get(f"{kind}s", ())]
            found += [*many, *([step[kind]] if kind in step else [])]
    return [(one["name"], one) if isinstance(one, dict) else (one, None) for one in found]


def _addresses(blueprint: dict[str, Any]) -> list[str]:
    made = [new["url"] for _, new in _names(blueprint) if new]
    return made + [step["url"] for step in blueprint["steps"].values() if "url" in step]


def _invents_nothing(person: Any, said: str) -> None:
    known = {entry.name for entry in person.world.entries}
    for plan in person.world.plans:
        if "blueprint" not in plan or "operations" in plan:
            continue
        blueprint = plan["blueprint"]
        for name, new in _names(blueprint):
            assert name in known or (new and folded(name) in folded(said.replace('"', " ").replace("  ", " ")))
            if new and "payout" in new:
                assert new["payout"] in said.replace(",", ".")
        assert all(url in said for url in _addresses(blueprint))
        assert set(blueprint.get("sources", ())) <= known


def _fresh(person: Any) -> Any:
    return type(person)(type(person.world)(list(person.world.entries), dict(person.world.funnels)))


@pytest.fixture(scope="module")
def everybody(request: pytest.FixtureRequest) -> list[Any]:
    return []


def test_any_text_gets_a_reply(person: Any) -> None:
    @settings(max_examples=150, deadline=None, database=None, derandomize=True)
    @given(st.lists(st.text(max_size=200), min_size=1, max_size=3))
    def check(texts: list[str]) -> None:
        talker = _fresh(person)
        for text in texts:
            assert isinstance(talker.say(text), Reply)
        _invents_nothing(talker, " ".join(texts))

    check()


def test_any_words_of_the_trade_get_a_reply_that_invents_nothing(person: Any) -> None:
    @settings(max_examples=400, deadline=None, database=None, derandomize=True)
    @given(st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=14), min_size=1, max_size=3))
    def check(sentences: list[list[str]]) -> None:
        talker = _fresh(person)
        for words in sentences:
            assert isinstance(talker.say(" ".join(words)), Reply)
        _invents_nothing(talker, " ".join(" ".join(words) for words in sentences))

    check()


def test_an_unknown_word_never_gets_lost(person: Any) -> None:
    sentence = [
        "Facebook",
        "traffic",
        "to",
        "Keto",
        "Story",
        ",",
        "then",
        "KetoBurn",
        "US",
        ",",
        "in",
        "group",
        "Nutra",
    ]

    @settings(max_examples=60, deadline=None, database=None, derandomize=True)
    @given(
        st.integers(0, len(sentence)), st.sampled_from(["zorblax", "Quuxify", "weekdays", "capped", "12345678", "99"])
    )
    def check(place: int, word: str) -> None:
        talker = _fresh(person)
        talker.say(" ".join([*sentence[:place], word, *sentence[place:]]))
        assert all(word in str(plan) for plan in talker.world.plans)

    check()


def test_the_same_conversation_gets_the_same_reply(person: Any) -> None:
    person.say("Facebook to Keto Story then KetoBurn, group Nutra")
    turns = person.turns[:-1]
    assert answer(turns, ()) == answer(turns, ())


async def test_the_model_streams_its_text_and_ends_with_the_reply() -> None:
    pieces = [one async for one in OfflinePlanner().reply("", [Turn("person", "")], [])]
    assert pieces[-1] == Reply(pieces[0], understood=False)


async def test_the_first_step_is_to_look_the_names_up() -> None:
    spec = ToolSpec("find_assets", "", {"properties": {"mentioned_in": {}}})
    (reply,) = [one async for one in OfflinePlanner().reply("", [Turn("person", "Keto “Story”")], [spec])]
    assert reply == Reply("", (Call("offline-1", "find_assets", {"mentioned_in": 'Keto "Story"'}),))


def test_an_overlong_text_is_not_read(person: Any) -> None:
    assert person.say("to Keto Story " * 1000).understood is False
    assert person.world.calls == []


def test_a_turn_is_quick_even_in_a_large_account(person: Any) -> None:
    person.world.entries += [Entry("page", f"X{n}", f"Casino Story {n}", page_type="lander") for n in range(2000)]
    text = (
        "US and CA mobile to Keto Story, then KetoBurn US and DreamDrops evenly; everyone else to "
        "https://elsewhere.example.net; "
        "group Nutra"
    )
    person.say(text)
    began = process_time()
    for _ in range(10):
        answer(person.turns[:-3], ())
    assert (process_time() - began) / 10 < 0.05
