import re
from typing import Annotated, ClassVar

from pydantic import AfterValidator, Field

from ..wire import Json, Wire

Name = Annotated[str, Field(min_length=1, max_length=256)]


_AMOUNT = re.compile(r"-?\d+(\.\d+)?|")


def _amount(text: str) -> str:
    if not _AMOUNT.fullmatch(text):
        raise ValueError(f"{text!r} is not an amount such as '14.50'")
    return text


Amount = Annotated[str, AfterValidator(_amount)]
"""Money as the tracker spells it: a decimal string in the account's currency, or empty for none."""


class Asset(Wire):
    """A document of the account. What differs between families is data on the class."""

    family: ClassVar[str]
    """The name people and tools use, such as `offer_source`."""

    title: ClassVar[str]
    """The name in a sentence, such as `offer source`."""

    id: str
    name: str
    status: str = "active"
    meta: Json | None = None
    """Belongs to the tracker's web app: sent back as read, never written."""

    @property
    def is_active(self) -> bool:
        return self.status == "active"
