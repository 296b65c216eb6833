"""Putting the demo account into an empty embedded tracker, and taking it out again."""



from ..tracker import Tracker
from .account import demo_assets


async def install(tracker: Tracker) -> int:
    """Make the demo assets that are not there; says how many. Meant for the embedded tracker only."""
    made = 0
    for asset in demo_assets():
        if asset.id not in {one.id for one in await tracker.entries(type(asset), status="all")}:
            await tracker.create(asset)
            made += 1
    return made
