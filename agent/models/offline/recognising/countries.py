"""Which countries words mean."""

from functools import cache

from .country_names import CODES_ONLY, NAMES
from .regions import REGIONS, UNSETTLED

_WORDS = """
ad ai am as at ba be by cd cm co do eg eh er et hm id ie in io is it kg la ma me mm mr ms mt my no pa pe pm ps so
to tv um us
"""
_WORDS_TOO = frozenset(_WORDS.split())
"""Codes that are words as well: they count in capitals only."""


@cache
def by_name() -> dict[tuple[str, ...], tuple[str, ...]]:
    """Words in lower case -> ISO codes; plurals such as `Germans` included."""
    known: dict[tuple[str, ...], tuple[str, ...]] = {}
    for line in NAMES.split("\n"):
        code, _, names = line.partition(" ")
        for name in filter(None, names.split("|")):
            known[tuple(name.split())] = (code,)
            if name not in ("us", "uk", "oz", "uae", "usa", "ksa"):
                known[tuple(f"{name}s".split())] = (code,)
    return known | {tuple(name.split()): tuple(codes.split()) for name, codes in REGIONS.items()}


@cache
def unsettled() -> dict[tuple[str, ...], str]:
    """Words for regions nobody agrees on -> a usual list, or nothing."""
    return {tuple(name.split()): proposal for name, proposal in UNSETTLED.items()}


@cache
def _codes() -> frozenset[str]:
    return frozenset([*(line.split(" ")[0] for line in NAMES.split("\n") if line), *CODES_ONLY.split()])


def by_code(word: str) -> str:
    """The country of a two-letter code, empty for none. In small letters only where that is no word."""
    code = "GB" if word.upper() == "UK" else word.upper()
    if code not in _codes() or (not word.isupper() and word.lower() in _WORDS_TOO):
        return ""
    return code
