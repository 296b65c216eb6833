"""How far a plan came, by its journal."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .store import PlanStore


@dataclass(frozen=True, slots=True)
class Made:
    done: Mapping[int, str]
    """Position -> id of what was made or changed."""
    begun: Mapping[int, Mapping[str, Any]]
    """Position -> what was noted before the call, of changes that may have been made: no end of them is known."""


def made_of(store: PlanStore, plan_id: str) -> Made:
    done: dict[int, str] = {}
    begun: dict[int, Mapping[str, Any]] = {}
    for one in store.journal(plan_id):
        if one.phase == "done":
            done[one.position] = str(one.detail["id"])
        elif one.phase == "intent":
            begun[one.position] = one.detail
        elif one.phase == "failed" and one.detail.get("maybe") is False:
            begun.pop(one.position, None)
    return Made(done, {position: detail for position, detail in begun.items() if position not in done})
