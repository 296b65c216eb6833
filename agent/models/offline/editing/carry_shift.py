"""A share that grows by what another loses, as one operation."""

from decimal import Decimal

from ..drawing.shares import plain
from ..outcome import PuzzledError
from ..talking.current import Split
from .bench import Bench
from .goals import route_target
from .items import Item
from .places import own, seats_for
from .visitors import reach
from .wanted import Shift


def carry_shift(wanted: Shift, bench: Bench) -> None:
    if wanted.amount is None:
        raise PuzzledError(f"how much {wanted.words!r} is about")
    split = _split(wanted, bench)
    gives = _name(wanted.gives, split, bench) if wanted.gives is not None else ""
    takes = _name(wanted.takes, split, bench) if wanted.takes is not None else ""
    others = [key for key in split.keys if key not in (gives, takes)]
    if not (gives and takes):
        if len(others) != 1:
            raise PuzzledError(f"which of {', '.join(others)} {'gets' if gives else 'loses'} {wanted.amount:f} %")
        gives, takes = gives or others[0], takes or others[0]
    weights = dict(zip(split.keys, (Decimal(str(weight)) for weight in split.weights), strict=True))
    weights[gives] -= wanted.amount
    weights[takes] += wanted.amount
    if gives == takes or weights[gives] <= 0:
        raise PuzzledError(f"how to take {wanted.amount:f} % from {gives}: it has less than that")
    step = own(split.step, bench, wanted.scope)
    bench.do({"op": "set_weights", "step": step, "weights": {key: plain(value) for key, value in weights.items()}})
    bench.tell(f"{step}: {', '.join(f'{key} {plain(value)} %' for key, value in weights.items())}")


def _split(wanted: Shift, bench: Bench) -> Split:
    """The only place that shares visitors among these pages."""
    about = [item for item in (wanted.gives, wanted.takes) if item is not None]
    steps = set.intersection(*({seat.step for seat in seats_for(item, bench, wanted.scope)} for item in about))
    if wanted.route is not None:
        steps &= set(reach(bench.now, route_target(wanted.route, bench)))
    fitting = [one for one in bench.now.splits() if one.step in steps]
    if len(fitting) != 1:
        raise PuzzledError(f"in which place {' and '.join(item.text for item in about)} should share anew")
    return fitting[0]


def _name(item: Item, split: Split, bench: Bench) -> str:
    names = {seat.name for seat in seats_for(item, bench, None) if seat.step == split.step}
    if len(names) != 1:
        raise PuzzledError(f"which page {item.text!r} is")
    return names.pop()
