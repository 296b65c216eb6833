"""The words of the language, the most frequent first: the list that symspellpy brings along."""

from functools import cache
from importlib.metadata import distribution
from pathlib import Path

_LIST = "symspellpy/frequency_dictionary_en_82_765.txt"


@cache
def english_words() -> tuple[str, ...]:
    lines = Path(str(distribution("symspellpy").locate_file(_LIST))).read_text(encoding="utf-8-sig").splitlines()
    return tuple(line.partition(" ")[0] for line in lines)
