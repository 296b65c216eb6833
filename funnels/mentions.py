"""Which assets a sentence mentions: the longest spans that do not overlap, each with the names it may stand for.

A span fits a name exactly (but for case and spacing), with a typing error or two, or in part: all its distinctive
words occur in the name. Which candidate is meant depends on the rest of the sentence; that is the reader's job.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from .account import Entry

MOST_OF_A_KIND = 12
"""Candidates per span and kind of asset; more than anybody reads in a question."""

_LONGEST = 12
"""Words in a span."""

_WORD = re.compile(r"[^\W_]+")
_ADDRESS = re.compile(r"\b[a-z][a-z0-9+.-]*://\S+", re.IGNORECASE)
_HARD = re.compile(r"[,;:.!?/\\()\[\]{}<>\"“”„→=\n]")
"""What ends a span, unless the name itself has it."""

_REQUEST_WORDS = """
a about add after again all also an and any are as at back be both but button buttons by call called campaign
can change clone copy create device direct directly do drop each else equal equally even evenly every everyone
everybody everything first flow follow followed for from funnel funnels get give go goes going group groups half
have i if in instead into is it its lander landers landing lead leads like link links list make me mobile my name
named network new no not now of offer offers on one only or other others our out page pages pay paying payout
pays people please put remove rename replace rest route routes rotate second send sends set should show source
sources split splits start straight swap take test than that the their them then there these they third this to
traffic two undo up url use users using vs want we what when where which who will with without would you your
"""

_COMMON = frozenset(_REQUEST_WORDS.split())
"""Words of requests. They belong to a span only where the whole name stands there."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An asset that a span may stand for."""

    entry: Entry
    score: int
    """0..100; 100 is the name itself."""

    exact: bool
    """The span is the whole name, but for case and spacing."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A span `text[start:end]` of the sentence, with whom it may mean, best first."""

    text: str
    start: int
    end: int
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class _Word:
    folded: str
    start: int
    end: int
    common: bool

    @property
    def weak(self) -> bool:
        """Too short to stand for a name on its own."""
        return len(self.folded) < 3 or self.folded.isdigit()


@dataclass(frozen=True, slots=True)
class _Span:
    first: int
    last: int
    """One behind the last word."""

    rank: int
    """0 the name itself, 1 with typing errors, 2 a part of it."""

    found: frozenset[int]


def mentions(text: str, entries: Sequence[Entry]) -> list[Mention]:
    """All names that occur in the text, in the order of the text."""
    words = list(_words_of(text))
    search = _Search(text, words, _index(tuple(entries)))
    taken = [False] * len(words)
    chosen: list[_Span] = []
    for span in sorted(search.spans(), key=search.claim):
        if not any(taken[span.first : span.last]):
            taken[span.first : span.last] = [True] * (span.last - span.first)
            chosen.append(span)
    return [search.mention(span) for span in sorted(chosen, key=lambda one: one.first)]


def _fold(word: str) -> str:
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFKD", word.casefold())
    return "".join(char for char in plain if not unicodedata.combining(char))


def _digits(word: str) -> str:
    return "".join(char for char in word if char.isdigit())


def _words_of(text: str) -> Iterator[_Word]:
    shown = _ADDRESS.sub(lambda found: "\n" * len(found[0]), text)
    shouted = shown.isupper()
    for found in _WORD.finditer(shown):
        word = _fold(found[0])
        code = len(word) == 2 and found[0].isupper() and not shouted
        yield _Word(word, found.start(), found.end(), word in _COMMON and not code)


