from typing import ClassVar

from ..assets.asset import Amount
from ..wire import spelled
from .booking import Booking


class Cost(Booking):
    """What the visits of a segment cost together. The id is the key of the segment.

    The tracker divides it evenly over the visits; of costs that were uneven before only the sum comes back.
    """

    model_config = spelled(id="segment")
    family: ClassVar[str] = "cost"
    title: ClassVar[str] = "cost"

    cost: Amount = ""
    visits: int = 0
    """Over which it is divided: with others it would be another cost for each."""
