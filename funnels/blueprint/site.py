from dataclasses import dataclass

from ..funnel import Node, NodeKind
from .blueprint import START
from .exits import Exit
from .steps import Step


@dataclass(frozen=True, slots=True)
class Site:
    """One step and the node it becomes, beside what both were before."""

    key: str
    step: Step
    id: str
    kind: NodeKind
    exits: tuple[Exit, ...]
    old: Step | None = None
    """The step that this node was read as."""
    node: Node | None = None
    """The node as it is; None where it is new."""
    old_exits: tuple[Exit, ...] = ()

    @property
    def place(self) -> str:
        return START if self.key == START else f"steps.{self.key}"

    @property
    def name(self) -> str:
        return self.step.name or self.key

    def at(self, where: str) -> str:
        """The place of something within the step; ways out of the entrance have whole places already."""
        return where if self.key == START else f"{self.place}.{where}"
