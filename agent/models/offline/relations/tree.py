"""The ways of the visitors as they were told: who goes where, what share sees which page, what follows it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from ..drawing.sketch import Wish
from .crowd import Crowd

_SMALL = 20
"""`3, 1` are proportions, not percent; up to this sum."""


@dataclass(slots=True, eq=False)
class Arm:
    """A page, or an address outside, at one place."""

    wish: Wish
    outside: bool = False
    share: Decimal | None = None
    exits: "dict[int, Fork]" = field(default_factory=dict)
    """What is behind each button."""

    @property
    def said(self) -> str:
        return self.wish.said or self.wish.url

    @property
    def kind(self) -> str:
        """`lander`, `offer` or `outside`; empty where only the account can say."""
        if self.outside:
            return "outside"
        types = {one.page_type for one in self.wish.token.of("page")} if self.wish.token and not self.wish.new else ()
        return self.wish.role or (next(iter(types)) if len(types) == 1 else "")

    @property
    def is_open(self) -> bool:
        """Whether visitors can go on from here, and it was not said where to."""
        return not self.exits and self.kind in ("lander", "")


@dataclass(slots=True, eq=False)
class Stage:
    """Pages that share the visitors who come to one place."""

    arms: list[Arm] = field(default_factory=list)

    @property
    def given(self) -> Decimal:
        return sum((arm.share for arm in self.arms if arm.share is not None), Decimal(0))

    @property
    def lacks_shares(self) -> bool:
        """Whether part of its visitors go where it was not said yet."""
        is_ratio = len(self.arms) > 1 and self.given <= _SMALL
        return any(arm.share is not None for arm in self.arms) and self.given < Decimal("99.9") and not is_ratio


@dataclass(slots=True, eq=False)
class Branch:
    """One way into a fork: for a crowd, for everyone else, or for all who come."""

    crowd: Crowd | None = None
    rest: bool = False
    stage: Stage | None = None
    words: str = ""
    late: bool = False
    """For those who are left behind all other ways."""

    @property
    def is_headed(self) -> bool:
        return self.crowd is not None or self.rest


@dataclass(slots=True, eq=False)
class Fork:
    branches: list[Branch] = field(default_factory=list)


def arms_of(fork: Fork) -> Iterator[Arm]:
    """Every arm once, in the order visitors meet them."""
    seen: set[int] = set()
    waiting = [fork]
    while waiting:
        for branch in waiting.pop(0).branches:
            for arm in branch.stage.arms if branch.stage else ():
                if id(arm) not in seen:
                    seen.add(id(arm))
                    yield arm
                    waiting += arm.exits.values()


def leading_to(stage: Stage) -> Fork:
    return Fork([Branch(stage=stage)])
