from pydantic import BaseModel, ConfigDict


class Strict(BaseModel):
    """Something a planner writes: what it does not know, it refuses."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)
