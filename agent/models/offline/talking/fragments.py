"""A few words that are one kind of thing: shares, countries, a page, … — and where such things stand in a request."""

from collections.abc import Sequence
from dataclasses import dataclass

from ..recognising.platforms import is_platform
from ..tokens import Sign, Token

_KINDS = {
    Sign.RATIO: "shares", Sign.PERCENT: "shares", Sign.NUMBER: "shares", Sign.EVENLY: "shares",
    Sign.PLACE: "place", Sign.UNSETTLED: "place", Sign.DEVICE: "device", Sign.URL: "url", Sign.MONEY: "money",
    Sign.ORDINAL: "ordinal",
}  # fmt: skip
_LIGHT = (
    Sign.FILLER, Sign.COMMA, Sign.STOP, Sign.FOR, Sign.WITH, Sign.TO, Sign.BY, Sign.IN, Sign.IT, Sign.INSTEAD,
    Sign.YES,
    Sign.BUILD, Sign.SET, Sign.CHANGE, Sign.USE, Sign.AND, Sign.SLASH, Sign.LANDER, Sign.OFFER, Sign.PAGE, Sign.GROUP,
    Sign.SOURCE, Sign.TRAFFIC, Sign.NETWORK, Sign.AS, Sign.AT, Sign.FROM, Sign.COLON, Sign.OF, Sign.BUTTON,
)  # fmt: skip
_JOINING = (Sign.AND, Sign.COMMA, Sign.SLASH)
_FAMILIES = {"traffic_source": "source", "funnel_group": "group", "offer_source": "network", "funnel": "funnel"}


@dataclass(frozen=True, slots=True)
class Fragment:
    kind: str
    tokens: tuple[Token, ...]
    """Those of the kind, and what joins them."""

    @property
    def start(self) -> int:
        return self.tokens[0].start

    @property
    def end(self) -> int:
        return self.tokens[-1].end

    @property
    def page_types(self) -> set[str]:
        return {one.page_type for token in self.tokens for one in token.of("page")}

    def says(self, other: "Fragment") -> bool:
        """Whether both name the same, in whatever words."""
        return self.kind == other.kind and self.meaning() & other.meaning() != set()

    def meaning(self) -> set[object]:
        told: set[object] = set()
        for token in self.tokens:
            told |= {(token.amounts,)} if token.amounts else set()
            told |= set(token.values) | {one.id for one in token.candidates}
            told |= {token.text.lower()} if not token.amounts and token.sign not in _JOINING else set()
        return told


def kind_of(token: Token) -> str:
    """What a token is a piece of; empty for words that only join."""
    if token.sign in _KINDS:
        return _KINDS[token.sign]
    if token.sign in (Sign.ASSET, Sign.QUOTED):
        families = [one.family for one in token.candidates if one.exact] or [one.family for one in token.candidates]
        if "page" in families:
            return "page"
        return next((kind for family, kind in _FAMILIES.items() if family in families), "name")
    if token.sign is Sign.WORD:
        return "source" if is_platform(token.text) else "word"
    return "" if token.sign in _LIGHT else "else"


def fragment_of(tokens: Sequence[Token]) -> Fragment | None:
    """All of the words as one thing; None where they are more than that."""
    kinds = {kind_of(token) for token in tokens} - {""}
    if len(kinds) != 1 or kinds & {"else", "word"}:
        return None
    kind = kinds.pop()
    places = [place for place, token in enumerate(tokens) if kind_of(token) == kind]
    return Fragment(kind, tuple(tokens[places[0] : places[-1] + 1]))


def fragments_in(tokens: Sequence[Token], kind: str) -> list[Fragment]:
    """Every place of a request where such a thing stands; countries that are joined are one."""
    found: list[Fragment] = []
    last = -1
    for place, token in enumerate(tokens):
        if kind_of(token) != kind:
            continue
        between = tokens[last + 1 : place]
        joins = kind == "place" and found and all(one.sign in _JOINING for one in between)
        if joins:
            found[-1] = Fragment(kind, (*found[-1].tokens, *between, token))
        else:
            found.append(Fragment(kind, (token,)))
        last = place
    return found
