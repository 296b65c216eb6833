"""Pages told by how they stand to each other: `the current one`, `the two old ones`, `the newcomer`, `the other two`."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from ..recognising.numbers import WORDS
from .cue import Cue
from .items import Age, Item, Kind

_LANDER = r"lander|landing page|lp|prelander|pre-lander|presell"
_OFFER = r"offer|product"
_ANY = r"one|page|variant|version|piece|arm|creative"
_NOUN = rf"(?:(?P<lander>(?:{_LANDER})(?P<landers>s)?)|(?P<offer>(?:{_OFFER})(?P<offers>s)?)|(?:{_ANY})(?P<many>s)?)"
_COUNT = r"(?:(?P<count>both|two|three|four|five|[2-5]) )?"
_THE = r"(?:(?:the|our|my|its|their|all|of) )*"
_OLD = r"(?:old|older|current|present|existing|running|previous|incumbent|established|prior|original)"
_NEW = r"(?:new|newer|fresh|added|additional|incoming)"
_NOW = r"(?:right now|now|at the moment|currently|today|already|at present|so far|as of now|these days)"
_RUNS = (
    rf"(?:runs|run|is running|are running|is live|are live|is there|are there|is in place|stands there|is in there"
    rf"|we have|we run|we use|is shown|is up)(?: (?:there|live))?(?: {_NOW})?"
)
_OLD_NAMES = r"(?:incumbents?|control(?: (?:lander|offer|page|variant))?|status quo|old-timers?)"
_NEW_NAMES = r"(?:newcomers?|challengers?|contenders?|candidate|newbie|rookie|addition|new entry|new arrival)"

_FORMS: tuple[tuple[Age, re.Pattern[str]], ...] = tuple(
    (age, re.compile(rf"\b{_THE}{form}\b", re.IGNORECASE))
    for age, form in (
        (Age.OLD, rf"{_COUNT}{_OLD} (?:(?P<two>two|three) )?{_NOUN}(?: {_RUNS})?"),
        (Age.OLD, rf"{_COUNT}{_NOUN} (?:(?:that|which) )?(?:{_RUNS})(?<!\brun)(?<!\bruns)"),
        (Age.OLD, rf"{_NOUN} (?:that|which) (?:{_RUNS})"),
        (Age.OLD, rf"(?:what|whatever) (?:{_RUNS})"),
        (Age.OLD, _OLD_NAMES),
        (Age.NEW, _NEW_NAMES),
        (Age.NEW, rf"{_NEW} {_NOUN}"),
        (Age.OTHER, rf"(?:other|remaining) (?P<count>two|three|four|[2-5])(?: (?:{_NOUN}))?"),
        (Age.OTHER, rf"{_COUNT}(?:other|remaining) {_NOUN}"),
    )
)


def with_ages(items: Sequence[Item], text: str) -> list[Item]:
    """Items in which such a description is one; only where shares are told, as elsewhere `old` may be anything."""
    if not any(item.kind in (Kind.SHARES, Kind.NUMBER) or item.has(Cue.EVENLY) for item in items):
        return list(items)
    found: list[Item] = []
    spans = _spans(text)
    for item in items:
        span = next((one for one in spans if one.start <= item.start < one.end), None)
        if span is None:
            found.append(item)
        elif not found or found[-1] is not span:
            found.append(span)
    return _of_newcomers([item for item in found if not _is_torn(item, items)] if _fits(spans, items) else items)


def _fits(spans: Sequence[Item], items: Sequence[Item]) -> bool:
    """No name begins in a description, or ends there."""
    return not any(_is_torn(span, items) for span in spans)


def _is_torn(span: Item, items: Sequence[Item]) -> bool:
    named = (Kind.PAGE, Kind.FUNNEL, Kind.URL, Kind.WHO, Kind.SHARES)
    return bool(span.age) and any(
        one.start < span.end and one.end > span.start and one.kind in named for one in items if one is not span
    )
