"""From what is wanted to operations, looking at the funnel as it stands after each of them."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ..drawing.frame import group
from ..outcome import PuzzledError
from .bench import Bench
from .carry_buttons import carry_lead, carry_unlead
from .carry_pages import carry_add, carry_insert, carry_only, carry_remove, carry_swap
from .carry_shares import carry_weights, check_promised
from .carry_shift import carry_shift
from .carry_ways import carry_address, carry_way
from .keeping import check_kept
from .places import chosen_step, seats_for
from .wanted import (
    Add,
    Address,
    Insert,
    Keep,
    Lead,
    Only,
    Regroup,
    Remove,
    Shift,
    Stick,
    Swap,
    Unlead,
    Wanted,
    Way,
    Weights,
)

_CARRIERS: Mapping[type[Wanted], Callable[[Any, Bench], None]] = {
    Swap: carry_swap, Add: carry_add, Insert: carry_insert, Remove: carry_remove, Only: carry_only,
    Weights: carry_weights, Shift: carry_shift, Lead: carry_lead, Unlead: carry_unlead,
    Way: carry_way, Address: carry_address,
}  # fmt: skip


def carry_out(wanted: Sequence[Wanted], bench: Bench) -> None:
    """What comes and goes before shares, as shares may be those of newcomers."""
    for one in sorted(wanted, key=lambda each: isinstance(each, Weights | Shift)):
        if isinstance(one, Regroup):
            _regroup(one, bench)
        elif isinstance(one, Stick):
            _stick(one, bench)
        elif not isinstance(one, Keep):
            _CARRIERS[type(one)](one, bench)
    bench.sweep()
    check_promised(bench)
    for one in wanted:
        if isinstance(one, Keep):
            check_kept(one, bench)
    if not bench.operations:
        raise PuzzledError(f"what to change about {bench.now.name!r}")


def _stick(wanted: Stick, bench: Bench) -> None:
    seats = seats_for(wanted.place, bench, wanted.scope) if wanted.place is not None else bench.now.seats()
    steps = [one for one in bench.now.splits() if one.step in {seat.step for seat in seats}]
    if not steps:
        raise PuzzledError(f"what to keep: {bench.now.name!r} has no place with several pages there")
    key = chosen_step([one.step for one in steps], "Visitors of which place should stay?", "rotation", bench)
    bench.do({"op": "set_rotation", "step": key, "rotation": "plain" if wanted.off else "sticky"})
    bench.tell(
        f"{key}: visitors {'are shared anew each time' if wanted.off else 'stay with the page they saw first'}"
    )


def _regroup(wanted: Regroup, bench: Bench) -> None:
    reference = group(wanted.group.tokens[0], bench.request.know, bench.request.answers)
    bench.do({"op": "set_group", "group": reference})
    bench.tell(f"it moves to the group {reference if isinstance(reference, str) else reference['name']}")
