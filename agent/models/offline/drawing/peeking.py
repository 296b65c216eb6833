"""What stands around a place in a sentence, without taking it."""

from collections.abc import Sequence

from ..tokens import Sign, Token

_BETWEEN_PAGES = (Sign.COMMA, Sign.AND, Sign.SLASH)
_PAGE_COMES = (
    Sign.TO, Sign.THEN, Sign.LANDER, Sign.OFFER, Sign.SPLIT, Sign.OF, Sign.PERCENT, Sign.SLASH, Sign.BY, Sign.USE,
)  # fmt: skip


def sign_at(tokens: Sequence[Token], place: int) -> Sign | None:
    return tokens[place].sign if place < len(tokens) else None


def behind(tokens: Sequence[Token], place: int, *signs: Sign) -> int:
    """The first place from here that has none of the signs."""
    while place < len(tokens) and tokens[place].sign in signs:
        place += 1
    return place


def only_a_share_follows(tokens: Sequence[Token], place: int) -> bool:
    """`Keto Story gets two thirds`: nobody goes on from there by that."""
    place = behind(tokens, place, Sign.FILLER)
    if sign_at(tokens, place) not in (Sign.PERCENT, Sign.NUMBER, Sign.REST):
        return False
    after = sign_at(tokens, place + 1) or Sign.STOP
    return after in (*_BETWEEN_PAGES, Sign.STOP, Sign.BOTH, Sign.THEN)


def is_followed_by_page(tokens: Sequence[Token], place: int) -> bool:
    place = behind(tokens, place, Sign.FILLER, Sign.COLON, Sign.CALLED)
    return sign_at(tokens, place) in (Sign.ASSET, Sign.QUOTED, Sign.WORD, Sign.NEW)


def is_page_place(tokens: Sequence[Token], place: int, *, goes_on: bool) -> bool:
    """Whether an unknown word stands where only a page can stand; `goes_on` says pages stand before it."""
    before = tokens[place - 1].sign if place else None
    if before is Sign.FILLER and place > 1:
        before = tokens[place - 2].sign
    return before in _PAGE_COMES or (before in (Sign.AND, Sign.COMMA) and goes_on)


def is_of_a_name(token: Token) -> bool:
    """`Moon Landing`: a capital makes a light word part of an unknown name."""
    return token.sign is Sign.WORD or (
        token.sign in (Sign.FILLER, Sign.PAGE, Sign.LANDER, Sign.OFFER) and token.text[0].isupper()
    )


def in_words(tokens: Sequence[Token]) -> str:
    """The words left over, neighbours together."""
    runs: list[list[Token]] = []
    for token in sorted(tokens, key=lambda one: one.start):
        if runs and token.start - runs[-1][-1].end <= 1:
            runs[-1].append(token)
        else:
            runs.append([token])
    return " and ".join(repr(" ".join(token.text for token in run)) for run in runs)
