import time
from collections.abc import Callable

from ..workspace import Workspace
from .snapshots import RecentAccount

MCP = "mcp"
"""The surface of assistants, whose clients may answer for their person."""


class Place:
    """Where the work is done: an account, and the surface through which it is asked for.

    `trusts_host`: where a client cannot ask its person, the host's own question counts as theirs.
    `clock` counts seconds.
    """

    def __init__(
        self,
        workspace: Workspace,
        *,
        trusts_host: bool = False,
        surface: str = MCP,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._workspace = workspace
        self._surface = surface
        self._clock = clock
        self._names = RecentAccount(workspace, clock)
        self._asked: dict[str, float] = {}
        self.trusts_host = trusts_host
