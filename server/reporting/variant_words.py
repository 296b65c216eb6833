"""What a comparison means, in plain words."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from decimal import Decimal

from funnels.comparison import LEAST_SUCCESSES, LEAST_TRIALS, Standing, Verdict
from funnels.reports import METRIC, Unit, chance, figure

from .strangers import quoted
from .variants import Variants

_YEAR = 365
_TRIALS = {"landerViews": "view", "offerViews": "view", "nodeViews": "visit"}


def reading(found: Variants, days: int | None) -> str:
    """One paragraph; `days`: until the always valid reading is expected to be sure."""
    match found.judged.verdict:
        case Verdict.NO_DATA:
            return _no_data(found)
        case Verdict.TOO_EARLY:
            return f"Too early to tell. {_standing(found)} {_waiting(found, days)}"
        case Verdict.NO_DIFFERENCE:
            return f"No difference is seen, and one of a tenth would have shown by this time. {_standing(found)}"
        case Verdict.LEADING:
            return f"{_first(found)} leads, but that is not proven. {_standing(found)} {_waiting(found, days)}"
        case Verdict.WINNER:
            return (
                f"{_first(found)} wins, and that holds however often one looked before. {_standing(found)} "
                f"{_gain(found)}"
            )


def caveats(found: Variants, shared_with: Sequence[str], reweighted_at: datetime | None) -> list[str]:
    return [*_of_split(found), *_of_weights(shared_with, reweighted_at), *_of_counts(found)]


def _of_split(found: Variants) -> Iterator[str]:
    if found.split.rotation != "plain":
        yield (
            f"The rotation is {found.split.rotation}: several views of one visitor are not independent, "
            "so certainty is a little less than it seems."
        )
    if found.split.ai:
        yield "An AI node sets these weights itself; no other ones are suggested."
    mixed = [one.name for one in found.split.arms if one.has_other_ways]
    if mixed:
        yield f"Visitors come to {_listed(mixed)} by other ways, too; these count as well."


def _of_weights(shared_with: Sequence[str], reweighted_at: datetime | None) -> Iterator[str]:
    if reweighted_at:
        yield f"The weights were others before {reweighted_at:%Y-%m-%d}: arms met different days, and days differ."
    if shared_with:
        yield (
            f"The page group is used by {_listed(shared_with)} as well: these numbers are of this funnel alone, "
            "other weights would be for all of them."
        )


def _of_counts(found: Variants) -> Iterator[str]:
    if found.stands_in:
        yield f"Judged by clicks: conversions and revenue decide from {LEAST_SUCCESSES} conversions on."
    if found.measure.successes == "conversions":
        yield "Conversions of the last days may still come in."
    if found.capped:
        yield "Some views have more than one click or conversion; each view counts once at most."
    names = [name for arm, name, state in found.others if state != "paused" and arm.trials]
    if names:
        yield f"No longer in the split, so not judged: {_listed(names)}."


def _no_data(found: Variants) -> str:
    running = len(found.judged.standings)
    if running < 2:
        return f"Only {running} of the {len(found.split.arms)} arms gets visitors: there is nothing to compare."
    if not found.trials:
        return "None of the arms had a visitor in this period."
    what = METRIC[found.measure.successes].label.lower()
    return f"There are no {what} in this period, in {found.trials:,} {_trials(found)}s."


def _standing(found: Variants) -> str:
    first, second = found.judged.standings[:2]
    return (
        f"By {_lower(found.measure.label)}, {_first(found)} has {_value(found, first)} "
        f"({_counts(found, first)}) against {_value(found, second)} of {_name(found, second)} "
        f"({_counts(found, second)}); the probability that it is the best is {chance(first.best)}."
    )


def _waiting(found: Variants, days: int | None) -> str:
    fewest = min(one.arm.trials for one in found.judged.standings)
    successes = sum(one.arm.successes for one in found.judged.standings)
    if fewest < LEAST_TRIALS or successes < LEAST_SUCCESSES:
        what = METRIC[found.measure.successes].label.lower()
        return f"Judging begins at {LEAST_TRIALS} {_trials(found)}s of each arm and {LEAST_SUCCESSES} {what} in all."
    if days is None:
        return "At these values it will not be told apart."
    if days > _YEAR:
        return "If it goes on like this, it takes more than a year to be sure."
    return f"If it goes on like this, it is sure in about {days:,} more {'day' if days == 1 else 'days'}."


def _gain(found: Variants) -> str:
    second = found.judged.standings[1]
    unit = Unit.MONEY if found.measure.money else Unit.SHARE
    loss = figure(Decimal(repr(round(second.loss, 6))), unit)
    points = loss if found.measure.money else loss.replace("%", "points")
    return f"Every {_trials(found)} that goes to {_name(found, second)} instead loses {points} on average."


def _first(found: Variants) -> str:
    return _name(found, found.judged.standings[0])


def _name(found: Variants, one: Standing) -> str:
    return quoted(found.arm(one.arm.key).name)


def _value(found: Variants, one: Standing) -> str:
    return figure(Decimal(repr(round(one.value, 6))), Unit.MONEY if found.measure.money else Unit.SHARE)


def _counts(found: Variants, one: Standing) -> str:
    what = METRIC[found.measure.successes].label.lower()
    return f"{one.arm.successes:,} {what} of {one.arm.trials:,} {_trials(found)}s"


def _trials(found: Variants) -> str:
    return _TRIALS[found.measure.trials]


def _lower(label: str) -> str:
    """`lander CTR`, `revenue per view`."""
    return label[:1].lower() + label[1:]


def _listed(names: Sequence[str]) -> str:
    shown = [quoted(name) for name in names[:5]]
    more = len(names) - len(shown)
    return ", ".join(shown) + (f" and {more} more" if more else "")
