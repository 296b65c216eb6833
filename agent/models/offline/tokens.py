"""What a sentence is made of, once names, amounts, countries and connecting words are recognised."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any, Self


class Sign(StrEnum):
    """What a token does in a sentence."""

    ASSET = "asset"
    QUOTED = "quoted"
    URL = "url"
    MONEY = "money"
    PERCENT = "percent"
    RATIO = "ratio"
    NUMBER = "number"
    ORDINAL = "ordinal"
    PLACE = "place"
    UNSETTLED = "unsettled region"
    DEVICE = "device"
    WORD = "unknown word"

    COMMA = ","
    STOP = ";"
    COLON = ":"
    SLASH = "/"
    AND = "and"
    TO = "to"
    THEN = "then"
    THERE = "there"
    BOTH = "both"
    REST = "everyone else"
    EVENLY = "evenly"
    STICKY = "sticky"
    NOT = "not"

    LANDER = "lander"
    OFFER = "offer"
    PAGE = "page"
    BUTTON = "button"
    GROUP = "group"
    FUNNEL = "funnel"
    SOURCE = "traffic source"
    TRAFFIC = "traffic"
    NETWORK = "network"
    ROUTE = "route"

    NEW = "new"
    CALLED = "called"
    PAYS = "pays"
    UNPAID = "no payout"
    IN = "in"
    FOR = "for"
    FROM = "from"
    AT = "at"
    WITH = "with"
    BY = "by"
    OF = "of"
    AS = "as"
    IT = "it"
    SAME = "same"
    INSTEAD = "instead"
    EVERYWHERE = "in many funnels"
    HERE = "only here"

    BUILD = "build"
    SPLIT = "split"
    CHANGE = "change"
    SET = "set"
    ADD = "add"
    REMOVE = "remove"
    REPLACE = "replace"
    USE = "use"
    CLONE = "clone"
    RENAME = "rename"
    UNDO = "undo"
    LINKS = "links"
    SHOW = "show"
    WHICH = "which"
    CHECK = "check"
    HELP = "help"
    YES = "yes"
    NO = "no"
    FILLER = "filler"


@dataclass(frozen=True, slots=True)
class Candidate:
    """An asset that may be meant, as `find_assets` answers it."""

    id: str
    family: str
    name: str
    page_type: str = ""
    exact: bool = False
    parent: str = ""

    @classmethod
    def read(cls, raw: Mapping[str, Any]) -> Self:
        return cls(
            id=str(raw["id"]),
            family=str(raw["family"]),
            name=str(raw["name"]),
            page_type=str(raw.get("page_type") or ""),
            exact=bool(raw.get("exact")),
            parent=str(raw.get("parent") or ""),
        )


@dataclass(frozen=True, slots=True)
class Token:
    sign: Sign
    text: str
    start: int
    end: int
    amounts: tuple[Decimal, ...] = ()
    """Of MONEY, PERCENT, RATIO, NUMBER and ORDINAL (-1 is the last)."""

    attribute: str = ""
    """Of DEVICE: which attribute; of UNSETTLED: the usual list."""

    values: tuple[str, ...] = ()
    """Of PLACE and DEVICE."""

    candidates: tuple[Candidate, ...] = ()
    """Of ASSET, and of QUOTED where the quoted text is a name."""

    def of(self, *families: str) -> tuple[Candidate, ...]:
        return tuple(one for one in self.candidates if one.family in families)
