"""A plan tells what it came from: the words, the surface, and the model where one took part."""

from pathlib import Path

from agent.compose import Surroundings, open_session
from agent.events import Answer, Question
from agent.settings import Settings
from server.plans import PlanStore
from server.plans.plan import Origin
from server.settings import Settings as ServerSettings

WISH = "Facebook traffic to Keto Story, then KetoBurn US, in group Nutra"
ARCHIVE = [{"do": "archive", "family": "page", "name": "Keto Story"}]


def origin(home: Path) -> Origin:
    store = PlanStore.open(home)
    (kept,) = store.latest()
    store.close()
    return kept.plan.origin


def surroundings(home: Path) -> Surroundings:
    return Surroundings(ServerSettings(home=home), Settings(), "offline")


async def test_of_a_conversation_it_names_the_model(tmp_path: Path) -> None:
    async with open_session(surroundings(tmp_path)) as session:
        async for event in session.say(WISH):
            if isinstance(event, Question) and event.kind == "approval":
                session.answer(Answer(yes=False))
        model = session.model.name
    told = origin(tmp_path)
    assert (told.surface, told.model) == ("conversation", model)
    assert model == "offline"
    assert "Keto Story" in told.request


async def test_of_a_command_it_names_no_model(tmp_path: Path) -> None:
    async with open_session(surroundings(tmp_path), surface="terminal") as session:
        async for _ in session.use("plan_changes", changes=ARCHIVE):
            pass
    assert (origin(tmp_path).surface, origin(tmp_path).model) == ("terminal", "")
