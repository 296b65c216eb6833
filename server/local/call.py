"""What an operation is given: a checked request, and what it may use to answer it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic import SecretStr

from funnels.ids import NewId

from ..contracts import Operation
from .documents import Json
from .events import EventStore
from .families import View
from .refusal import Refusal
from .storage import Store, Stored

if TYPE_CHECKING:
    from .reports.updates import UpdateQueue


@dataclass(frozen=True, slots=True)
class Tools:
    """What makes one embedded tracker different from another."""

    now_ms: Callable[[], int]
    new_id: NewId
    token: SecretStr | None
    events: EventStore
    updates: "UpdateQueue"


@dataclass(frozen=True, slots=True)
class Call:
    """One request that the contract allows, in the fields it was sent with."""

    operation: Operation
    view: View
    query: dict[str, Any]
    body: Json | None
    store: Store
    tools: Tools

    @property
    def sent(self) -> Json:
        """The body of an operation that must have one."""
        assert self.body is not None
        return self.body

    def existing(self, id: str, field: str = "") -> Stored:
        """The asset with the id, in any state."""
        stored = self.store.find(self.view.family, id)
        if stored is None:
            raise self.missing(id, field)
        return stored

    def missing(self, id: str, field: str = "") -> Refusal:
        return Refusal(404, f"There is no {self.view.family.label} with the id {id!r}.", field or self.view.id)


Handler = Callable[[Call], str | None]
"""Answers a call with JSON text, or with nothing."""
