"""What changed since another run."""

from collections.abc import Iterator
from typing import Any

from .load import HALVES, Half

Json = dict[str, Any]


def compared(before: Json, now: Json) -> str:
    """Rates side by side, and the cases that pass now and did not, or the other way round."""
    return "\n".join((*_rates(before, now), *_cases(before, now)))


def _rates(before: Json, now: Json) -> Iterator[str]:
    for half in HALVES:
        if half in before and half in now:
            old, new = before[half], now[half]
            yield f"{half}: {old['pass_rate']:.1%} -> {new['pass_rate']:.1%} ({old['cases']} -> {new['cases']} cases)"
    yield f"wrong writes: {before['wrong_writes']} -> {now['wrong_writes']}"


def _cases(before: Json, now: Json) -> Iterator[str]:
    shared = {half for half in HALVES if half in before and half in now}
    old, new = _verdicts(before, shared), _verdicts(now, shared)
    changes = {
        "now pass": [id for id in new if new[id] and old.get(id) is False],
        "no longer pass": [id for id in new if not new[id] and old.get(id) is True],
        "are new": [id for id in new if id not in old],
        "are gone": [id for id in old if id not in new],
    }
    for words, ids in changes.items():
        if ids:
            yield f"{len(ids)} {words}: {', '.join(ids)}"


def _verdicts(run: Json, halves: set[Half]) -> dict[str, bool]:
    """A case that was tried several times passes where every trial did."""
    found: dict[str, bool] = {}
    for case in run["cases"]:
        if case["half"] in halves:
            found[case["id"]] = found.get(case["id"], True) and bool(case["passed"])
    return found
