"""A case: an account, what a person says to it, and what must have come of it. `CASES.md` says what the keys mean."""

from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

Kind = Literal[
    "build",
    "clone",
    "edit",
    "split_test",
    "report",
    "optimise",
    "diagnose",
    "updates",
    "links",
    "undo",
    "multi_turn",
    "ambiguous",
    "must_ask",
    "must_refuse",
    "injected",
]
Style = Literal["typo", "slang", "terse", "rambling", "non_native", "number_words", "large"]

MOST_CALLS = 12
"""Calls of tools in a turn that names no other bound."""


def _listed(value: object) -> object:
    return [value] if isinstance(value, str) else value


Texts = Annotated[tuple[str, ...], BeforeValidator(_listed)]
"""One text or several."""

Way = list[Any] | Literal["lost"]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Nodes(_Strict):
    most: int


class AsIn(_Strict):
    funnel: str
    for_: Texts = Field(alias="for")


class FunnelExpect(_Strict):
    group: str | None = None
    sources: Texts | None = None
    walks: dict[str, Way] = {}
    as_before: Texts = ()
    as_in: AsIn | None = None
    nodes: int | Nodes | None = None
    default_url: str | None = None


class Booked(_Strict):
    """What a turn added to the numbers of the account; negative where it took away."""

    cost: Decimal = Decimal(0)
    revenue: Decimal = Decimal(0)
    conversions: int = 0
    where: dict[str, Any] = {}


class Asks(_Strict):
    about: str = ""
    choices: Texts = ()


class Number(_Strict):
    metric: str
    period: str
    by: str | None = None
    where: dict[str, Any] = {}
    best: int | None = None
    worst: int | None = None


class Links(_Strict):
    funnel: str
    sources: Texts


class Expect(_Strict):
    funnels: dict[str, FunnelExpect] = {}
    created: tuple[dict[str, Any], ...] = ()
    changed: dict[str, dict[str, Any]] = {}
    archived: Texts = ()
    deleted: Texts = ()
    booked: Booked | None = None
    asks: Literal[True] | str | Asks | None = None
    refuses: str | None = None
    says: Texts = ()
    never_says: Texts = ()
    numbers: tuple[Number, ...] = ()
    links: Links | None = None
    uses: Texts = ()
    most_calls: int = MOST_CALLS

    @property
    def writes(self) -> bool:
        """Whether anything in the account is expected to have changed."""
        touched = (self.created, self.changed, self.archived, self.deleted, self.booked, self.funnels)
        return any(touched)


class CaseTurn(_Strict):
    say: str
    replies: Texts = ()
    approve: bool = True
    expect: Expect = Expect()


class Case(_Strict):
    id: str = Field(pattern=r"^[a-z0-9][a-z0-9_-]*$")
    kind: Kind
    style: tuple[Style, ...] = ()
    account: str
    turns: tuple[CaseTurn, ...] = Field(min_length=1)
