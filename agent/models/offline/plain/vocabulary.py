"""The words that mean something to this planner, and those that mean something to anybody else."""

from functools import cache

from ..recognising import countries, numbers
from ..recognising.devices import DEVICES
from ..recognising.english import english_words
from ..recognising.harmless import harmless
from ..recognising.lexicon import phrases
from ..results.spelling import known_words
from .slang import SLANG

_MORE = """
archive archived unarchive category categories note notes payout delete rename address amount
currency dollar dollars cent cents euro euros pound pounds percent third thirds quarter quarters half
desktop mobile tablet android iphone windows english german french
advertorial article quiz survey listicle calculator review
between button evenly equally otherwise instead because please thanks their there where which
conversion conversions network campaign creative adset placement placements section sections zone zones keyword
country countries language languages browser browsers device devices region city
yesterday today tomorrow tracking trackers entrance duplicate original
"""

_CODES_AND_WORDS = 3
"""Letters of a word that is never corrected to or from, but for two that changed places."""


@cache
def vocabulary() -> frozenset[str]:
    """Lower case."""
    spoken = {word for phrase in phrases() for word in phrase}
    places = {word for name in (*countries.by_name(), *countries.unsettled()) for word in name}
    devices = {word for name in DEVICES for word in name.split()}
    amounts = {*numbers.WORDS, *numbers.ORDINALS, *numbers.FRACTIONS}
    slang = {word for phrase in SLANG for word in phrase}
    return frozenset(spoken | places | devices | amounts | slang | known_words() | harmless() | {*_MORE.split()})


@cache
def targets() -> tuple[str, ...]:
    """What a slip may have been meant as."""
    slang = {word for phrase in SLANG for word in phrase} - {word for phrase in phrases() for word in phrase}
    return tuple(sorted(word for word in vocabulary() - slang if word.isalpha() and len(word) >= _CODES_AND_WORDS))


def is_known(word: str) -> bool:
    return word in vocabulary() or is_english(word)


def is_english(word: str) -> bool:
    """Whether it is a word of the language, which is no slip then: `males` are no `makes`."""
    return word in _dictionary()


@cache
def _dictionary() -> frozenset[str]:
    return frozenset(english_words())
