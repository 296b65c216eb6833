"""Percent for pages or ways, from what was said."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from funnels.blueprint.weights import scaled

from ..outcome import Json, QuestionError

_WHOLE = Decimal(100)
_SMALL = 20
"""`2:1` and `7/3` are proportions, not percent; up to this sum."""


def shares(
    said: Sequence[Decimal],
    names: Sequence[str],
    answers: Mapping[str, Json],
    *,
    what: str = "pages",
    fixed: bool = False,
) -> list[Decimal]:
    """One share for each name, 100 together. Asks where the shares contradict each other or the names."""
    spelled = "/".join(f"{amount:f}" for amount in said)
    if answer := answers.get(f"shares|{spelled}|{len(names)}"):
        said = [Decimal(amount) for amount in answer["amounts"]]
        if not said:
            return list(scaled([Decimal(1)] * len(names), _WHOLE))
    total = sum(said, Decimal(0))
    if not fixed and len(said) == len(names) - 1 and total < _WHOLE and total > _SMALL:
        return [*said, _WHOLE - total]
    problem = ""
    if len(said) != len(names):
        one = f"There is 1 {what.removesuffix('s')}"
        there = one if len(names) == 1 else f"There are {len(names)} {what}"
        problem = f"{there} ({', '.join(names)}) but {len(said)} share{'s' * (len(said) != 1)} ({spelled})"
    elif 0 < total <= _SMALL and all(amount == int(amount) for amount in said):
        return list(scaled(list(said), _WHOLE))
    elif abs(total - _WHOLE) > Decimal("0.05"):
        problem = f"The shares {spelled} add up to {total:f} %, not 100 %"
    if problem:
        raise QuestionError(
            f"{problem}. What should the shares of {', '.join(names)} be?",
            f"shares|{spelled}|{len(names)}",
            takes="shares",
        )
    return list(said) if total == _WHOLE else list(scaled(list(said), _WHOLE))


def plain(amount: Decimal) -> int | float:
    """As JSON has it: 70, not 70.0."""
    return int(amount) if amount == amount.to_integral_value() else float(amount)
