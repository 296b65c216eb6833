"""Text in an SVG: how wide it is, what fits, and how it is escaped."""

from html import escape

from .clean import clean, width

_NARROW = frozenset("iljtfrI.,:;'|!()[]· -")
_WIDE = frozenset("mwMW@%—…")


def text_width(text: str, size: float) -> float:
    """About how wide it is in a common sans-serif font; rather too wide than too narrow."""
    return size * sum(map(_share, text))


def fitting(text: str, size: float, room: float) -> str:
    """As much of the text as has room, with `…` where it was cut."""
    if text_width(text, size) <= room:
        return text
    taken = _share("…")
    for at, character in enumerate(text):
        taken += _share(character)
        if taken * size > room:
            return text[:at].rstrip() + "…"
    return text


def escaped(text: str) -> str:
    return escape(clean(text, most=400))


def _share(character: str) -> float:
    if character in _NARROW:
        return 0.37
    if character in _WIDE:
        return 0.95
    if character.isupper():
        return 0.71
    return 0.62 if width(character) == 1 else width(character) * 0.5
