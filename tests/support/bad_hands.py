"""The fault campaign with plans applied as they must not be: `HOW`, and the arguments of the campaign."""

import sys
from contextlib import suppress

from benchmarks.campaign.command import main
from benchmarks.campaign.office import Office
from funnels.errors import FunnelError
from server.errors import TrackerUnavailable
from server.plans import Change
from server.plans.writing import make


async def blindly(office: Office, plan_id: str) -> None:
    """What got no answer is sent again, though it may have arrived; no journal says what was made."""
    for change in office.changes(plan_id)[:16]:
        try:
            await make(office.ours, change, {})
        except TrackerUnavailable:
            await make(office.ours, change, {})


async def carelessly(office: Office, plan_id: str) -> None:
    """As planned, whatever stands there by now."""
    await office.apply(plan_id)
    for change in office.changes(plan_id):
        if change.do == "update":
            await _overwritten(office, change)


async def not_at_all(office: Office, plan_id: str) -> None:
    raise RuntimeError("broken")


HOW = {"blindly": blindly, "carelessly": carelessly, "not at all": not_at_all}


async def _overwritten(office: Office, change: Change) -> None:
    with suppress(FunnelError):
        await office.ours.replace(change.kind.read(change.after or {}))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[2:], apply=HOW[sys.argv[1]]))
