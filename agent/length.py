"""How long one reply of a model may be; what goes on beyond that has no end, or is no reply."""

import json
from collections.abc import Iterable, Mapping

from .errors import LoopStopped
from .models.base import Notice, Reply

MOST_CHARACTERS = 2_000_000
"""Of text, calls and the model's own blocks together: about what the largest reply one can order takes."""

MOST_PIECES = 200_000
"""In which it comes; a piece may be empty."""

MOST_LEVELS = 100
"""Of lists and objects within each other; a blueprint has about ten."""


class Length:
    """Grows with the pieces of one reply. LoopStopped where it is too much."""

    def __init__(self) -> None:
        self._characters = 0
        self._pieces = 0

    def take(self, piece: str | Notice | Reply) -> None:
        self._pieces += 1
        match piece:
            case str():
                self._characters += len(piece)
            case Notice():
                self._characters += len(piece.text)
            case Reply():
                self._characters = _written(piece)
        if self._characters > MOST_CHARACTERS or self._pieces > MOST_PIECES:
            raise LoopStopped("The model's reply did not come to an end, so I broke it off.")


def _written(reply: Reply) -> int:
    """Its length as it will be kept; LoopStopped where it cannot be."""
    calls = [(call.id, call.tool, call.arguments) for call in reply.calls]
    try:
        _refuse_deep([calls, reply.blocks])
        return len(json.dumps([reply.text, calls, reply.blocks], ensure_ascii=False, allow_nan=False).encode())
    except (TypeError, ValueError) as error:  # of UTF-8, too: half a character
        raise LoopStopped("The model's reply cannot be written down, so I did nothing with it.") from error


def _refuse_deep(document: object) -> None:
    """ValueError for what goes deeper, a circle included."""
    level: list[object] = [document]
    for _ in range(MOST_LEVELS):
        level = [one for outer in level for one in _within(outer)]
        if not level:
            return
    raise ValueError(f"There are more than {MOST_LEVELS} levels.")


def _within(outer: object) -> Iterable[object]:
    if isinstance(outer, Mapping):
        return outer.values()
    return outer if isinstance(outer, list | tuple) else ()
