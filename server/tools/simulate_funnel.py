"""The tool's answer. Numbers are decimal texts; shares are fractions, money is in the account's currency."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, WithJsonSchema

from .tool import Answer

_ROWS = WithJsonSchema({"type": "array", "items": {"type": "object"}})
_OBJECT = WithJsonSchema({"type": "object"})


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Named(Strict):
    id: str
    name: str


class Outcome(Strict):
    """What is expected of all the visitors."""

    visitors: str
    clicks: str
    """On landers."""
    conversions: str
    cost: str
    revenue: str
    profit: str
    roi: str | None
    """Profit over cost; None without cost."""
    epc: str
    """Revenue per visitor."""
    break_even_cpc: str
    """The highest cost per visitor without a loss: of a source that costs per conversion its part is known."""
    lost: str
    """Share of the visitors whom the funnel cannot send anywhere."""


class Exit(Strict):
    """Where visits end. The shares of all exits add up to 1."""

    step: str
    name: str
    """Of the page, the address, or why visitors are lost."""
    kind: Literal["left", "offer", "url", "lost"]
    """`left`: a lander on which nobody clicked; `offer`: it was seen; `lost`: there is no way on."""
    visitors: str
    share: str
    conversions: str
    revenue: str


class SimulatedStep(Strict):
    step: str
    name: str
    kind: str
    visitors: str
    """Expected visits to it; more than there are visitors where a loop leads back."""
    share: str
    clicks: str
    conversions: str
    revenue: str


class Segment(Strict):
    """Visitors of one country and device."""

    name: str
    visitors: str
    share: str
    conversions: str
    revenue: str
    cost: str
    profit: str


class Between(Strict):
    """Of a random run of so many visitors, 95 of 100 lie between."""

    mean: str
    low: str
    high: str


class Spread(Strict):
    samples: int
    seed: int
    conversions: Annotated[Between, _OBJECT]
    revenue: Annotated[Between, _OBJECT]
    profit: Annotated[Between, _OBJECT]
    loss_probability: str
    """Share of the runs that lose money."""


class Assumption(Strict):
    what: str
    """Such as `CTR of Keto Story, action 1`."""
    value: str
    """As people read it: `23.4 %`, `0.35`."""
    origin: str
    """`report: 1,234 views in last 30 days`, `default`, `account` (a payout, a cost) or `yours`."""


class WhatIf(Strict):
    asked: str
    """The wish in words."""
    outcome: Outcome | None = None
    """Of the funnel as it would be then; None for a question."""
    difference: dict[str, str] | None = None
    """Outcome less the base, by the names of Outcome."""
    answer: str
    """One sentence."""
    value: str | None = None
    """The number of a question: a cost per visitor, or days."""


class Simulation(Answer):
    """What is expected to happen, on these assumptions."""

    title: str
    funnel: Annotated[Named, _OBJECT]
    outcome: Annotated[Outcome, _OBJECT]
    exits: Annotated[list[Exit], _ROWS]
    """The most visited first."""
    steps: Annotated[list[SimulatedStep], _ROWS]
    segments: Annotated[list[Segment], _ROWS]
    """The largest first."""
    starved: list[str]
    """Steps and pages that less than 1 % of the visitors come to."""
    spread: Annotated[Spread | None, _OBJECT] = None
    """With samples only."""
    what_if: Annotated[list[WhatIf], _ROWS]
    assumptions: Annotated[list[Assumption], _ROWS]
    reading: str
    caveats: list[str]
    more: int = 0
    """Steps, segments and assumptions that are not in this answer."""
