"""How a blueprint names assets: by name (or id) where they exist, by what they are made of where they do not."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from .strict import Strict

Percent = Annotated[Decimal, Field(ge=0, le=100)]
"""A weight as people say it, 0..100."""

Text = Annotated[str, Field(min_length=1, max_length=256)]
Url = Annotated[str, Field(min_length=1, max_length=8192)]
Payout = Annotated[Decimal, Field(ge=0, max_digits=15, decimal_places=6)]


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


class NewPage(Strict):
    """A lander or an offer that is to be made; which one says the step it stands in."""

    name: Text
    url: Url
    payout: Payout | None = None
    """Offers only, in the account's currency."""
    source: Text | NewOfferSource | None = None
    """Offers only: the offer source."""


PageRef = Text | NewPage


class PageShareRef(Strict):
    """A page with its share of the visitors; no weight anywhere in the list means evenly."""

    page: PageRef
    weight: Percent | None = None


class Use(Strict):
    """An existing shared asset, by name."""

    use: Text
