"""The desk itself, for commands that only look at plans or close them: no conversation, no model."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from server.building import Desk

    from ..compose import Surroundings


@asynccontextmanager
async def at_desk(surroundings: "Surroundings") -> AsyncIterator["Desk"]:
    from server.building import open_desk  # databases are wanted for these commands only

    async with open_desk(surroundings.server, surface="terminal") as desk:
        yield desk
