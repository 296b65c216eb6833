"""`… to the advertorial for Germany; ShieldVPN 60 / FoxVPN 40`: a clause that goes on with the way before it."""

from collections.abc import Sequence

from ..drawing.audience import AUDIENCE
from ..drawing.sketch import Chain, Group, Wish
from ..tokens import Sign, Token
from .heads import audience_behind, head_at

_NAMES = (Sign.ASSET, Sign.QUOTED, Sign.WORD)
_PAGES = (
    *_NAMES, Sign.FILLER, Sign.AND, Sign.COMMA, Sign.SLASH, Sign.NUMBER, Sign.PERCENT, Sign.RATIO, Sign.EVENLY,
    Sign.LANDER, Sign.OFFER, Sign.PAGE,
)  # fmt: skip
_ENDS = (Sign.STOP, Sign.THEN)


def goes_on(chain: Chain, tokens: Sequence[Token], place: int) -> bool:
    """Whether the clause that begins here names only what comes after the lander of this way.

    The audience of such a way was said behind its lander, so a page with an audience of its own begins another.
    """
    if not chain.groups or not is_lander(chain.groups[-1]):
        return False
    clause = _clause(tokens, place)
    pages = [token for token in clause if token.sign in _NAMES]
    if not pages or any(token.sign in (*AUDIENCE, Sign.REST, Sign.TO) for token in clause):
        return False
    told = any(token.sign is Sign.OFFER for token in clause)
    return told or all(_may_be_offer(token) for token in pages)


def begins_another(tokens: Sequence[Token], place: int) -> bool:
    """Whether the clause that begins here is pages and, behind them, who comes to them."""
    end = place
    while end < len(tokens) and tokens[end].sign in _PAGES:
        end += 1
    pages = any(token.sign in _NAMES for token in tokens[place:end])
    said = end < len(tokens) and tokens[end].sign in (Sign.FOR, Sign.FROM)
    return pages and said and audience_behind(tokens, end) is not None


def _clause(tokens: Sequence[Token], place: int) -> list[Token]:
    """Up to the next mark, or up to where everyone else is spoken of."""
    end = place
    while end < len(tokens) and tokens[end].sign not in _ENDS and not _is_rest(tokens, end):
        end += 1
    return list(tokens[place:end])


def _is_rest(tokens: Sequence[Token], place: int) -> bool:
    if tokens[place].sign is not Sign.REST:
        return False
    head = head_at(tokens, place, buttons=False)
    return head is not None and head.kind == "rest"


def is_lander(group: Group) -> bool:
    return bool(group.pages) and all(_kinds(page) == {"lander"} for page in group.pages)


def _kinds(page: Wish) -> set[str]:
    if page.role:
        return {page.role}
    return {one.page_type for one in page.token.of("page")} if page.token else set()


def _may_be_offer(token: Token) -> bool:
    kinds = {one.page_type for one in token.of("page")}
    return not kinds or "offer" in kinds
