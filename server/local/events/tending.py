"""Sealing that happens by itself, in a thread of its own, when enough has come in or a day is over."""

import logging
import time
from collections.abc import Callable
from threading import Lock, Thread

from ...database import reading
from .documents import DAY_MS
from .files import Reached
from .landing import Execute
from .place import Place
from .sealing import due, seal

_PAUSE_SECONDS = 60
"""After a sealing that failed, for the next one hardly fares better at once."""

_log = logging.getLogger(__name__)


class Tender:
    def __init__(self, place: Place, now_ms: Callable[[], int], most: int, reached: Reached) -> None:
        self._place = place
        self._now_ms = now_ms
        self._most = most
        self._reached = reached
        self._lock = Lock()
        self._thread: Thread | None = None
        self._wanted = False
        self._today = 0
        self._not_before = 0.0

    def look(self, execute: Execute, sealed: int) -> bool:
        """Within a write that has just been made: whether sealing may be due."""
        today = self._now_ms() // DAY_MS
        if today != self._today:
            self._today = today
            return True
        newest = execute("SELECT max(seq) FROM live", ()).fetchone()[0] or 0
        return bool(newest - sealed >= self._most)

    def start(self) -> None:
        """Seal what is due; where that is going on, look again after it."""
        with self._lock:
            if time.monotonic() < self._not_before:
                return
            self._wanted = True
            if self._thread is not None:
                return
            # not a daemon: the interpreter waits for the end of a sealing that has begun
            self._thread = Thread(target=self._seal, name="sealing")
            self._thread.start()

    def close(self) -> None:
        """Wait for a sealing that goes on."""
        with self._lock:
            thread = self._thread
            self._today = 0
        if thread is not None:
            thread.join()

    def _seal(self) -> None:
        while self._is_wanted():
            try:
                self._seal_what_is_due()
            except Exception:
                self._not_before = time.monotonic() + _PAUSE_SECONDS
                _log.exception("Events could not be sealed; they stay where they are.")

    def _is_wanted(self) -> bool:
        with self._lock:
            wanted, self._wanted = self._wanted, False
            if not wanted:
                self._thread = None
            return wanted

    def _seal_what_is_due(self) -> None:
        today = self._now_ms() // DAY_MS
        if self._due(today) is None:
            return
        with self._place.turn():
            keep = self._due(today)  # another process may have been faster
            if keep is not None:
                seal(self._place, keep, self._reached)

    def _due(self, today: int) -> int | None:
        with reading(self._place.engine) as connection:
            return due(connection, self._most, today)
