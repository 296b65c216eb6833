"""An order in which states can be settled: level by level, loops as a whole."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Indexes = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Loop:
    """States that can all be come to from each other."""

    states: Indexes
    arcs: Indexes
    """Those between them."""


@dataclass(frozen=True, slots=True)
class Batch:
    """States that do not lead to each other, but within a loop."""

    states: Indexes
    """Those in no loop."""
    loops: tuple[Loop, ...]
    arcs: Indexes
    """Those that lead here from earlier batches, by target."""
    fed: Indexes
    """The states that they lead to, each once."""
    offsets: Indexes
    """Where among `arcs` those of each fed state begin."""


def batches(count: int, sources: Indexes, targets: Indexes) -> Sequence[Batch]:
    """Every state in exactly one batch, behind the batches of all that lead to it."""
    ways: list[list[int]] = [[] for _ in range(count)]
    for source, target in zip(sources.tolist(), targets.tolist(), strict=True):
        ways[source].append(target)
    levels = _levels(ways)
    if None not in levels:
        return _batched(np.array(levels, dtype=np.intp), np.arange(count), sources, targets, {})
    group_of, loops = _groups(ways, levels)
    whole: list[list[int]] = [[] for _ in range(count)]
    for source, target in zip(sources.tolist(), targets.tolist(), strict=True):
        if group_of[source] != group_of[target]:
            whole[group_of[source]].append(group_of[target])
    of_group = _levels(whole)
    level = np.array([of_group[group] or 0 for group in group_of], dtype=np.intp)
    return _batched(level, np.array(group_of, dtype=np.intp), sources, targets, loops)


def _levels(ways: Sequence[Sequence[int]]) -> list[int | None]:
    """The longest way to each state; None for those in loops and behind them."""
    missing = [0] * len(ways)
    for targets in ways:
        for target in targets:
            missing[target] += 1
    levels: list[int | None] = [None if count else 0 for count in missing]
    deepest = [0] * len(ways)
    free = [state for state, count in enumerate(missing) if not count]
    while free:
        state = free.pop()
        level = deepest[state] + 1
        for target in ways[state]:
            deepest[target] = max(deepest[target], level)
            missing[target] -= 1
            if not missing[target]:
                levels[target] = deepest[target]
                free.append(target)
    return levels


def _groups(ways: Sequence[Sequence[int]], levels: Sequence[int | None]) -> tuple[list[int], dict[int, list[int]]]:
    """The group of each state, named after one of its members, and the members of each group that is a loop."""
    group_of = list(range(len(ways)))
    loops: dict[int, list[int]] = {}
    for members in _connected(ways, [state for state, level in enumerate(levels) if level is None]):
        if len(members) > 1 or members[0] in ways[members[0]]:
            loops[members[0]] = sorted(members)
        for state in members:
            group_of[state] = members[0]
    return group_of, loops


def _connected(ways: Sequence[Sequence[int]], states: Sequence[int]) -> list[list[int]]:
    """Strongly connected components (Tarjan's, without recursion)."""
    number: dict[int, int] = {}
    low: dict[int, int] = {}
    stack: list[int] = []
    waiting: set[int] = set()
    found: list[list[int]] = []
    for start in states:
        if start in number:
            continue
        number[start] = low[start] = len(number)
        stack.append(start)
        waiting.add(start)
        path = [(start, iter(ways[start]))]
        while path:
            state, left = path[-1]
            for target in left:
                if target not in number:
                    number[target] = low[target] = len(number)
                    stack.append(target)
                    waiting.add(target)
                    path.append((target, iter(ways[target])))
                    break
                if target in waiting:
                    low[state] = min(low[state], number[target])
            else:
                path.pop()
                if path:
                    low[path[-1][0]] = min(low[path[-1][0]], low[state])
                if low[state] == number[state]:
                    at = stack.index(state)
                    found.append(stack[at:])
                    waiting.difference_update(stack[at:])
                    del stack[at:]
    return found


def _batched(
    levels: Indexes, group_of: Indexes, sources: Indexes, targets: Indexes, loops: dict[int, list[int]]
) -> Sequence[Batch]:
    outer = np.flatnonzero(group_of[sources] != group_of[targets])
    inner = np.flatnonzero(group_of[sources] == group_of[targets])
    outer = outer[np.lexsort((targets[outer], levels[targets[outer]]))]
    in_loop = np.isin(group_of, list(loops)) if loops else np.zeros(len(levels), dtype=bool)
    own = np.argsort(levels, kind="stable")
    own = own[~in_loop[own]]
    loops_at: dict[int, list[Loop]] = {}
    for group, members in loops.items():
        loop = Loop(np.array(members, dtype=np.intp), inner[group_of[sources[inner]] == group])
        loops_at.setdefault(int(levels[members[0]]), []).append(loop)
    deepest = int(levels.max()) + 1
    arc_ends = np.searchsorted(levels[targets[outer]], np.arange(deepest + 1))
    own_ends = np.searchsorted(levels[own], np.arange(deepest + 1))
    found = []
    for level in range(deepest):
        arcs = outer[arc_ends[level] : arc_ends[level + 1]]
        fed, offsets = np.unique(targets[arcs], return_index=True)
        states = own[own_ends[level] : own_ends[level + 1]]
        found.append(Batch(states, tuple(loops_at.get(level, ())), arcs, fed, offsets.astype(np.intp)))
    return found
