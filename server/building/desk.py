"""What the server can do with an account. Every tool is one call here."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from ..settings import Settings
from ..workspace import open_workspace
from .applying import Applying
from .following import Following
from .forecasting import Forecasting
from .looking import Looking
from .past import Past
from .place import MCP
from .reporting import Reporting
from .updating import Updating


class Desk(Looking, Past, Reporting, Forecasting, Updating, Following, Applying):
    """Looking, also back and ahead, planning, applying and following up: in one place, over one account."""


@asynccontextmanager
async def open_desk(
    settings: Settings, *, trusts_host: bool = False, surface: str = MCP, model: str = ""
) -> AsyncIterator[Desk]:
    """The desk over the account that the settings mean."""
    async with open_workspace(settings) as workspace:
        yield Desk(workspace, trusts_host=trusts_host, surface=surface, model=model)
