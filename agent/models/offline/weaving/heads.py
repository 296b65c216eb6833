"""How a clause begins: with who comes, with a share of the visitors, with a button, with everyone else."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from ..drawing.audience import AUDIENCE, BETWEEN
from ..tokens import Sign, Token

_LEADS = (Sign.TO, Sign.THEN, Sign.COLON, Sign.USE, Sign.SHOW)
_PAGES = (Sign.ASSET, Sign.QUOTED, Sign.URL, Sign.NEW, Sign.LANDER, Sign.OFFER)
_BEFORE = (
    Sign.ROUTE,
    Sign.IT,
    Sign.FILLER,
    Sign.FOR,
    Sign.FROM,
    Sign.IN,
    Sign.AND,
    Sign.BUILD,
    Sign.TRAFFIC,
    Sign.AT,
    Sign.WITH,
    Sign.COMMA,
)
_LIGHT = (Sign.FILLER, Sign.TRAFFIC, Sign.FROM, Sign.IT, Sign.OF, Sign.FOR, Sign.BUILD, Sign.IN)


@dataclass(frozen=True, slots=True)
class Head:
    kind: str
    """`audience`, `rest`, `share` or `button`."""

    end: int
    """Behind the head and what leads on from it."""

    tokens: tuple[Token, ...] = ()
    share: Decimal | None = None
    button: int = 0
    """0 is the next one."""


def head_at(tokens: Sequence[Token], place: int, *, buttons: bool) -> Head | None:
    """The head that begins here; `buttons` says whether there is a page whose buttons may be meant."""
    start = _skip(tokens, place, _BEFORE)
    if start >= len(tokens):
        return None
    before = tuple(tokens[place:start])
    if buttons and (head := _button(tokens, start)):
        return head
    return _rest(tokens, start) or _share(tokens, start) or _audience(tokens, start, before)


def _skip(tokens: Sequence[Token], place: int, signs: Sequence[Sign]) -> int:
    while place < len(tokens) and tokens[place].sign in signs:
        place += 1
    return place


def _led(tokens: Sequence[Token], place: int, *, marked: bool = True) -> int | None:
    """Behind what leads from a head to its pages; None where no pages follow."""
    place = _skip(tokens, place, _LIGHT)
    comma = _skip(tokens, place, (Sign.COMMA,))
    if comma < len(tokens) and tokens[comma].sign in (Sign.USE, Sign.SHOW):
        place = comma
    leads = place
    place = _skip(tokens, place, (*_LEADS, Sign.FILLER))
    if place >= len(tokens):
        return None
    if place == leads and not (marked and tokens[place].sign in _PAGES):
        return None
    return place


def _rest(tokens: Sequence[Token], place: int) -> Head | None:
    if tokens[place].sign is not Sign.REST:
        return None
    end = _led(tokens, place + 1)
    return Head("rest", end, tuple(tokens[place:end])) if end else None


def _share(tokens: Sequence[Token], place: int) -> Head | None:
    token = tokens[place]
    if token.sign is not Sign.PERCENT:
        return None
    end = _led(tokens, place + 1, marked=False)
    return Head("share", end, tuple(tokens[place:end]), share=token.amounts[0]) if end else None


def _button(tokens: Sequence[Token], place: int) -> Head | None:
    token = tokens[place]
    follower = tokens[place + 1] if place + 1 < len(tokens) else None
    number, end = 0, place + 1
    if token.sign is Sign.ORDINAL:
        number = int(token.amounts[0])
        end = _skip(tokens, end, (Sign.BUTTON, Sign.FILLER))
        end += end < len(tokens) and tokens[end].text.lower() == "one"
    elif token.sign is Sign.BUTTON and follower and follower.sign is Sign.NUMBER:
        number, end = int(follower.amounts[0]), place + 2
    elif token.sign is Sign.NUMBER and follower and follower.sign in _LEADS:
        number = int(token.amounts[0])
    elif not (token.sign in (Sign.YES, Sign.NO, Sign.QUOTED) and follower and follower.sign is Sign.BUTTON):
        return None
    else:
        end = place + 2
    led = _led(tokens, end)
    return Head("button", led, tuple(tokens[place:led]), button=number) if led else None


def _audience(tokens: Sequence[Token], place: int, before: tuple[Token, ...]) -> Head | None:
    negated = tokens[place].sign is Sign.NOT
    if tokens[place].sign not in AUDIENCE and not negated:
        return None
    end = place
    last = place
    while end < len(tokens) and tokens[end].sign in (*AUDIENCE, *BETWEEN):
        if tokens[end].sign in AUDIENCE:
            last = end
        end += 1
    if tokens[last].sign not in AUDIENCE:
        return None
    conditional = any(token.text.lower() in ("for", "if", "when") for token in before)
    led = _led(tokens, last + 1, marked=not conditional or True)
    return Head("audience", led, tuple(tokens[place : last + 1])) if led else None


def audience_behind(tokens: Sequence[Token], place: int) -> Head | None:
    """`… for Germany`: who comes, said behind the pages; also `… for everyone else`."""
    start = _skip(tokens, place + 1, (Sign.FILLER, Sign.TRAFFIC))
    if start >= len(tokens):
        return None
    if tokens[start].sign is Sign.REST:
        return Head("rest", start + 1, (tokens[start],))
    end, last = start, -1
    while end < len(tokens) and tokens[end].sign in (
        *AUDIENCE,
        Sign.AND,
        Sign.SLASH,
        Sign.COMMA,
        Sign.TRAFFIC,
        Sign.FILLER,
        Sign.NOT,
    ):
        if tokens[end].sign in AUDIENCE:
            last = end
        end += 1
    if last < 0:
        return None
    after = _skip(tokens, last + 1, (Sign.TRAFFIC,))
    return Head("audience", after, tuple(tokens[start : last + 1]))
