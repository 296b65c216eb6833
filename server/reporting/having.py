"""Conditions on the numbers of a row: `cost > 3 * payout`, `conversions = 0`, `P/L < -20`, `ROI >= 15%`."""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from funnels.errors import InputError
from funnels.names import folded
from funnels.reports import Metric

from .metrics import metric

PAYOUT = "payout"
"""What an offer pays by default; on a row, the mean over the views of the offers its visits came to."""

_PAYOUTS = ("payout", "payouts", "offer payout", "the payout", "the offer payout")

_SIGNS: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "<=": lambda left, right: left <= right,
    ">=": lambda left, right: left >= right,
    "!=": lambda left, right: left != right,
    "<": lambda left, right: left < right,
    ">": lambda left, right: left > right,
    "=": lambda left, right: left == right,
}
_SIGN = re.compile("<=|>=|=<|=>|!=|<>|==|=|<|>|\u2264|\u2265|\u2260")
_SPELLED = {"=<": "<=", "=>": ">=", "<>": "!=", "==": "=", "\u2264": "<=", "\u2265": ">=", "\u2260": "!="}
_NUMBER = re.compile(r"[-+]?[$€£]?\s*[-+]?\d[\d,]*(?:\.\d+)?\s*%?")
_TIMES = re.compile(r"(.+?)\s*(?:\*|×|\bx\b|\btimes\b)\s*(.+)", re.IGNORECASE)  # noqa: RUF001 - people type it
_GLUED = re.compile(r"(\d(?:[\d.]*))x\s+(.+)", re.IGNORECASE)
_LONGEST = 200

Numbers = Mapping[str, Decimal | None]


@dataclass(frozen=True, slots=True)
class Term:
    """A factor, times a metric or the payout; a plain number has no name."""

    factor: Decimal
    name: str = ""

    def value(self, row: Numbers) -> Decimal | None:
        """None where the metric is not applicable there."""
        if not self.name:
            return self.factor
        number = row.get(self.name)
        return None if number is None else self.factor * number


@dataclass(frozen=True, slots=True)
class Condition:
    left: Term
    sign: str
    right: Term
    metrics: tuple[Metric, ...]
    words: str
    notes: tuple[str, ...] = ()

    def holds(self, row: Numbers) -> bool:
        """False where either side is not applicable."""
        left, right = self.left.value(row), self.right.value(row)
        return left is not None and right is not None and _SIGNS[self.sign](left, right)

    @property
    def needs_payout(self) -> bool:
        return PAYOUT in (self.left.name, self.right.name)


def condition(words: str, rows: Collection[str] = ()) -> Condition:
    """InputError, with what is wrong in it, for what is none."""
    if len(words) > _LONGEST:
        raise InputError(f"having: a condition has at most {_LONGEST} characters, not {len(words)}.")
    parts = _SIGN.split(words)
    if len(parts) != 2:
        raise InputError(
            f"having: {words!r} is no condition.",
            hint="Compare two things, as in 'cost > 3 * payout' or 'visits >= 100'.",
        )
    sign = _SIGN.findall(words)[0]
    found = [_side(part.strip(), words, rows) for part in parts]
    return Condition(
        left=found[0][0],
        sign=_SPELLED.get(sign, sign),
        right=found[1][0],
        metrics=tuple(one for _, one, _ in found if one),
        words=" ".join(words.split()),
        notes=tuple(note for _, _, note in found if note),
    )


_Side = tuple[Term, Metric | None, str]


def _side(text: str, whole: str, rows: Collection[str]) -> _Side:
    if not text:
        raise InputError(f"having: something is missing in {whole!r}.", hint="Compare two things.")
    if _NUMBER.fullmatch(text):
        return Term(_number(text)), None, ""
    factor, name = _split(text)
    if folded(name) in _PAYOUTS:
        return Term(factor, PAYOUT), None, ""
    meant = metric(name, rows, what="having")
    return Term(factor, meant.metric.id), meant.metric, meant.note


def _split(text: str) -> tuple[Decimal, str]:
    match = _GLUED.fullmatch(text) or _TIMES.fullmatch(text)
    if match is None:
        return Decimal(1), text
    left, right = match[1].strip(), match[2].strip()
    if _NUMBER.fullmatch(left):
        return _number(left), right
    if _NUMBER.fullmatch(right):
        return _number(right), left
    raise InputError(f"having: in {text!r} neither side is a number.", hint="Multiply a metric by a number.")


def _number(text: str) -> Decimal:
    plain = re.sub(r"[\s,$€£%]", "", text)
    try:
        number = Decimal(plain)
    except InvalidOperation:
        raise InputError(f"having: {text!r} is no number.") from None
    return number / 100 if text.strip().endswith("%") else number


def fetched(conditions: Collection[Condition]) -> list[Metric]:
    """What has to be known of each row."""
    return list({one.id: one for each in conditions for one in each.metrics}.values())
