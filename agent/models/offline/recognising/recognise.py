"""From a sentence, and the names the account knows in it, to tokens."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from ..rewriting import Plain
from ..tokens import Candidate, Sign, Token
from . import countries, numbers
from .addresses import address_at
from .devices import DEVICES
from .harmless import harmless
from .joining import joined
from .lexicon import phrases

FAMILIES = ("page", "traffic_source", "offer_source", "funnel_group", "funnel")
"""What a name may stand for here."""

_EDGES = re.compile(r"^\W+|\W+$")
"""Of a name, such as the closing bracket, which may not count as a part of it where it is found in a text."""

_QUOTED = re.compile(r"\"([^\"\n]+)\"|(?<!\w)'([^'\n]+)'(?!\w)")
_WORD = re.compile(r"(?:[^\W_]|['.&/+-](?=[^\W_]))+|[^\W_]", re.UNICODE)
_MARKS = {",": Sign.COMMA, ";": Sign.STOP, ".": Sign.STOP, "!": Sign.STOP, "?": Sign.STOP, "\n": Sign.STOP}
_MORE_MARKS = {
    ":": Sign.COLON,
    "=": Sign.COLON,
    "/": Sign.SLASH,
    "|": Sign.SLASH,
    "&": Sign.AND,
    "+": Sign.AND,
    "@": Sign.AT,
}
_NAME_ENDS = re.compile(
    r"\s*(?:[,;:!?\n\"(]|\.(?=\s|$)|\s(?:in|with|using|from|for|and|then|to|that|which|where|at|paying|pays|by|on|into|under|->|https?:)(?=\s|/|$)|$)",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r"(?:(?:please|a|new|build|create|make|me)\s+)*(?:funnel|name|title)\s*:?\s+(?P<name>\"[^\"\n]+\"|(?:(?!\b(?:called|named|for|with|from|to|in|where|that)\b)[^:\n\",.]){1,60}?)\s*:\s(?!//)",
    re.IGNORECASE,
)
_LONGEST = 6
"""Words in a phrase."""


def _unquoted(name: str) -> str:
    quoted = len(name) > 2 and name[0] == name[-1] and name[0] in "\"'"
    return name[1:-1] if quoted else name.strip('"')


def recognise(text: str, mentions: Sequence[Mapping[str, Any]]) -> list[Token]:
    """Every character of the text belongs to a token or means nothing by itself (spaces, brackets, dashes)."""
    return joined([_light(token) for token in _Scanner(text, mentions).tokens()])


def _light(token: Token) -> Token:
    """A capital within a sentence speaks for a name."""
    said = token.text
    if token.sign is Sign.WORD and said.lower() in harmless() and (said.islower() or token.start == 0):
        return replace(token, sign=Sign.FILLER)
    return token


_BEFORE_US = (
    "give", "gives", "gave", "let", "lets", "show", "for", "tell", "tells", "told", "of", "want", "wants",
    "wanted", "ask", "asks", "asked", "promise", "promised", "offered", "expects", "urges", "urged", "pays",
    "paid", "helps", "helped", "begged", "made", "makes", "reminds", "reminded",
)  # fmt: skip
"""Behind these, `us` are those who speak."""


class _Scanner:
    def __init__(self, text: str, mentions: Sequence[Mapping[str, Any]]) -> None:
        self._text = text
        self._shouted = Plain(text, ()).shouted
        self._quotes = {found.start(): found for found in _QUOTED.finditer(text)}
        self._names = {int(one["start"]): one for one in mentions if self._is_name(one)}

    def tokens(self) -> Iterator[Token]:
        place = 0
        title = _TITLE.match(self._text)
        if title:
            yield Token(Sign.CALLED, self._text[: title.start("name")], 0, title.start("name"))
            yield self._quote_token(_unquoted(title["name"]), title.start("name"), title.end("name"))
            yield Token(Sign.STOP, ":", title.end() - 1, title.end())
            place = title.end()
        while place < len(self._text):
            token = self._at(place)
            if token is None:
                place += 1
                continue
            yield token
            place = token.end
            if token.sign is Sign.CALLED and (name := self._bare_name(place)):
                yield name
                place = name.end

    def _at(self, place: int) -> Token | None:
        readers: tuple[Callable[[int], Token | None], ...] = (
            self._url, self._quoted, self._name, self._amount, self._phrase, self._mark, self._word,
        )  # fmt: skip
        return next((token for read in readers if (token := read(place))), None)

    def _token(self, sign: Sign, start: int, end: int, **more: Any) -> Token:
        return Token(sign, self._text[start:end], start, end, **more)

    def _url(self, place: int) -> Token | None:
        found = address_at(self._text, place)
        return None if found is None or self._is_named(found) else found

    def _is_named(self, address: Token) -> bool:
        """Whether the account has something that is called like this bare host."""
        name = self._names.get(address.start)
        return name is not None and int(name["end"]) >= address.end and any(one.exact for one in _candidates(name))

    def _quoted(self, place: int) -> Token | None:
        found = self._quotes.get(place)
        return self._quote_token((found[1] or found[2]).strip(), place, found.end()) if found else None

    def _quote_token(self, inside: str, start: int, end: int) -> Token:
        within = [one for one in self._names.values() if start <= one["start"] < end]
        whole = [one for one in within if _EDGES.sub("", one["text"]) == _EDGES.sub("", inside)]
        candidates = tuple(one for raw in whole for one in _candidates(raw))
        return Token(Sign.QUOTED, inside, start, end, candidates=candidates)

    def _name(self, place: int) -> Token | None:
        found = self._names.get(place)
        return self._token(Sign.ASSET, place, int(found["end"]), candidates=_candidates(found)) if found else None

    def _is_name(self, mention: Mapping[str, Any]) -> bool:
        """Whether a mention is more than words that mean something anyway, such as `mobile` or `Canada`."""
        candidates = _candidates(mention)
        if not candidates:
            return False
        if any(one.exact and one.name == mention["text"] for one in candidates):
            return True
        words = [found[0] for found in _WORD.finditer(str(mention["text"]))]
        return not all(self._means_something(word) for word in words)

    def _means_something(self, word: str) -> bool:
        low = (word.lower(),)
        return bool(
            low in phrases() or low in countries.by_name() or low in countries.unsettled() or low[0] in DEVICES
            or low[0] in numbers.WORDS or low[0] in numbers.ORDINALS or self._code(word) or word.isdigit()
        )  # fmt: skip

    def _amount(self, place: int) -> Token | None:
        if place and (self._text[place - 1].isalnum() or self._text[place - 1] == "_"):
            return None
        if found := numbers.MONEY.match(self._text, place):
            said = next(part for part in found.groups() if part)
            return self._token(Sign.MONEY, place, found.end(), amounts=(numbers.amount(said),))
        if (found := numbers.RATIO.match(self._text, place)) and self._is_ratio(found[0]):
            return self._token(Sign.RATIO, place, found.end(), amounts=numbers.ratio(found[0]))
        if found := numbers.PERCENT.match(self._text, place):
            return self._token(Sign.PERCENT, place, found.end(), amounts=(numbers.amount(found[1]),))
        if found := numbers.NUMBER.match(self._text, place):
            return self._token(Sign.NUMBER, place, found.end(), amounts=(numbers.amount(found[0]),))
        return None

    @staticmethod
    def _is_ratio(text: str) -> bool:
        return not re.fullmatch(r"\d{4}-\d\d-\d\d|24/7", text)

    def _phrase(self, place: int) -> Token | None:
        """The longest run of words that means something together."""
        ends = self._words_from(place)
        for count in range(len(ends), 0, -1):
            words = tuple(word.lower() for word, _ in ends[:count])
            if count > 1 and ends[count - 1][0] == "US" and words in phrases() and not self._shouted:
                continue  # `for US` is a country, `for us` is none
            token = self._meaning(words, place, ends[count - 1][1])
            if token:
                return token
        return None

    def _words_from(self, place: int) -> list[tuple[str, int]]:
        if place and self._text[place - 1].isalnum() and self._text[place].isalnum():
            return []
        found: list[tuple[str, int]] = []
        pattern = re.compile(r"(?:-+>|=>|>|#|&|\+|@)|" + _WORD.pattern)
        while len(found) < _LONGEST and (match := pattern.match(self._text, place)):
            found.append((match[0], match.end()))
            place = match.end() + (self._text[match.end() : match.end() + 1] == " ")
            if place == match.end():
                break
        return found

    def _meaning(self, words: tuple[str, ...], start: int, end: int) -> Token | None:
        said = self._text[start:end]
        if words in countries.by_name() and not (words == ("us",) and self._is_pronoun(start, end)):
            return self._token(Sign.PLACE, start, end, values=countries.by_name()[words])
        if words in countries.unsettled():
            return self._token(Sign.UNSETTLED, start, end, attribute=countries.unsettled()[words])
        if device := DEVICES.get(" ".join(words)):
            return self._token(Sign.DEVICE, start, end, attribute=device[0], values=device[1])
        if len(words) == 1 and words[0] in numbers.ORDINALS:
            return self._token(Sign.ORDINAL, start, end, amounts=(numbers.ORDINALS[words[0]],))
        if len(words) == 1 and words[0] in numbers.WORDS:
            return self._token(Sign.NUMBER, start, end, amounts=(numbers.WORDS[words[0]],))
        if len(words) == 1 and (spelled := self._spelled_number(words[0], start, end)):
            return spelled
        if words in phrases():
            code = self._code(said) if said.isupper() and not self._shouted else ""
            return (
                self._token(Sign.PLACE, start, end, values=(code,))
                if code
                else self._token(phrases()[words], start, end)
            )
        if len(words) == 1 and (code := self._code(said)):
            return self._token(Sign.PLACE, start, end, values=(code,))
        return None

    def _spelled_number(self, word: str, start: int, end: int) -> Token | None:
        """`eighty-twenty` is a ratio, `sixty-five` a number."""
        parts = [numbers.WORDS[part] for part in word.split("-") if part in numbers.WORDS] if "-" in word else []
        if len(parts) != word.count("-") + 1:
            return None
        if len(parts) == 2 and parts[0] >= 20 and 0 < parts[1] < 10:
            return self._token(Sign.NUMBER, start, end, amounts=(parts[0] + parts[1],))
        return self._token(Sign.RATIO, start, end, amounts=tuple(parts))

    def _is_pronoun(self, start: int, end: int) -> bool:
        """`give us the links` is no country; `us and ca to …` is."""
        said = self._text[start:end]
        before = re.search(r"(\w+)\W*$", self._text[:start])
        return not said.isupper() and bool(before) and before[1].lower() in _BEFORE_US if before else False

    def _code(self, word: str) -> str:
        if self._shouted and word.lower() in (
            "in",
            "it",
            "is",
            "to",
            "be",
            "at",
            "by",
            "so",
            "no",
            "my",
            "me",
            "do",
            "as",
        ):
            return ""
        return countries.by_code(word) if len(word) == 2 else ""

    def _mark(self, place: int) -> Token | None:
        char = self._text[place]
        if char == ">":
            return self._token(Sign.TO, place, place + 1)
        sign = _MARKS.get(char) or _MORE_MARKS.get(char)
        if char == "." and place + 1 < len(self._text) and self._text[place + 1].isalnum():
            return None
        return self._token(sign, place, place + 1) if sign else None

    def _word(self, place: int) -> Token | None:
        found = _WORD.match(self._text, place)
        if not found:
            return None
        if "/" in found[0] or "+" in found[0] or "&" in found[0]:
            end = min(found[0].find(mark) for mark in "/+&" if mark in found[0]) or 1
            return self._at_part(place, place + end)
        return self._token(Sign.WORD, place, found.end())

    def _at_part(self, start: int, end: int) -> Token:
        """The part of `US/CA` or `mobile+tablet` before the mark."""
        return self._meaning((self._text[start:end].lower(),), start, end) or self._token(Sign.WORD, start, end)

    def _bare_name(self, place: int) -> Token | None:
        """A name without quotes: up to the next mark or connecting word."""
        start = place + len(self._text[place:]) - len(self._text[place:].lstrip(" :"))
        if start >= len(self._text) or start in self._quotes or address_at(self._text, start):
            return None
        end = _NAME_ENDS.search(self._text, start)
        name = self._text[start : end.start() if end else len(self._text)].strip()
        return self._quote_token(name, start, start + len(name)) if name and name[0].isalnum() else None


def _candidates(mention: Mapping[str, Any]) -> tuple[Candidate, ...]:
    read = (Candidate.read(raw) for raw in mention["candidates"])
    return tuple(one for one in read if one.family in FAMILIES)
