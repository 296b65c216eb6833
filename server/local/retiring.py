"""Operations that delete, archive and bring back.

Our rulings where the contract is silent: a deleted asset is kept with the status `deleted` (the contract knows that
state and filters for it), is read by id and under status=all, and comes back by creating it again. All entries of a
request exist or none is touched. Deleting what is deleted and archiving what is archived succeeds without a change.
"""

from collections.abc import Iterable

from .call import Call
from .children import settle
from .refusal import Refusal
from .storage import DELETED, Stored

ACTIVE = "active"
ARCHIVED = "archived"


def remove(call: Call) -> None:
    """Delete by `entries`, or by the former way of one id in the query."""
    single = call.query.get(call.view.id)
    if (single is None) == (call.body is None):
        raise Refusal(
            400, f"Name what to delete either in the body's entries or as {call.view.id} in the query.", "entries"
        )
    _retire(call, [single] if single is not None else call.sent["entries"], DELETED)


def archive(call: Call) -> None:
    _retire(call, call.sent["entries"], ARCHIVED)


def unarchive(call: Call) -> None:
    for stored in _entries(call, call.sent["entries"], alive=True):
        _set_status(call, stored, ACTIVE)


def _retire(call: Call, entries: list[str], status: str) -> None:
    parents = _entries(call, entries, alive=status != DELETED)
    settle(call, [parent.id for parent in parents], status)
    for parent in parents:
        _set_status(call, parent, status)


def _entries(call: Call, ids: Iterable[str], *, alive: bool) -> list[Stored]:
    ids = list(ids)
    found = call.store.several(call.view.family, ids)
    for index, id in enumerate(ids):
        if id not in found or (alive and found[id].status == DELETED):
            raise call.missing(id, f"entries[{index}]")
    return list(found.values())


def _set_status(call: Call, stored: Stored, status: str) -> None:
    if stored.status != status:
        document = {**stored.document(), "status": status}
        call.store.save(call.view.family, document, stored.secrets, stored)
