"""Reading as much of the account as a job needs."""

from collections.abc import Callable

from funnels.account import Account
from funnels.assets import FAMILIES, Funnel
from funnels.errors import InputError
from funnels.names import nearest, resolve

from ..tracker import read_account, with_documents
from ..workspace import Workspace

_FRESH = 15.0
"""Seconds: the calls of one turn of a conversation share a reading, those of the next do not."""


def known_family(family: str) -> str:
    """The family, or an InputError with the nearest."""
    if family in FAMILIES:
        return family
    near = nearest(family, list(FAMILIES), most=1)
    guess = f"Did you mean {near[0]!r}? " if near else ""
    raise InputError(f"No asset family {family!r}.", hint=f"{guess}Families are {', '.join(FAMILIES)}.")


async def account_of(workspace: Workspace) -> Account:
    return await read_account(workspace.tracker)


class RecentAccount:
    """The account for looking names up.

    Reading a remote one takes a request for each family, so that it may be a few seconds old there; planning and
    applying always read anew.
    """

    def __init__(self, workspace: Workspace, clock: Callable[[], float]) -> None:
        self._workspace = workspace
        self._clock = clock
        self._kept: tuple[float, Account] | None = None

    async def read(self) -> Account:
        now = self._clock()
        if self._kept and self._workspace.settings.is_remote and now - self._kept[0] < _FRESH:
            return self._kept[1]
        account = await account_of(self._workspace)
        self._kept = (now, account)
        return account

    def forget(self) -> None:
        self._kept = None


async def funnel_of(workspace: Workspace, wanted: str) -> tuple[Funnel, Account]:
    """A funnel by name or id, with all that it leads to. NotFoundError and AmbiguousError name candidates."""
    account = await account_of(workspace)
    entry = resolve(wanted, account.entries(Funnel.family), what=Funnel.title)
    account = await with_documents(workspace.tracker, account, [(Funnel, entry.id)])
    funnel = account.get(Funnel, entry.id)
    if funnel is None:
        raise InputError(f"The funnel {entry.name!r} was deleted just now.", hint="List the funnels again.")
    return funnel, account
