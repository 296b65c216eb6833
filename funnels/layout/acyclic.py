"""Which connections lead back, so that the others run one way."""

from collections.abc import Iterable, Mapping, Sequence

Ways = Mapping[str, Sequence[str]]
"""Id of a node -> ids of the nodes right after it."""


def without_back_ways(ways: Ways, starts: Iterable[str]) -> dict[str, list[str]]:
    """The same ways without those that return to a node the walk from `starts` came through; each target once."""
    forward: dict[str, list[str]] = {id: [] for id in ways}
    entered: set[str] = set()
    left: set[str] = set()
    for start in (*starts, *ways):
        if start not in entered:
            _walk(start, ways, forward, entered, left)
    return forward


def _walk(start: str, ways: Ways, forward: dict[str, list[str]], entered: set[str], left: set[str]) -> None:
    """Depth first, with its own stack: a funnel may be deeper than Python's."""
    entered.add(start)
    path = [(start, iter(dict.fromkeys(ways[start])))]
    while path:
        id, waiting = path[-1]
        target = next(waiting, None)
        if target is None:
            left.add(id)
            path.pop()
        elif target in left:
            forward[id].append(target)
        elif target not in entered:
            forward[id].append(target)
            entered.add(target)
            path.append((target, iter(dict.fromkeys(ways[target]))))


def in_order(forward: Ways) -> list[str]:
    """Every node after all that lead to it."""
    missing = dict.fromkeys(forward, 0)
    for targets in forward.values():
        for target in targets:
            missing[target] += 1
    ready = [id for id, count in missing.items() if not count]
    for id in ready:
        for target in forward[id]:
            missing[target] -= 1
            if not missing[target]:
                ready.append(target)
    return ready
