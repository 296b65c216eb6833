"""Pages told by how they stand to others: `the current one`, `the two old ones`, `the newcomer`, `the other two`."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from ..recognising.numbers import WORDS
from .cue import Cue
from .items import Age, Item, Kind

_LANDER = r"(?:lander|landing page|lp|prelander|pre-lander|presell)"
_OFFER = r"(?:offer|product)"
_ANY = r"(?:one|page|variant|version|piece|arm|creative)"
_NOUN = rf"(?:{_LANDER}|{_OFFER}|{_ANY})s?"
_COUNT = r"(?:both|two|three|four|five|[2-5])"
_THE = r"(?:(?:the|our|my|its|their|all|of) )*"
_OLD = r"(?:old|older|current|present|existing|running|previous|incumbent|established|prior)"
_NEW = r"(?:new|newer|fresh|added|additional|incoming)"
_NOW = r"(?:right now|now|at the moment|currently|today|already|at present|so far|as of now|these days)"
_STANDS = (
    r"(?:is|are) (?:running|live|there|in there|in place|shown|up)|stands? there|we (?:already )?(?:have|run|use)"
)
_FORMS: tuple[tuple[Age, str], ...] = (
    (Age.OLD, rf"{_THE}(?:{_COUNT} )?{_OLD} (?:{_COUNT} )?{_NOUN}(?: {_NOW})?"),
    (Age.OLD, rf"{_THE}{_NOUN} (?:(?:that|which) )?(?:{_STANDS})(?: {_NOW})?"),
    (Age.OLD, rf"{_THE}{_NOUN} (?:that|which) (?:runs?|stands?)(?: there)?(?: {_NOW})?"),
    (Age.OLD, rf"(?:what|whatever) (?:{_STANDS}|runs)(?: {_NOW})?"),
    (Age.OLD, rf"{_THE}(?:incumbents?|status quo|control(?: {_NOUN})?)"),
    (Age.NEW, rf"{_THE}(?:newcomers?|challengers?|contenders?|candidate|newbie|rookie|new (?:entry|arrival))"),
    (Age.NEW, rf"(?:the|our|this|that) {_NEW} {_NOUN}"),
    (Age.OTHER, rf"the (?:other|remaining) {_COUNT}(?: {_NOUN})?"),
    (Age.OTHER, rf"the (?:{_COUNT} )?(?:other|remaining) {_NOUN}"),
)
_PATTERNS = tuple((age, re.compile(rf"\b{form}\b", re.IGNORECASE)) for age, form in _FORMS)
_NAMED = (Kind.PAGE, Kind.FUNNEL, Kind.URL, Kind.WHO, Kind.SHARES, Kind.MONEY)


def with_ages(items: Sequence[Item], text: str) -> list[Item]:
    """Such a description as one item; only where shares are told, as `old` may be anything elsewhere."""
    if not any(item.kind in (Kind.SHARES, Kind.NUMBER) or item.has(Cue.EVENLY) for item in items):
        return list(items)
    spans = [span for span in _spans(text) if not _is_torn(span, items) and not _has_name(span, items)]
    found: list[Item] = []
    for item in items:
        span = next((one for one in spans if one.start <= item.start < one.end), item)
        if not found or found[-1] is not span:
            found.append(span)
    return _with_newcomer(found)


def _spans(text: str) -> list[Item]:
    """The longest ones, none within another."""
    matches = [(age, match) for age, pattern in _PATTERNS for match in pattern.finditer(text)]
    found: list[Item] = []
    for age, match in sorted(matches, key=lambda one: (one[1].start(), -one[1].end())):
        if not found or match.start() >= found[-1].end:
            found.append(_item(age, match))
    return found


def _item(age: Age, match: re.Match[str]) -> Item:
    low = match[0].lower()
    lander, offer = re.search(rf"\b{_LANDER}s?\b", low), re.search(rf"\b{_OFFER}s?\b", low)
    said = re.search(rf"\b{_COUNT}\b", low)
    count = {"both": Decimal(2)}.get(said[0]) or WORDS.get(said[0]) or Decimal(said[0]) if said else None
    many = count is not None or bool(re.search(r"(?:ones|s)\b(?<!status)(?<!runs)(?<!stands)", _head(low)))
    return Item(
        Kind.ROLE, match[0], match.start(), match.end(), age=age, many=many,
        role="lander" if lander else "offer" if offer else "", amounts=(count,) if count is not None else (),
    )  # fmt: skip


def _head(low: str) -> str:
    """Without the clause that tells which one."""
    return re.split(r" (?:that|which|is|are|stands?|we)\b", low)[0]


def _is_torn(span: Item, items: Sequence[Item]) -> bool:
    """A name begins in it, or ends there."""
    return any(one.kind in _NAMED and one.start < span.end and one.end > span.start for one in items)


def _has_name(span: Item, items: Sequence[Item]) -> bool:
    """`the old offer ShieldVPN DE`, `the new lander called …`."""
    after = next((one for one in items if one.start >= span.end), None)
    return after is not None and after.start - span.end <= 1 and (after.kind is Kind.PAGE or after.has(Cue.CALLED))


def _with_newcomer(items: Sequence[Item]) -> list[Item]:
    """`the newcomer` is the only page that is not there yet."""
    fresh = [item for item in items if item.kind is Kind.PAGE and not item.is_inside]
    names = {item.text.casefold() for item in fresh}
    if len(names) != 1:
        return list(items)
    return [
        replace(fresh[0], start=item.start, end=item.end) if item.age is Age.NEW and not item.many else item
        for item in items
    ]
