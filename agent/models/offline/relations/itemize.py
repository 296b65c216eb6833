"""From tokens to items: names, amounts and phrases that mean one thing are put together."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from ..drawing.audience import AUDIENCE, BETWEEN, audience
from ..outcome import Json
from ..recognising.ordinary import is_ordinary
from ..tokens import Sign, Token
from .crowd import Crowd
from .items import Item, Kind
from .page_words import BEHIND, ROLES, PageWords, is_solid
from .remainder import with_negations
from .span import Span
from .vocabulary import meanings

_PREPS = (Sign.FOR, Sign.FROM, Sign.IN, Sign.AT, Sign.OF)

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

_LONGEST = 6

_TELLING = (Sign.STICKY, Sign.BUILD, Sign.NO, Sign.NOT, Sign.CLONE, Sign.UNDO, Sign.HERE, Sign.EVERYWHERE)
"""What always says something: without a place, it is asked about."""

_BEING = ("is", "are", "be", "being", "get", "gets", "was", "were")
_REFUSED = (
    "denied",
    "refused",
    "spared",
    "hidden",
    "forbidden",
    "barred",
    "kept",
    "removed",
    "taken",
    "tired",
    "bored",
)


class Itemizer(PageWords):
    """Reads items one after the other; what has no meaning becomes a loose one."""

    def __init__(self, tokens: Sequence[Token], spans: Sequence[Span], answers: Mapping[str, Json]) -> None:
        covered = [(span.start, span.end) for span in spans]
        super().__init__(
            with_negations(
                [one for one in tokens if not any(one.start < end and start < one.end for start, end in covered)]
            )
        )
        self._spans = sorted(spans, key=lambda span: span.start)
        self._answers = answers
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
        return "behind" if said.removeprefix("and ") in BEHIND else said if words[-1].sign in _PREPS else ""

    def _of_span(self, span: Span) -> Item | None:
        self._gapped = span.like == "so does"
        if span.like:
            return Item(Kind.LIKE, span.like, span.start)
        if span.crowd is None and not span.rest:
            return None
        return Item(Kind.REST if span.rest else Kind.WHO, span.text, span.start, crowd=span.crowd)

    def _read(self, token: Token) -> Item | None:
        readers: tuple[Callable[[Token], Item | bool | None], ...] = (
            self._behind, self._out_of, self._passive, self._new, self._without, self._who, self._button, self._page,
            self._share, self._phrase, self._simple,
        )  # fmt: skip
        for read in readers:
            start = self._place
            item = read(token)
            if item is not None:
                return item if isinstance(item, Item) else None
            self._place = start
        self._place += 1
        return Item(Kind.LOOSE, token.text, token.start, telling=token.sign in _TELLING)

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

    def _is_letter(self, token: Token) -> bool:
        """`page B is …`; where the letter is spoken of without its page, it is asked about."""
        lettered = token.sign is Sign.WORD and len(token.text) == 1 and token.text.isupper()
        return lettered and self._sign(self._place - 2) in (*ROLES, Sign.PAGE)

    def _phrase(self, token: Token) -> Item | bool | None:
        """The longest run of words that has a meaning in relations."""
        if token.sign is Sign.BUILD and self._sign(self._place - 1) is Sign.WITH:
            return None  # `with push`
        words: list[str] = []
        ends: list[tuple[tuple[str, ...], int]] = []
        for place in range(self._place, min(self._place + _LONGEST, len(self._tokens))):
            if is_solid(self._tokens[place]):
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

    def _out_of(self, token: Token) -> bool | None:
        """`people out of Canada` are from there."""
        after = self._over(self._place + 2, Sign.FILLER)
        if token.text.lower() != "out" or self._sign(self._place + 1) is not Sign.OF:
            return None
        self._place += 2
        return True if self._sign(after) in AUDIENCE else None

    def _passive(self, token: Token) -> Item | None:
        """`are offered A`, `is dropped on A`."""
        said, after = self._at(self._place + 1), self._over(self._place + 2, Sign.FILLER, Sign.AT, Sign.TO)
        page = self._at(after)
        if token.text.lower() not in _BEING or said is None or page is None or said.sign is not Sign.WORD:
            return None
        leads = said.text.endswith(("ed", "en", "wn")) and is_ordinary(said.text) and said.text not in _REFUSED
        if not leads or not (page.sign in (Sign.URL, Sign.QUOTED) or page.of("page")):
            return None
        self._place = after
        return Item(Kind.WAY, f"{token.text} {said.text}", token.start)

    def _simple(self, token: Token) -> Item | bool | None:
        self._place += 1
        if token.sign is Sign.NUMBER and self._numbers_a_line(token):
            return True
        if token.sign in ROLES:
            return Item(Kind.ROLE, ROLES[token.sign], token.start)
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


def _is_straight(text: str) -> bool:
    return any(word.startswith(("straight", "direct")) for word in text.split())
