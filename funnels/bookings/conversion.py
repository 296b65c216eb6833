from typing import ClassVar

from ..assets.asset import Amount
from ..wire import spelled
from .booking import Booking

_BETWEEN = "|"


class Conversion(Booking):
    """A conversion of a hit; one for each transaction id. The id is the hit's, and the transaction's behind it."""

    model_config = spelled(id="conversion")
    family: ClassVar[str] = "conversion"
    title: ClassVar[str] = "conversion"

    payout: Amount = ""

    @staticmethod
    def key(hit: str, transaction: str) -> str:
        return f"{hit}{_BETWEEN}{transaction}"

    @property
    def hit(self) -> str:
        return self.id.partition(_BETWEEN)[0]

    @property
    def transaction(self) -> str:
        return self.id.partition(_BETWEEN)[2]


class CustomEvent(Booking):
    """A custom event of a hit, by its number and transaction id."""

    model_config = spelled(id="customEvent")
    family: ClassVar[str] = "custom_event"
    title: ClassVar[str] = "custom event"

    revenue: Amount = ""
    event_data1: str = ""
    event_data2: str = ""

    @staticmethod
    def key(hit: str, number: int, transaction: str) -> str:
        return f"{hit}{_BETWEEN}{number}{_BETWEEN}{transaction}"

    @property
    def hit(self) -> str:
        return self.id.split(_BETWEEN, 2)[0]

    @property
    def number(self) -> int:
        return int(self.id.split(_BETWEEN, 2)[1])

    @property
    def transaction(self) -> str:
        return self.id.split(_BETWEEN, 2)[2]
