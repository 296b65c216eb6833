"""Lines of a list: `1. FoxVPN DE goes`, `- lander = X`."""

from collections.abc import Sequence
from dataclasses import replace

from ..talking.current import Current
from .items import Item, Kind

_BULLET = 2
"""What a bullet and a space leave between the end of a line and the first word of the next."""


def list_number(items: Sequence[Item], place: int, _now: Current) -> tuple[Item, int] | None:
    """The number in front of a line counts nothing."""
    if items[place].kind is not Kind.NUMBER or place + 2 >= len(items) or items[place + 1].text not in (".", ")"):
        return None
    if place and items[place - 1].text not in ("\n", ":"):
        return None
    return replace(items[place + 1], text="\n"), place + 2


def goes_on(part: Sequence[Item], following: Sequence[Item]) -> bool:
    """Whether a heading holds for the next line, too: it is a line of a list."""
    return bool(following) and part[-1].text == "\n" and following[0].start - part[-1].end >= _BULLET
