"""Who writes next: the system wakes those who wait in a queue, where SQLite would have them look again and again.

SQLite's own lock is what keeps writers apart; without a gate (on Windows) a busy one can keep the others waiting for
long.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

if sys.platform != "win32":
    import fcntl


@contextmanager
def gate(file: Path) -> Iterator[None]:
    """Held by one thread of all processes at a time; it ends with the process, however that ends."""
    if sys.platform == "win32":
        yield
        return
    handle = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
