from collections.abc import Iterator
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field

from funnels.reports import figure

from .room import Cut, shrunk
from .tables import DATA, fenced, prose, table
from .tool import Answer, Ctx, desk, tool


class Strict(BaseModel):
    """Numbers are decimal texts. Shares are fractions, money is in the account's currency."""

    model_config = ConfigDict(extra="forbid")


class SimulatedFunnel(Strict):
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
    roi: str | None = None
    """Profit over cost; None without cost."""
    epc: str
    """Revenue per visitor."""
    break_even_cpc: str
    """The highest cost of a visit without a loss, after what is paid for conversions."""
    lost: str
    """Share of the visitors whom the funnel has nowhere to send."""


class Exit(Strict):
    """Where visits end. The shares of all exits add up to 1."""

    step: str
    name: str
    """Of the page, the address, or why visitors are lost."""
    kind: Literal["left", "offer", "url", "lost"]
    """`left`: a lander on which nobody clicked; `offer`: one was seen; `lost`: there is no way on."""
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


class SimulatedSegment(Strict):
    """Visitors of one country and device."""

    name: str
    visitors: str
    share: str
    conversions: str
    revenue: str
    cost: str
    profit: str


class Between(Strict):
    """95 of 100 runs lie between."""

    mean: str
    low: str
    high: str


class Spread(Strict):
    """What chance alone does, if all assumptions are true."""

    samples: int
    seed: int
    conversions: Between
    revenue: Between
    profit: Between
    loss_probability: str
    """Share of the runs that lose money."""


class SimulatedAssumption(Strict):
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
    """Of the funnel as it would be; None for a question."""
    difference: dict[str, str] | None = None
    """Outcome less the base, by the names of Outcome but visitors."""
    answer: str
    value: str | None = None
    """The number of a question: a cost of a visit, or days."""


class Simulation(Answer):
    title: str
    funnel: SimulatedFunnel
    outcome: Outcome
    exits: list[Exit]
    """The most visited first."""
    steps: list[SimulatedStep]
    """As they stand in the funnel, the entrance (`start`) among them."""
    segments: list[SimulatedSegment]
    """The largest first."""
    starved: list[str]
    """Steps and pages that less than 1 % of the visitors come to."""
    spread: Spread | None = None
    """With samples only."""
    what_if: list[WhatIf]
    """As they were asked."""
    assumptions: list[SimulatedAssumption]
    reading: str
    caveats: list[str]
    more: int = 0
    """Segments, steps, exits and assumptions that are not in this answer."""

    def fitted(self) -> Self:
        return shrunk(
            self,
            Cut(len(self.segments), lambda n: self._first("segments", n), least=min(len(self.segments), 10)),
            Cut(len(self.steps), lambda n: self._first("steps", n), least=min(len(self.steps), 20)),
            Cut(len(self.starved), lambda n: self._first("starved", n), least=min(len(self.starved), 10)),
            Cut(len(self.assumptions), lambda n: self._first("assumptions", n), least=min(len(self.assumptions), 20)),
            Cut(len(self.exits), lambda n: self._first("exits", n), least=min(len(self.exits), 10)),
            Cut(min(len(self.segments), 10), lambda n: self._first("segments", n)),
            Cut(min(len(self.steps), 20), lambda n: self._first("steps", n)),
        )

    def _first(self, name: str, count: int) -> dict[str, object]:
        many = getattr(self, name)
        return {name: many[:count], "more": self.more + len(many) - count}

    def structured(self) -> dict[str, Any]:
        """What cannot be said is there as null; what was not asked for is not."""
        return {name: value for name, value in self.model_dump(mode="json").items() if value is not None}

    def markdown(self) -> str:
        parts = [
            f"**{fenced(self.title)}**",
            prose(self.reading),
            "\n".join(table(["Ends at", "Step", "Visitors", "Share", "Conversions", "Revenue"], self._ends())),
            self._between(),
            "\n".join(f"- If {fenced(one.asked)}: {prose(one.answer)}" for one in self.what_if),
            "\n".join(f"- {prose(one)}" for one in self.caveats),
            "Assumed: " + "; ".join(f"{fenced(one.what)} {one.value} ({one.origin})" for one in self.assumptions),
            DATA,
        ]
        return "\n\n".join(filter(None, parts))

    def _ends(self) -> Iterator[list[str]]:
        for one in self.exits[:12]:
            yield [
                fenced(one.name),
                fenced(one.step),
                figure(one.visitors, "count"),
                figure(one.share, "share"),
                figure(one.conversions, "count"),
                figure(one.revenue, "money"),
            ]

    def _between(self) -> str:
        if not self.spread:
            return ""
        profit = self.spread.profit
        return (
            f"In 95 of 100 runs the profit is {figure(profit.low, 'money')} to {figure(profit.high, 'money')}; "
            f"{figure(self.spread.loss_probability, 'share')} of them lose money."
        )


@tool(title="Simulate a funnel", toolset="report", reads=True)
async def simulate_funnel(
    ctx: Ctx,
    funnel: Annotated[str, Field(description="Name or id.")],
    visitors: Annotated[int, Field(ge=1, le=1_000_000_000)] = 1000,
    assume: Annotated[
        dict[str, Any],
        Field(
            description="Instead of the reports: source, cpc, visits_per_day, countries {DE: 60}, devices, ctr, cvr, "
            "payout {page: 25}. Shares in percent."
        ),
    ] = {},  # noqa: B006  # pydantic copies
    what_if: Annotated[
        list[dict[str, Any]],
        Field(
            description="As assume, or weights {step: {arm: 70}}, replace {page: page}, operations, question: "
            "highest cpc (roi) | days to significance (step, lift)."
        ),
    ] = [],  # noqa: B006  # as above
    period: str = "last 30 days",
    samples: Annotated[int, Field(ge=0, le=10_000, description="For intervals.")] = 0,
) -> Simulation:
    """What visitors would do and earn, what if, and all that is assumed for it."""
    door = await desk(ctx)
    found = await door.simulate(
        funnel,
        visitors=visitors,
        assumed=assume,
        what_if=what_if,
        period=period,
        samples=samples,
        progress=ctx.report_progress,
    )
    return Simulation.model_validate(found).drawn(await door.simulation_chart(found))
