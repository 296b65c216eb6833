"""The words of the language, the most frequent first: the list that symspellpy brings along."""

from functools import cache
from importlib.metadata import distribution
from pathlib import Path

_LIST = "symspellpy/frequency_dictionary_en_82_765.txt"


@cache
def english_words() -> tuple[str, ...]:
    lines = Path(str(distribution("symspellpy").locate_file(_LIST))).read_text(encoding="utf-8-sig").splitlines()
    return tuple(line.partition(" ")[0] for line in lines)


@cache
def _places() -> dict[str, int]:
    return {word: place for place, word in enumerate(english_words())}


def is_more_frequent(word: str, other: str) -> bool:
    """False where the language has no such word."""
    places = _places()
    return word in places and places[word] < places.get(other, len(places))
