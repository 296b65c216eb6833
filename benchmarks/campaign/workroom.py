import os
import tempfile
from pathlib import Path

_MEMORY = Path("/dev/shm")


def workroom() -> tempfile.TemporaryDirectory[str]:
    """A folder for what is written much and not kept: in memory where there is such a place, not on a disk."""
    return tempfile.TemporaryDirectory(dir=_MEMORY if os.access(_MEMORY, os.W_OK) else None)
