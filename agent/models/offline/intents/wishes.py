"""Pages named in an edit, with the shares beside them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from ..drawing.new_page import NewPageReader, starts_new_page
from ..drawing.sketch import Wish
from ..outcome import PuzzledError
from ..tokens import Sign, Token

_ROLES = {Sign.LANDER: "lander", Sign.OFFER: "offer"}
_LIGHT = frozenset(
    (
        Sign.FILLER, Sign.COMMA, Sign.STOP, Sign.AND, Sign.AT, Sign.WITH, Sign.TO, Sign.AS, Sign.IN, Sign.FOR,
        Sign.BY, Sign.IT,
        Sign.FUNNEL, Sign.PAGE, Sign.ADD, Sign.INSTEAD, Sign.USE, Sign.OF, Sign.COLON, Sign.TRAFFIC,
        Sign.BUILD, Sign.SLASH,
        Sign.NEW, Sign.THEN, Sign.SAME, Sign.SET, Sign.SPLIT, Sign.THERE, Sign.ROUTE, Sign.CALLED,
    )
)  # fmt: skip


@dataclass(slots=True)
class Wished:
    pages: list[Wish] = field(default_factory=list)
    shares: list[Decimal] = field(default_factory=list)
    role: str = ""
    even: bool = False
    ordinal: int = 0


def wished(tokens: Sequence[Token]) -> Wished:
    """The pages and shares among the tokens. Raises PuzzledError for what is neither."""
    found = Wished()
    place = 0
    while place < len(tokens):
        token = tokens[place]
        if starts_new_page(tokens, place):
            reader = NewPageReader(tokens, place, found.role)
            found.pages.append(reader.wish)
            place = max(place + 1, reader.end)
            continue
        place += 1
        place += _take(token, found, tokens[place : place + 1])
    return found


def _take(token: Token, found: Wished, following: Sequence[Token]) -> int:
    """Takes one token; says how many of the following it used up."""
    if token.sign in (Sign.ASSET, Sign.QUOTED, Sign.WORD):
        if (
            token.sign is Sign.WORD
            and found.pages
            and found.pages[-1].token
            and found.pages[-1].token.end + 1 >= token.start
        ):
            raise PuzzledError(repr(token.text))
        role = _ROLES.get(following[0].sign, "") if following else ""
        found.pages.append(Wish(token.text, token, role or found.role))
        return 1 if role else 0
    if token.sign in _ROLES:
        found.role = _ROLES[token.sign]
    elif token.sign in (Sign.PERCENT, Sign.RATIO, Sign.NUMBER):
        found.shares += token.amounts
    elif token.sign is Sign.EVENLY:
        found.even = True
    elif token.sign is Sign.BOTH:
        found.role = next((role for role in _ROLES.values() if role in token.text), found.role)
    elif token.sign is Sign.ORDINAL:
        found.ordinal = int(token.amounts[0])
    elif token.sign not in _LIGHT:
        raise PuzzledError(repr(token.text))
    return 0
