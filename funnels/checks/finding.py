from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from ..wire import Json

Severity = Literal["error", "warning", "hint"]
"""An error blocks a plan, a warning is shown, a hint is quiet."""


@dataclass(frozen=True, slots=True)
class Observation:
    """What a rule saw; which rule it was and where it stands is added by the check."""

    why: str
    """What it means, in visitors and money."""

    fix: str
    nodes: tuple[str, ...] = ()
    connections: tuple[str, ...] = ()
    operations: tuple[Json, ...] = ()
    """Edit operations that mend it, where that takes no decision."""

    visitor: Mapping[str, str] | None = None
    """A concrete visitor for whom it goes wrong."""

    detail: str = ""
    """The route id, action number or asset id that is meant, where a node has several."""


@dataclass(frozen=True, slots=True)
class Finding:
    rule: str
    severity: Severity
    place: str
    """A step key, else the name of a node, else `funnel`."""

    nodes: tuple[str, ...]
    connections: tuple[str, ...]
    why: str
    fix: str
    operations: tuple[Json, ...] = ()
    visitor: Mapping[str, str] | None = None
    detail: str = ""

    @property
    def subject(self) -> tuple[str, tuple[str, ...], tuple[str, ...], str]:
        """What makes it the same finding after an edit; words and numbers in it may change."""
        return self.rule, self.nodes, self.connections, self.detail


def blocking(after: Sequence[Finding], before: Sequence[Finding]) -> list[Finding]:
    """The errors an edit brings in: an old fault is reported but blocks nothing."""
    old = {one.subject for one in before if one.severity == "error"}
    return [one for one in after if one.severity == "error" and one.subject not in old]
