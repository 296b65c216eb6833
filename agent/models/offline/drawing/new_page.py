"""`new offer "DreamDrops" at https://… paying $32.50 from network ClickHero`, in whatever order it is said."""

from collections.abc import Sequence
from dataclasses import replace

from ..tokens import Sign, Token
from .peeking import is_of_a_name
from .sketch import Wish

_NAME_PARTS = (Sign.WORD, Sign.PLACE, Sign.DEVICE, Sign.NUMBER, Sign.ASSET)
_ROLES = {Sign.LANDER: "lander", Sign.OFFER: "offer"}
_SKIPPED = (
    Sign.LINKS,
    Sign.FILLER,
    Sign.COLON,
    Sign.AT,
    Sign.WITH,
    Sign.CALLED,
    Sign.IN,
    Sign.PAGE,
    Sign.FOR,
    Sign.IT,
)
_ATTRIBUTES = (Sign.URL, Sign.MONEY, Sign.PAYS, Sign.UNPAID, Sign.NETWORK, Sign.CALLED, Sign.FROM)


class NewPageReader:
    """Reads one new page from a place in the tokens; `end` is the first token that is not part of it."""

    def __init__(self, tokens: Sequence[Token], start: int, role: str = "") -> None:
        self._tokens = tokens
        self.end = start
        self.wish = Wish("", role=role, new=True)
        first = start
        while self.end < len(tokens) and self._read(tokens[self.end]):
            pass
        self.wish.words = " ".join(token.text for token in tokens[first : self.end])

    def _read(self, token: Token) -> bool:
        """Takes one token, or more, where they belong to the page."""
        before = self._before()
        if self._network(token, before):
            return True
        if token.sign in _NAME_PARTS and not self.wish.name and self._starts_a_name(before):
            self._name()
            return True
        if self._fact(token, before) or self._is_between(token):
            self.end += 1
            return True
        return False

    def _fact(self, token: Token, before: Token | None) -> bool:
        """Notes what one token says of the page."""
        wish = self.wish
        if token.sign is Sign.NEW:
            wish.network_is_new |= (of_network := self._next_is(Sign.NETWORK))
            return of_network or not (wish.name or wish.url)
        if token.sign in _ROLES and wish.role in ("", _ROLES[token.sign]) and not wish.url:
            wish.role = _ROLES[token.sign]
        elif token.sign is Sign.QUOTED and not wish.name:
            wish.name, wish.token = token.text, token
        elif token.sign is Sign.URL and not wish.url:
            wish.url = token.text
        elif token.sign in (Sign.MONEY, Sign.NUMBER) and self._is_payout(token, before):
            wish.payout = token.amounts[0]
        else:
            wish.unpaid |= token.sign is Sign.UNPAID
            return token.sign in (Sign.PAYS, Sign.UNPAID)
        return True

    def _is_between(self, token: Token) -> bool:
        if token.sign is Sign.COMMA and not self.wish.name and self._next_is(Sign.QUOTED, *_NAME_PARTS):
            return any(one.sign is Sign.URL for one in self._tokens[self.end + 1 : self.end + 6])
        if token.sign in (Sign.COMMA, Sign.AND):
            return self._attribute_at(self.end + 1)
        return token.sign in (*_SKIPPED, Sign.FROM, Sign.NETWORK) and self._goes_on(self.end + 1)

    def _before(self) -> Token | None:
        """The last token that says something."""
        place = self.end - 1
        while place > 0 and self._tokens[place].sign in (Sign.COLON, Sign.FILLER):
            place -= 1
        return self._tokens[place] if place >= 0 else None

    def _next_is(self, *signs: Sign) -> bool:
        return self.end + 1 < len(self._tokens) and self._tokens[self.end + 1].sign in signs

    def _is_payout(self, token: Token, before: Token | None) -> bool:
        if self.wish.payout is not None:
            return False
        told = before is not None and before.sign is Sign.PAYS
        return token.sign is Sign.MONEY or told or (bool(self.wish.url) and _is_price(token))

    def _network(self, token: Token, before: Token | None) -> bool:
        """A network: an offer source by name, or any word behind (or before) `network` or `from`."""
        if self.wish.network is not None:
            return False
        told = before is not None and before.sign in (Sign.NETWORK, Sign.FROM)
        called = before is not None and before.sign is Sign.CALLED and self._is_of_network()
        named = token.sign in (Sign.ASSET, Sign.QUOTED, Sign.WORD) and (told or called or self._next_is(Sign.NETWORK))
        if not named and not (token.sign is Sign.ASSET and token.of("offer_source") and not token.of("page")):
            return False
        self.wish.network = token
        self.end += 1
        while self.end < len(self._tokens) and token.sign is Sign.WORD and self._tokens[self.end].sign is Sign.WORD:
            last = self._tokens[self.end]
            self.wish.network = replace(token, text=f"{self.wish.network.text} {last.text}", end=last.end)
            self.end += 1
        return True

    def _is_of_network(self) -> bool:
        return self.end >= 2 and self._tokens[self.end - 2].sign is Sign.NETWORK

    def _starts_a_name(self, before: Token | None) -> bool:
        return before is None or before.sign in (
            *_ROLES,
            Sign.NEW,
            Sign.FILLER,
            Sign.COLON,
            Sign.CALLED,
            Sign.PAGE,
            Sign.COMMA,
        )

    def _name(self) -> None:
        start = self.end
        while self.end < len(self._tokens) and self._is_name_part(self._tokens[self.end], start):
            if self.end > start and self._tokens[self.end].start > self._tokens[self.end - 1].end + 2:
                break
            self.end += 1
        named = self._tokens[start : self.end]
        self.wish.name = " ".join(token.text for token in named)
        self.wish.token = replace(named[0], text=self.wish.name) if len(named) == 1 else None

    def _is_name_part(self, token: Token, start: int) -> bool:
        return token.sign in _NAME_PARTS or (self.end > start and is_of_a_name(token))

    def _goes_on(self, place: int) -> bool:
        """Whether what follows light words still belongs to the page."""
        while place < len(self._tokens) and self._tokens[place].sign in (*_SKIPPED, Sign.FROM):
            place += 1
        if place >= len(self._tokens):
            return False
        token = self._tokens[place]
        wants_name = not self.wish.name and token.sign in (*_NAME_PARTS, Sign.QUOTED)
        return wants_name or token.sign in _ATTRIBUTES or self._may_be_network(place)

    def _may_be_network(self, place: int) -> bool:
        token = self._tokens[place]
        if token.sign is Sign.NEW:
            return place + 1 < len(self._tokens) and self._tokens[place + 1].sign is Sign.NETWORK
        if token.of("offer_source") and not token.of("page"):
            return True
        follows = place > 0 and self._tokens[place - 1].sign in (Sign.FROM, Sign.NETWORK)
        return follows and token.sign in (Sign.WORD, Sign.QUOTED, Sign.ASSET)

    def _attribute_at(self, place: int) -> bool:
        while place < len(self._tokens) and self._tokens[place].sign in (
            Sign.AND,
            Sign.FILLER,
            Sign.AT,
            Sign.WITH,
            Sign.IT,
        ):
            place += 1
        if place >= len(self._tokens):
            return False
        token = self._tokens[place]
        if token.sign is Sign.URL:
            return not self.wish.url
        if token.sign is Sign.FROM:
            return self._may_be_network(place + 1) if place + 1 < len(self._tokens) else False
        if self.wish.url and self.wish.payout is None and _is_price(token):
            return True
        return token.sign in (Sign.MONEY, Sign.PAYS, Sign.UNPAID, Sign.NETWORK, Sign.CALLED) or self._may_be_network(
            place
        )


def _is_price(token: Token) -> bool:
    """`41.00` beside an address."""
    return token.sign is Sign.NUMBER and "." in token.text


def starts_new_page(tokens: Sequence[Token], place: int) -> bool:
    """`new …`, or a role and a name (or nothing) with an address behind it."""
    token = tokens[place]
    if token.sign is Sign.NEW:
        follower = tokens[place + 1].sign if place + 1 < len(tokens) else None
        return follower in (*_ROLES, Sign.QUOTED, Sign.WORD, Sign.PAGE, Sign.ASSET, Sign.FILLER)
    after = place + 1
    if token.sign in _ROLES:
        while after < len(tokens) and tokens[after].sign in (
            Sign.QUOTED,
            Sign.WORD,
            Sign.CALLED,
            Sign.FILLER,
            Sign.AT,
            Sign.COLON,
        ):
            after += 1
        return after < len(tokens) and tokens[after].sign is Sign.URL
    if token.sign in (Sign.QUOTED, Sign.WORD) and not any(one.exact for one in token.of("page")):
        while after < len(tokens) and tokens[after].sign in (Sign.WORD, Sign.AT, Sign.COLON, *_ROLES):
            after += 1
        return after < len(tokens) and tokens[after].sign is Sign.URL
    return False
