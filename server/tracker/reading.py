"""The account as the tracker has it."""

import logging
from collections.abc import Iterable

from funnels.account import Account, Entry
from funnels.assets import Asset

from ..errors import TrackerRefused
from .client import Tracker
from .families import ACCESS
from .references import Reference, references
from .routes import NOT_HERE
from .together import together

_log = logging.getLogger(__name__)


async def read_account(tracker: Tracker, *, status: str = "not-deleted") -> Account:
    """An entry for everything the tracker lists, archived things too, so that their names are known.

    Not listed are AI node settings, and page groups and conditions of one funnel; `with_documents` brings those.
    """
    families = await together(lambda kind: _entries(tracker, kind, status), ACCESS)
    return Account(entry for entries in families for entry in entries)


async def with_documents(tracker: Tracker, account: Account, wanted: Iterable[Reference]) -> Account:
    """The account with the whole documents of these, and of all they lead to, that were not read yet.

    What does not exist stays absent.
    """
    asked: set[Reference] = set()
    waiting = set(wanted)
    while waiting:
        asked |= waiting
        missing = [(kind, id) for kind, id in waiting if id and account.get(kind, id) is None]
        account = account.plus(await _read(tracker, missing))
        known = (account.get(kind, id) for kind, id in waiting)
        waiting = {reference for asset in known if asset for reference in references(asset)} - asked
    return account


async def _read(tracker: Tracker, missing: Iterable[Reference]) -> list[Asset]:
    by_kind: dict[type[Asset], list[str]] = {}
    for kind, id in missing:
        by_kind.setdefault(kind, []).append(id)
    found = await together(lambda pair: tracker.get_many(*pair), by_kind.items())
    return [asset for assets in found for asset in assets]


async def _entries(tracker: Tracker, kind: type[Asset], status: str) -> list[Entry]:
    try:
        return await tracker.entries(kind, status=status)
    except TrackerRefused as refused:
        if refused.status not in NOT_HERE or not ACCESS[kind].optional:
            raise
        _log.warning("The tracker has no %s where we look for them; going on without.", kind.title)
        return []
