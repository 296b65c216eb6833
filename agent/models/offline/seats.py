"""Where pages stand in the steps of a blueprint."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from .outcome import Json


@dataclass(frozen=True, slots=True)
class Seat:
    """A page at its place in the funnel."""

    step: str
    type: str
    name: str
    neighbours: int
    """Pages of the step, itself included."""


def seats_in(key: str, step: Json) -> Iterator[Seat]:
    for type in ("lander", "offer"):
        if type in step:
            yield Seat(key, type, name_of(step[type]), 1)
        many = step.get(f"{type}s")
        if isinstance(many, list):
            for one in many:
                yield Seat(key, type, name_of(one["page"]), len(many))


def seats_of(steps: Mapping[str, Json]) -> list[Seat]:
    return [seat for key, step in steps.items() for seat in seats_in(key, step)]


def name_of(reference: Any) -> str:
    """The name in a page reference of a blueprint."""
    return str(reference["name"]) if isinstance(reference, dict) else str(reference)
