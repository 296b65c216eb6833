"""One spelling for what keyboards and chat programs spell in many ways."""

import re
import unicodedata

_DOUBLE_QUOTES = "\u201c\u201d\u201e\u00ab\u00bb\u2033\u201f"
_SINGLE_QUOTES = "\u2018\u2019\u201a`\u00b4"
_DASHES = "\u2013\u2014\u2010\u2011\u2212\u2012"
_ARROWS = "\u2192\u21d2\u2794\u279c\u27f6\u25ba\u25b6"
_WIDE = {"\uff0c": ",", "\uff1b": ";", "\uff05": "%", "\uff1a": ":"}

_SAME = str.maketrans(
    dict.fromkeys(_DOUBLE_QUOTES, '"')
    | dict.fromkeys(_SINGLE_QUOTES, "'")
    | dict.fromkeys(_DASHES, "-")
    | dict.fromkeys(_ARROWS, " -> ")
    | dict.fromkeys("\u00a0\u202f\u2009\t", " ")
    | _WIDE
    | {"\u2026": "...", "\r": "\n", "\u00bd": " 50% "}
)


def normalise(text: str) -> str:
    """Straight quotes, plain dashes and arrows, single spaces; nothing that carries meaning is lost."""
    plain = unicodedata.normalize("NFC", text).translate(_SAME)
    visible = "".join(char for char in plain if char == "\n" or unicodedata.category(char)[0] != "C")
    return re.sub(r" *\n\s*", "\n", re.sub(r" +", " ", visible)).strip()
