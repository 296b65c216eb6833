"""Putting a conversation together: settings, the tracker behind its MCP server, memory and a model."""

from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import Any

from pydantic import SecretStr

from funnels.errors import InputError
from server.database import open_database
from server.settings import Settings as ServerSettings

from .conversation import Conversation
from .memory import Memory
from .models.base import Model
from .redaction import Redaction
from .session import Session
from .settings import Settings

OFFLINE = "offline"
CLAUDE = "claude"
CONVERSATION = "conversation"

NO_KEY = "No ANTHROPIC_API_KEY is set: the offline planner answers."


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the environment says, read once. `wanted` is a model's name, `offline`, `claude` or empty."""

    server: ServerSettings
    agent: Settings
    wanted: str = ""

    @classmethod
    def found(cls, wanted: str = "") -> "Surroundings":
        return cls(ServerSettings.from_environment(), Settings.from_environment(), wanted)

    @property
    def redaction(self) -> Redaction:
        server, agent = self.server, self.agent
        secrets: tuple[SecretStr | None, ...] = (agent.api_key, agent.auth_token, server.token, server.refresh_token)
        return Redaction((*secrets, *(token for _, token in server.bearers), server.state_key))

    def memory(self) -> Memory:
        """Conversations about a remote account are kept apart from those about the embedded tracker."""
        name = "conversations-remote.db" if self.server.is_remote else "conversations.db"
        return Memory(open_database(self.server.home / name), redaction=self.redaction)


@asynccontextmanager
async def open_session(
    surroundings: Surroundings,
    *,
    conversation: str | None = None,
    latest: bool = False,
    notice: Callable[[str], None] = lambda text: None,
    surface: str = CONVERSATION,
) -> AsyncIterator[Session]:
    """A session on a kept conversation, or a new one; `notice` gets what a person should know at the start.

    Through another `surface` than a conversation no model is asked.
    """
    async with AsyncExitStack() as stack:
        memory = surroundings.memory()
        stack.callback(memory.close)
        model = _model(surroundings, stack, notice)
        chosen = conversation or (memory.latest() if latest else None)
        if latest and chosen is None:
            notice("There is no conversation to go on with: this is a new one.")
        session = Session(
            model,
            _server(surroundings.server, stack, surface, model.name if surface == CONVERSATION else ""),
            Conversation.open(memory, chosen),
            redaction=surroundings.redaction,
            max_steps=surroundings.agent.max_steps,
            ceiling=surroundings.agent.ceiling,
        )
        yield await stack.enter_async_context(session)


def _server(settings: ServerSettings, stack: AsyncExitStack, surface: str, model: str) -> Any:
    from server.main import offered, opened_once  # loads the SDK, which a question for help does not need

    # a model gets tools by intent only: one for each operation of the tracker would bury them
    return offered(
        settings.model_copy(update={"surface": "intent"}), opened_once(settings, stack, surface=surface, model=model)
    )


def _model(surroundings: Surroundings, stack: AsyncExitStack, notice: Callable[[str], None]) -> Model:
    settings, wanted = surroundings.agent, surroundings.wanted or surroundings.agent.model
    if wanted == OFFLINE:
        return _offline()
    if not settings.has_key:
        if surroundings.wanted:
            hint = "Set it, or use --model offline."
            raise InputError(f"The model {wanted!r} needs ANTHROPIC_API_KEY, which is not set.", hint=hint)
        notice(NO_KEY)
        return _offline()
    from .models.claude import Claude  # the SDK takes a second to load, which the offline planner need not wait for

    claude = Claude(
        settings.model if wanted == CLAUDE else wanted,
        api_key=settings.api_key,
        auth_token=settings.auth_token,
        base_url=settings.base_url,
        max_tokens=settings.max_tokens,
        price=settings.price,
    )
    stack.push_async_callback(claude.aclose)
    return claude


def _offline() -> Model:
    from .models.offline import OfflinePlanner  # not wanted where Claude answers

    return OfflinePlanner()
