"""From the tokens of a sentence to items, with names looked up in the funnel first."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from funnels.names import folded

from ..drawing.new_page import NewPageReader, starts_new_page
from ..drawing.sketch import Wish
from ..recognising.english import is_more_frequent
from ..talking.current import Current
from ..tokens import Sign, Token
from .cue import Cue
from .items import Item, Kind
from .names import Names
from .vocabulary import LONGEST, cues, long_words

_WORD = re.compile(r"->|=>|-->|w/|(?:[^\W_]|['.&/+-](?=[^\W_]))+|[^\W_]|[&+=/@]|[,;:.!?\n()]", re.UNICODE)
_FUNNEL_WORD = re.compile(r"\s*(?:funnel|campaign|flow)s?\b", re.IGNORECASE)
_COMING_FROM = re.compile(r"\b(?:people|visitors|users|those|who|clicks|traffic)(?: \w+){0,2} from $", re.IGNORECASE)
_VISITORS = re.compile(r" (?:visitors|people|users|traffic|clicks|folks)\b", re.IGNORECASE)
_MARKS = frozenset(",;:.!?\n()")
_KINDS = {
    Sign.PERCENT: Kind.SHARES, Sign.RATIO: Kind.SHARES, Sign.PLACE: Kind.WHO, Sign.DEVICE: Kind.WHO,
    Sign.UNSETTLED: Kind.WHO, Sign.URL: Kind.URL, Sign.MONEY: Kind.MONEY, Sign.NUMBER: Kind.NUMBER,
    Sign.ORDINAL: Kind.NUMBER,
}  # fmt: skip
_FAMILIES = {
    "funnel": Kind.FUNNEL, "funnel_group": Kind.GROUP, "traffic_source": Kind.SOURCE, "offer_source": Kind.SOURCE,
}  # fmt: skip
_NAMED = (Sign.ASSET, Sign.QUOTED)
_GOES_ON_IN = 3
"""Words between a new page and its address."""


def items_of(text: str, tokens: Sequence[Token], now: Current) -> list[Item]:
    return list(_with_addresses(list(_Lexer(text, tokens, now).items())))


def _with_addresses(items: Sequence[Item]) -> Iterator[Item]:
    """`a new lander called X. The page is at https://…`: the address is that of the page."""
    bare: Item | None = None
    for item in items:
        if item.kind is Kind.PAGE:
            bare = item if item.wish and item.wish.new and not item.wish.url else None
        elif bare is not None and bare.wish and item.kind is Kind.URL:
            bare.wish.url, bare = item.tokens[0].text, None
            yield Item(Kind.CUE, item.text, item.start, item.end, cues=(Cue.LIGHT,))
            continue
        elif item.has(Cue.INSTEAD, Cue.REST, Cue.REPLACE) or item.kind in (Kind.WHO, Kind.BUTTON):
            bare = None
        yield item


class _Lexer:
    def __init__(self, text: str, tokens: Sequence[Token], now: Current) -> None:
        self._text = text
        self._tokens = [token for token in tokens if token.sign in (*_NAMED, *_KINDS)]
        self._all = list(tokens)
        self._names = Names(now)

    def items(self) -> Iterator[Item]:
        place = 0
        skip_to = 0
        for token in self._tokens:
            if token.start < skip_to:
                continue
            if new := self._new_page(token, place):
                yield from self._words(place, new.start)
                yield new
                place = skip_to = new.end
                continue
            yield from self._words(place, token.start)
            item = self._item(token)
            if item is None:
                yield from self._words(token.start, token.end)
            else:
                yield item
            place = skip_to = token.end
        yield from self._words(place, len(self._text))

    def _item(self, token: Token) -> Item | None:
        if token.sign in _KINDS:
            kind = _KINDS[token.sign]
            number = int(token.amounts[0]) if token.sign is Sign.ORDINAL else 0
            return Item(
                kind, token.text, token.start, token.end, tokens=(token,), amounts=token.amounts, number=number
            )
        return self._named(token)

    def _named(self, token: Token) -> Item | None:
        """A page where it may be one, else a funnel, a group or a source; None where it is just a word."""
        exact = {one.family for one in token.candidates if one.exact}
        seats = self._names.seats(token.text, [one.name for one in token.of("page")])
        kind = next((_FAMILIES[one] for one in _FAMILIES if one in exact), None)
        if "page" not in exact and token.of("funnel") and _FUNNEL_WORD.match(self._text, token.end):
            kind = Kind.FUNNEL
        if "page" not in exact and kind is not None:
            return Item(kind, token.text, token.start, token.end, tokens=(token,))
        if token.of("traffic_source") and not seats and self._tells_origin(token):
            return Item(Kind.SOURCE, token.text, token.start, token.end, tokens=(token,))
        if token.of("page") or seats or token.sign is Sign.QUOTED:
            exact_page = "page" in exact or token.sign is Sign.QUOTED
            if not exact_page and not seats and not self._may_be_page(token):
                return None
            wish = Wish(token.text, token)
            inside = tuple(seat for seat in seats if not exact_page or self._is_named(seat.name, token))
            return Item(Kind.PAGE, token.text, token.start, token.end, tokens=(token,), seats=inside, wish=wish)
        if token.of("funnel"):
            return Item(Kind.FUNNEL, token.text, token.start, token.end, tokens=(token,))
        return None

    def _tells_origin(self, token: Token) -> bool:
        """`people from Google`, `Google visitors`: a part of a source's name."""
        if any(one.exact for one in token.of("page")):
            return False
        before, after = self._text[: token.start], self._text[token.end :]
        return bool(_COMING_FROM.search(before) or _VISITORS.match(after))

    @staticmethod
    def _is_named(name: str, token: Token) -> bool:
        exact = {folded(one.name) for one in token.of("page") if one.exact} or {folded(token.text)}
        return folded(name) in exact

    def _may_be_page(self, token: Token) -> bool:
        """A part of a name: told by a capital, or by all but one word of it."""
        return any(word[:1].isupper() or word[:1].isdigit() for word in token.text.split()) or len(token.text) >= 5

    def _new_page(self, token: Token, place: int) -> Item | None:
        """A page that is told with its address, or as new with a name of its own."""
        index = self._all.index(token)
        first = index
        while first and self._all[first - 1].start >= place and self._all[first - 1].sign in (
            Sign.NEW, Sign.LANDER, Sign.OFFER, Sign.CALLED, Sign.FILLER, Sign.PAGE, Sign.WORD, Sign.COLON,
            Sign.COMMA,
        ):  # fmt: skip
            first -= 1
        for start in range(first, index + 1):
            if self._starts(start):
                reader = NewPageReader(self._all, start)
                last = self._all[reader.end - 1] if reader.end > start else self._all[start]
                if reader.end > index and self._is_new(reader, start):
                    return Item(
                        Kind.PAGE, self._text[self._all[start].start : last.end], self._all[start].start, last.end,
                        wish=reader.wish, role=reader.wish.role, cues=(Cue.NEW,),
                    )  # fmt: skip
        return None

    def _is_new(self, reader: NewPageReader, start: int) -> bool:
        """`new offer HeatBuddy`, without an address, is the one that is there already."""
        there = [one for token in self._all[start : reader.end] for one in token.of("page") if one.exact]
        return bool(reader.wish.url or (reader.wish.name and not there))

    def _starts(self, start: int) -> bool:
        token = self._all[start]
        if token.sign is Sign.NEW or starts_new_page(self._all, start):
            return starts_new_page(self._all, start)
        if token.sign is not Sign.QUOTED or any(one.exact for one in token.of("page")):
            return False
        near = self._all[start + 1 : start + 2 + _GOES_ON_IN]
        return any(one.sign is Sign.URL for one in near)

    def _words(self, start: int, end: int) -> Iterator[Item]:
        """Cues, longest first; what is none may name a place of the funnel."""
        words = [
            (found[0], start + found.start(), start + found.end()) for found in _WORD.finditer(self._text[start:end])
        ]
        place = 0
        while place < len(words):
            count, found = _cue([word for word, _, _ in words[place : place + LONGEST]])
            first, last = words[place], words[place + max(count, 1) - 1]
            text = self._text[first[1] : last[2]]
            if first[0] in _MARKS:
                yield Item(Kind.MARK, first[0], first[1], first[2])
            elif count and not self._is_place(first[0], count, found):
                yield self._cue_item(text, first[1], last[2], found)
            else:
                yield self._word_item(text, first[1], last[2])
            place += max(count, 1)

    def _is_place(self, word: str, count: int, found: tuple[Cue, ...]) -> bool:
        """`owners` are people, unless the funnel has a place for them."""
        return count == 1 and found[0] is Cue.PEOPLE and bool(self._names.step(word))

    def _cue_item(self, text: str, start: int, end: int, found: tuple[Cue, ...]) -> Item:
        role = "lander" if Cue.LANDER in found else "offer" if Cue.OFFER in found else ""
        if role or found == (Cue.PAGE,):
            return Item(Kind.ROLE, text, start, end, cues=found, role=role)
        if Cue.BUTTON in found:
            return Item(Kind.BUTTON, text, start, end, cues=found)
        return Item(Kind.CUE, text, start, end, cues=found)

    def _word_item(self, text: str, start: int, end: int) -> Item:
        if seats := self._names.by_word(text):
            return Item(Kind.PAGE, text, start, end, seats=seats, wish=None)
        if step := self._names.step(text):
            return Item(Kind.STEP, text, start, end, step=step, number=self._names.button_to(step))
        return Item(Kind.WORD, text, start, end)


