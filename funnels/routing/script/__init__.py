"""Logic scripts: the part of Go that can be followed, safely. A script reads the visitor and touches nothing."""

from ..looks import Looks
from ..trip import Trip
from .expressions import Frame, ScriptError
from .reader import Reader
from .tokens import CodeError


class Script:
    """A script made ready for running. Raises CodeError where it uses what is not followed here."""

    def __init__(self, code: str) -> None:
        reader = Reader(code)
        self._block = reader.script()
        self._locals = reader.locals
        self.looks = Looks(
            attributes=tuple(sorted(reader.attributes)),
            fields=reader.asked_of("trackingField"),
            tags=frozenset(reader.asked_of("hasTag")),
            data=reader.asked_of("actionData"),
            time=reader.reads_clock,
        )

    def key(self, trip: Trip) -> str:
        """The route key for this visitor. Raises ScriptError, as a script that fails does."""
        outcome = self._block.run(Frame(trip, [""] * self._locals))
        if not isinstance(outcome, str):
            raise ScriptError("it ends without a route key")
        return outcome


__all__ = ["CodeError", "Script", "ScriptError"]
