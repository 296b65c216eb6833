"""A stretch of the request that says one thing about who comes, or nothing at all."""

from dataclasses import dataclass

from .crowd import Crowd


@dataclass(frozen=True, slots=True)
class Span:
    start: int
    end: int
    text: str
    crowd: Crowd | None = None
    rest: bool = False
    like: str = ""
    """How a crowd is said to go where another goes: `so does`, `too`, `as`."""
