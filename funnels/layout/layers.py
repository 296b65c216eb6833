"""Which column each node stands in."""

from collections.abc import Mapping

from .acyclic import Ways, in_order

_PASSES = 4


def columns(forward: Ways) -> dict[str, int]:
    """Left to right: every node in a later column than all that lead to it, connections short."""
    order = in_order(forward)
    before: dict[str, list[str]] = {id: [] for id in forward}
    for id in order:
        for target in forward[id]:
            before[target].append(id)
    column: dict[str, int] = {}
    for id in order:
        column[id] = max((column[one] + 1 for one in before[id]), default=0)
    for _ in range(_PASSES):
        if not _tightened(order, before, forward, column):
            break
    lowest = min(column.values(), default=0)
    return {id: number - lowest for id, number in column.items()}


def _tightened(order: list[str], before: Ways, after: Ways, column: dict[str, int]) -> bool:
    """Move nodes with more ways out than in towards what they lead to; the total length only falls."""
    moved = False
    for id in reversed(order):
        if len(after[id]) > len(before[id]):
            nearest = min(column[one] for one in after[id]) - 1
            moved = moved or nearest > column[id]
            column[id] = max(nearest, column[id])
    return moved


def depth(forward: Ways) -> Mapping[str, int]:
    """How many steps the longest way on from each node has."""
    steps: dict[str, int] = {}
    for id in reversed(in_order(forward)):
        steps[id] = max((steps[one] + 1 for one in forward[id]), default=0)
    return steps
