"""What a sentence about a funnel is made of, once the funnel is known."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from ..drawing.sketch import Wish
from ..seats import Seat
from ..tokens import Token
from .cue import Cue


class Kind(StrEnum):
    PAGE = "page"
    """A page by its name, in the funnel or not."""

    ROLE = "role"
    """`the offers`, `the second lander`."""

    STEP = "step"
    """A place of the funnel by its own name."""

    SHARES = "shares"
    WHO = "who"
    URL = "url"
    BUTTON = "button"
    NUMBER = "number"
    MONEY = "money"
    FUNNEL = "funnel"
    GROUP = "group"
    SOURCE = "source"
    CUE = "cue"
    MARK = "mark"
    WORD = "word"


class Age(StrEnum):
    """How a page stands to those that are named."""

    OLD = "there before"
    NEW = "comes in"
    OTHER = "not named"


@dataclass(slots=True)
class Item:
    kind: Kind
    text: str
    start: int
    end: int
    cues: tuple[Cue, ...] = ()
    tokens: tuple[Token, ...] = ()
    seats: tuple[Seat, ...] = ()
    """Of PAGE and ROLE: where in the funnel it may stand."""

    wish: Wish | None = None
    """Of PAGE: what it is where it is not in the funnel."""

    role: str = ""
    step: str = ""
    """Of STEP: its key, or the name of a route."""

    amounts: tuple[Decimal, ...] = ()
    was: Decimal | None = None
    """Of SHARES: the share so far, where it is told."""

    number: int = 0
    """Of ROLE and BUTTON: which one."""

    age: Age | None = None
    """Of ROLE: told so instead of by a name; `amounts` is how many they are, where that is told."""

    many: bool = False
    """Of ROLE with an age: told as several."""

    used: bool = field(default=False, compare=False)

    def has(self, *cues: Cue) -> bool:
        return any(cue in self.cues for cue in cues)

    @property
    def is_inside(self) -> bool:
        return bool(self.seats)


def said(items: Sequence[Item]) -> str:
    return " ".join(item.text for item in items)
