"""The tool's answer. Numbers are decimal texts; shares and probabilities are fractions, weights are percent."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, WithJsonSchema

from .report import ReportPeriod
from .tool import Answer

Verdict = Literal["winner", "leading", "no_difference", "too_early", "no_data"]

_ROWS = WithJsonSchema({"type": "array", "items": {"type": "object"}})
_OBJECT = WithJsonSchema({"type": "object"})


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Named(Strict):
    id: str
    name: str


class ComparedStep(Strict):
    """The split that is compared; with an empty key it is the pages of the whole funnel."""

    key: str
    name: str
    shared_with: list[str]
    """Names of the other funnels whose visitors its weights share out as well."""


class Judged(Strict):
    id: str
    """`landerClickthroughRate`, `conversionPerVisit`, `revenuePerOfferView` ..., as in a report."""
    label: str
    unit: Literal["share", "money"]
    model: str
    """How it is judged, in words: the prior and the likelihood."""


class ComparedArm(Strict):
    id: str
    """Of the page, or of the node an arm of a split leads to."""
    name: str
    weight: str | None
    """Percent at present; None where it is no arm any more."""
    trials: int
    """Views of the page, or visits that came to the node."""
    successes: int
    """Clicks or conversions among them."""
    revenue: str
    value: str | None
    """Of the metric, as observed; None without a trial."""
    low: str | None
    high: str | None
    """95 % credible interval of the metric."""
    best: str | None
    """Probability that this arm is the best."""
    loss: str | None
    """What is lost per trial, in the metric's unit, on average, by sending everybody here."""
    suggested: str | None
    """Percent it should get; None while it is too early, or where it is no arm any more."""
    state: Literal["running", "paused", "archived", "removed"]


class Certainty(Strict):
    """The frequentist reading: of the leader against the runner-up."""

    p_value: str | None
    """As if looked at once: of two proportions (Fisher's where few), or of means; times the number of other arms."""
    always_valid_p: str | None
    """Holds however often one looks (a mixture sequential probability ratio test)."""
    alpha: str
    """What the always valid value has to be under for a winner."""
    needed: int | None
    """Trials that each arm needs in all to see the difference there is with 80 % power; None without a difference."""
    days: int | None
    """More days, at the volume of the period, until the always valid reading is expected to be sure; 0 when it is.
    None without traffic or without a difference."""


class Comparison(Answer):
    """Which variant is better, and whether that is real."""

    title: str
    funnel: Annotated[Named, _OBJECT]
    step: Annotated[ComparedStep, _OBJECT]
    by: Literal["lander", "offer", "step"]
    metric: Annotated[Judged, _OBJECT]
    period: Annotated[ReportPeriod, _OBJECT]
    verdict: Verdict
    leader: str
    """Name of the arm with the best value; empty without data."""
    arms: Annotated[list[ComparedArm], _ROWS]
    """The best first."""
    certainty: Annotated[Certainty, _OBJECT]
    reading: str
    caveats: list[str]
    operations: Annotated[list[dict[str, Any]], _ROWS]
    """For plan_edit: set_weights with the suggested percents; none while it is too early."""
