"""How far a story of ways has come."""

from collections.abc import Sequence
from decimal import Decimal

from ..outcome import PuzzledError
from .crowd import Crowd
from .items import Item, Kind
from .tree import Arm, Branch, Fork, Stage, arms_of


class Story:
    """`at` is the branch that waits for its pages, `ends` are the pages the story has come to."""

    def __init__(self, items: Sequence[Item]) -> None:
        self._items = items
        self._place = 0
        self.root = Fork()
        self._fork = self.root
        self._scope: Branch | None = None
        """Whom the crowds that follow are a part of."""
        self._scoped: list[tuple[Branch, Crowd]] = []
        self._at: Branch | None = None
        self._ends: list[Arm] = []
        self._linked = False
        self._starts = True
        """Whether a clause begins here."""
        self._owner: Arm | None = None
        """The page whose buttons are told."""
        self._open_stages: list[Stage] = []
        self._prefix: Stage | None = None
        self._each = False
        self._fronted: list[Branch] = []
        """Whose ways the page is put in front of; of all crowds where none is named."""
        self._ending: Fork | None = None
        """What all ways lead to, where that was said before them."""
        self._button_count = 0
        self._announced: Item | None = None
        """The shares of the ways that follow."""
        self._announced_for: Branch | None = None
        """Whose ways these are."""
        self._counted: tuple[Arm, int] | None = None
        """The page that was said to have so many buttons, each of which is told."""
        self._role = ""
        self._takes_the_rest = False
        self._clause: tuple[Fork, Branch] | None = None
        """Where the first page of this clause was put."""
        self._open_question = ""
        """Whose way it is where `, then B for Germany` was said and another crowd follows."""
        self._from_there = False
        self._everyone = False
        """Whether it was said that everyone comes by the first page."""
        self._told_behind = False
        """Whether `A for Germany` was said, so that the next page is for others."""

    def _pass(self) -> None:
        self._place += 1

    def _next(self, *skipped: Kind) -> Item | None:
        """What comes after this item, past the skipped kinds."""
        place = self._place + 1
        while place < len(self._items) and self._items[place].kind in skipped:
            place += 1
        return self._items[place] if place < len(self._items) else None

    def _go_below(self, button: int = 1) -> Fork:
        """A new fork behind the pages the story has come to."""
        fork = Fork()
        for arm in self._ends:
            if button in arm.exits:
                raise PuzzledError(f"where {arm.wish.said!r} leads: it is said twice")
            arm.exits[button] = fork
        return fork

    def _stages(self) -> list[Stage]:
        return [branch.stage for fork in self._forks() for branch in fork.branches if branch.stage]

    def _forks(self) -> list[Fork]:
        return [self.root, *(fork for arm in arms_of(self.root) for fork in arm.exits.values())]

    def _side_by_side(self, least: int) -> list[Arm]:
        """The pages of the last place that has so many, or the first pages of the ways of a fork."""
        for stage in reversed(self._stages()):
            if len(stage.arms) >= least:
                return list(stage.arms)
        first = [branch.stage.arms[0] for branch in self._fork.branches if branch.stage]
        return first if len(first) >= least else []

    def _lacking(self) -> list[Stage]:
        self._open_stages = [stage for stage in self._open_stages if stage.lacks_shares]
        return self._open_stages

    def _ways(self) -> Stage | None:
        """The ways whose shares were announced, as far as they are told."""
        if self._announced is None:
            return None
        if self._announced_for is not None:
            return self._announced_for.stage
        return self.root.branches[0].stage if len(self.root.branches) == 1 else None

    def _share_the_ways(self) -> None:
        """`a third each`: of three; `70/30`: in the order of the ways."""
        said, ways = self._announced, self._ways()
        self._announced = self._announced_for = None
        if said is None:
            return
        arms = ways.arms if ways else []
        amounts = said.amounts if said.kind is Kind.RATIO else said.amounts * len(arms)
        if len(arms) < 2 or (amounts and (len(amounts) != len(arms) or abs(sum(amounts, Decimal(0)) - 100) > 1)):
            raise PuzzledError(f"what the share {said.text!r} is for")
        if len(set(amounts)) > 1:
            for arm, amount in zip(arms, amounts, strict=True):
                arm.share = amount

    def _known(self) -> list[Arm]:
        return list(arms_of(self.root))
