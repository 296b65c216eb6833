"""What a request about a new funnel is made of, once words are put together that mean one thing."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from ..drawing.sketch import Wish
from .crowd import Crowd


class Kind(StrEnum):
    WHO = "who"
    REST = "everyone else"
    EACH = "in every country"
    SOME = "the first two"
    ALL = "all of them"
    PAGE = "page"
    OUTSIDE = "address"
    WAY = "leads to"
    THEN = "then"
    SHARE = "share"
    EACH_SHARE = "share of each"
    RATIO = "ratio"
    EVEN = "evenly"
    FAVOUR = "in favour of"
    BUTTON = "button"
    BUTTONS = "so many buttons"
    ROLE = "kind of page"
    LIKE = "so does"
    FORGET = "forget"
    JOIN = ", or and"
    COLON = ":"
    STOP = "."
    LOOSE = "no place yet"


@dataclass(slots=True)
class Item:
    kind: Kind
    text: str
    start: int
    crowd: Crowd | None = None
    excepted: Crowd | None = None
    """Of `except Germans`: the Germans."""

    wish: Wish | None = None
    amounts: tuple[Decimal, ...] = ()
    """Of shares and ratios; the number of a button (-1 is the last one, 0 the next one); of SOME the
    first place and how many."""

    prep: str = ""
    """`for`, `from`, … in front of it."""

    heavy: bool = False
    """Of JOIN: a comma."""

    partial: bool = False
    """Of PAGE: a part of a name, such as `the quiz`."""

    straight: bool = False
    """Of PAGE: said to be come to straight away."""

    late: bool = False
    """Of WHO: of those who are left, such as `everyone else on mobile`."""

    telling: bool = False
    """Of LOOSE: a word that says something elsewhere, such as `sticky`."""
