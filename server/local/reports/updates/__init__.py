"""Changes of what happened: accepted when all of it is right, and done soon after."""

from pathlib import Path

from funnels.wire import Json

from ...runtime import World
from . import bookings, costs, resets
from .booking import Booking
from .queue import UpdateQueue

__all__ = ["UpdateQueue", "open_updates"]


def open_updates(folder: Path, world: World) -> UpdateQueue:
    """Over the events and the outbox of the run time; opens and makes nothing before it is used."""

    def do(kind: str, update: Json) -> None:
        match kind:
            case bookings.KIND:
                Booking(world, update).carry_out()
            case costs.KIND:
                costs.carry_out(world.events, update)
            case resets.KIND:
                resets.carry_out(world.events, update)

    return UpdateQueue(folder, do)
