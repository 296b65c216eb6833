"""How a blueprint names assets: by name (or id) where they exist, by what they are made of where they do not."""

import re
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, PlainSerializer, model_validator

from .forms import NAME, NAME_OR_OBJECT, OBJECT
from .strict import Strict


def _number(value: Decimal) -> int | float | str:
    """As a number where that loses nothing, else as text."""
    if value == value.to_integral_value():
        return int(value)
    return float(value) if Decimal(repr(float(value))) == value else str(value)


def _address(url: str) -> str:
    if not re.match(r"https?://[^\s/?#]|\{", url, re.IGNORECASE):
        raise ValueError("an address starts with https:// or http:// and a host, or with a token in braces")
    return url


Percent = Annotated[Decimal, Field(ge=0, le=100, max_digits=403, decimal_places=400), PlainSerializer(_number)]
"""A weight as people say it, 0..100."""

Text = Annotated[str, Field(min_length=1, max_length=256)]
Url = Annotated[str, Field(min_length=1, max_length=8192), AfterValidator(_address)]
Money = Annotated[
    Decimal, Field(ge=0, max_digits=15, decimal_places=6), PlainSerializer(lambda amount: f"{amount:f}")
]
"""In the account's currency; keeps the decimals it was written with."""


class NewOfferSource(Strict):
    """An offer source that is to be made."""

    name: Text
    new: Literal[True]


class NewGroup(Strict):
    """A funnel group that is to be made."""

    name: Text
    new: Literal[True]


class NewTrafficSource(Strict):
    """A traffic source that is to be made.

    `fields` maps slots (campaign, external, c1..c20) to the ad platform's macro.
    """

    name: Text
    new: Literal[True]
    cost_type: Literal["cpe", "cpa"] = "cpe"
    fields: dict[str, str] = Field(default_factory=dict)


class NewTag(Strict):
    """A visitor tag that is to be made."""

    name: Text
    new: Literal[True]


OfferSourceRef = Annotated[Annotated[Text, NAME] | Annotated[NewOfferSource, OBJECT], NAME_OR_OBJECT]
GroupRef = Annotated[Annotated[Text, NAME] | Annotated[NewGroup, OBJECT], NAME_OR_OBJECT]
TrafficSourceRef = Annotated[Annotated[Text, NAME] | Annotated[NewTrafficSource, OBJECT], NAME_OR_OBJECT]
TagRef = Annotated[Annotated[Text, NAME] | Annotated[NewTag, OBJECT], NAME_OR_OBJECT]


class NewPage(Strict):
    """A lander or an offer that is to be made; which one says the step it stands in."""

    name: Text
    url: Url
    payout: Money | None = None
    """Offers only, in the account's currency."""
    source: OfferSourceRef | None = None
    """Offers only: the offer source."""


PageRef = Annotated[Annotated[Text, NAME] | Annotated[NewPage, OBJECT], NAME_OR_OBJECT]


class PageShareRef(Strict):
    """A page with its share of the visitors; no weight anywhere in the list means evenly.

    A bare name is enough.
    """

    page: PageRef
    weight: Percent | None = None

    @model_validator(mode="before")
    @classmethod
    def _name_alone(cls, raw: Any) -> Any:
        return {"page": raw} if isinstance(raw, str) else raw


class Use(Strict):
    """An existing shared asset, by name."""

    use: Text
