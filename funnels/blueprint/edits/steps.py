"""Whole steps."""

from collections.abc import Iterator
from typing import Any, ClassVar

from ..blueprint import START, StepKey
from ..exits import exits
from ..parse import parse_step
from .operation import Operation
from .redirecting import redirected, straight
from .workpiece import Workpiece

Raw = dict[str, Any]


class AddStep(Operation):
    """A new step; lead visitors to it with connect, or with other operations."""

    op: ClassVar[str] = "add_step"
    key: StepKey
    step: Raw

    def change(self, piece: Workpiece) -> None:
        if self.key in piece.steps or self.key == START:
            raise piece.refusal("key", f"{self.key!r} is a step already; change it with set_step")
        piece.put(self.key, parse_step(f"{piece.place}.step", self.step))


class SetStep(Operation):
    """Another step in the place of one, with the same key; the name stays where no other is given."""

    op: ClassVar[str] = "set_step"
    key: str
    step: Raw

    def change(self, piece: Workpiece) -> None:
        old = piece.step(self.key, "key")
        new = parse_step(f"{piece.place}.step", self.step)
        piece.put(self.key, new, name=new.name or old.name)


class RemoveStep(Operation):
    """Ways that led to it lead to `then`; without that, buttons, arms and straight ways to it go."""

    op: ClassVar[str] = "remove_step"
    step: str
    then: str | None = None

    def change(self, piece: Workpiece) -> None:
        piece.step(self.step)
        if self.then == self.step:
            raise piece.refusal("then", f"{self.step!r} is the step that is removed")
        del piece.steps[self.step]
        for key, step in list(piece.steps.items()):
            if any(exit.to == self.step for exit in exits(step)):
                piece.put(key, redirected(step, key, self.step, self.then, piece))
        arms = piece.arms(START) or ()
        if any(arm.to == self.step for arm in arms):
            piece.put_arms(START, straight(arms, START, self.step, self.then, piece))

    def targets(self) -> Iterator[tuple[str, str]]:
        if self.then is not None:
            yield "then", self.then
