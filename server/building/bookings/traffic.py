"""What traffic there is to book on."""

from funnels.account import Account
from funnels.assets import Funnel
from funnels.bookings import Segment

from ...tracker import Tracker
from ...tracker.bookings import rows_of


async def funnels_with_visits(tracker: Tracker, segment: Segment, account: Account) -> list[str]:
    """Ids of the funnels that visits of the segment went through, deleted ones too.

    Without those that the tracker does not know any more: on their visits nothing can be booked.
    """
    rows = await rows_of(tracker, segment, ("visits",))
    found = dict.fromkeys(id for row in rows if (id := row.ids[0]) is not None and row.values.get("visits"))
    unlisted = [id for id in found if account.entry(Funnel.family, id) is None]
    gone = set(unlisted) - {one.id for one in await tracker.get_many(Funnel, unlisted)}
    return [id for id in found if id not in gone]
