from pydantic import BaseModel, ConfigDict

from .plan import Plan


class Policy(BaseModel):
    """What may be applied at all, and by how many; the same for every surface over an account."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    read_only: bool = False

    def persons(self, plan: Plan) -> int:
        """How many different persons have to say yes to the plan."""
        return 1
