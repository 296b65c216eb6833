from typing import ClassVar

from ..wire import spelled
from .booking import Booking


class Hits(Booking):
    """All hits of a segment, with every event that refers to them. The id is the key of the segment.

    What is deleted of them is gone for good.
    """

    model_config = spelled(id="segment")
    family: ClassVar[str] = "hits"
    title: ClassVar[str] = "hits"
    can_come_back: ClassVar[bool] = False

    hits: int = 0
