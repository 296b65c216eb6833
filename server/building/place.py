import copy
import time
from collections.abc import Callable
from typing import Self

from ..plans import clean
from ..workspace import Workspace
from .snapshots import RecentAccount

MCP = "mcp"
"""The surface of assistants, whose clients may answer for their person."""


_MOST_CLIENT = 24
"""Characters of what a client calls itself."""


class Place:
    """Where the work is done: an account, and the surface through which it is asked for.

    `trusts_host`: where a client cannot ask its person, the host's own question counts as theirs.
    `model` is the one that talks here; empty where none does, or it is not ours to know. `clock` counts seconds.
    """

    def __init__(
        self,
        workspace: Workspace,
        *,
        trusts_host: bool = False,
        surface: str = MCP,
        model: str = "",
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._workspace = workspace
        self.person = workspace.settings.person
        self._surface = surface
        self.client = ""
        self._model = model
        self._clock = clock
        self._names = RecentAccount(workspace, clock)
        self._asked: dict[str, float] = {}
        self.trusts_host = trusts_host

    def through(self, client: str, person: str = "") -> Self:
        """The same place, asked by a client of this name; what we know ourselves goes before its word.

        The person who asks and says yes is whom this process serves, where none is named.
        """
        asked = copy.copy(self)
        asked.person = person or self.person
        if self._surface == MCP:
            asked.client = clean(client)[:_MOST_CLIENT].strip()
        return asked

    @property
    def _through(self) -> str:
        """What the journal says the work came through: `terminal`, `mcp (claude-code 2.1)`."""
        return f"{self._surface} ({self.client})" if self.client else self._surface
