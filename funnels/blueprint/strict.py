from collections.abc import Iterable

from pydantic import BaseModel, ConfigDict


class Strict(BaseModel):
    """Something a planner writes: what it does not know, it refuses."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    @classmethod
    def spelled_keys(cls) -> Iterable[str]:
        """What may stand in it, as a planner spells it."""
        return cls.model_fields