class _Index:
    """The names by their words and as one word."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.entries = entries
        self.words: list[tuple[str, ...]] = []
        self.by_word: dict[str, set[int]] = {}
        self.by_join: dict[str, set[int]] = {}
        for number, entry in enumerate(entries):
            words = tuple(_WORD.findall(_fold(entry.name)))
            self.words.append(words)
            self.by_join.setdefault("".join(words), set()).add(number)
            for word in words:
                self.by_word.setdefault(word, set()).add(number)

    def like(self, word: str) -> frozenset[str]:
        """The words of names that this may be: itself, else those a typing error away, else those it begins."""
        if word in self.by_word:
            return frozenset({word})
        if len(word) < 4 or word.isdigit():
            return frozenset()
        near = self._near(word, self._words)
        return near or frozenset(known for known in self.by_word if known.startswith(word))

    def joined_like(self, word: str) -> frozenset[int]:
        """The names that this may be when their spaces are taken out."""
        return frozenset(number for join in self._near(word, self._joins) for number in self.by_join[join])

    @cached_property
    def _words(self) -> list[str]:
        return list(self.by_word)

    @cached_property
    def _joins(self) -> list[str]:
        return list(self.by_join)

    @staticmethod
    def _near(word: str, known: list[str]) -> frozenset[str]:
        """Known words with one edit, or two where the word is long; the first letter is seldom the wrong one.

        A digit is never an error: `Lander7` is not `Lander8`.
        """
        most = 2 if len(word) >= 7 else 1
        found = process.extract(word, known, scorer=OSA.distance, score_cutoff=most, limit=20)
        fits = [(one, edits) for one, edits, _ in found if len(one) >= 4 and (one[0] == word[0] or edits == 1)]
        fits = [(one, edits) for one, edits in fits if _digits(one) == _digits(word)]
        best = min((edits for _, edits in fits), default=0)
        return frozenset(one for one, edits in fits if edits == best)

    def having(self, words: Iterable[str]) -> set[int]:
        found: set[int] = set()
        for word in words:
            found |= self.by_word.get(word, set())
        return found


@lru_cache(maxsize=4)
def _index(entries: tuple[Entry, ...]) -> _Index:
    """Of a large account it takes longer to make than a text to read; the next text mostly meets the same names."""
    return _Index(entries)


class _Search:
    """The spans of one text that may be names."""

    def __init__(self, text: str, words: list[_Word], index: _Index) -> None:
        self._text = text
        self._words = words
        self._index = index
        self._like = [frozenset({word.folded}) if word.common else index.like(word.folded) for word in words]
        self._having = [index.having(like) for like in self._like]

    def spans(self) -> Iterator[_Span]:
        for first in range(len(self._words)):
            yield from self._whole(first)
            yield from self._in_part(first)

    def claim(self, span: _Span) -> tuple[int, int, int, int]:
        """More telling words first, then the better fit, then the longer span: `Facebook US` may be one name in part,
        but where `Facebook` is a name it is that one, and `US` is a country. A word that no name has tells nothing.
        """
        places = range(span.first, span.last)
        telling = sum(
            bool(self._like[place]) and not (self._words[place].common or self._words[place].weak) for place in places
        )
        return (-telling, span.rank, span.first - span.last, span.first)

    def _whole(self, first: int) -> Iterator[_Span]:
        """Spans that are a whole name, letter by letter or nearly so."""
        joined = ""
        for last in range(first + 1, min(first + _LONGEST, len(self._words)) + 1):
            joined += self._words[last - 1].folded
            exact = {one for one in self._index.by_join.get(joined, ()) if self._same_marks(first, last, one)}
            if exact and not self._is_common(first, last, exact):
                yield _Span(first, last, 0, frozenset(exact))
            elif self._may_be_torn(first, last, joined) and (torn := self._index.joined_like(joined)):
                yield _Span(first, last, 1, torn)

    def _same_marks(self, first: int, last: int, number: int) -> bool:
        marks = "".join(self._gap(place) for place in range(first, last - 1))
        return all(mark in self._index.entries[number].name for mark in _HARD.findall(marks))

    def _is_common(self, first: int, last: int, exact: set[int]) -> bool:
        """A lone common word is a name only where it is spelled as one: `Offers`, not `offers`."""
        if last - first > 1 or not self._words[first].common:
            return False
        said = self._text[self._words[first].start : self._words[first].end]
        return said.islower() or all(said != self._index.entries[one].name for one in exact)

    def _may_be_torn(self, first: int, last: int, joined: str) -> bool:
        """`Shild VPN` may be `ShieldVPN`: no common word, not all known, and nothing but a space between."""
        words = self._words[first:last]
        return (
            2 <= len(words) <= 3
            and len(joined) >= 7
            and not any(word.common for word in words)
            and not all(self._like[first:last])
            and all(self._soft(place) for place in range(first, last - 1))
        )

    def _in_part(self, first: int) -> Iterator[_Span]:
        """The longest span from here whose words all occur in one name, and whether they are all of it."""
        common = set(self._having[first])
        longest: _Span | None = None
        for last in range(first + 1, min(first + _LONGEST, len(self._words)) + 1):
            common &= self._having[last - 1]
            if not common or (last - 1 > first and not self._soft(last - 2)):
                break
            whole = frozenset(one for one in common if len(self._index.words[one]) == last - first)
            if whole and self._telling(first, last, whole=True):
                longest = _Span(first, last, 1, frozenset(common))
            elif self._telling(first, last, whole=False):
                longest = _Span(first, last, 2, frozenset(common))
        if longest:
            yield longest

    def _telling(self, first: int, last: int, *, whole: bool) -> bool:
        words = self._words[first:last]
        if not whole and any(word.common for word in words):
            return False
        return any(not word.common and not word.weak for word in words)

    def _gap(self, place: int) -> str:
        return self._text[self._words[place].end : self._words[place + 1].start]

    def _soft(self, place: int) -> bool:
        return not _HARD.search(self._gap(place)) and len(self._gap(place)) <= 3

    def mention(self, span: _Span) -> Mention:
        start, end = self._words[span.first].start, self._words[span.last - 1].end
        found = set(span.found) | self._common_to(span)
        said = " ".join(word.folded for word in self._words[span.first : span.last])
        return Mention(self._text[start:end], start, end, tuple(_fewest(self._candidates(said, found))))

    def _common_to(self, span: _Span) -> set[int]:
        """The names that hold all words of a span, also where the span is exactly another name."""
        if not self._telling(span.first, span.last, whole=span.rank < 2):
            return set()
        return set.intersection(*self._having[span.first : span.last])

    def _candidates(self, said: str, found: Iterable[int]) -> list[Candidate]:
        joined = said.replace(" ", "")
        candidates = []
        for number in found:
            exact = "".join(self._index.words[number]) == joined
            score = 100 if exact else min(99, round(fuzz.ratio(said, " ".join(self._index.words[number]))))
            candidates.append(Candidate(self._index.entries[number], score, exact))
        return sorted(candidates, key=_worth)


def _worth(candidate: Candidate) -> tuple[bool, bool, int, str, str]:
    entry = candidate.entry
    return (not candidate.exact, not entry.is_active, -candidate.score, entry.name, entry.id)


def _fewest(candidates: Iterable[Candidate]) -> Iterator[Candidate]:
    """The best of each kind of asset."""
    seen: dict[tuple[str, str], int] = {}
    for candidate in candidates:
        kind = (candidate.entry.family, candidate.entry.page_type)
        seen[kind] = seen.get(kind, 0) + 1
        if seen[kind] <= MOST_OF_A_KIND:
            yield candidate
