"""How long one reply of a model may be; what goes on beyond that has no end, or is no reply."""

import json

from .errors import LoopStopped
from .models.base import Notice, Reply

MOST_CHARACTERS = 2_000_000
"""Of text, calls and the model's own blocks together: about what the largest reply one can order takes."""

MOST_PIECES = 200_000
"""In which it comes; a piece may be empty."""


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
        return len(json.dumps([reply.text, calls, reply.blocks], ensure_ascii=False, allow_nan=False).encode())
    except (RecursionError, TypeError, ValueError) as error:  # of UTF-8, too: half a character
        raise LoopStopped("The model's reply cannot be written down, so I did nothing with it.") from error
