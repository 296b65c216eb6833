"""What is done, and from where."""

from dataclasses import dataclass
from pathlib import Path

from .inspection import Account


@dataclass(frozen=True)
class Job:
    fault: str
    at: int
    """The number of the request, reads too."""
    on_socket: bool

    @property
    def title(self) -> str:
        return f"{self.fault} at request {self.at}{' over a socket' if self.on_socket else ''}"


@dataclass(frozen=True)
class Stage:
    """What all runs start from, and how a plan nobody disturbs leaves it."""

    home: Path
    plan_id: str
    known: frozenset[str]
    before: Account
    after: Account
    requests: tuple[str, ...]
    """What it sends, as `told` tells it."""

    changes: int
    families: int