@lru_cache(maxsize=4096)
def _near(word: str) -> str:
    """The cue of which this is a misspelling; a word that is more frequent than the cue is none."""
    if len(word) < 4 or not word.isascii() or not word.isalpha():
        return ""
    found = process.extract(word, long_words(), scorer=OSA.distance, score_cutoff=1, limit=3)
    fits = [known for known, _, _ in found if known[0] == word[0] and _may_be(known, word)]
    meanings = {cues()[(one,)] for one in fits}
    return fits[0] if len(meanings) == 1 else ""


def _may_be(known: str, word: str) -> bool:
    return known == f"{word}s" or not is_more_frequent(word, known)


def _cue(words: Sequence[str]) -> tuple[int, tuple[Cue, ...]]:
    low = [word.lower() for word in words]
    for spelled in (low, [word if (word,) in cues() else _near(word) or word for word in low]):
        for count in range(len(spelled), 0, -1):
            if found := cues().get(tuple(spelled[:count])):
                return count, found
    return 0, ()


def with_role(item: Item, role: str) -> Item:
    """The page with the role that is said beside it, where that fits."""
    seats = tuple(seat for seat in item.seats if seat.type == role) or item.seats
    wish = replace(item.wish, role=item.wish.role or role) if item.wish else None
    return replace(item, seats=seats, role=role, wish=wish)
