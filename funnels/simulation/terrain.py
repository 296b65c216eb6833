"""What of a visitor's history matters at a node: tags, the button pressed, how far they have walked.

Nodes where it does not matter need not be told apart by it, which keeps the number of states small.
"""

from collections import defaultdict, deque
from collections.abc import Iterable
from functools import lru_cache

from ..funnel import PAGE_KINDS
from ..routing import MOST_STEPS, ByAction, Fork, Wired

_MOST_REMEMBERED = 16
"""Funnels whose terrain is remembered: what-if questions ask for the same one again and again."""


class Terrain:
    def __init__(self, wired: Wired) -> None:
        self._wired = wired
        self._walked = {
            id: targets if wired.kinds[id] not in PAGE_KINDS else () for id, targets in wired.targets.items()
        }
        self.tags = self._tags()
        """Ids of the tags that are looked at from a node on; nodes that are left out look at none."""
        self.asks_action = self._behind(
            [id for id, place in wired.places.items() if isinstance(place, ByAction)], pages=False
        )
        """Nodes from which the walk can come to one that goes by the button pressed."""
        self.deep = self._deep()
        """Nodes on a walk that may be cut by the loop guard."""
        self.is_plain = not (self.tags or self.asks_action or self.deep)
        """Whether nothing of it matters anywhere."""

    def _tags(self) -> dict[str, frozenset[str]]:
        looking: dict[str, set[str]] = defaultdict(set)
        for id, place in self._wired.places.items():
            for tag in place.looks.tags if isinstance(place, Fork) else ():
                looking[tag].add(id)
        found: dict[str, set[str]] = defaultdict(set)
        for tag, nodes in looking.items():
            for id in self._behind(nodes, pages=True):
                found[id].add(tag)
        return {id: frozenset(tags) for id, tags in found.items()}

    def _behind(self, nodes: Iterable[str], *, pages: bool) -> frozenset[str]:
        """Nodes from which one of these can be come to, these included; through pages or not."""
        seen = set(nodes)
        if not seen:
            return frozenset()
        before: dict[str, list[str]] = defaultdict(list)
        for id, targets in (self._wired.targets if pages else self._walked).items():
            for target in targets:
                before[target].append(id)
        waiting = deque(seen)
        while waiting:
            for id in before[waiting.popleft()]:
                if id not in seen:
                    seen.add(id)
                    waiting.append(id)
        return frozenset(seen)

    def _deep(self) -> frozenset[str]:
        if len(self._wired.places) <= MOST_STEPS and not _has_loop(self._walked):
            return frozenset()
        back: dict[str, list[str]] = {id: [] for id in self._walked}
        for id, targets in self._walked.items():
            for target in targets:
                if target in back:
                    back[target].append(id)
        before, behind = _longest(self._walked), _longest(back)
        return frozenset(id for id in self._walked if before[id] + 1 + behind[id] > MOST_STEPS)


@lru_cache(maxsize=_MOST_REMEMBERED)
def terrain(wired: Wired) -> Terrain:
    return Terrain(wired)


def _longest(ways: "dict[str, tuple[str, ...]] | dict[str, list[str]]") -> dict[str, int]:
    """The most nodes one can pass before coming to each; MOST_STEPS for loops and what lies behind them."""
    missing = dict.fromkeys(ways, 0)
    for targets in ways.values():
        for target in targets:
            if target in missing:
                missing[target] += 1
    found = dict.fromkeys(ways, 0)
    free = [id for id, count in missing.items() if not count]
    done = set(free)
    while free:
        id = free.pop()
        for target in ways[id]:
            if target in missing:
                found[target] = max(found[target], found[id] + 1)
                missing[target] -= 1
                if not missing[target]:
                    free.append(target)
                    done.add(target)
    return {id: found[id] if id in done else MOST_STEPS for id in ways}


def _has_loop(ways: dict[str, tuple[str, ...]]) -> bool:
    return MOST_STEPS in _longest(ways).values()
