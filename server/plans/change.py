from collections.abc import Mapping
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from funnels.assets import Asset
from funnels.bookings import Booking
from funnels.wire import Json

from ..tracker.families import ACCESS
from .kinds import KINDS

Do = Literal["create", "update", "duplicate", "archive", "unarchive", "delete", "move"]

UNKNOWN_BASE = "made by this plan"
"""The base of a change to what an earlier change of the same plan leaves: its `before` has to stand there still."""


class Change(BaseModel):
    """One request a plan makes. Documents have their secrets covered; the vault keeps those until they are sent."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    do: Do
    family: str
    id: str
    """As lists give it: that of an integration key is not the key."""
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
    target: str | None = None
    """The category or funnel group an asset moves to."""
    secrets: Mapping[str, str] = Field(default_factory=dict)
    """Paths in `after` whose values are in the vault, and the seals of those values."""
    note: str = ""
    """What a person has to know about it and cannot see."""
    names: Mapping[str, str] = Field(default_factory=dict)
    """Id -> name, of what its documents refer to: people read names."""
    shared_with: tuple[str, ...] = ()
    """Names of the other funnels that use what it changes."""
    funnels: tuple[str, ...] = ()
    """Ids of the funnels on whose traffic something is booked."""

    @property
    def kind(self) -> type[Asset]:
        return KINDS[self.family]

    @property
    def key(self) -> tuple[str, str]:
        return (self.family, self.id)

    @property
    def is_booking(self) -> bool:
        """It is about what is booked on traffic, and not about an asset."""
        return issubclass(self.kind, Booking)

    @property
    def takes_away(self) -> bool:
        return self.do == "delete"

    @property
    def is_on_what_stood(self) -> bool:
        """It touches what was there before the plan."""
        return self.base not in ("", UNKNOWN_BASE) and self.do != "duplicate"

    @property
    def owners(self) -> tuple[str, ...]:
        """Ids of the funnels that alone may use it, before and after."""
        owned = [(one or {}).get("restrictToFunnelId") for one in (self.before, self.after)]
        return tuple(str(one) for one in owned if one)

    @property
    def id_is_made_by_tracker(self) -> bool:
        """The id is known only when it is made, so a lost answer is resolved by the name."""
        return self.do == "duplicate" or (self.do == "create" and not self.is_booking and ACCESS[self.kind].makes_ids)
