"""What is booked on traffic afterwards: costs, conversions, custom events, and hits that are to go.

They are not documents of the tracker, but are read and written like such, so that plans treat them like any other
change: shown before, compared before, read back, taken back.
"""

from .booking import Booking
from .conversion import Conversion, CustomEvent
from .cost import Cost
from .hits import Hits
from .segment import Segment

BOOKINGS: dict[str, type[Booking]] = {kind.family: kind for kind in (Cost, Conversion, CustomEvent, Hits)}
"""By the name plans use."""

__all__ = ["BOOKINGS", "Booking", "Conversion", "Cost", "CustomEvent", "Hits", "Segment"]
