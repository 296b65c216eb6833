"""Expressions of a script, and their values. They read the visitor and nothing else."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from ..trip import Trip
from .words import LIBRARY, Value

_LONGEST_TEXT = 65_536
"""A script without loops can still double a text at every line."""

_WEEK = 7


class ScriptError(Exception):
    """The script cannot be followed any further for this visitor."""


@dataclass(slots=True)
class Frame:
    """One run of a script."""

    trip: Trip
    locals: list[Value]


class Expression(Protocol):
    def value(self, frame: Frame) -> Value: ...


@dataclass(frozen=True, slots=True)
class Constant:
    of: Value

    def value(self, frame: Frame) -> Value:
        return self.of


@dataclass(frozen=True, slots=True)
class Local:
    place: int

    def value(self, frame: Frame) -> Value:
        return frame.locals[self.place]


@dataclass(frozen=True, slots=True)
class Attribute:
    word: str

    def value(self, frame: Frame) -> Value:
        return frame.trip.attributes.get(self.word, "")


@dataclass(frozen=True, slots=True)
class Clock:
    """In the visitor's own zone; Sunday is 0, as in Go [our ruling]."""

    variable: str

    def value(self, frame: Frame) -> Value:
        now = frame.trip.time
        if now is None:
            raise ScriptError("the local time of the visitor is not known")
        return now.hour if self.variable == "localHour" else now.isoweekday() % _WEEK


@dataclass(frozen=True, slots=True)
class Asked:
    """A helper that is asked for something by name."""

    helper: str
    name: str

    def value(self, frame: Frame) -> Value:
        if self.helper == "hasTag":
            return self.name in frame.trip.tags
        known = frame.trip.fields if self.helper == "trackingField" else frame.trip.data
        return known.get(self.name, "")


@dataclass(frozen=True, slots=True)
class OneOf:
    given: Expression
    others: tuple[Expression, ...]

    def value(self, frame: Frame) -> Value:
        given = self.given.value(frame)
        return any(_compared("==", given, other.value(frame)) for other in self.others)


@dataclass(frozen=True, slots=True)
class Called:
    function: str
    arguments: tuple[Expression, ...]

    def value(self, frame: Frame) -> Value:
        texts = [text(argument.value(frame), f"what {self.function} is given") for argument in self.arguments]
        return LIBRARY[self.function].gives(*texts)


@dataclass(frozen=True, slots=True)
class Not:
    of: Expression

    def value(self, frame: Frame) -> Value:
        return not truth(self.of.value(frame))


@dataclass(frozen=True, slots=True)
class Minus:
    of: Expression

    def value(self, frame: Frame) -> Value:
        return _counted("-", 0, self.of.value(frame))


@dataclass(frozen=True, slots=True)
class Both:
    """Several joined by `&&`."""

    of: tuple[Expression, ...]

    def value(self, frame: Frame) -> Value:
        return all(truth(one.value(frame)) for one in self.of)


@dataclass(frozen=True, slots=True)
class Either:
    """Several joined by `||`."""

    of: tuple[Expression, ...]

    def value(self, frame: Frame) -> Value:
        return any(truth(one.value(frame)) for one in self.of)


@dataclass(frozen=True, slots=True)
class Compared:
    test: str
    one: Expression
    other: Expression

    def value(self, frame: Frame) -> Value:
        return _compared(self.test, self.one.value(frame), self.other.value(frame))


@dataclass(frozen=True, slots=True)
class Counted:
    """A chain of additions or of multiplications, from the left."""

    first: Expression
    rest: tuple[tuple[str, Expression], ...]

    def value(self, frame: Frame) -> Value:
        value = self.first.value(frame)
        for operator, operand in self.rest:
            value = _counted(operator, value, operand.value(frame))
        return value


def truth(value: Value) -> bool:
    if not isinstance(value, bool):
        raise ScriptError(f"{shown(value)} stands where true or false is needed")
    return value


def text(value: Value, what: str) -> str:
    if not isinstance(value, str):
        raise ScriptError(f"{what} must be a string, and {shown(value)} is none")
    return value


def shown(value: Value) -> str:
    return str(value).lower() if isinstance(value, bool) else repr(value)[:80]


_TESTS: dict[str, Callable[..., bool]] = {
    "==": lambda one, other: one == other,
    "!=": lambda one, other: one != other,
    "<": lambda one, other: one < other,
    "<=": lambda one, other: one <= other,
    ">": lambda one, other: one > other,
    ">=": lambda one, other: one >= other,
}


def _compared(test: str, one: Value, other: Value) -> bool:
    if _kind(one) is not _kind(other):
        raise ScriptError(f"{shown(one)} and {shown(other)} cannot be compared")
    if isinstance(one, bool) and test not in ("==", "!="):
        raise ScriptError(f"{shown(one)} is neither more nor less than anything")
    return _TESTS[test](one, other)


def _counted(operator: str, one: Value, other: Value) -> Value:
    if isinstance(one, str) and isinstance(other, str) and operator == "+":
        if len(one) + len(other) > _LONGEST_TEXT:
            raise ScriptError(f"a string grows beyond {_LONGEST_TEXT} characters")
        return one + other
    if _kind(one) is not float or _kind(other) is not float:
        raise ScriptError(f"{operator!r} cannot join {shown(one)} and {shown(other)}")
    return _number(operator, one, other)  # type: ignore[arg-type]  # both are numbers


_MOST = 2**63
"""Where the integers of Go end."""


def _number(operator: str, one: float, other: float) -> float:
    if operator in ("/", "%") and other == 0:
        raise ScriptError("a number is divided by zero")
    whole = isinstance(one, int) and isinstance(other, int)
    if operator == "%" and not whole:
        raise ScriptError("'%' is for whole numbers")
    value = _ARITHMETIC[operator](one, other, whole)
    if not -_MOST <= value < _MOST:
        raise ScriptError("a number grows too large")
    return value


def _quotient(one: float, other: float, whole: bool) -> float:
    """Whole numbers are divided towards zero, as Go does."""
    return one / other if not whole else int(abs(one) // abs(other)) * (1 if (one < 0) is (other < 0) else -1)


_ARITHMETIC: dict[str, Callable[[float, float, bool], float]] = {
    "+": lambda one, other, whole: one + other,
    "-": lambda one, other, whole: one - other,
    "*": lambda one, other, whole: one * other,
    "/": _quotient,
    "%": lambda one, other, whole: one - other * _quotient(one, other, whole),
}


def _kind(value: Value) -> type:
    return bool if isinstance(value, bool) else str if isinstance(value, str) else float
