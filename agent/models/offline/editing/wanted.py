"""What a person wants of a funnel, before it is known how to do it."""

from dataclasses import dataclass, field
from decimal import Decimal

from .items import Item


@dataclass(slots=True)
class Wanted:
    """One change. `scope` says for whom only, `behind` after which page; `words` what it was read from."""

    words: str
    scope: Item | None = field(default=None, kw_only=True)
    behind: Item | None = field(default=None, kw_only=True)


@dataclass(slots=True)
class Swap(Wanted):
    """One page, or all of a step, gives way to another."""

    old: Item
    new: Item


@dataclass(slots=True)
class Add(Wanted):
    """A page beside others."""

    new: Item
    beside: Item | None = None
    share: Decimal | None = None


@dataclass(slots=True)
class Insert(Wanted):
    """A page of its own before or behind others."""

    new: Item
    near: Item | None = None
    """None: before everything."""

    after: bool = False


@dataclass(slots=True)
class Remove(Wanted):
    old: Item


@dataclass(slots=True)
class Only(Wanted):
    """All visitors of its place see this one."""

    kept: Item
    at: str = ""
    """The step, where it is told by its name."""


@dataclass(slots=True)
class Share:
    """A page and its percent; None takes what is left."""

    page: Item
    amount: Decimal | None
    was: Decimal | None = None
    """The share so far, where it is told."""

    each: bool = False
    """Of several pages: the amount is that of every one of them."""


@dataclass(slots=True)
class Weights(Wanted):
    shares: list[Share] = field(default_factory=list)
    amounts: list[Decimal] = field(default_factory=list)
    """In the order of the pages, where none is named."""

    role: Item | None = None
    even: bool = False
    """All alike; with shares, those that have none."""

    each: Decimal | None = None
    """The share of every one that has none."""

    turned: bool = False
    pair: tuple[Decimal, ...] = ()
    """Two amounts of which only the order tells whose they are."""

    bigger: Item | None = None
    """Which of two has the bigger part, or the smaller one."""

    smaller: bool = False

    taken_from: Item | None = None
    """Who loses what a newcomer gets; the others keep theirs."""


@dataclass(slots=True)
class Shift(Wanted):
    """A share grows by what another loses."""

    amount: Decimal | None
    gives: Item | None = None
    takes: Item | None = None
    route: Item | None = None
    """Whose way the pages are on, where it is told by its name."""


@dataclass(slots=True)
class Stick(Wanted):
    """Visitors stay with what they saw first, or are shared anew each time."""

    place: Item | None = None
    off: bool = False


@dataclass(slots=True)
class Lead(Wanted):
    """A button of a page leads to another place; 0 is the only one it has."""

    page: Item | None
    button: int
    to: "Goal"


@dataclass(slots=True)
class Unlead(Wanted):
    """A button leads nowhere any more."""

    page: Item | None
    button: int
    said: list[Item] = field(default_factory=list)
    """What is named beside it: where it led."""


@dataclass(slots=True)
class Goal:
    """Where visitors go: pages one after the other, an address, or the way of others."""

    pages: list[Item] = field(default_factory=list)
    url: str = ""
    instead_of: str = ""
    """The address that they go to so far."""

    like: Item | None = None
    """The way that these visitors go, or this route."""

    rest: bool = False
    not_to: list[Item] = field(default_factory=list)
    """The pages that they come to so far."""

    past: Item | None = None
    """Wherever this page leads, which they do not see."""


@dataclass(slots=True)
class Way(Wanted):
    """Some visitors go elsewhere."""

    who: Item | None
    """None: all whom no route takes."""

    to: Goal
    adds: bool = False
    """They are told as a route that is not there yet."""

    leaves: bool = False
    """Only told that they go away; where to may follow."""


@dataclass(slots=True)
class Address(Wanted):
    """One address outside gives way to another."""

    old: str
    new: str
    at: Item | None = None
    """The place, where it is told by its name."""


@dataclass(slots=True)
class Keep(Wanted):
    """Is to stay as it is: nothing to do, but nothing may touch it."""

    items: list[Item] = field(default_factory=list)
    shares: list[Decimal] = field(default_factory=list)
    """The shares that stay: `Outbrain stays 60/40`."""


@dataclass(slots=True)
class Regroup(Wanted):
    group: Item
