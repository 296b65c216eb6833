from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict

from .freeze import Freeze
from .plan import Plan


class Policy(BaseModel):
    """What may be applied at all, and by how many; the same for every surface over an account."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    read_only: bool = False
    max_changes: int | None = None
    """Of one plan."""
    bulk: int = 25
    """More changes than this to what stood before make a plan dangerous [our ruling]."""
    protected_groups: tuple[str, ...] = ()
    """Names or ids of funnel groups of which nothing may be changed."""
    two_persons: bool = False
    """A dangerous plan needs the yes of two."""
    recent_days: int = 7
    """A funnel that had visits within so many days is live, and changing it dangerous; 0: nobody asks."""
    time_zone: str = "UTC"
    """By its IANA name: that of weekly freezes, and of times that name none."""
    freezes: tuple[Freeze, ...] = ()

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    def persons(self, plan: Plan) -> int:
        """How many different persons have to say yes to the plan."""
        return 2 if self.two_persons and plan.level == "dangerous" else 1

    def freezing(self, now: datetime) -> Iterator[tuple[Freeze, datetime]]:
        """The freezes that are on, and until when."""
        for one in self.freezes:
            if until := one.until(now, self.zone):
                yield one, until
