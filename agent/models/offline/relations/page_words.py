"""Pages: told by name, as new, by an address; and pages that are not there."""

from ..drawing.new_page import NewPageReader
from ..drawing.sketch import Wish
from ..tokens import Sign, Token
from .button_words import ButtonWords
from .items import Item, Kind
from .vocabulary import meanings

ROLES = {Sign.LANDER: "lander", Sign.OFFER: "offer"}

_SOLID = (
    Sign.ASSET, Sign.QUOTED, Sign.URL, Sign.MONEY, Sign.PERCENT, Sign.RATIO, Sign.PLACE, Sign.DEVICE, Sign.UNSETTLED,
    Sign.COMMA, Sign.STOP, Sign.COLON, Sign.SLASH, Sign.NEW,
)  # fmt: skip
"""What no phrase runs across."""

_NAMING = (Sign.WORD, Sign.QUOTED, Sign.BOTH, Sign.CHECK, Sign.LANDER, Sign.PAGE)

BEHIND = ("behind", "after", "following", "beneath")

_SKIPS = ("skip", "skips", "skipping", "bypass", "bypasses", "bypassing")

_SORT_OF = ("any", "further", "additional", "extra", "separate", "real", "own", "such")

_NEGATIONS = (Sign.NO, Sign.NOT, Sign.REMOVE)


class PageWords(ButtonWords):
    def _new(self, token: Token) -> Item | None:
        """A page that is told with its address, or as new."""
        if not self._starts_new(token):
            return None
        if token.sign is Sign.NEW and not self._is_told():
            self._place = self._over(self._place + 1, Sign.FILLER) + 1
            role = ROLES.get(self._tokens[self._place - 1].sign, "")
            return Item(Kind.PAGE, f"new {role or 'page'}", token.start, wish=Wish(token.text, role=role, new=True))
        reader = NewPageReader(self._tokens, self._place)
        self._place = max(reader.end, self._place + 1)
        wish = reader.wish
        kind = Kind.OUTSIDE if wish.url and not wish.name and not wish.role and not wish.token else Kind.PAGE
        return Item(kind, wish.said or wish.url or token.text, token.start, wish=wish)

    def _is_told(self) -> bool:
        """Whether a name or an address stands behind `new lander`."""
        place = self._over(self._place + 1, Sign.FILLER) + 1
        place = self._over(place, Sign.FILLER, Sign.AT, Sign.COLON, Sign.CALLED, Sign.WITH, Sign.LINKS, Sign.PAGE)
        token = self._at(place)
        if token is None or token.sign in (Sign.QUOTED, Sign.URL, Sign.ASSET):
            return token is not None
        return token.sign in (Sign.WORD, Sign.PLACE, Sign.DEVICE) and token.text[0].isupper()

    def _starts_new(self, token: Token) -> bool:
        if token.sign is Sign.NEW:
            after = self._over(self._place + 1, Sign.FILLER)
            return self._sign(after) in (*ROLES, Sign.QUOTED, Sign.PAGE) or self._sign(after + 1) is Sign.URL
        if token.sign in ROLES or (token.sign in (Sign.QUOTED, Sign.WORD) and not _is_exact_page(token)):
            after = self._over(
                self._place + 1, Sign.QUOTED, Sign.WORD, Sign.CALLED, Sign.FILLER, Sign.AT, Sign.COLON, Sign.PLACE
            )
            named = any(one.sign is Sign.QUOTED for one in self._tokens[self._place : after])
            after += named and self._sign(after) is Sign.COMMA
            return self._sign(after) is Sign.URL
        return False

    def _behind(self, token: Token) -> bool | None:
        """`behind the quiz comes …`: kept with the page."""
        place = self._over(self._place + 1, Sign.FILLER)
        after = self._at(place)
        if token.text.lower() not in BEHIND:
            return None
        if self._ends_a_clause_of_pages():
            self._place += 1
            return True
        if after is None:
            return None
        if not after.of("page") and after.sign not in _NAMING:
            return None
        self._place += 1
        return True

    def _ends_a_clause_of_pages(self) -> bool:
        """`A with B behind`: as it stands, B follows on A."""
        before = self._at(self._place - 1)
        named = before is not None and bool(before.of("page") or before.sign in (Sign.QUOTED, Sign.URL))
        return named and self._sign(self._place + 1) in (None, Sign.STOP, Sign.COMMA)

    def _without(self, token: Token) -> bool | None:
        """`no lander`, `without a quiz`: nothing stands there, so nothing is to do."""
        if token.sign not in _NEGATIONS and token.text.lower() not in _SKIPS:
            return None
        place = self._over(self._place + 1, Sign.FILLER)
        place += (one := self._at(place)) is not None and one.text.lower() in _SORT_OF
        told = (*ROLES, Sign.PAGE, Sign.SPLIT, Sign.SOURCE, Sign.THERE)
        if self._sign(place) not in told and not self._is_part(place):
            return None
        place += 1
        while self._sign(place) in (*ROLES, Sign.PAGE) or (
            self._sign(place) in (Sign.AND, Sign.FILLER, Sign.COMMA) and self._sign(place + 1) in (*ROLES, Sign.PAGE)
        ):
            place += 1
        self._place = place
        return True

    def _is_part(self, place: int) -> bool:
        token = self._at(place)
        return token is not None and token.sign is Sign.ASSET and bool(token.of("page")) and not _is_exact_page(token)

    def _page(self, token: Token) -> Item | bool | None:
        if token.sign is Sign.URL:
            self._place += 1
            return Item(Kind.OUTSIDE, token.text, token.start, wish=Wish(token.text, new=True, url=token.text))
        if token.sign not in (Sign.ASSET, Sign.QUOTED) or not is_solid(token):
            return None
        self._place += 1
        if self._sign(self._place) is Sign.FUNNEL and token.sign is Sign.ASSET and not _is_exact_page(token):
            return True  # `a sleep funnel` says what it is about
        wish = Wish(token.text, token, self._role_behind(token))
        return Item(Kind.PAGE, token.text, token.start, wish=wish, partial=not _is_exact_page(token))

    def _role_behind(self, token: Token) -> str:
        told_as = self._over(self._place + 1, Sign.FILLER) if self._sign(self._place) is Sign.AS else -1
        if self._sign(told_as) in ROLES:
            self._place = told_as + 1
            return ROLES[self._tokens[told_as].sign]
        role = ROLES.get(self._sign(self._place) or Sign.WORD, "")
        if role and token.of("page") and not any(one.page_type == role for one in token.of("page")):
            return ""
        if role and self._sign(self._place + 1) in (Sign.ASSET, Sign.QUOTED, Sign.COLON):
            return ""
        self._place += bool(role)
        return role

    def _is_of_a_funnel(self) -> bool:
        """`a new keto funnel`: it is the funnel that is new."""
        place = self._over(self._place, Sign.ASSET, Sign.WORD, Sign.FILLER, Sign.SPLIT)
        return self._sign(place) is Sign.FUNNEL


def is_solid(token: Token) -> bool:
    """Whether no phrase runs across it. `click`, which occurs in some name, is still a word."""
    if token.sign is not Sign.ASSET:
        return token.sign in _SOLID
    is_word = (token.text.lower(),) in meanings() and not any(one.exact for one in token.candidates)
    return bool(token.of("page")) and not is_word


def _is_exact_page(token: Token) -> bool:
    return any(one.exact for one in token.of("page"))
