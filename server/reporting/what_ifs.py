"""What would be otherwise: differences to the base, and questions about it."""

from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal
from math import ceil

from funnels.comparison import ALPHA, needed_for_lift, needed_peeking
from funnels.errors import InputError
from funnels.reports import Unit, figure
from funnels.simulation import PageViews
from funnels.wire import Json

from .assumption_words import money, share
from .forecasts import Forecast, numbers, outcome
from .numbers import text
from .splits import SplitStep, chosen, splits_of
from .strangers import quoted
from .wishes import Wish

_LIFT = 0.2
"""Our ruling, as in comparisons: the difference to be seen, where nobody says another."""


@dataclass(frozen=True, slots=True)
class Answered:
    """A question with its number."""

    words: str
    value: str


def answered(wish: Wish, base: Forecast, then: Forecast) -> Json:
    """`then`: the forecast of the funnel as it would be."""
    if wish.question:
        said = _QUESTIONS[wish.question](wish, then)
        return {"asked": wish.words, "answer": said.words, "value": said.value}
    before, after = numbers(base), numbers(then)
    difference = {
        name: text(now - was)
        for name, now in after.items()
        if (was := before[name]) is not None and now is not None and name != "visitors"
    }
    return {
        "asked": wish.words,
        "outcome": outcome(then),
        "difference": difference,
        "answer": _told(base, then),
    }


def _told(base: Forecast, then: Forecast) -> str:
    change = then.profit - base.profit
    conversions = then.expected.conversions - base.expected.conversions
    visitors = figure(Decimal(repr(round(then.expected.visitors, 2))), Unit.COUNT)
    if not round(change, 6) and abs(conversions) < 1e-6:
        return "Nothing would change."
    way = "more" if change > 0 else "less" if change < 0 else "different"
    amount = f"{money(abs(change))} {way} profit" if round(change, 6) else "The same profit"
    instead = f"{money(then.profit)} instead of {money(base.profit)}"
    return (
        f"{amount} from {visitors} visitors ({instead}){_more(conversions)}; "
        f"the break-even cost per visit is {money(then.affordable())}."
    )


def _more(conversions: float) -> str:
    if abs(conversions) < 1e-6:
        return ""
    shown = figure(Decimal(repr(round(abs(conversions), 2))), Unit.COUNT)
    return f", with {shown} conversions {'more' if conversions > 0 else 'fewer'}"


def _highest_cpc(wish: Wish, then: Forecast) -> Answered:
    most = then.affordable(wish.roi)
    paid = then.expected.cost / Decimal(repr(round(then.expected.visitors, 6)))
    goal = f"with {share(wish.roi)} return on investment" if wish.roi else "without a loss"
    room = "There is room for more" if most > paid else "That is exceeded" if most < paid else "That is just paid"
    cents = most.quantize(Decimal("0.0001"), ROUND_DOWN)
    return Answered(
        f"At most {money(cents)} a visit can be paid {goal}. {room}: it is {money(paid)} at present.", text(most)
    )


def _days(wish: Wish, then: Forecast) -> Answered:
    """At the present volume, until the always valid reading is expected to see the lift."""
    split = chosen(
        splits_of(then.scenario.reading, then.scenario.account),
        wish.step,
        "",
        list(then.scenario.reading.keys),
        then.scenario.reading.funnel.name,
    )
    lift = _LIFT if wish.lift is None else wish.lift
    shares, arriving = _shares(split), _arriving(split, then)
    rate, what = _rate(split, then)
    if not then.scenario.per_day:
        raise InputError(
            "days to significance: no visits are known in this period.",
            hint="Say how many come a day: {visits_per_day: 500}.",
        )
    better = rate * (1 + lift)
    if not (0 < better < 1 and lift and arriving and len(shares) > 1):
        raise InputError(
            f"days to significance: {what} of {share(rate)} cannot show a lift of {share(lift)} at {split.key!r}.",
            hint="Assume other rates, or another lift.",
        )
    alpha = ALPHA / (len(shares) - 1)
    pair = (min(shares), max(shares))
    sure = needed_peeking((rate, rate * (1 - rate)), (better, better * (1 - better)), pair, alpha=alpha)
    once = needed_for_lift(rate, lift, alpha=alpha)
    a_day = then.scenario.per_day * arriving
    if sure is None or once is None:
        raise InputError("days to significance: such a difference is never seen.", hint="Ask for a larger lift.")
    days, early = max(1, ceil(sure / a_day)), max(1, ceil(once / min(shares) / a_day))
    return Answered(
        f"About {days:,} days until a lift of {share(lift)} over {what} of {share(rate)} at {quoted(split.key)} is "
        f"sure, looked at daily, with {figure(Decimal(repr(round(a_day, 2))), Unit.COUNT)} visits a day there; "
        f"{early:,} if one looks only once, on the last day.",
        str(days),
    )


_QUESTIONS = {"highest cpc": _highest_cpc, "days to significance": _days}


def _shares(split: SplitStep) -> list[float]:
    weights = [float(one.weight) for one in split.arms if one.weight > 0]
    return [weight / sum(weights) for weight in weights]


def _arriving(split: SplitStep, then: Forecast) -> float:
    return next((one.share for one in then.expected.nodes if one.node == split.node), 0.0)


def _rate(split: SplitStep, then: Forecast) -> tuple[float, str]:
    """What the arms have now, together, and what it is called."""
    pages = [page for page in then.expected.pages if page.node == split.node]
    if split.by == "lander":
        return _over(pages, sum(sum(page.clicks.values()) for page in pages)), "a CTR"
    if split.by == "offer":
        return _over(pages, sum(page.conversions for page in pages)), "a CVR"
    return then.expected.conversions / then.expected.visitors, "conversions per visit"


def _over(pages: list[PageViews], count: float) -> float:
    views = sum(page.views for page in pages)
    return count / views if views else 0.0
