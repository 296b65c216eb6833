"""What a person would have otherwise: assumptions of their own, and questions about what if.

Shares are said in percent, as weights are: `25`, `"25%"`. Money is in the account's currency.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from funnels.errors import InputError
from funnels.names import folded, nearest
from funnels.wire import Json

from . import said
from .said import Buttons, mapping, no_key, percent
from .strangers import said as shown

QUESTIONS = ("highest cpc", "days to significance")

_ASKED = {"highest cpc": ("cpc", "max cpc", "break even", "break even cpc"), "days to significance": ("days",)}
_MOST_WISHES = 10
_MOST_WORDS = 300


@dataclass(frozen=True, slots=True)
class Assume:
    """Nothing is assumed where nothing is said. Names are as they were said; "" in a mapping means every one."""

    source: str = ""
    cpc: Decimal | None = None
    ctr: Mapping[str, Buttons] = field(default_factory=dict)
    cvr: Mapping[str, float] = field(default_factory=dict)
    payout: Mapping[str, Decimal] = field(default_factory=dict)
    countries: Mapping[str, float] = field(default_factory=dict)
    devices: Mapping[str, float] = field(default_factory=dict)
    visits_per_day: float | None = None


@dataclass(frozen=True, slots=True)
class Wish:
    """One what-if. `words` is how it is told back."""

    words: str
    assume: Assume
    operations: tuple[Json, ...] = ()
    """Edits of the funnel."""
    question: str = ""
    step: str = ""
    """Of a question about a split."""
    lift: float | None = None
    """A difference to be seen, as a fraction."""
    roi: float = 0.0
    """That is to be left, as a fraction, at the highest cost."""


def assume(raw: Mapping[str, Any]) -> Assume:
    """InputError for what cannot be understood, with the nearest match."""
    return _assume(raw, "assume")


def wishes(raw: Sequence[Mapping[str, Any]]) -> tuple[Wish, ...]:
    if len(raw) > _MOST_WISHES:
        raise InputError(f"what_if: {len(raw)} are more than the {_MOST_WISHES} of one call.", hint="Ask in parts.")
    return tuple(_wish(one, f"what_if[{at}]") for at, one in enumerate(raw))


def _assume(raw: object, place: str) -> Assume:
    given = mapping(raw, place)
    unknown = [key for key in given if key not in _ASSUMED]
    if unknown:
        raise no_key(unknown[0], list(_ASSUMED), place)
    return Assume(**{key: _ASSUMED[key](value, f"{place}.{key}") for key, value in given.items()})


def _wish(raw: object, place: str) -> Wish:
    given = mapping(raw, place)
    if not given:
        raise InputError(f"{place}: says nothing.", hint=f"It takes {', '.join((*_EDITS, *_ASSUMED, 'question'))}.")
    keys = (*_EDITS, *_ASSUMED, *_ASKING)
    unknown = [key for key in given if key not in keys]
    if unknown:
        raise no_key(unknown[0], keys, place)
    question = _question(given["question"], f"{place}.question") if "question" in given else ""
    for key in _ASKING[1:]:
        if key in given and not question:
            raise InputError(
                f"{place}.{key}: goes with a question.", hint=f"Ask {' or '.join(map(repr, QUESTIONS))}."
            )
    assumed = {key: value for key, value in given.items() if key in _ASSUMED}
    return Wish(
        shown(_told(given), _MOST_WORDS),
        _assume(assumed, place),
        tuple(one for key in _EDITS if key in given for one in _EDITS[key](given[key], f"{place}.{key}")),
        question,
        str(given.get("step", "")),
        percent(given["lift"], f"{place}.lift") if "lift" in given else None,
        percent(given["roi"], f"{place}.roi") if "roi" in given else 0.0,
    )


def _weights(raw: object, place: str) -> list[Json]:
    return [
        {"op": "set_weights", "step": step, "weights": dict(mapping(weights, f"{place}.{step}"))}
        for step, weights in mapping(raw, place).items()
    ]


def _replace(raw: object, place: str) -> list[Json]:
    return [{"op": "replace_page", "page": page, "by": by} for page, by in mapping(raw, place).items()]


def _operations(raw: object, place: str) -> list[Json]:
    if not isinstance(raw, list):
        raise InputError(f"{place}: a list of edit operations, not {raw!r}.", hint="See describe_family('edits').")
    return [dict(mapping(one, f"{place}[{at}]")) for at, one in enumerate(raw)]


_EDITS: Mapping[str, Callable[[object, str], list[Json]]] = {
    "weights": _weights,
    "replace": _replace,
    "operations": _operations,
}
_ASKING = ("question", "step", "lift", "roi")


def _question(raw: object, place: str) -> str:
    for question, others in _ASKED.items():
        if folded(str(raw)) in (question, *others):
            return question
    near = nearest(str(raw), QUESTIONS, most=1)
    guess = f"Did you mean {near[0]!r}? " if near else ""
    raise InputError(
        f"{place}: there is no question {raw!r}.", hint=f"{guess}Questions are {' and '.join(map(repr, QUESTIONS))}."
    )


_ASSUMED: Mapping[str, Callable[[object, str], Any]] = {
    "source": said.text,
    "cpc": said.money,
    "ctr": said.ctr,
    "cvr": said.shares,
    "payout": said.payouts,
    "countries": said.countries,
    "devices": said.devices,
    "visits_per_day": said.count,
}


def _told(given: Mapping[str, Any]) -> str:
    """In words, from what was said."""
    return "; ".join(_said(value) if key == "question" else f"{key} {_said(value)}" for key, value in given.items())


def _said(value: Any) -> str:
    if isinstance(value, Mapping):
        parts = (
            f"{name} ({_said(one)})" if isinstance(one, Mapping) else f"{name} {one}" for name, one in value.items()
        )
        return ", ".join(parts)
    return ", ".join(map(_said, value)) if isinstance(value, list) else str(value)
