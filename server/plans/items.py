"""What became of each change of a plan, by its journal and what was read back."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from .change import Change
from .progress import made_of
from .store import Kept, PlanStore

ItemStatus = Literal["made", "not made", "unknown", "differs"]
"""`unknown`: its request went out and no answer is known, so that only looking can tell.

`differs`: made, and what was read back is not what the plan says.
"""


@dataclass(frozen=True, slots=True)
class Item:
    change: Change
    status: ItemStatus
    id: str
    """Of what it made or touched; empty where that is not known."""
    error: str = ""
    """Why it was not made at the last try."""


def items_of(store: PlanStore, kept: Kept) -> Iterator[Item]:
    """In the order of the plan."""
    made = made_of(store, kept.plan.id)
    errors = {one.position: str(one.detail.get("error", "")) for one in store.journal(kept.plan.id)}
    differing = set(kept.result.get("differing", ()))
    for at, change in enumerate(kept.plan.changes):
        if at in made.done:
            yield Item(change, "differs" if at in differing else "made", made.done[at])
        else:
            id = "" if change.id_is_made_by_tracker else change.id
            yield Item(change, "unknown" if at in made.begun else "not made", id, errors.get(at, ""))


def made_in(store: PlanStore, kept: Kept) -> int:
    """How many of its changes are made for certain, and not taken back."""
    if kept.status in ("ready", "expired", "declined", "undone"):
        return 0
    return len(kept.plan.changes) if kept.status == "applied" else len(made_of(store, kept.plan.id).done)
