"""A funnel while it is changed: what was done so far, and how it stands now."""

import copy
from collections.abc import Callable
from decimal import Decimal

from funnels.blueprint import dump, edit, parse, parse_operations
from funnels.errors import FunnelError

from ..outcome import Json, PuzzledError
from ..request import Request
from ..talking.current import Current


class Bench:
    def __init__(self, now: Current, request: Request) -> None:
        self.first = now
        self.now = now
        self.request = request
        self.operations: list[Json] = []
        self.said: list[str] = []
        self.promised: list[tuple[str, str, Decimal]] = []
        """Steps, pages and the shares that were told for them."""

    def do(self, *operations: Json) -> None:
        """Raises PuzzledError where the funnel cannot be changed so."""
        try:
            changed = edit(parse(self.now.blueprint), parse_operations(list(operations)))
        except FunnelError as error:
            raise PuzzledError(f"how to change {self.now.name!r}: {error}") from error
        self.operations += operations
        self.now = Current(self.now.id, self.now.name, dump(changed))

    def tell(self, line: str) -> None:
        self.said.append(line)

    def become(self, change: Callable[[Json], None]) -> None:
        """Whatever the function does to the blueprint, as operations."""
        wanted = copy.deepcopy(self.now.blueprint)
        change(wanted)
        self.do(*_difference(self.now.blueprint, wanted))

    def new_key(self, wanted: str) -> str:
        key, count = wanted, 2
        while key in self.now.steps or key == "start":
            key, count = f"{wanted}_{count}", count + 1
        return key

    def sweep(self) -> None:
        """Steps that nobody comes to any more go, and are named."""
        met_before, met = set(self.first.met()), set(self.now.met())
        gone = [
            key for key in self.now.steps if key not in met and (key in met_before or key not in self.first.steps)
        ]
        for key in gone:
            self.do({"op": "remove_step", "step": key})
            if key in self.first.steps:
                self.tell(f"nobody comes to {shown(key, self.first)} any more, so it goes")


def shown(key: str, now: Current) -> str:
    """A step by its pages."""
    names = [seat.name for seat in now.seats() if seat.step == key]
    return " and ".join(names) or str(now.steps.get(key, {}).get("url", key))


def _difference(before: Json, after: Json) -> list[Json]:
    """New steps first, so that what leads to them finds them."""
    old, new = before["steps"], after["steps"]
    found = [{"op": "add_step", "key": key, "step": step} for key, step in new.items() if key not in old]
    found += [
        {"op": "set_step", "key": key, "step": step} for key, step in new.items() if key in old and old[key] != step
    ]
    if before.get("start") != after.get("start"):
        found.append({"op": "set_start", "start": after["start"]})
    found += [{"op": "remove_step", "step": key} for key in old if key not in new]
    return found
