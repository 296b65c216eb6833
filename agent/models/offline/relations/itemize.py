"""From tokens to items: names, amounts and phrases that mean one thing are put together."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from ..drawing.audience import AUDIENCE, BETWEEN, audience
from ..drawing.new_page import NewPageReader
from ..drawing.sketch import Wish
from ..outcome import Json
from ..recognising.ordinary import is_ordinary
from ..tokens import Sign, Token
from .crowd import Crowd
from .items import Item, Kind
from .remainder import with_negations
from .span import Span
from .vocabulary import meanings

_ROLES = {Sign.LANDER: "lander", Sign.OFFER: "offer"}
_SOLID = (
    Sign.ASSET, Sign.QUOTED, Sign.URL, Sign.MONEY, Sign.PERCENT, Sign.RATIO, Sign.PLACE, Sign.DEVICE, Sign.UNSETTLED,
    Sign.COMMA, Sign.STOP, Sign.COLON, Sign.SLASH, Sign.NEW,
)  # fmt: skip
"""What no phrase runs across."""

_PREPS = (Sign.FOR, Sign.FROM, Sign.IN, Sign.AT, Sign.OF)
_NAMING = (Sign.WORD, Sign.QUOTED, Sign.BOTH, Sign.CHECK, Sign.LANDER, Sign.PAGE)
_BEHIND = ("behind", "after", "following", "beneath")
_PLACES: Mapping[str, tuple[int, int]] = {
    "first two": (0, 2), "first three": (0, 3), "other two": (-2, 2), "last two": (-2, 2), "other three": (-3, 3),
    "former": (0, 1), "latter": (-1, 1), "first one": (0, 1), "second one": (1, 1), "third one": (2, 1),
    "fourth one": (3, 1), "other one": (-1, 1), "last one": (-1, 1),
}  # fmt: skip
"""Of pages that share visitors: the first place, and how many."""
_KINDS: Mapping[Sign, Kind] = {
    Sign.COMMA: Kind.JOIN, Sign.AND: Kind.JOIN, Sign.SLASH: Kind.JOIN, Sign.STOP: Kind.STOP, Sign.COLON: Kind.COLON,
    Sign.TO: Kind.WAY, Sign.THEN: Kind.THEN, Sign.THERE: Kind.THEN, Sign.REST: Kind.REST, Sign.EVENLY: Kind.EVEN,
    Sign.BOTH: Kind.ALL,
}  # fmt: skip
_NOTHING = (
    Sign.FILLER, Sign.TRAFFIC, Sign.BUILD, Sign.SPLIT, Sign.FUNNEL, Sign.PAGE, Sign.IT, Sign.IN, Sign.FOR, Sign.FROM,
    Sign.AT, Sign.WITH, Sign.BY, Sign.OF, Sign.AS, Sign.USE, Sign.SHOW, Sign.SET, Sign.SOURCE, Sign.YES, Sign.SAME,
    Sign.ADD, Sign.LINKS, Sign.ROUTE, Sign.GROUP, Sign.WHICH, Sign.HELP, Sign.BUTTON,
)  # fmt: skip
_COUNTED = (Sign.LANDER, Sign.OFFER, Sign.PAGE, Sign.BUTTON, Sign.FUNNEL, Sign.PLACE, Sign.ROUTE, Sign.TRAFFIC)
_LABELS = (Sign.YES, Sign.NO, Sign.QUOTED, Sign.WORD)
_LEADING = ("to", "goes to", "leads to", "->", "-->", "=>", ">", ":", "=", "straight to", "directly to")
_LONGEST = 6
_MOST_COUNTED = 12
_FRACTIONS = {"half": Decimal(50), "third": Decimal("33.33"), "quarter": Decimal(25), "fifth": Decimal(20)}
_SKIPS = ("skip", "skips", "skipping", "bypass", "bypasses", "bypassing")
_SORT_OF = ("any", "further", "additional", "extra", "separate", "real", "own", "such")
_NEGATIONS = (Sign.NO, Sign.NOT, Sign.REMOVE)
_TELLING = (Sign.STICKY, Sign.BUILD, Sign.NO, Sign.NOT, Sign.CLONE, Sign.UNDO, Sign.HERE, Sign.EVERYWHERE)
"""What always says something: without a place, it is asked about."""


class Itemizer:
    """Reads items one after the other. `left` is what has no meaning here."""

    def __init__(self, tokens: Sequence[Token], spans: Sequence[Span], answers: Mapping[str, Json]) -> None:
        covered = [(span.start, span.end) for span in spans]
        self._tokens = with_negations(
            [token for token in tokens if not any(token.start < end and start < token.end for start, end in covered)]
        )
        self._spans = sorted(spans, key=lambda span: span.start)
        self._answers = answers
        self._place = 0
        self._last_button = 0
        self._straight = False
        """Whether it was said that the page which follows is come to straight away."""
        self._gapped = False
        """Whether the crowd that follows goes where the one before it goes."""

    def items(self) -> list[Item]:
        found: list[Item] = []
        while self._place < len(self._tokens) or self._spans:
            token = self._tokens[self._place] if self._place < len(self._tokens) else None
            if self._spans and (token is None or self._spans[0].start < token.start):
                item: Item | None = self._of_span(self._spans.pop(0))
            else:
                assert token is not None
                item = self._read(token)
            if item is not None:
                item.prep = item.prep or self._prep(item)
                self._straight |= _is_straight(item.text) and item.kind is Kind.WAY
                if item.kind in (Kind.PAGE, Kind.OUTSIDE):
                    item.straight, self._straight = self._straight, False
                found.append(item)
        return found

    def _prep(self, item: Item) -> str:
        before = [token for token in self._tokens if token.end <= item.start][-2:]
        words = [token for token in before if token.sign not in (Sign.FILLER, Sign.TRAFFIC)]
        if not words:
            return ""
        said = words[-1].text.lower()
        return "behind" if said.removeprefix("and ") in _BEHIND else said if words[-1].sign in _PREPS else ""

    def _of_span(self, span: Span) -> Item | None:
        self._gapped = span.like == "so does"
        if span.like:
            return Item(Kind.LIKE, span.like, span.start)
        if span.crowd is None and not span.rest:
            return None
        return Item(Kind.REST if span.rest else Kind.WHO, span.text, span.start, crowd=span.crowd)

    def _read(self, token: Token) -> Item | None:
        readers: tuple[Callable[[Token], Item | bool | None], ...] = (
            self._behind, self._new, self._without, self._who, self._button, self._page, self._share, self._phrase,
            self._simple,
        )  # fmt: skip
        for read in readers:
            start = self._place
            item = read(token)
            if item is not None:
                return item if isinstance(item, Item) else None
            self._place = start
        self._place += 1
        return Item(Kind.LOOSE, token.text, token.start, telling=token.sign in _TELLING)

    def _at(self, place: int) -> Token | None:
        return self._tokens[place] if 0 <= place < len(self._tokens) else None

    def _sign(self, place: int) -> Sign | None:
        token = self._at(place)
        return token.sign if token else None

    def _over(self, place: int, *signs: Sign) -> int:
        while self._sign(place) in signs:
            place += 1
        return place

    def _new(self, token: Token) -> Item | None:
        """A page that is told with its address, or as new."""
        if not self._starts_new(token):
            return None
        if token.sign is Sign.NEW and not self._is_told():
            self._place = self._over(self._place + 1, Sign.FILLER) + 1
            role = _ROLES.get(self._tokens[self._place - 1].sign, "")
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
            return self._sign(after) in (*_ROLES, Sign.QUOTED, Sign.PAGE) or self._sign(after + 1) is Sign.URL
        if token.sign in _ROLES or (token.sign in (Sign.QUOTED, Sign.WORD) and not _is_exact_page(token)):
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
        if token.text.lower() not in _BEHIND:
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
        told = (*_ROLES, Sign.PAGE, Sign.SPLIT, Sign.SOURCE, Sign.THERE)
        if self._sign(place) not in told and not self._is_part(place):
            return None
        place += 1
        while self._sign(place) in (*_ROLES, Sign.PAGE) or (
            self._sign(place) in (Sign.AND, Sign.FILLER, Sign.COMMA) and self._sign(place + 1) in (*_ROLES, Sign.PAGE)
        ):
            place += 1
        self._place = place
        return True

    def _is_part(self, place: int) -> bool:
        token = self._at(place)
        return token is not None and token.sign is Sign.ASSET and bool(token.of("page")) and not _is_exact_page(token)

    def _who(self, token: Token) -> Item | None:
        start = self._place
        if token.sign is Sign.NOT:
            self._place += 1
        if self._sign(self._over(self._place, Sign.FILLER)) not in AUDIENCE:
            return None
        end = self._place
        while True:
            place = end
            while self._sign(place) in (*BETWEEN, Sign.WITH, Sign.USE):
                place += 1
            if self._sign(place) not in AUDIENCE or self._is_parted(self._tokens[end - 1], self._tokens[place]):
                break
            end = place + 1
        run = self._tokens[start:end]
        self._place = end
        found = audience(run, self._answers)
        self._gapped = False
        item = Item(Kind.WHO, found.words, run[0].start, crowd=Crowd(found.name, found.words, found))
        if run[0].sign is Sign.NOT:
            but = audience(run[1:], self._answers)
            item.excepted = Crowd(but.name, but.words, but)
        return item

    def _is_parted(self, before: Token, token: Token) -> bool:
        """`Canada too, Germany gets …`; `so does Canada, Germany gets …`, but `so do Canada, Germany and Italy.`"""
        if any(span.like and before.end <= span.start < token.start for span in self._spans):
            return True
        comma = any(one.sign is Sign.COMMA and before.end <= one.start < token.start for one in self._tokens)
        return comma and self._gapped and self._is_followed(token)

    def _is_followed(self, token: Token) -> bool:
        """Whether something is said of the run that this one belongs to."""
        place = self._over(self._tokens.index(token), *AUDIENCE, *BETWEEN)
        ends = self._sign(place) in (None, Sign.STOP) or self._tokens[place - 1].sign is Sign.COMMA
        return not ends

    def _page(self, token: Token) -> Item | bool | None:
        if token.sign is Sign.URL:
            self._place += 1
            return Item(Kind.OUTSIDE, token.text, token.start, wish=Wish(token.text, new=True, url=token.text))
        if token.sign not in (Sign.ASSET, Sign.QUOTED) or not _is_solid(token):
            return None
        self._place += 1
        if self._sign(self._place) is Sign.FUNNEL and token.sign is Sign.ASSET and not _is_exact_page(token):
            return True  # `a sleep funnel` says what it is about
        wish = Wish(token.text, token, self._role_behind(token))
        return Item(Kind.PAGE, token.text, token.start, wish=wish, partial=not _is_exact_page(token))

    def _role_behind(self, token: Token) -> str:
        told_as = self._over(self._place + 1, Sign.FILLER) if self._sign(self._place) is Sign.AS else -1
        if self._sign(told_as) in _ROLES:
            self._place = told_as + 1
            return _ROLES[self._tokens[told_as].sign]
        role = _ROLES.get(self._sign(self._place) or Sign.WORD, "")
        if role and token.of("page") and not any(one.page_type == role for one in token.of("page")):
            return ""
        if role and self._sign(self._place + 1) in (Sign.ASSET, Sign.QUOTED, Sign.COLON):
            return ""
        self._place += bool(role)
        return role

    def _button(self, token: Token) -> Item | None:
        """`button two`, `the second CTA`, `the last one` behind a click."""
        if token.sign is Sign.BUTTON:
            after = self._over(self._place + 1, Sign.FILLER, Sign.COLON)
            told = self._at(after)
            if told is not None and told.sign in (Sign.NUMBER, Sign.ORDINAL) and told.amounts[0] <= 9:
                self._place = after + 1
                return Item(Kind.BUTTON, f"{token.text} {told.text}", token.start, amounts=told.amounts)
            return None
        if token.sign is Sign.NUMBER and self._sign(self._place + 1) is Sign.BUTTON and token.amounts[0] > 1:
            self._place += 2
            return Item(Kind.BUTTONS, f"{token.text} buttons", token.start, amounts=token.amounts)
        if token.sign is Sign.NUMBER and self._is_next_button(token):
            self._place += 1
            self._last_button = int(token.amounts[0])
            return Item(Kind.BUTTON, f"button {token.text}", token.start, amounts=token.amounts)
        if token.sign in _LABELS and token.text.lower() != "whose" and self._sign(self._place + 1) is Sign.BUTTON:
            self._place += 2
            told = self._at(self._place)
            numbered = told is not None and told.sign is Sign.NUMBER
            self._place += numbered
            amounts = told.amounts if told is not None and numbered else (Decimal(0),)
            return Item(Kind.BUTTON, f"{token.text} button", token.start, amounts=amounts)
        if token.sign is not Sign.ORDINAL and token.text.lower() != "other":
            return None
        place = self._over(self._place + 1, Sign.FILLER)
        clicked = self._is_clicked() and self._at(self._place + 1) is not None
        if self._sign(place) is Sign.BUTTON or (clicked and "one" in self._tokens[self._place + 1].text.lower()):
            self._place = place + (self._sign(place) is Sign.BUTTON)
            return Item(Kind.BUTTON, f"{token.text} button", token.start, amounts=token.amounts or (Decimal(0),))
        if token.sign is Sign.ORDINAL and self._leads_on(self._place + 1):
            self._place += 1
            return Item(Kind.BUTTON, token.text, token.start, amounts=token.amounts)
        return None

    def _is_next_button(self, token: Token) -> bool:
        """`1 to A, 2 to B`."""
        if token.amounts[0] != self._last_button + 1 or not self._leads_on(self._place + 1):
            return False
        rest = [one for place, one in enumerate(self._tokens) if place > self._place and one.sign is Sign.NUMBER]
        return token.amounts[0] > 1 or any(one.amounts[0] == 2 for one in rest)

    def _leads_on(self, place: int) -> bool:
        """`second to …`, but neither `first see …` nor `a third to …`."""
        before, after = self._at(place - 2), self._at(place)
        if before is not None and before.text.lower() in ("a", "one"):
            return False
        return after is not None and after.sign in (Sign.TO, Sign.COLON) and after.text.lower() in _LEADING

    def _is_clicked(self) -> bool:
        before = [token.text.lower() for token in self._tokens[max(0, self._place - 3) : self._place]]
        return any(word.startswith(("click", "press", "tap", "hit", "push", "choose", "pick")) for word in before)

    def _share(self, token: Token) -> Item | None:
        self._place += 1
        if (regular := self._every_so_many(token)) is not None:
            return regular
        if token.sign is Sign.PERCENT:
            return self._each(Item(Kind.SHARE, token.text, token.start, amounts=token.amounts))
        if token.sign is Sign.RATIO:
            return self._each(Item(Kind.RATIO, token.text, token.start, amounts=token.amounts))
        if part := _FRACTIONS.get(token.text.lower().removesuffix("s")):
            return self._each(Item(Kind.SHARE, token.text, token.start, amounts=(part,)))
        if token.sign is not Sign.NUMBER or self._sign(self._place) in _COUNTED:
            return None
        other = self._at(self._place + 1)
        if (
            self._sign(self._place) is Sign.OF
            and other is not None
            and other.sign is Sign.NUMBER
            and other.amounts[0]
        ):
            self._place += 2
            part = token.amounts[0] * 100 / other.amounts[0]
            return Item(Kind.SHARE, f"{token.text} of {other.text}", token.start, amounts=(part,))
        if self._sign(self._place) in (Sign.TO, Sign.COLON) and other is not None and other.sign is Sign.NUMBER:
            self._place += 2
            return Item(
                Kind.RATIO, f"{token.text} to {other.text}", token.start, amounts=token.amounts + other.amounts
            )
        if not self._is_share(token):
            return None
        return self._each(Item(Kind.SHARE, token.text, token.start, amounts=token.amounts))

    def _every_so_many(self, token: Token) -> Item | None:
        """`every fourth visitor`."""
        counted = self._at(self._place)
        if token.text.lower() not in ("every", "each") or counted is None or counted.sign is not Sign.ORDINAL:
            return None
        if counted.amounts[0] < 2 or self._sign(self._place + 1) is not Sign.TRAFFIC:
            return None
        self._place += 2
        return Item(Kind.SHARE, f"{token.text} {counted.text}", token.start, amounts=(100 / counted.amounts[0],))

    def _is_share(self, token: Token) -> bool:
        """A bare number is a share where it stands beside a page, and no count of things."""
        before, after = self._at(self._place - 2), self._at(self._place)
        if token.text.lower() in ("one", "two") or not token.amounts[0]:
            return False
        beside = before is not None and (bool(before.of("page")) or before.sign in (Sign.REST, Sign.URL, Sign.QUOTED))
        leads = after is not None and (bool(after.of("page")) or after.sign in (Sign.TO, Sign.AT, Sign.URL))
        each = after is not None and after.text.lower() in ("each", "apiece")
        return beside or leads or each

    def _counts(self, token: Token) -> bool:
        """`ten countries`, `one new funnel`; but a thousand visitors are a limit."""
        after = self._at(self._place)
        if token.amounts[0] > _MOST_COUNTED:
            return False
        if self._sign(self._place) is Sign.TRAFFIC:
            return False  # `50 visitors`
        return (
            token.text.lower() == "one"
            or self._sign(self._place) in (*_COUNTED, Sign.NEW)
            or (after is not None and (after.text.lower() in _THINGS or _is_plural(after)))
        )

    def _is_letter(self, token: Token) -> bool:
        """`page B is …`; where the letter is spoken of without its page, it is asked about."""
        lettered = token.sign is Sign.WORD and len(token.text) == 1 and token.text.isupper()
        return lettered and self._sign(self._place - 2) in (*_ROLES, Sign.PAGE)

    def _numbers_a_line(self, token: Token) -> bool:
        """`1. Source: …`"""
        before, after = self._at(self._place - 2), self._at(self._place)
        if token.amounts[0] > _MOST_COUNTED:
            return False
        begins = before is None or (before.sign is Sign.STOP and before.text == "\n")
        return begins and after is not None and (after.text == "." or after.start > token.end)

    def _each(self, item: Item) -> Item:
        place = self._over(self._place, Sign.FILLER)
        token = self._at(place)
        if token is not None and token.text.lower() in ("each", "apiece"):
            self._place = place + 1
            return replace(item, kind=Kind.EACH_SHARE)
        return item

    def _phrase(self, token: Token) -> Item | bool | None:
        """The longest run of words that has a meaning in relations."""
        if token.sign is Sign.BUILD and self._sign(self._place - 1) is Sign.WITH:
            return None  # `with push`
        words: list[str] = []
        ends: list[tuple[tuple[str, ...], int]] = []
        for place in range(self._place, min(self._place + _LONGEST, len(self._tokens))):
            if _is_solid(self._tokens[place]):
                break
            words += self._tokens[place].text.lower().split()
            ends.append((tuple(words), place + 1))
        for phrase, end in reversed(ends):
            if phrase in meanings() and not (meanings()[phrase] is Kind.SOME and self._is_clicked()):
                self._place = end
                kind = meanings()[phrase]
                self._straight |= _is_straight(" ".join(phrase))
                item = Item(kind or Kind.LOOSE, " ".join(phrase), token.start)
                if kind is Kind.SOME:
                    first, count = _PLACES[item.text.removeprefix("the ")]
                    item.amounts = (Decimal(first), Decimal(count))
                return item if kind else True
        return None

    def _simple(self, token: Token) -> Item | bool | None:
        self._place += 1
        if token.sign is Sign.NUMBER and self._numbers_a_line(token):
            return True
        if token.text.lower() == "out" and self._sign(self._place) is Sign.OF:
            after = self._over(self._place + 1, Sign.FILLER)
            self._place += self._sign(after) in AUDIENCE
            return True if self._sign(after) in AUDIENCE else None  # `people out of Canada`
        if token.sign in _ROLES:
            return Item(Kind.ROLE, _ROLES[token.sign], token.start)
        if kind := _KINDS.get(token.sign):
            return Item(kind, token.text, token.start, heavy=token.sign is Sign.COMMA)
        if token.sign is Sign.NUMBER and self._counts(token):
            after = self._at(self._place)
            self._place += after is not None and after.sign is Sign.WORD
            return True
        if self._is_letter(token):
            return True
        is_first = token.sign is Sign.ORDINAL and token.amounts[0] == 1
        if token.sign is Sign.NEW and (self._sign(self._place) is not Sign.ASSET or self._is_of_a_funnel()):
            return True
        if token.sign is Sign.BUILD and self._sign(self._place - 2) is Sign.WITH:
            return None
        return True if token.sign in _NOTHING or is_first else None

    def _is_of_a_funnel(self) -> bool:
        """`a new keto funnel`: it is the funnel that is new."""
        place = self._over(self._place, Sign.ASSET, Sign.WORD, Sign.FILLER, Sign.SPLIT)
        return self._sign(place) is Sign.FUNNEL


_THINGS = ("countries", "geos", "markets", "steps", "stages", "ways", "new", "one", "different", "places")


def _is_straight(text: str) -> bool:
    return any(word.startswith(("straight", "direct")) for word in text.split())


def _is_plural(token: Token) -> bool:
    return token.sign is Sign.WORD and token.text.endswith("s") and is_ordinary(token.text)


def _is_solid(token: Token) -> bool:
    """Whether no phrase runs across it. `click`, which occurs in some name, is still a word."""
    if token.sign is not Sign.ASSET:
        return token.sign in _SOLID
    is_word = (token.text.lower(),) in meanings() and not any(one.exact for one in token.candidates)
    return bool(token.of("page")) and not is_word


def _is_exact_page(token: Token) -> bool:
    return any(one.exact for one in token.of("page"))
