"""What policy forbids, whoever asks and through whatever surface."""

from ..errors import PolicyError
from .plan import Plan
from .policy import Policy


def refuse_forbidden(policy: Policy, plan: Plan) -> None:
    """PolicyError with what is in the way; nothing was written."""
    if policy.read_only:
        raise PolicyError("Everything is read-only here.", hint="Nothing was written.")
