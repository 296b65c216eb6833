"""What people read on a node: the key of its step in words, `DE, AT, CH offers` for `de_at_ch_offers`.

The tracker's funnels are read back with keys made from these names, so a name always comes back as its key. It says
what the place is for, not which page stands there: pages change, and the name would lie.
"""

from collections.abc import Mapping

from ..outcome import Json
from ..recognising import countries

_SPELLED = {
    "ios": "iOS",
    "macos": "macOS",
    "dach": "DACH",
    "eu": "EU",
    "apac": "APAC",
    "latam": "LATAM",
    "gcc": "GCC",
}


def captioned(steps: Mapping[str, Json]) -> dict[str, Json]:
    return {key: {"name": caption(key), **step} for key, step in steps.items()}


def caption(key: str) -> str:
    text, last = "", ""
    for word in key.split("_"):
        code = len(word) == 2 and bool(countries.by_code(word.upper()))
        shown = word.upper() if code else _SPELLED.get(word, word)
        text += f"{', ' if code and last == 'code' else ' ' if text else ''}{shown}"
        last = "code" if code else "word"
    return text if text[:1] == "i" else text[:1].upper() + text[1:]
