from typing import ClassVar

from ..assets.asset import Asset


class Booking(Asset):
    """Its id says all that is needed to find it; it has no name of its own."""

    name: str = ""

    can_come_back: ClassVar[bool] = True
    """Whether it can be booked again once it is gone."""
