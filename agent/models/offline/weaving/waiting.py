"""Shares said beside their pages, or before them: `70/30 between A and B`."""

from collections.abc import Sequence

from ..drawing.sketch import Chain, Group
from ..outcome import PuzzledError
from ..tokens import Sign, Token

_COUNTED = (Sign.LANDER, Sign.OFFER, Sign.PAGE, Sign.WITH, Sign.ROUTE)
"""`3 landers` is a count and no share."""


class WaitingShares:
    """Keeps shares until their pages come."""

    def __init__(self) -> None:
        self._waiting = Group()

    def take(self, token: Token, group: Group | None, follower: Sign | None) -> bool:
        """Gives the share to the group, or keeps it; whether it has a place at all."""
        target = group if group and not group.is_empty else self._waiting
        waits = target is self._waiting
        if token.sign is Sign.EVENLY:
            target.even = True
            return True
        if token.sign is Sign.REST:
            target.remainder = True
            return not waits
        if token.sign is Sign.NUMBER and follower is Sign.BUTTON:
            target.button_count = int(token.amounts[0])
            return not waits
        if token.sign is Sign.NUMBER and follower in _COUNTED:
            return True
        comes_next = follower in (Sign.ASSET, Sign.QUOTED) and len(target.weights) >= len(target.pages)
        if token.sign is Sign.NUMBER and waits and not comes_next:
            return False
        target.weights += token.amounts
        target.fixed |= token.sign is Sign.RATIO
        return True

    def keep(self, token: Token) -> None:
        self._waiting.weights += token.amounts

    def hand_to(self, group: Group) -> None:
        """A new place takes what waits."""
        group.weights, group.even, group.fixed = self._waiting.weights, self._waiting.even, self._waiting.fixed
        self._waiting = Group()

    def hand_back(self, chains: Sequence[Chain]) -> None:
        """Shares that no page followed belong to the last place with several pages and no shares."""
        waiting, self._waiting = self._waiting, Group()
        if not waiting.weights and not waiting.even:
            return
        several = [group for chain in chains for group in chain.groups if len(group.pages) > 1 and not group.weights]
        if not several:
            raise PuzzledError(f"what the shares {'/'.join(map(str, waiting.weights)) or 'evenly'} are for")
        several[-1].weights, several[-1].even, several[-1].fixed = waiting.weights, waiting.even, waiting.fixed
