"""Words of questions with a typing error."""

from functools import cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from ..recognising.numbers import WORDS
from .attributes import ATTRIBUTE_WORDS
from .chat import spoken
from .light import LIGHT
from .metrics import METRIC_WORDS

_SHORTEST = 5
"""Letters of a word that is corrected; shorter ones are too like each other."""

_LONG = 8

_TIME = """
today yesterday week weeks month months year days hours last past previous this since yesterday's quarter
monday tuesday wednesday thursday friday saturday sunday weekend before after compared versus against
mondays tuesdays wednesdays thursdays fridays saturdays sundays weekends workdays
january february april august september october november december
"""
_TALK = """
about above all and are as at average back bad behind below best better big black bottom bought bring brings brought
bad but by can check cheap cheapest clear compare convert converted converting converts cut daily diagnose did do
does doing done don't didn't drop earn earned earning even ever every exactly expect expensive fewer find first for
from gains gave get gets give gives go going good got had happen happened has have highest how if improved in into is
it just largest least less like list lose loser losers loses losing lost loss losses lot lowest made make makes many
me missing money more most much my need no none not now of off on only our out over overall overview pay pays
percent performance performed performing performs placed please poor profitable prove real really red report reports
result results run running sale sales scale sell selling send show significant simulate simulation single slow sold
some sort sorted spend spending spent split start statistics stats still stop table tell than that the their them
there these they thing things think those to together too top total track traffic under unprofitable up us variant
variants versus was we went were what when where which who whole why will win winner winners winning wins with
without worse worst would you your zero payout postback postbacks conversion conversions graph chart plot
significance difference actually winning budget pause blacklist promising working evening numbers figures happening
happen happens
"""


@cache
def known_words() -> frozenset[str]:
    return frozenset([*_TIME.split(), *_TALK.split(), *ATTRIBUTE_WORDS, *METRIC_WORDS, *WORDS])


@cache
def _long_words() -> tuple[str, ...]:
    return tuple(sorted(word for word in known_words() if len(word) >= _SHORTEST and word.isalpha()))


@cache
def spelled(word: str) -> str:
    """The word, or the one word of questions that it is near to; `7d` is two words.

    One slip away, two of a long word; a short one is only seen through where two letters changed places.
    """
    if (meant := spoken(word, known_words())) != word:
        return meant
    if not word.isalpha() or word in known_words():
        return word
    if len(word) < _SHORTEST:
        return _unswapped(word)
    for most in (1, 2) if len(word) >= _LONG else (1,):
        near = process.extract(word, _long_words(), scorer=OSA.distance, score_cutoff=most, limit=3)
        fits = [known for known, _, _ in near if known[0] == word[0]]
        if fits:
            return fits[0] if len(fits) == 1 else word
    return word


def _unswapped(word: str) -> str:
    if len(word) < _SHORTEST - 1 or word in LIGHT:
        return word
    alike = [one for one in known_words() if sorted(one) == sorted(word) and OSA.distance(one, word) == 1]
    return alike[0] if len(alike) == 1 else word
