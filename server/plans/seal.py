"""A plan says which secrets it sends without holding them: by seals that only the vault's copy can open."""

import hashlib
import secrets as chance

from ..errors import PlanError

_SALT = 32


def sealed(value: str) -> tuple[str, str]:
    """The secret as the vault keeps it, and its seal for the plan, which tells nothing once the vault is empty."""
    kept = f"{chance.token_hex(_SALT // 2)}{value}"
    return kept, _digest(kept)


def opened(kept: str | None, seal: str) -> str:
    """The secret. PlanError where it is not the one the plan was shown with."""
    if kept is None or _digest(kept) != seal:
        raise PlanError(
            "A secret of the plan is not the one it was made with.", hint="Nothing was written. Plan again."
        )
    return unsealed(kept)


def unsealed(kept: str) -> str:
    """The secret in what the vault keeps."""
    return kept[_SALT:]


def _digest(kept: str) -> str:
    return hashlib.sha256(kept.encode("utf-8", "surrogatepass")).hexdigest()
