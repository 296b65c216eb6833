"""What a process does that appends events until it is killed."""

import threading
from multiprocessing.connection import Connection
from pathlib import Path

from happenings import MORNING, entrance

from server.local.events import EventStore, Limits


def record(folder: Path, name: str, threads: int, live: int, acknowledged: Connection) -> None:
    """Pairs of events from several threads; the ids of each pair are sent once it is acknowledged."""
    store = EventStore(folder, lambda: MORNING, limits=Limits(live=live))
    sending = threading.Lock()

    def from_one(thread: int) -> None:
        number = 0
        while True:
            number += 1
            one, other = (entrance(number, event_id=f"{name}-{thread}-{number}-{half}") for half in "ab")
            store.append([one, other])
            with sending:
                acknowledged.send((one["event_id"], other["event_id"]))

    for thread in range(threads):
        threading.Thread(target=from_one, args=(thread,)).start()
