import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field

from funnels.reports import chance, figure

from .report import ReportPeriod
from .room import Cut, shrunk
from .tables import DATA, fenced, prose, table, verbatim
from .tool import Answer, Ctx, desk, tool

Verdict = Literal["winner", "leading", "no_difference", "too_early", "no_data"]


class Strict(BaseModel):
    """Numbers are decimal texts. Shares and probabilities are fractions, weights are percent."""

    model_config = ConfigDict(extra="forbid")


class Named(Strict):
    id: str
    name: str


class ComparedStep(Strict):
    """The split that is compared."""

    key: str
    name: str
    shared_with: list[str]
    """Names of the other funnels whose visitors its weights share out as well."""


class Judged(Strict):
    id: str
    """`landerClickthroughRate`, `conversionPerOfferView`, `revenuePerNodeView` ..., as in a report."""
    label: str
    unit: Literal["share", "money"]
    model: str
    """How it is judged, in words: likelihood and prior."""


class ComparedArm(Strict):
    id: str
    """Of the page, or of the node an arm of a split leads to."""
    name: str
    weight: str | None = None
    """Percent at present; None where it is no arm any more."""
    trials: int
    """Views of the page here, or visits that came to the node."""
    successes: int
    """Clicks or conversions among them."""
    revenue: str
    value: str | None = None
    """Of the metric, as observed; None without a trial."""
    low: str | None = None
    high: str | None = None
    """With `low`: 95 % credible interval of the metric."""
    best: str | None = None
    """Probability that this arm is the best."""
    loss: str | None = None
    """What is lost per trial, in the metric's unit, on average, by sending everybody here."""
    suggested: str | None = None
    """Percent it should get; None while it is too early, without a difference, or where it gets nobody."""
    state: Literal["running", "paused", "archived", "removed"]
    """Paused is a weight of 0. Only running arms are judged."""


class Certainty(Strict):
    """The frequentist reading: of the leader against the runner-up, p-values times the number of other arms."""

    p_value: str | None = None
    """As if looked at once: of two proportions (Fisher's where few), or of means."""
    always_valid_p: str | None = None
    """Holds however often one looks: a mixture sequential probability ratio test."""
    alpha: str
    """What the always valid one has to be under for a winner."""
    needed: int | None = None
    """Trials that each of the two needs in all to see this difference with 80 % power, looked at once."""
    days: int | None = None
    """More days, at the volume of the period, until the always valid reading is expected to be sure; 0 when it is.
    None without traffic or without a difference."""


class Comparison(Answer):
    title: str
    funnel: Named
    step: ComparedStep
    by: Literal["lander", "offer", "step"]
    metric: Judged
    period: ReportPeriod
    verdict: Verdict
    leader: str
    """Name of the arm with the best value; empty without data."""
    arms: list[ComparedArm]
    """The best first, then those that are not running."""
    certainty: Certainty
    reading: str
    caveats: list[str]
    operations: list[dict[str, Any]]
    """For plan_edit: set_weights with the suggested percents; none where none are suggested."""

    def fitted(self) -> Self:
        return shrunk(self, Cut(len(self.arms), lambda n: {"arms": self.arms[:n]}, least=2))

    def structured(self) -> dict[str, Any]:
        """What is not known of an arm is there as null; what was not asked for is not."""
        return {name: value for name, value in self.model_dump(mode="json").items() if value is not None}

    def markdown(self) -> str:
        heads = ["Variant", "Weight", "Trials", "Successes", self.metric.label, "95 %", "Best", "Loss", "Suggested"]
        span = f"{self.period.start} to {self.period.end} ({self.period.zone})"
        weights = json.dumps(self.operations, ensure_ascii=False)
        parts = [
            f"**{fenced(self.title)}** · {span}",
            "\n".join(table(heads, [list(self._cells(one)) for one in self.arms])),
            prose(self.reading),
            "\n".join(f"- {prose(one)}" for one in self.caveats),
            f"Weights for plan_edit: {verbatim(weights)}" if self.operations else "",
            DATA,
        ]
        return "\n\n".join(filter(None, parts))

    def _cells(self, one: ComparedArm) -> Iterator[str]:
        unit = self.metric.unit
        yield fenced(one.name) + ("" if one.state == "running" else f" ({one.state})")
        yield _percent(one.weight)
        yield f"{one.trials:,}"
        yield f"{one.successes:,}"
        yield figure(one.value, unit)
        yield f"{figure(one.low, unit)} to {figure(one.high, unit)}" if one.low is not None else ""
        yield chance(one.best) if one.best is not None else ""
        yield figure(one.loss, unit) if one.loss is not None else ""
        yield _percent(one.suggested)


@tool(title="Compare variants", toolset="report", reads=True)
async def compare_variants(
    ctx: Ctx,
    funnel: Annotated[str, Field(description="Name or id.")],
    step: Annotated[str, Field(description="Key of the split; empty for the only one.")] = "",
    by: Literal["", "lander", "offer", "step"] = "",
    metric: Annotated[str, Field(description="ctr, cvr, epv; empty for what decides.")] = "",
    period: str = "last 30 days",
    floor: Annotated[float | None, Field(ge=0, le=50, description="Percent no arm gets less of; usually 10.")] = None,
) -> Comparison:
    """Which variant of a split wins, whether that is real, and weights for plan_edit."""
    door = await desk(ctx)
    told = await door.compare_variants(
        funnel,
        step=step,
        by=by,
        metric=metric,
        period=period,
        floor=None if floor is None else Decimal(str(floor)),
        progress=ctx.report_progress,
    )
    return Comparison.model_validate(told).drawn(await door.comparison_chart(told))


def _percent(weight: str | None) -> str:
    return f"{weight} %" if weight is not None else ""
