"""A funnel as a sentence draws it, before names are looked up."""

from dataclasses import dataclass, field
from decimal import Decimal

from ..tokens import Token
from .audience import Audience


@dataclass(slots=True)
class Wish:
    """A page as it was asked for: an existing one by name, or a new one by what is said of it."""

    words: str
    token: Token | None = None
    role: str = ""
    """`lander` or `offer`, where the person said so."""

    new: bool = False
    name: str = ""
    url: str = ""
    payout: Decimal | None = None
    unpaid: bool = False
    network: Token | None = None
    network_is_new: bool = False

    @property
    def said(self) -> str:
        return self.token.text if self.token else self.name


@dataclass(slots=True)
class Group:
    """Pages that share the visitors who come to one place, or an address outside."""

    pages: list[Wish] = field(default_factory=list)
    address: str = ""
    role: str = ""
    weights: list[Decimal] = field(default_factory=list)
    fixed: bool = False
    """The weights were said as one ratio, so none is left to conclude."""

    even: bool = False
    remainder: bool = False
    """The last page takes what the other weights leave."""

    button_count: int = 0
    buttons: "dict[int, Chain]" = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        return not self.pages and not self.address


@dataclass(slots=True)
class Chain:
    """What a visitor meets one after the other, and who comes this way."""

    audience: Audience | None = None
    rest: bool = False
    share: Decimal | None = None
    joins: bool = False
    """Continues all the chains beside it (`both to …`)."""

    ended: bool = False
    """Who comes this way was said behind it; the next page starts another."""

    groups: list[Group] = field(default_factory=list)
    fork: "list[Chain]" = field(default_factory=list)
    words: list[str] = field(default_factory=list)

    @property
    def is_headed(self) -> bool:
        return self.audience is not None or self.rest or self.share is not None


@dataclass(slots=True)
class Sketch:
    chains: list[Chain] = field(default_factory=list)
    sources: list[Token] = field(default_factory=list)
    group: Token | None = None
    group_is_new: bool = False
    name: str = ""
