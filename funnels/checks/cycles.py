"""Circles in a graph, by Kosaraju's two walks, without recursion."""

from collections.abc import Mapping, Sequence

After = Mapping[str, Sequence[str]]


def cycles(after: After) -> list[tuple[str, ...]]:
    """Every set of places that can all be got to from each other; a lone one only if it leads to itself.

    In the order of the mapping, whose values hold keys of it only.
    """
    before: dict[str, list[str]] = {place: [] for place in after}
    for place, onward in after.items():
        for one in onward:
            before[one].append(place)
    seen: set[str] = set()
    found = [_walk(start, before, seen) for start in reversed(_order(after)) if start not in seen]
    rank = {place: number for number, place in enumerate(after)}
    circles = [circle for circle in found if len(circle) > 1 or circle[0] in after[circle[0]]]
    return sorted((tuple(sorted(circle, key=rank.__getitem__)) for circle in circles), key=lambda one: rank[one[0]])


def _order(after: After) -> list[str]:
    """Every place, after all that can be got to from it."""
    seen: set[str] = set()
    done: list[str] = []
    for start in after:
        if start not in seen:
            _walk(start, after, seen, done)
    return done


def _walk(start: str, after: After, seen: set[str], done: list[str] | None = None) -> list[str]:
    """Every place from `start` on that was not seen yet; `done` takes them in the order they were left."""
    found = [start]
    seen.add(start)
    open_places = [(start, iter(after[start]))]
    while open_places:
        onward = next((one for one in open_places[-1][1] if one not in seen), None)
        if onward is not None:
            seen.add(onward)
            found.append(onward)
            open_places.append((onward, iter(after[onward])))
        else:
            left, _ = open_places.pop()
            if done is not None:
                done.append(left)
    return found
