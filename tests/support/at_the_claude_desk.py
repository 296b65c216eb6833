"""A person who talks to Claude over a folder, in this process; only the Messages API is a double."""

import json
from collections.abc import AsyncIterator
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from mcp_desk import NOW

from agent.conversation import Conversation
from agent.events import Answer, Event, Failed, Question
from agent.models.base import Model
from agent.session import Session
from server.building import Desk
from server.main import offered
from server.settings import Settings
from server.workspace import open_workspace

Json = dict[str, Any]


@dataclass
class Talking:
    session: Session
    desk: Desk
    yes: bool = True
    events: list[Event] = field(default_factory=list)

    async def says(self, text: str) -> list[Event]:
        """What happened; plans are answered with `yes`, by their name where one is wanted."""
        seen: list[Event] = []
        async with aclosing(self.session.say(text)) as events:  # type: ignore[type-var]  # an async generator
            async for event in events:
                seen.append(event)
                if isinstance(event, Question) and event.kind == "approval":
                    self.session.answer(Answer(yes=self.yes, typed=event.to_type))
        self.events += seen
        return seen

    @property
    def failures(self) -> list[str]:
        return [event.text for event in self.events if isinstance(event, Failed)]


@asynccontextmanager
async def talking_over(
    home: Path, model: Model, conversation: Conversation | None = None, *, demo: bool = True, **more: Any
) -> AsyncIterator[Talking]:
    settings = Settings(home=home, surface="intent", demo=demo)
    async with open_workspace(settings, now=lambda: NOW) as workspace:
        desk = Desk(workspace, surface="conversation", model=model.name)

        async def opened() -> Desk:
            return desk

        async with Session(model, offered(settings, opened), conversation or Conversation("c1"), **more) as session:
            yield Talking(session, desk)


def last_answer(request: Json, number: int = 0) -> Json:
    """What the tool answered that the request tells of last."""
    results = [block for block in request["messages"][-1]["content"] if block["type"] == "tool_result"]
    content = results[number]["content"]
    assert not results[number]["is_error"], content
    return dict(json.loads(content.split("\n", 1)[1].rsplit("\n", 1)[0]))
