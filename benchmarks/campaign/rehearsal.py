"""The plan applied with nobody in the way: how many requests it takes, and how it leaves the account."""

import shutil
from pathlib import Path

import httpx

from .inspection import ids_in, inspect
from .job import Stage
from .office import open_office
from .people import told
from .scene import set_up
from .strikes import Road


async def rehearsed(folder: Path) -> Stage:
    """Made in two folders inside this one; `home` of the stage is the one to start from."""
    home, trial = folder / "start", folder / "rehearsal"
    plan_id = await set_up(home)
    known = ids_in(home)
    before = inspect(home, known)
    shutil.copytree(home, trial)
    roads: list[Road] = []

    def laid(inner: httpx.AsyncBaseTransport) -> Road:
        roads.append(Road(inner))
        return roads[0]

    async with open_office(trial, wrap=laid) as office:
        done = await office.apply(plan_id)
        assert done["verified"], done
        requests = tuple(told(one) for one in roads[0].taken)
        changes = office.changes(plan_id)
    families = len({change.family for change in changes})
    after = inspect(trial, known)
    return Stage(home, plan_id, known, before, after, requests, len(changes), families)
