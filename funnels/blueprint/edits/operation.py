from collections.abc import Iterator
from typing import ClassVar

from ..strict import Strict
from .workpiece import Workpiece


class Operation(Strict):
    """One small change of a blueprint. What it does not name stays as it is."""

    op: ClassVar[str]

    def change(self, piece: Workpiece) -> None:
        """Raises BlueprintError where the blueprint has not what the operation names."""
        raise NotImplementedError

    def targets(self) -> Iterator[tuple[str, str]]:
        """The steps it leads visitors to, each with the field that says so; they must exist in the end."""
        yield from ()
