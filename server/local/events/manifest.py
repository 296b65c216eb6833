"""Which Parquet files count, at one moment."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from .landing import Execute
from .tables import part


@dataclass(frozen=True, slots=True)
class Part:
    """A sealed file, and what can be in it. All bounds are included."""

    file: str
    """Below the folder of the sealed files, with forward slashes."""
    day: int
    rows: int
    min_time: int
    max_time: int
    min_hit: str
    max_hit: str
    min_event: str
    max_event: str
    shape: str
    """Of the columns it was written with: `columns.SHAPE`, unless it is of another release."""


@dataclass(frozen=True)
class Manifest:
    generation: int
    sealed: int
    """Live events up to this number are in the parts."""
    parts: tuple[Part, ...]
    gone: Mapping[str, str]
    """Events of the parts that do not count, and the file each is in."""

    @cached_property
    def unclean(self) -> frozenset[str]:
        """Files with events that do not count."""
        return frozenset(self.gone.values())

    @cached_property
    def last_event(self) -> str:
        """The id that sorts last; what happens from here on nearly always comes after it."""
        return max((part.max_event for part in self.parts), default="")

    def of_hit(self, hit_id: str) -> list[Part]:
        return [part for part in self.parts if part.min_hit <= hit_id <= part.max_hit]

    def of_time(self, start_ms: int, end_ms: int) -> list[Part]:
        return [part for part in self.parts if part.min_time < end_ms and start_ms <= part.max_time]

    def of_events(self, first: str, last: str) -> list[Part]:
        """Those that can hold an event whose id is between the two, both included."""
        return [part for part in self.parts if part.min_event <= last and first <= part.max_event]

    def of_days(self, days: tuple[int, int] | None) -> list[Part]:
        if days is None:
            return list(self.parts)
        first, last = days
        return [part for part in self.parts if first <= part.day <= last]


_PARTS = f"SELECT {', '.join(part.columns.keys())} FROM part ORDER BY day, file"  # noqa: S608 - our own names


class Shelf:
    """The manifest, read again only when it has changed."""

    def __init__(self) -> None:
        self._latest = Manifest(0, 0, (), {})

    def manifest(self, execute: Execute) -> Manifest:
        """As it is in the transaction."""
        generation, sealed = execute("SELECT generation, sealed FROM state", ()).fetchone()
        latest = self._latest
        if generation != latest.generation:
            parts = tuple(Part(*row) for row in execute(_PARTS, ()).fetchall())
            gone = dict(execute("SELECT event_id, file FROM gone", ()).fetchall())
            latest = self._latest = Manifest(generation, sealed, parts, gone)
        return latest
