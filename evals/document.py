"""A run as JSON, for comparison between runs."""

from collections.abc import Iterable, Mapping
from typing import Any

from .load import Half
from .outcome import counts
from .score import Score, by_kind, by_style, score
from .trial import Trial

Json = dict[str, Any]


def document(model: str, halves: Mapping[Half, tuple[Trial, ...]], mutated: tuple[Trial, ...] = ()) -> Json:
    """`{model, open: {pass_rate, …, kinds, styles}, held_out: {…}, wrong_writes, cases: [{id, passed, …}]}`.

    `mutated` says what the variants came to, where there were any; their wrong writes count with all others.
    """
    every = [*(trial for trials in halves.values() for trial in trials), *mutated]
    return {
        "model": model,
        **{half: _half(trials) for half, trials in halves.items()},
        "wrong_writes": sum(trial.wrong_write for trial in every),
        **({"mutated": {"trials": len(mutated), **counts(mutated)}} if mutated else {}),
        "cases": [_case(half, trial) for half, trials in halves.items() for trial in trials],
    }


def _half(trials: Iterable[Trial]) -> Json:
    some = tuple(trials)
    return {
        **_score(score(some)),
        "kinds": {name: _score(one) for name, one in by_kind(some).items()},
        "styles": {name: _score(one) for name, one in by_style(some).items()},
    }


def _score(one: Score) -> Json:
    low, high = one.interval
    return {
        "cases": one.cases,
        "trials": one.trials,
        "passed": one.passed,
        "pass_rate": round(one.pass_rate, 4),
        "interval": [round(low, 4), round(high, 4)],
        "pass_k": round(one.all_k, 4),
        "wrong_writes": one.wrong_writes,
        "broken": one.broken,
        "calls": round(one.calls, 2),
        "input_tokens": one.usage.input_tokens + one.usage.cache_read_tokens + one.usage.cache_written_tokens,
        "cache_read_tokens": one.usage.cache_read_tokens,
        "output_tokens": one.usage.output_tokens,
        "cost": None if one.cost is None else str(one.cost),
        "thinking_ms": [round(seconds * 1000, 1) for seconds in one.thinking],
    }


def _case(half: Half, trial: Trial) -> Json:
    """Which graders failed stands here for the open half alone: of held-out cases only that they failed."""
    failed = [grade.key for turn in trial.turns for grade in turn.failed] if half == "open" else []
    return {
        "id": trial.case.id,
        "half": half,
        "kind": trial.case.kind,
        "passed": trial.passed,
        "wrong_write": trial.wrong_write,
        "broken": bool(trial.broken),
        "drifts": len(trial.notes),
        "failed": failed,
    }
