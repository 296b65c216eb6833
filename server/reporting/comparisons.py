"""How a comparison of variants is answered."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from math import ceil

from funnels.comparison import ALPHA, Arm, Standing, Verdict, compare, reweighted, usual_floor
from funnels.reports import Unit
from funnels.wire import Json

from .numbers import chance, text
from .variant_words import caveats, reading
from .variants import Variants

_DECIDED = (Verdict.WINNER, Verdict.LEADING)


def told(
    found: Variants,
    *,
    floor: Decimal | None,
    days: float,
    shared_with: Sequence[str],
    reweighted_at: datetime | None,
    unfinished: Sequence[str],
) -> Json:
    """The answer but for funnel, period and title.

    `floor`: percent, None where nobody said one; `days`: how long the traffic that is in took; `shared_with`: the
    funnels that its weights are for, too; `reweighted_at`: the last time within the period that other weights were
    seen; `unfinished`: that it is not over.
    """
    judged = found.judged
    suggested = suggestion(found, floor)
    remaining = more_days(found, days)
    return {
        "step": {"key": found.split.key, "name": found.split.name, "shared_with": list(shared_with)},
        "by": found.split.by,
        "metric": {
            "id": found.measure.id,
            "label": found.measure.label,
            "unit": Unit.MONEY if found.measure.money else Unit.SHARE,
            "model": found.measure.model,
        },
        "verdict": judged.verdict,
        "leader": _leader(found),
        "arms": [*(_row(found, one, suggested) for one in judged.standings), *_others(found)],
        "certainty": {
            "p_value": chance(judged.p),
            "always_valid_p": chance(judged.always_valid_p),
            "alpha": text(ALPHA),
            "needed": judged.needed,
            "days": remaining,
        },
        "reading": reading(found, remaining),
        "caveats": [*unfinished, *caveats(found, shared_with, reweighted_at)],
        "operations": _operations(found, suggested),
    }


def suggestion(found: Variants, floor: Decimal | None) -> dict[str, Decimal]:
    """Percent by arm; empty while nothing can be said, or where it would change nothing.

    InputError for a floor that cannot be, where anything is suggested.
    """
    if found.judged.verdict not in _DECIDED or found.split.ai:
        return {}
    best = {one.arm.key: one.best for one in found.judged.standings}
    return reweighted(best, usual_floor(len(best)) if floor is None else floor)


def more_days(found: Variants, days: float) -> int | None:
    """Until the always valid reading is expected to be sure, if everything goes on as it did."""
    until, trials = found.judged.until_sure, found.trials
    if found.judged.verdict == Verdict.WINNER:
        return 0
    if until is None or not trials or days <= 0:
        return None
    return max(1, ceil((until - trials) / (trials / days)))


def _leader(found: Variants) -> str:
    standings = found.judged.standings
    return found.arm(standings[0].arm.key).name if found.judged.verdict != Verdict.NO_DATA else ""


def _row(found: Variants, one: Standing, suggested: dict[str, Decimal]) -> Json:
    arm = found.arm(one.arm.key)
    weight = suggested.get(arm.id)
    judged = found.judged.verdict != Verdict.NO_DATA
    return {
        **_counted(one.arm, arm.name, found),
        "weight": text(arm.weight),
        "low": text(one.low),
        "high": text(one.high),
        "best": text(one.best) if judged else None,
        "loss": text(one.loss) if judged else None,
        "suggested": text(weight) if weight is not None else None,
        "state": "running",
    }


def _others(found: Variants) -> list[Json]:
    known = {one.id: one for one in found.split.arms}
    rows = []
    for arm, name, state in found.others:
        [alone] = compare([arm], money=found.measure.money).standings
        weight = text(known[arm.key].weight) if arm.key in known else None
        rows.append(
            {
                **_counted(arm, name, found),
                "weight": weight,
                "low": text(alone.low) if arm.trials else None,
                "high": text(alone.high) if arm.trials else None,
                "state": state,
            }
        )
    return rows


def _counted(arm: Arm, name: str, found: Variants) -> Json:
    return {
        "id": arm.key,
        "name": name,
        "trials": arm.trials,
        "successes": arm.successes,
        "revenue": text(arm.revenue),
        "value": text(arm.mean(found.measure.money)) if arm.trials else None,
    }


def _operations(found: Variants, suggested: dict[str, Decimal]) -> list[Json]:
    """One edit, where it changes anything. Arms without visitors keep having none."""
    arms = found.split.arms
    if not suggested or all(one.weight == suggested.get(one.id, one.weight) for one in arms):
        return []
    weights = {one.spelled: float(suggested.get(one.id, Decimal(0))) for one in arms}
    tidy = {name: int(weight) if weight.is_integer() else weight for name, weight in weights.items()}
    return [{"op": "set_weights", "step": found.split.key, "weights": tidy}]
