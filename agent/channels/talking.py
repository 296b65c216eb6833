"""A chat over a session, put together from the command line."""

from argparse import Namespace
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import TYPE_CHECKING, Any

from .chat import Chat
from .consent import Consent
from .lines import Lines
from .screen import Screen

if TYPE_CHECKING:
    from ..compose import Surroundings
    from ..session import Session

Opens = Callable[..., AbstractAsyncContextManager["Session"]]


@asynccontextmanager
async def talking(surroundings: "Surroundings", options: Namespace, opens: Opens) -> AsyncIterator[Chat]:
    screen = Screen(quiet=options.json)
    lines = Lines(quiet=options.json)
    consent = Consent(lines, screen.notice, getattr(options, "yes", False), getattr(options, "confirm", ""))
    async with opens(surroundings, **_wanted(options, screen.notice)) as session:
        yield Chat(session, screen, lines, consent, json=options.json)


def _wanted(options: Namespace, notice: Callable[[str], None]) -> dict[str, Any]:
    if options.command != "chat":
        return {"surface": "terminal"}
    return {"conversation": options.conversation, "latest": options.latest, "notice": notice}
