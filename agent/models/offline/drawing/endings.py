"""Ways that go on together, or share what is left of the visitors."""

from collections.abc import Sequence
from decimal import Decimal

from .sketch import Chain, Group


def share_the_rest(chains: Sequence[Chain]) -> None:
    """`70% to A, the rest to B`: what is left of the shares."""
    chains = [chain for chain in chains if not chain.joins]
    rest = [chain for chain in chains if chain.rest]
    given = [chain.share for chain in chains if chain.share is not None]
    if len(rest) == 1 and given and len(given) == len(chains) - 1 and sum(given) < 100:
        rest[0].rest, rest[0].share = False, 100 - sum(given, Decimal(0))


def continued(chains: Sequence[Chain]) -> list[Chain]:
    """With `both to …` put behind every chain it continues, and equal chains with shares as one place."""
    ways = [chain for chain in chains if not chain.joins]
    endings = [chain for chain in chains if chain.joins]
    if not endings and all(chain.share is not None for chain in ways) and _are_single(ways):
        return [_as_one(ways)] if len(ways) > 1 else ways
    if endings and all(chain.share is not None for chain in ways) and _are_single(ways):
        ways = [_as_one(ways)]
    for ending in endings:
        for way in ways:
            if way.groups and not way.groups[-1].address:
                way.groups += ending.groups
                way.fork += ending.fork
    return ways


def _are_single(ways: Sequence[Chain]) -> bool:
    return bool(ways) and all(
        len(way.groups) == 1 and len(way.groups[0].pages) == 1 and not way.groups[0].buttons and not way.fork
        for way in ways
    )


def _as_one(ways: Sequence[Chain]) -> Chain:
    pages = [way.groups[0].pages[0] for way in ways]
    return Chain(groups=[Group(pages=pages, weights=[way.share for way in ways if way.share is not None])])
