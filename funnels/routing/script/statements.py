"""Statements of a script. Running one gives the key it returns, a signal to what is around it, or None to go on."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from .expressions import Compared, Constant, Expression, Frame, ScriptError, shown, text, truth
from .words import Value

_KEY = re.compile(r"[a-z0-9_]{1,64}")


class Signal(Enum):
    BREAK = "break"
    FALLTHROUGH = "fallthrough"


Outcome = str | Signal | None


class Statement(Protocol):
    def run(self, frame: Frame) -> Outcome: ...


@dataclass(frozen=True, slots=True)
class Block:
    statements: tuple[Statement, ...]

    def run(self, frame: Frame) -> Outcome:
        for statement in self.statements:
            outcome = statement.run(frame)
            if outcome is not None:
                return outcome
        return None


@dataclass(frozen=True, slots=True)
class Assign:
    place: int | None
    """None throws the value away."""
    value: Expression

    def run(self, frame: Frame) -> Outcome:
        value = self.value.value(frame)
        if self.place is not None:
            frame.locals[self.place] = value
        return None


@dataclass(frozen=True, slots=True)
class If:
    """An if with all its else-ifs; a plain else is a branch that always holds."""

    branches: tuple[tuple[Sequence[Statement], Expression, Block], ...]
    """What is done first, the condition, and the block."""

    def run(self, frame: Frame) -> Outcome:
        for first, condition, block in self.branches:
            for statement in first:
                statement.run(frame)
            if truth(condition.value(frame)):
                return block.run(frame)
        return None


@dataclass(frozen=True, slots=True)
class Clause:
    values: tuple[Expression, ...]
    """Empty for the default."""
    block: Block


@dataclass(frozen=True, slots=True)
class Switch:
    first: Sequence[Statement]
    subject: Expression | None
    clauses: tuple[Clause, ...]

    def run(self, frame: Frame) -> Outcome:
        for statement in self.first:
            statement.run(frame)
        subject: Value = True if self.subject is None else self.subject.value(frame)
        for clause in self.clauses[self._entered(subject, frame) :]:
            outcome = clause.block.run(frame)
            if outcome is not Signal.FALLTHROUGH:
                return None if outcome is Signal.BREAK else outcome
        return None

    def _entered(self, subject: Value, frame: Frame) -> int:
        default = len(self.clauses)
        for at, clause in enumerate(self.clauses):
            if not clause.values:
                default = at
            elif any(Compared("==", Constant(subject), one).value(frame) for one in clause.values):
                return at
        return default


@dataclass(frozen=True, slots=True)
class Jump:
    signal: Signal

    def run(self, frame: Frame) -> Outcome:
        return self.signal


@dataclass(frozen=True, slots=True)
class Return:
    value: Expression

    def run(self, frame: Frame) -> Outcome:
        key = text(self.value.value(frame), "what it returns")
        if not _KEY.fullmatch(key):
            raise ScriptError(f"it returns {shown(key)}, which is no route key")
        return key
