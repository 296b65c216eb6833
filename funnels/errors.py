"""Every error this project raises on purpose, as far as nothing outside is involved.

FunnelError                what a person may read, and what to do next
├─ InputError              the request cannot be understood as written
│  └─ BlueprintError       a blueprint or an edit, with every fault and its place
├─ NotFoundError           no such asset in this account
└─ AmbiguousError          several assets could be meant
"""

from collections.abc import Sequence
from dataclasses import dataclass


class FunnelError(Exception):
    """Something a person may read; `hint` says what to do next."""

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint

    def __str__(self) -> str:
        return f"{super().__str__()} {self.hint}".strip()


class InputError(FunnelError):
    """The request cannot be understood as written."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with a request."""

    place: str
    """Dotted path into what was handed in, such as `steps.vpn.offers[1].weight`."""

    message: str
    """What is wrong there, with the value and what was expected."""

    candidates: tuple[str, ...] = ()
    """Nearest matches, best first; empty where there are none."""

    def __str__(self) -> str:
        if not self.candidates:
            return f"{self.place}: {self.message}"
        stop = "" if self.message.endswith((".", "!", "?")) else "."
        return f"{self.place}: {self.message}{stop} Did you mean {' or '.join(map(repr, self.candidates))}?"


class BlueprintError(InputError):
    """All faults of a blueprint or of edit operations, each with its place."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(map(str, self.faults)))


class NotFoundError(FunnelError):
    """No such asset in this account; `candidates` are the nearest names, best first."""

    def __init__(self, message: str, *, candidates: Sequence[str] = (), hint: str = "") -> None:
        super().__init__(message, hint=hint)
        self.candidates = tuple(candidates)


class AmbiguousError(FunnelError):
    """Several assets could be meant; `candidates` names them, best first."""

    def __init__(self, message: str, *, candidates: Sequence[str], hint: str = "") -> None:
        super().__init__(message, hint=hint)
        self.candidates = tuple(candidates)
