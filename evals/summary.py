"""The score in two sentences."""

from collections.abc import Mapping, Sequence

from .load import Half
from .score import score
from .trial import Trial


def summary(halves: Mapping[Half, Sequence[Trial]]) -> str:
    parts = [f"{half.replace('_', '-')} half: {_said(trials)}" for half, trials in halves.items()]
    every = [trial for trials in halves.values() for trial in trials]
    wrong = sum(trial.wrong_write for trial in every)
    return f"{'; '.join(parts)}. Wrong writes in {len(every):,} cases: {wrong}."


def _said(trials: Sequence[Trial]) -> str:
    one = score(trials)
    low, high = one.interval
    return f"{one.passed} of {one.trials} ({one.pass_rate:.1%}, 95 % interval {low:.0%}-{high:.0%})"
