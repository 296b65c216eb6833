from typing import Literal

from pydantic import BaseModel, ConfigDict

from funnels.assets import FAMILIES, Asset
from funnels.wire import Json

Do = Literal["create", "update", "duplicate", "archive", "unarchive", "delete", "move"]

UNKNOWN_BASE = "made by this plan"
"""The base of a change to what an earlier change of the same plan makes."""


class Change(BaseModel):
    """One request a plan makes. Documents have their secrets covered; the vault keeps those until they are sent."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    do: Do
    family: str
    id: str
    name: str
    before: Json | None = None
    """The document as it was read: what an undo goes back to."""
    after: Json | None = None
    """The document as it shall be; for a duplicate, the fields the copy gets."""
    base: str = ""
    """The revision it was planned on; empty where nothing must exist."""
    new_name: str = ""
    """Of a duplicate."""
    parent: str = ""
    """Of a duplicate: the funnel group or category."""
    cascade: Literal["cascade", "move", "orphan"] | None = None
    target: str | None = None
    """Where children move, or the category an asset moves to."""
    secrets: tuple[str, ...] = ()
    """Paths in `after` whose values are in the vault."""

    @property
    def kind(self) -> type[Asset]:
        return FAMILIES[self.family]

    @property
    def takes_away(self) -> bool:
        return self.do == "delete"
