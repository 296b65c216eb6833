"""What a process does that is killed at a step of a sealing or of a change."""

import os
import signal
from decimal import Decimal
from itertools import count
from pathlib import Path

from happenings import MORNING

from server.local.events import EventStore, Limits


def die(folder: Path, deed: str, step: str, number: int) -> None:
    """When the step is reached for the `number`th time."""
    times = count(1)

    def reached(done: str) -> None:
        if done == step and next(times) == number:
            os.kill(os.getpid(), signal.SIGKILL)

    store = EventStore(folder, lambda: MORNING, limits=Limits(marked=0), reached=reached)
    if deed == "seal":
        store.seal()
    else:
        ids = [id for (id,) in store.read("SELECT event_id FROM events").rows]
        store.reprice(dict.fromkeys(ids, Decimal(7)))
