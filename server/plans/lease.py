"""The right to apply: one process at a time has it."""

import hashlib
import os
import platform
import secrets as chance
from datetime import datetime

from sqlalchemy import Connection, delete, select

from ..errors import PlanError
from .tables import LEASE

_NAME = "apply"

SECONDS = 300.0
"""Renewed while changes are made; longer than the longest wait, so that nobody slow is taken for dead."""

_FRESH = 30.0
"""So long it is not renewed again: a plan of many changes would do little else."""

_HOST = hashlib.sha256(platform.node().encode()).hexdigest()[:16]


def new_holder() -> str:
    """Names this process on this machine, so that its death can be seen at once."""
    return f"{_HOST}:{os.getpid()}:{chance.token_hex(8)}"


def take(connection: Connection, holder: str, now: datetime) -> None:
    """Take or renew, in a transaction that writes. PlanError while somebody else has it."""
    stamp = now.timestamp()
    row = connection.execute(select(LEASE).where(LEASE.c.name == _NAME)).one_or_none()
    if row is not None and row.holder != holder and row.until > stamp and not _is_dead(row.holder):
        raise PlanError(
            "Another plan is being applied right now.", hint="Nothing was written; try again when it is done."
        )
    if row is not None and row.holder == holder and row.until - stamp > SECONDS - _FRESH:
        return  # good for long enough
    connection.execute(delete(LEASE).where(LEASE.c.name == _NAME))
    connection.execute(LEASE.insert().values(name=_NAME, holder=holder, until=stamp + SECONDS))


def give_back(connection: Connection, holder: str) -> None:
    connection.execute(delete(LEASE).where(LEASE.c.name == _NAME, LEASE.c.holder == holder))


def _is_dead(holder: str) -> bool:
    """Only of a process on this machine can it be known."""
    host, _, rest = holder.partition(":")
    process = rest.partition(":")[0]
    if host != _HOST or os.name != "posix" or not process.isdigit():
        return False
    try:
        os.kill(int(process), 0)  # sends nothing, only asks
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False
